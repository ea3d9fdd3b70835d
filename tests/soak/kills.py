"""Builds that are killed at any moment, while the user works in the pack's folder."""

from __future__ import annotations

import os
import signal
import time

from soak.tours import BUG, EDITIONS, Bench, Tally

_STEP = 0.004
"""Seconds between two files that the user writes."""


def kills(bench: Bench, wanted: int) -> Tally:
    """Kill builds until *wanted* were killed in time: one in four anywhere, the others while they save."""
    tally = Tally("kills")
    bench.warm()
    mine, standing, lasts = dict(bench.mine), "one", {True: 1.0, False: 0.2}
    while tally.struck < wanted and tally.tries < 4 * wanted:
        whole = tally.tries % 4 == 0
        tally.tries += 1
        edition = next(other for other in EDITIONS if other != standing)
        began = time.monotonic()
        child = bench.start(edition) if whole else bench.start_save(edition)
        code, noted = _kill(child, bench, bench.random.uniform(0, lasts[whole]))
        bench.mine = mine | noted
        if code == -signal.SIGKILL:
            tally.struck += 1
        else:
            lasts[whole] = 0.7 * lasts[whole] + 0.3 * (time.monotonic() - began)
        if code == BUG:
            tally.fail("wrong", "a traceback")
        bench.judge(tally, standing, edition)
        for name in noted:
            (bench.pack / name).unlink(missing_ok=True)
        bench.mine = mine
        standing = _standing(bench)
        if tally.tries % 10 == 0:
            bench.rebuild(tally, "one")
            standing = "one"
    return tally


def _kill(child: int, bench: Bench, wait: float) -> tuple[int, dict[str, bytes]]:
    """Kill *child* after *wait* seconds, write files into the pack until then, and return its exit code and these."""
    noted: dict[str, bytes] = {}
    deadline = time.monotonic() + wait
    while True:
        name = f"note-{len(noted)}.txt"
        (bench.pack / name).write_bytes(name.encode())  # the pack is always there: else this is a bug, and shows
        noted[name] = name.encode()
        over, status = os.waitpid(child, os.WNOHANG)
        if over:
            return os.waitstatus_to_exitcode(status), noted
        if time.monotonic() >= deadline:
            os.kill(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), noted
        time.sleep(_STEP)


def _standing(bench: Bench) -> str:
    """Return which edition the pack is now."""
    manifest = (bench.pack / "pack.json").read_bytes()
    return next((edition for edition in EDITIONS if bench.clean[edition]["pack.json"] == manifest), "one")
