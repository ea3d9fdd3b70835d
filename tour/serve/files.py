"""Finds the file of a pack, or of a site of packs, that a request names, and its entity tag, which tells its state."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote_to_bytes

from tour.inputs.plain_files import real
from tour.pack.manifest import MANIFEST, read_manifest, rows

INDEX = "index.html"
_EDITED = ".edited"
"""The end of a file that its owner changed by hand and a build kept; see `tour.pack.save`."""


def find(pack: Path, target: str) -> Path | None:
    """Return the file in folder *pack* that a request's target names, with links followed; None when there is none.

    A target that ends in a slash names a folder's page. Nothing outside of *pack* is ever found, nor what is hidden,
    nor a folder.
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


def with_slash(pack: Path, target: str) -> str | None:
    """Return where the page is that a target names by its folder alone, as people type it; None where it names none.

    Without the slash at its end, all that the page names would be looked for one folder too high.
    """
    parts = _parts(target)
    address = "/".join(["", *map(quote, parts or ()), ""])
    if parts is None or find(pack, address) is None:
        return None
    _, mark, query = target.partition("#")[0].partition("?")
    return address + mark + query


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
    *folders, last = name.split("/")
    return *folders, last or INDEX


def _shown(part: str) -> bool:
    """Return whether a name may be served: no way up, no drive or stream of Windows, nothing hidden, no hand's copy."""
    return bool(part) and not part.startswith(".") and not part.endswith(_EDITED) and not set(part) & set('\\:\0<>"|?*')


class Tags:
    """The entity tag of each file: its SHA-256 where pack.json knows it, for a worker names its cache by that.

    In a site any of its folders may be a pack.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._listed: dict[Path, _Listed] = {}

    def of(self, path: Path, file: BinaryIO) -> str:
        """Return the strong validator (RFC 9110, 8.8.3) of an open file of the pack."""
        now = os.fstat(file.fileno())
        try:
            pack, manifest = self._pack_of(path)
            name = path.relative_to(pack).as_posix()
        except (OSError, ValueError):
            return _stamp(now)
        sha256, size = self._of_pack(pack, manifest).digests.get(name, ("", -1))
        # the manifest is written last: what is younger was changed by hand
        unchanged = size == now.st_size and now.st_mtime_ns <= manifest.st_mtime_ns
        return f'"{sha256}"' if unchanged and sha256.isalnum() else _stamp(now)

    def _pack_of(self, path: Path) -> tuple[Path, os.stat_result]:
        """Return the pack that *path* lies in, the folder itself or one in it, and the state of its manifest.

        Raises OSError where it lies in none, and ValueError where it lies elsewhere.
        """
        pack = real(self._folder)
        for name in path.relative_to(pack).parts:
            with suppress(FileNotFoundError):
                return pack, (pack / MANIFEST).stat()
            pack /= name
        raise FileNotFoundError(MANIFEST)

    def _of_pack(self, pack: Path, manifest: os.stat_result) -> _Listed:
        """Return what the manifest of *pack* lists, read again where it has changed."""
        seen = (manifest.st_mtime_ns, manifest.st_size, manifest.st_ino)
        listed = self._listed.get(pack)
        if listed is None or listed.seen != seen:
            digests = {row.path: (row.sha256, row.size) for row in rows(read_manifest(pack))}
            listed = self._listed[pack] = _Listed(seen, digests)
        return listed


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a manifest lists, in one of its states."""

    seen: tuple[int, ...]
    digests: Mapping[str, tuple[str, int]]
    """SHA-256 and bytes, by the file's path in its pack."""


def _stamp(status: os.stat_result) -> str:
    return f'"{status.st_size:x}-{status.st_mtime_ns:x}"'
