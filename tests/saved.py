"""A pack of a few small files, saved as a whole build saves one, and what is asked of it."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import pytest

from tour.events import Event, Noted, silent
from tour.model import File
from tour.pack import swap as swapping
from tour.pack.decide import Output, Wanted
from tour.pack.save import Saved, save

ZIP = "harbour.zip"
ABOUT = {"title": "Harbour walk"}
FILES = {"audio/01a-quay.mp3": b"quay", "audio/02a-mill.mp3": b"mill", "tour.m3u8": b"two tracks"}

WAYS = ("exchange", "renames", "files")


def take(way: str, patch: pytest.MonkeyPatch) -> None:
    """Let the system be one that knows no better *way* to put a folder in another's place."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    if way != "exchange":
        patch.setattr(swapping, "exchange", refuse)
    if way == "files":
        patch.setattr(swapping, "_rename_or_fill", lambda stage, pack, olds: swapping._fill(stage, pack, olds))


def files(contents: Mapping[str, bytes | Path | tuple[bytes | Path, ...]]) -> tuple[File, ...]:
    return tuple(
        File(PurePosixPath(name), parts if isinstance(parts, tuple) else (parts,)) for name, parts in contents.items()
    )


def put(
    pack: Path,
    contents: Mapping[str, bytes],
    about: Mapping[str, str] = ABOUT,
    events: list[Event] | None = None,
    zipped: str = "",
) -> Saved:
    """Save *contents*, all of one writer, as a whole build does."""
    report = silent if events is None else events.append
    return save(pack, Wanted([Output("all", "key", files(contents))], about, prune=True, zipped=zipped), report)


def on_disk(pack: Path) -> dict[str, bytes]:
    return {path.relative_to(pack).as_posix(): path.read_bytes() for path in pack.rglob("*") if path.is_file()}


def own(pack: Path) -> dict[str, bytes]:
    return {name: data for name, data in on_disk(pack).items() if name != "pack.json"}


def stamps(pack: Path) -> dict[str, tuple[int, int]]:
    """Return inode and time of every file and folder."""
    found = {path.relative_to(pack).as_posix(): path.stat() for path in (pack, *pack.rglob("*"))}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}


def notes(events: Iterable[Event]) -> list[str]:
    return [event.message for event in events if isinstance(event, Noted)]
