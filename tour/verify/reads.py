"""Reads a pack's files for those that judge them: plain files alone, and none that is larger than any build makes it.

A pack may come from anybody. A pipe in the place of the cover would be waited on for ever.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tour.inputs import plain_files
from tour.inputs.plain_files import read_plain
from tour.verify.manifest import Manifest


@dataclass(frozen=True, slots=True)
class _Most:
    """What a file of one kind may have: more than that of a tour with a thousand stops, and read in a second or two."""

    size: int
    """Bytes."""
    marks: bytes = b""
    most: int = 0
    unit: str = ""
    """How often these *marks* may occur, all together, and what that is called."""


_ELSE = _Most(40_000_000)
"""Most of an hour of a track; a page, a text, a picture. What a page, GPX or JSON may hold, its reader knows."""
_MOST = {
    ".xml": _Most(6_000_000, b"<=", 400_000, "tags and attributes"),
    ".gpx": _Most(16_000_000, b"<=", 1_000_000, "tags and attributes"),
    ".m3u8": _Most(4_000_000, b"\n", 50_000, "lines"),
    ".vtt": _Most(10_000_000),
}
"""By suffix."""


def read(pack: Path, path: str) -> bytes:
    """Return the bytes of the file at *path* in folder *pack*.

    Raises OSError, also for what is no plain file, and for one with more in it than any build puts there (EFBIG).
    """
    most = _MOST.get(PurePosixPath(path).suffix, _ELSE)
    try:
        data = read_plain(pack / path, most.size)
    except ValueError as fault:  # a name that no system has
        raise OSError(str(fault)) from None
    if sum(data.count(mark) for mark in most.marks) > most.most:
        message = f"it has more than {most.most:,} {most.unit}, as none of a tour has"
        raise OSError(errno.EFBIG, message, path)
    return data


def head(pack: Path, path: str, size: int) -> bytes:
    """Return the first *size* bytes of the file at *path* in folder *pack*. Raises OSError as `open_plain` does."""
    with plain_files.open_plain(pack / path) as file:
        return file.read(size)


def there(pack: Path, manifest: Manifest, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of those of *paths* that the pack lists and that can be read; of others `files` tells."""
    for path in paths:
        if not manifest.lists(path):
            continue
        try:
            data = read(pack, path)
        except OSError:
            continue
        yield path, data


def is_file(pack: Path, path: str) -> bool:
    """Return whether folder *pack* has a plain file at *path*, whatever that is: it may come from a page."""
    return plain_files.is_file(pack / path)
