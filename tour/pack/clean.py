"""Removes what the program has made, and nothing else: a pack's own files, and the cache's."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

from tour.pack.cache import FOLDERS
from tour.pack.folder import Entry, entries
from tour.pack.manifest import MANIFEST
from tour.pack.ours import Ours

_CACHED = (
    ".gitignore",
    "clips/??/*.pcm",
    "tracks/*.mp3",
    "tracks/*.json",
    "aac/*.aac",
    "aac/*.json",
    "kept/*.kept",
    "locks/*.lock",
    "unchanged/*.kept",
    "unchanged/*.json",  # as records were before they had a seal
    "*/.tmp-*",
)
"""What `tour.pack.cache` writes."""


def clean_pack(pack: Path) -> list[str]:
    """Remove the files of *pack* that are as a build left them, and return the names of those that stay.

    A folder without a manifest is no pack. Raises OSError.
    """
    ours = Ours(pack, pack.name)
    stays = _remove(pack, ours.folders, lambda entry: bool(ours.listed) and entry.name != MANIFEST and ours.made(entry))
    if ours.listed:
        stays.remove(MANIFEST)
        (pack / MANIFEST).unlink()
        for kind in ("lock", "from"):
            pack.with_name(f".{pack.name}.{kind}").unlink(missing_ok=True)
        _remove_empty(pack)
    return stays


def clean_cache(cache: Path) -> list[str]:
    """Remove the entries of *cache*, and return the names of the files that stay. Raises OSError."""
    folders = {entry.name for entry in entries(cache) if entry.name.partition("/")[0] in FOLDERS}
    stays = _remove(cache, folders, lambda entry: any(fnmatchcase(entry.name, pattern) for pattern in _CACHED))
    _remove_empty(cache)
    return stays


def _remove(folder: Path, folders: Collection[str], made: Callable[[Entry], bool]) -> list[str]:
    """Remove every file of *folder* that was *made* here, and those *folders* that this empties; return what stays."""
    stays = []
    for entry in reversed(list(entries(folder))):
        if entry.is_folder:
            if entry.name in folders:
                _remove_empty(entry.path)
        elif made(entry):
            entry.path.unlink()
        else:
            stays.append(entry.name)
    return sorted(stays)


def _remove_empty(folder: Path) -> None:
    if not folder.is_symlink():
        with suppress(OSError):
            folder.rmdir()
