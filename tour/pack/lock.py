"""One build of a pack at a time, from whatever project, clone or cache it comes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from tour.pack.folder import mode_beside

_SOON = 0.2
"""Seconds after which a user is told that the build waits."""


def lock_of(pack: Path) -> Path:
    """Return the lock of *pack*, which lies beside it: all that would write the pack meet there."""
    return pack.with_name(f".{pack.name}.lock")


@contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock *path*, for whoever may write its folder; *waiting* is called when another holds it.

    The file stays: to remove it would let two hold what each takes for the same lock. Raises OSError.
    """
    mode = mode_beside(path)
    lock = FileLock(path, mode=mode)
    try:
        lock.acquire(timeout=_SOON)
    except Timeout:
        if not os.path.lexists(path):  # where none can be made, as in /proc, the library waits for one without end
            path.touch(mode)
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def locked_at_once(path: Path) -> Iterator[bool]:
    """Hold the lock *path* if nobody else does, and yield whether it is held."""
    try:
        lock = FileLock(path, mode=mode_beside(path))
        lock.acquire(timeout=0)
    except (OSError, Timeout):  # a build is at it; or it lies where nothing can be written
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
