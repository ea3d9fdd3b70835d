"""Two paths that change places in one step, where the system can.

Python has no name for it (as of 3.14, `os` knows only rename and replace), and no library that is kept up wraps it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux: paths are relative to the current folder."""
_LINUX_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2), Linux 3.15."""
_MACOS_SWAP = 2
"""RENAME_SWAP of renamex_np(2), macOS 10.12."""


def exchange(one: Path, other: Path) -> None:
    """Let *one* and *other*, which are both there, change places; nobody ever sees either missing.

    Raises OSError where that fails, ENOSYS where the system has no such call, and another code where the file system
    does not know it.
    """
    call = _call()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(os.fsencode(one), os.fsencode(other)) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one), None, str(other))


def _call() -> Callable[[bytes, bytes], int] | None:
    """Return the system's call; None where there is none (Windows, an old C library)."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if linux := getattr(library, "renameat2", None):
        return lambda one, other: int(linux(_HERE, one, _HERE, other, ctypes.c_uint(_LINUX_EXCHANGE)))
    if macos := getattr(library, "renamex_np", None):
        return lambda one, other: int(macos(one, other, ctypes.c_uint(_MACOS_SWAP)))
    return None
