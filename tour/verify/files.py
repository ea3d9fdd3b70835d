"""Checks that the files of a pack are those that its manifest lists, unchanged."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from tour.diagnostics import reason
from tour.inputs.plain_files import is_file, open_plain
from tour.pack.manifest import MANIFEST, NOT_IN_DIGEST
from tour.verify import reads, zipped
from tour.verify.findings import Fault
from tour.verify.manifest import Manifest

FLOOR = ("audio", "playlist", "card", "cover")
"""Writers without which a pack is not finished."""
_SOUND = (".mp3", ".m4b")
"""Of which whoever listens tells; they are the most of a pack."""
_LEFT_BEHIND = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that file managers leave in folders; no part of any pack, and no harm."""


def faults(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield what is missing, extra or changed among the files of folder *pack*."""
    listed = {row.path for row in manifest.files}
    yield from _listed_files(pack, manifest)
    yield from _unlisted_files(pack, {*listed, MANIFEST, zipped.name(manifest)})
    for track in manifest.tracks:
        if track.path not in listed:
            yield Fault(track.path, "is a track of pack.json, but not among its files")
    if _digest(manifest) != manifest.digest:
        yield Fault(MANIFEST, "its digest is not that of the files it lists")
    yield from _writers(manifest)


def _listed_files(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    for row in manifest.files:
        try:
            with open_plain(pack / row.path) as file:
                digest, size = hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size
        except (FileNotFoundError, ValueError):  # or a name that no system has
            yield Fault(row.path, "is missing")
            continue
        except OSError as fault:
            yield Fault(row.path, f"cannot be read: {reason(fault)}")
            continue
        if size != row.size:
            yield Fault(row.path, f"has {size} bytes; pack.json says {row.size}")
        if not row.path.endswith(_SOUND):
            yield from _unread(pack, row.path)
        if digest != row.sha256:
            yield Fault(row.path, "was changed after the pack was made: its SHA-256 is not the one in pack.json")


def _unread(pack: Path, path: str) -> Iterator[Fault]:
    """Yield that the file at *path* has more in it than is read; who would judge it then says nothing."""
    try:
        reads.read(pack, path)
    except OSError as fault:
        yield Fault(path, f"cannot be read: {reason(fault)}")


def _unlisted_files(pack: Path, known: set[str]) -> Iterator[Fault]:
    for path in sorted(pack.rglob("*")):
        if path.name in _LEFT_BEHIND or not (is_file(path) or os.path.islink(path)):  # noqa: PTH114  as `is_file`
            continue
        name = path.relative_to(pack).as_posix()
        if name not in known:
            yield Fault(name, "is not in pack.json; is it yours? Then keep it elsewhere")


def _writers(manifest: Manifest) -> Iterator[Fault]:
    """Yield the writers of which there is no file, though the pack was to have some."""
    gave = {row.writer for row in manifest.files}
    if len(manifest.stops) > 1 and not manifest.legs:
        gave.add("gpx")  # rooms: there is no way to give
    for writer in dict.fromkeys((*manifest.writers, *FLOOR)):
        if writer not in gave:
            yield Fault("", f"there is no file of the writer {writer!r}; build the whole pack")


def _digest(manifest: Manifest) -> str:
    """Return the SHA-256 over the sorted ``path NUL sha256`` of all files that count."""
    hashed = hashlib.sha256()
    for row in sorted(manifest.files, key=lambda row: row.path):
        if row.path not in NOT_IN_DIGEST and not row.path.endswith(".zip"):
            hashed.update(f"{row.path}\0{row.sha256}".encode())
    return hashed.hexdigest()
