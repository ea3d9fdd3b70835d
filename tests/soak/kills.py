"""Builds that are killed at any moment, while the user works in the pack's folder."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from soak.tours import BUG, EDITIONS, Bench, Tally

_STEP = 0.004
"""Seconds between two files that the user writes."""


def kills(bench: Bench, tries: int) -> Tally:
    """Kill *tries* builds: half anywhere, half while the new folder is made and put in its place."""
    tally = Tally("kills")
    bench.warm()
    mine, lasts, standing = dict(bench.mine), 1.0, "one"
    for number in range(tries):
        tally.tries += 1
        edition = next(other for other in EDITIONS if other != standing)
        began = time.monotonic()
        child = bench.start(edition)
        where = bench.pack.with_name(".harbour.new") if number % 2 else None
        wait = bench.random.uniform(0, 0.08 if where else lasts)
        code, noted = _kill(child, bench, where, wait)
        bench.mine = mine | noted
        if code == -signal.SIGKILL:
            tally.struck += 1
        else:
            lasts = 0.9 * lasts + 0.1 * (time.monotonic() - began)
        if code == BUG:
            tally.fail("wrong", "a traceback")
        bench.judge(tally, standing, edition)
        for name in noted:
            (bench.pack / name).unlink(missing_ok=True)
        bench.mine = mine
        standing = _standing(bench)
        if number % 5 == 4:
            bench.rebuild(tally, "one")
            standing = "one"
    return tally


def _kill(child: int, bench: Bench, where: Path | None, wait: float) -> tuple[int, dict[str, bytes]]:
    """Kill *child* *wait* seconds after *where* is there, and write files into the pack until then; return them too."""
    noted: dict[str, bytes] = {}
    deadline = None if where else time.monotonic() + wait
    while True:
        name = f"note-{len(noted)}.txt"
        (bench.pack / name).write_bytes(name.encode())  # the pack is always there: else this is a bug, and shows
        noted[name] = name.encode()
        if deadline is None and where is not None and where.exists():
            deadline = time.monotonic() + wait
        over, status = os.waitpid(child, os.WNOHANG)
        if over:
            return os.waitstatus_to_exitcode(status), noted
        if deadline is not None and time.monotonic() >= deadline:
            os.kill(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), noted
        time.sleep(_STEP)


def _standing(bench: Bench) -> str:
    """Return which edition the pack is now."""
    manifest = (bench.pack / "pack.json").read_bytes()
    return next((edition for edition in EDITIONS if bench.clean[edition]["pack.json"] == manifest), "one")
