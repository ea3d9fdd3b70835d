"""Finds the file of a pack that a request names, and its entity tag, which tells one state of it from another."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

from tour.pack.manifest import MANIFEST, read_manifest, rows

INDEX = "index.html"
_EDITED = ".edited"
"""The end of a file that its owner changed by hand and a build kept; see `tour.pack.save`."""


def find(pack: Path, target: str) -> Path | None:
    """Return the file in folder *pack* that a request's target names, with links followed; None when there is none.

    Nothing outside of *pack* is ever found, nor what is hidden, nor a folder.
    """
    parts = _parts(target)
    if parts is None or not all(map(_shown, parts)):
        return None
    try:
        root = pack.resolve(strict=True)
        path = root.joinpath(*parts).resolve(strict=True)
        # what a link leads to must be a part of the pack that may be seen, too
        if not path.is_relative_to(root) or not all(map(_shown, path.relative_to(root).parts)):
            return None
        return path if stat.S_ISREG(path.stat().st_mode) else None
    except (OSError, RuntimeError, ValueError):  # not there; a ring of links (Python 3.11); a name no system has
        return None


def _parts(target: str) -> tuple[str, ...] | None:
    """Return the names in a request's target: its origin form, or the absolute one of proxies (RFC 9112, 3.2)."""
    for scheme in ("http://", "https://"):
        if target.lower().startswith(scheme):
            target = "/" + target[len(scheme) :].partition("/")[2]
    path = target.partition("#")[0].partition("?")[0]
    if not path.startswith("/"):
        return None
    try:
        name = unquote_to_bytes(path[1:]).decode()
    except UnicodeError:  # not UTF-8, or a character that has no bytes
        return None
    return tuple(name.split("/")) if name else (INDEX,)


def _shown(part: str) -> bool:
    """Return whether a name may be served: no way up, no drive or stream of Windows, nothing hidden, no hand's copy."""
    return bool(part) and not part.startswith(".") and not part.endswith(_EDITED) and not set(part) & set('\\:\0<>"|?*')


class Tags:
    """The entity tag of each file: its SHA-256 where pack.json knows it, for a worker names its cache by that."""

    def __init__(self, pack: Path) -> None:
        self._pack = pack
        self._seen: tuple[int, ...] = ()
        self._digests: dict[str, tuple[str, int]] = {}

    def of(self, path: Path, file: BinaryIO) -> str:
        """Return the strong validator (RFC 9110, 8.8.3) of an open file of the pack."""
        now = os.fstat(file.fileno())
        try:
            manifest = (self._pack / MANIFEST).stat()
            name = path.relative_to(self._pack.resolve()).as_posix()
        except (OSError, ValueError):
            return _stamp(now)
        seen = (manifest.st_mtime_ns, manifest.st_size, manifest.st_ino)
        if seen != self._seen:
            listed = rows(read_manifest(self._pack))
            self._digests, self._seen = {row.path: (row.sha256, row.size) for row in listed}, seen
        sha256, size = self._digests.get(name, ("", -1))
        # the manifest is written last: what is younger was changed by hand
        unchanged = size == now.st_size and now.st_mtime_ns <= manifest.st_mtime_ns
        return f'"{sha256}"' if unchanged and sha256.isalnum() else _stamp(now)


def _stamp(status: os.stat_result) -> str:
    return f'"{status.st_size:x}-{status.st_mtime_ns:x}"'
