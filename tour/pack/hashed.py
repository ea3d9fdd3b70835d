"""Digests of files that are asked for more than once in a build, and reckoned once: a pack has a hundred megabytes.

A file is taken for the one that was read when its place on the disk, its size and both its times are the same. A change
sets the second time (``st_ctime``), which no program can set back. One that was changed a moment ago is read each time,
for two changes can have one time: within two seconds on a disk that keeps whole ones, else within a clock's tick.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from time import time_ns
from typing import IO

_SECOND = 1_000_000_000
"""Nanoseconds."""
_MOMENT = _SECOND // 10
"""Ten ticks of the clock that most systems take times from, which is the slowest."""
_COARSE_MOMENT = 5 * _SECOND // 2
"""Where times are whole seconds; FAT has even ones."""
_MOST = 100_000
"""Digests that are remembered; a pack of a thousand stops has a tenth of it."""
_known: dict[tuple[str | int, ...], str] = {}


def once(file: IO[bytes], what: str, reckon: Callable[[], str]) -> str:
    """Return what *reckon* gives of the open *file*, or gave when it was as it is; *what* tells of which part of it."""
    about = os.fstat(file.fileno())
    times = about.st_mtime_ns, about.st_ctime_ns
    moment = _MOMENT if all(time % _SECOND for time in times) else _COARSE_MOMENT
    settled = max(times) + moment < time_ns()
    key = (what, about.st_dev, about.st_ino, about.st_size, *times)
    if settled and key in _known:
        return _known[key]
    digest = reckon()
    if settled and len(_known) < _MOST:
        _known[key] = digest
    return digest
