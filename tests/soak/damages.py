"""A cache that a disk, a crash or a stranger has damaged: the next build is as a clean one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from soak.tours import Bench, Tally

KINDS = ("flip", "swap", "cut", "grow", "empty", "nonsense", "gone", "pipe", "folder", "endless", "old name")


def damages(bench: Bench, tries: int) -> Tally:
    """Damage the cache *tries* times, each kind in turn and each on another kind of entry."""
    tally = Tally("damages of the cache")
    bench.warm()
    for number in range(tries):
        tally.tries += 1
        kind = KINDS[number % len(KINDS)]
        hit = [_damage(bench, kind, suffix) for suffix in ("pcm", "mp3", "json", "aac", "kept")]
        tally.struck += any(hit)
        if number % 2:  # then damaged clips are needed
            for path in (bench.cache / "tracks").glob("*.mp3"):
                _forget(path)
        if number % 4:  # else it is the record of the last build that tells whether there is work
            shutil.rmtree(bench.pack, ignore_errors=True)
            bench.mine = {}
        bench.rebuild(tally, "one" if number % 3 else "two")
        for path in bench.cache.rglob("*"):
            if path.suffix in (".pcm", ".mp3", ".json", ".aac", ".kept") and not (
                path.is_file() and path.stat().st_size
            ):
                _forget(path)  # of another edition, and not asked for
    return tally


def _damage(bench: Bench, kind: str, suffix: str) -> bool:
    """Damage an entry with that *suffix*, and return whether there was one."""
    entries = sorted(path for path in bench.cache.rglob(f"*.{suffix}") if path.is_file() and not path.is_symlink())
    if len(entries) < 2:
        return False
    path, other = bench.random.sample(entries, 2)
    data = path.read_bytes()
    place = bench.random.randrange(max(len(data), 1))
    match kind:
        case "flip":
            path.write_bytes(data[:place] + bytes([data[place] ^ 1 << bench.random.randrange(8)]) + data[place + 1 :])
        case "swap":
            path.write_bytes(other.read_bytes())
            other.write_bytes(data)
        case "cut":
            path.write_bytes(data[:place])
        case "grow":
            path.write_bytes(data + data[:2])
        case "empty":
            path.write_bytes(b"")
        case "nonsense":
            path.write_bytes(bench.random.randbytes(len(data)))
        case "old name":
            other.write_bytes(data)
        case _:
            _replace(path, kind)
    return True


def _replace(path: Path, kind: str) -> None:
    path.unlink()
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "endless":
            path.symlink_to("/dev/zero")


def _forget(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
