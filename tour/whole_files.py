"""Files written whole or not at all: what stood there before stays until then, also where the disk is full.

A name is given to a file that is finished and on the disk. So neither Ctrl-C nor a refusal leaves half of one, and
after a power cut a file that has a name is whole.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

UNDER_WAY = ".tmp-"
"""How the name of a file begins that is not whole yet."""
_NOT_WAITING = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""How a pipe or a device is opened: a pipe that nobody reads is refused instead of waited for."""


@contextmanager
def under_way(folder: Path) -> Iterator[Path]:
    """Give a free name in *folder* for a file in the making, which goes unless it has been moved by then.

    The name is known before there is a file: one that Ctrl-C meets just after it was made goes, too.
    """
    path = folder / f"{UNDER_WAY}{os.urandom(8).hex()}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def write_all(files: Mapping[Path, bytes]) -> None:
    """Give each name its file. Folders must be there.

    None has its name before the disk has taken all; once the first has, Ctrl-C does not keep the others from theirs.
    Raises OSError.
    """
    with ExitStack() as going:
        finished = {path: _finished(path, data, going) for path, data in files.items()}
        _name(finished)


def rewrite_all(files: Mapping[Path, bytes]) -> None:
    """Do as `write_all` with files of a user's: a link stays one, and what is replaced hands on its mode and owner.

    Raises OSError, also for a file that may only be read: who locked it does not want it replaced.
    """
    with ExitStack() as going:
        finished = {}
        for path, data in files.items():
            target = Path(os.path.realpath(path))
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, "it may only be read", str(path))
            finished[target] = _finished(target, data, going)
            _hand_on(target, finished[target])
        _name(finished)


def write_where_asked(path: Path, data: bytes) -> None:
    """Write *data* to *path*, which a user has named: as `rewrite_all` does, but into a pipe or a device as it is.

    Raises OSError, also for a pipe that nobody reads.
    """
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        kind = stat.S_IFREG
    if stat.S_ISREG(kind) or stat.S_ISDIR(kind):
        rewrite_all({path: data})
        return
    with os.fdopen(os.open(path, _NOT_WAITING), "wb") as file:
        os.set_blocking(file.fileno(), True)
        file.write(data)


def flush(path: Path) -> None:
    """Wait until a file is on the disk. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _finished(path: Path, data: bytes, going: ExitStack) -> Path:
    """Return a file of *data* beside *path*, on the disk; where it is not moved, it goes at the end of *going*."""
    part = going.enter_context(under_way(path.parent))
    with part.open("xb") as file:
        file.write(data)
    flush(part)
    return part


def _name(finished: Mapping[Path, Path]) -> None:
    """Move each file to the name that it is listed under."""
    try:
        for path, part in finished.items():
            part.replace(path)
    except BaseException:
        if not all(part.exists() for part in finished.values()):
            for path, part in finished.items():
                with suppress(OSError):  # those that have theirs are not there any more
                    part.replace(path)
        raise


def _hand_on(old: Path, new: Path) -> None:
    """Give the file *new* what *old* has, if it is there, as far as the system lets us."""
    with suppress(OSError):
        about = old.stat()
        give(new, about)
        new.chmod(stat.S_IMODE(about.st_mode))


def give(path: Path, like: os.stat_result) -> None:
    """Let *path*, itself where it is a link, belong to whom *like* says, as far as the system lets us.

    Root may give a file to anybody, others to a group of theirs. Its mode comes after that, which takes bits from it.
    """
    now = path.lstat()
    if (now.st_uid, now.st_gid) == (like.st_uid, like.st_gid) or not hasattr(os, "chown"):  # Windows has no owners
        return
    try:
        os.chown(path, like.st_uid, like.st_gid, follow_symlinks=False)
    except OSError:
        with suppress(OSError):
            os.chown(path, -1, like.st_gid, follow_symlinks=False)
