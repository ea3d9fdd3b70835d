"""Reads plain files, and of none more than its kind can sensibly hold.

A named pipe never ends what it has begun, ``/dev/zero`` has no end, and a file of a gigabyte under a script's name is
no script. All of them are refused here, as an OSError that says why, before they are read.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

_KINDS = (
    (stat.S_ISDIR, errno.EISDIR, "it is a folder"),
    (stat.S_ISFIFO, errno.EINVAL, "it is a named pipe, not a file"),
    (stat.S_ISSOCK, errno.EINVAL, "it is a socket, not a file"),
    (stat.S_ISCHR, errno.EINVAL, "it is a device, not a file"),
    (stat.S_ISBLK, errno.EINVAL, "it is a device, not a file"),
)
_NOT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""How a file is opened: should it have become a pipe since it was looked at, opening does not wait for a writer."""


def open_plain(path: Path) -> io.BufferedReader:
    """Return the plain file *path*, open for reading; links are followed.

    Raises OSError as ``open`` does, and for a folder, pipe, socket or device, which are not opened.
    """
    _refuse_kinds(path, path.stat().st_mode)
    file = os.fdopen(os.open(path, _NOT_WAITING), "rb")
    try:
        _refuse_kinds(path, os.fstat(file.fileno()).st_mode)
        _refuse_waiting(file.fileno())
    except OSError:
        file.close()
        raise
    return file


def read_plain(path: Path, most: int) -> bytes:
    """Return the bytes of the plain file *path*, which may be *most* at most.

    Raises OSError as `open_plain` does, and with EFBIG for a larger file.
    """
    with open_plain(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {size(most)}, the most that such a file may have", str(path))
    return data


def real(path: Path) -> Path:
    """Return where *path* leads, from the root, without links; also where a link leads to itself, or nowhere.

    `Path.resolve` raises RuntimeError for the first, until Python 3.12.
    """
    return Path(os.path.realpath(path))


def is_there(path: Path) -> bool:
    """Return whether *path* leads to anything, as far as one may look; so do `is_folder` and `is_file`.

    `Path.exists` and its like raise OSError for a name that is too long, and for one in a folder that may not be looked
    into, until Python 3.14.
    """
    return os.path.exists(path)  # noqa: PTH110


def unseen(path: Path) -> OSError | None:
    """Return why one may not see whether *path* is there, or what is in it if it is a folder; None where one may."""
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            os.scandir(path).close()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as fault:
        return fault
    return None


def is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112


def is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113


def size(count: int) -> str:
    """Return *count* bytes as they are told: ``100 kB``, ``20 MB``."""
    return f"{count // 1_000_000} MB" if count >= 1_000_000 else f"{count // 1000} kB"


def _refuse_waiting(file: int) -> None:
    """Raise OSError where there is nothing to read yet: the system calls some of its own files plain, as /proc/kmsg."""
    os.read(file, 1)
    os.lseek(file, 0, os.SEEK_SET)


def _refuse_kinds(path: Path, mode: int) -> None:
    """Raise OSError unless *mode* is that of a plain file."""
    for is_kind, number, why in _KINDS:
        if is_kind(mode):
            raise OSError(number, why, str(path))
