"""Removes what the program has made, and nothing else: a pack's own files, and the cache's."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from fnmatch import fnmatchcase
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError
from tour.inputs.plain_files import real
from tour.pack.cache import FOLDERS
from tour.pack.folder import Entry, entries
from tour.pack.manifest import MANIFEST
from tour.pack.ours import Ours

try:
    import fcntl
except ImportError:  # Windows, where a file that somebody has open cannot be removed
    fcntl = None  # type: ignore[assignment]

_LOCKS = "locks/*.lock"
_CACHED = (
    ".gitignore",
    "clips/??/*.pcm",
    "tracks/*.mp3",
    "tracks/*.json",
    "aac/*.aac",
    "aac/*.json",
    "kept/*.kept",
    "unchanged/*.kept",
    "unchanged/*.json",  # as records were before they had a seal
    "*/.tmp-*",
)
"""What `tour.pack.cache` writes."""


def clean_pack(pack: Path) -> list[str]:
    """Remove the files of *pack* that are as a build left them, and return the names of those that stay.

    A folder without a manifest is no pack. Raises OSError, and TourError where a build of it is running.
    """
    ours = Ours(pack, pack.name)
    if not ours.listed:
        return sorted(entry.name for entry in entries(pack) if not entry.is_folder)
    place = real(pack) if pack.is_symlink() else pack  # as a build takes it
    lock = place.with_name(f".{place.name}.lock")
    with _alone(lock):
        ours = Ours(pack, pack.name)
        stays = _remove(pack, ours.folders, lambda entry: entry.name != MANIFEST and ours.made(entry))
        stays.remove(MANIFEST)
        (pack / MANIFEST).unlink()
        place.with_name(f".{place.name}.from").unlink(missing_ok=True)
        _remove_empty(pack)
        lock.unlink()
    return stays


def clean_cache(cache: Path) -> list[str]:
    """Remove the entries of *cache*, and return the names of the files that stay.

    Raises OSError, and TourError where a build with that cache is running.
    """
    folders = {entry.name for entry in entries(cache) if entry.name.partition("/")[0] in FOLDERS}
    with ExitStack() as locks:
        held = set()
        for lock in sorted(cache.glob(_LOCKS)):
            locks.enter_context(_alone(lock))
            held.add(lock.relative_to(cache).as_posix())
        stays = _remove(cache, folders, lambda entry: entry.name in held or _is_cached(entry.name))
    _remove_empty(cache)
    return stays


def _is_cached(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _CACHED)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a *lock* of builds, as `tour.pack.lock` does, but with Python alone; for who may then remove it.

    Raises TourError where a build holds it.
    """
    with lock.open("ab") as file:
        try:
            if fcntl:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            free = os.path.samestat(os.fstat(file.fileno()), lock.stat())
        except (BlockingIOError, FileNotFoundError):
            free = False
        if not free:
            hint = "wait until it is done, or stop it; then clean"
            raise TourError(Diagnostic(None, f"a build is running, and holds {lock}", hint))
        yield


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
