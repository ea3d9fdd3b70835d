"""Removes what the program has made, and nothing else: a pack's own files, and the cache's."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError
from tour.events import Report, silent
from tour.inputs.plain_files import is_file, real
from tour.pack.cache import FOLDERS, IGNORE, IGNORED
from tour.pack.folder import Entry, entries
from tour.pack.manifest import MANIFEST
from tour.pack.ours import Ours
from tour.pack.save import recover
from tour.pack.swap import note_of
from tour.pack.whose import forget

try:
    import fcntl
except ImportError:  # Windows, where a file that somebody has open cannot be removed
    fcntl = None  # type: ignore[assignment]

_LOCKS = "locks/*.lock"
_FOLDER = re.compile("|".join((*FOLDERS, "clips/[0-9a-f]{2}")))
_CACHED = re.compile(
    r"clips/[0-9a-f]{2}/[0-9a-f]{62}\.pcm"
    r"|tracks/[0-9a-f]{64}\.(mp3|json)"
    r"|aac/[0-9a-f]{64}\.(aac|json)"
    r"|(kept|unchanged)/[0-9a-f]{64}\.(kept|json)"  # records were JSON before they had a seal
    r"|((clips/[0-9a-f]{2}|tracks|aac|kept|unchanged)/)?\.tmp-[^/]+"
)
"""What `tour.pack.cache` writes, and what is left of that after a kill; its .gitignore apart."""


def clean_pack(pack: Path, report: Report = silent) -> list[str]:
    """Remove the files of *pack* that are as a build left them, and return the names of those that stay.

    What a crash cut short of it is finished or undone first, and what is to be said of that is told to *report*. A
    folder without a manifest is no pack, and no other takes its place where no note says so: it may be somebody's copy
    of what is gone. Raises OSError, and TourError where a build of it is running.
    """
    place = real(pack) if pack.is_symlink() else pack  # as a build takes it
    if not Ours(place, place.name).listed and not os.path.lexists(note_of(place)):
        return _files(place)
    lock = place.with_name(f".{place.name}.lock")
    with _alone(lock):
        recover(place, report)
        stays = _remove_pack(place)
        forget(place)
        if not pack.is_symlink():
            _remove_empty(place)
        if not lock.stat().st_size:  # a build writes nothing into it
            lock.unlink()
    return stays


def _remove_pack(pack: Path) -> list[str]:
    """Remove what is a build's in *pack*, the manifest, which tells that, last; return what stays."""
    ours = Ours(pack, pack.name)
    if not ours.listed:
        return _files(pack)
    stays = _remove(pack, ours.folders, lambda entry: entry.name != MANIFEST and ours.made(entry))
    stays.remove(MANIFEST)
    (pack / MANIFEST).unlink()
    return stays


def _files(folder: Path) -> list[str]:
    return sorted(entry.name for entry in entries(folder) if not entry.is_folder)


def clean_cache(cache: Path) -> list[str]:
    """Remove the entries of *cache*, and return the names of the files that stay.

    Raises OSError, and TourError where a build with that cache is running.
    """
    folders = {entry.name for entry in entries(cache) if _FOLDER.fullmatch(entry.name)}
    with ExitStack() as locks:
        held = set()
        for lock in sorted(cache.glob(_LOCKS)):
            locks.enter_context(_alone(lock))
            held.add(lock.relative_to(cache).as_posix())
        stays = _remove(cache, folders, lambda entry: entry.name in held or _is_cached(entry))
    _remove_empty(cache)
    return stays


def _is_cached(entry: Entry) -> bool:
    if entry.name == IGNORE:
        return is_file(entry.path) and entry.path.read_bytes() == IGNORED
    return bool(_CACHED.fullmatch(entry.name))


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
