"""A faulty layer under save and cache: calls that fail, files that may not grow, a disk that is full."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from soak.tours import BUG, DONE, EDITIONS, Bench, Tally, end

_CHANGES = ("os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.chmod", "os.symlink", "os.truncate")
_CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS)


class Layer:
    """Refuses the *at*th call that would change the disk below *home*, and if it *stays* so every one after it."""

    def __init__(self, home: Path, at: int, code: int, stays: bool) -> None:
        self.home, self.at, self.code, self.stays = str(home), at, code, stays
        self.calls = 0

    def install(self) -> None:
        """Slip under this process, for good."""
        sync = os.fsync
        sys.addaudithook(self._heard)

        def fsync(handle: int) -> None:
            self._call()
            sync(handle)

        os.fsync = fsync  # no audit event tells of it

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and _writes(arguments)):
            path = arguments[0]
            if isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(self.home):
                self._call()

    def _call(self) -> None:
        self.calls += 1
        if self.calls == self.at or (self.stays and self.calls > self.at):
            raise OSError(self.code, os.strerror(self.code))


def _writes(arguments: tuple[Any, ...]) -> bool:
    return isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def failing(bench: Bench, tries: int) -> Tally:
    """Let *tries* builds fail in turn by a refused call, by files that may not grow, and by a full disk.

    A full disk is a small one in memory, which only root can make; elsewhere a call is refused instead.
    """
    tally = Tally("failing writes")
    bench.warm()
    for number in range(tries):
        tally.tries += 1
        if number % 4 == 0:
            bench.warm()
        start = bench.start_save
        if number % 2:  # then there is much to put into the cache, too
            start = bench.start
            for kind in ("tracks", "clips"):
                shutil.rmtree(bench.cache / kind, ignore_errors=True)  # a build that failed may have made none
        match number % 3:
            case 0:
                code = _refused(bench, start)
            case 1:
                code = _short(bench, start)
            case _:
                code = _full(bench, start, tally)
        tally.struck += code != DONE
        if code == BUG:
            tally.fail("wrong", "a traceback")
        bench.judge(tally, *EDITIONS)
        if number % 6 == 0:
            bench.rebuild(tally, "one")
    bench.rebuild(tally, "two")
    return tally


_Start = Callable[[str, Callable[[], None]], int]
"""Begins a build, or a save, of an edition in a child that does something before."""


def _refused(bench: Bench, start: _Start) -> int:
    at = 1 + int(bench.random.random() ** 2 * 250)
    layer = Layer(bench.home, at, bench.random.choice(_CODES), bench.random.random() < 0.5)
    return end(start("two", layer.install))


def _short(bench: Bench, start: _Start) -> int:
    """Build where no file may grow beyond some size, as with a quota."""
    most = int(10 ** bench.random.uniform(1, 6))
    return end(start("two", _no_file_beyond(most)))


def _no_file_beyond(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _full(bench: Bench, start: _Start, tally: Tally) -> int:
    """Build on a disk that has little room beyond what lies on it already."""
    disk = bench.home / "disk"
    disk.mkdir(exist_ok=True)
    used = sum(path.stat().st_size for folder in (bench.out, bench.cache) for path in folder.rglob("*"))
    room = used + (1 << 19) + int(bench.random.uniform(0, 3) * (1 << 20))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode != 0:
        return _refused(bench, start)
    out, cache = bench.out, bench.cache
    try:
        shutil.copytree(out, disk / "out", symlinks=True)
        shutil.copytree(cache, disk / "cache")
        bench.out, bench.cache, bench.pack = disk / "out", disk / "cache", disk / "out/harbour"
        code = end(start("two", lambda: None))
        bench.judge(tally, *EDITIONS)
        return code
    except OSError:  # it was too small for what is there already
        return DONE
    finally:
        bench.out, bench.cache, bench.pack = out, cache, out / "harbour"
        subprocess.run(["umount", str(disk)], check=True)
