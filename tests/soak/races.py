"""Two at once: builds with one cache or two, and a build beside one who verifies or is served."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from urllib.request import urlopen

from soak.tours import DONE, EDITIONS, Bench, Tally, end, start
from tour.diagnostics import TourError
from tour.serve import open_server
from tour.verify import verify

KINDS = ("one cache", "two caches", "verify", "serve")

_KNOWN = ("is it yours?", "words a minute")
"""What is amiss with every pack here: it holds files of the user's, and is spoken in beeps."""


def races(bench: Bench, pairs: int) -> Tally:
    """Let *pairs* meet, of each kind in turn."""
    tally = Tally("races")
    bench.warm()
    second = bench.home / "second cache"
    shutil.copytree(bench.cache, second)
    for number in range(pairs):
        tally.tries += 1
        tally.struck += 1
        kind = KINDS[number % len(KINDS)]
        one, other = EDITIONS if number // len(KINDS) % 2 else reversed(EDITIONS)
        children = [bench.start(one, _pause(bench))]
        if kind in ("one cache", "two caches"):
            children.append(bench.start(other, _pause(bench), second if kind == "two caches" else None))
        else:
            children.append(start(_verifies(bench) if kind == "verify" else _reads(bench)))
        codes = [end(child) for child in children]
        if codes != [DONE, DONE]:
            tally.fail("wrong", f"{kind}: exit codes {codes}")
        bench.judge(tally, *((one, other) if "cache" in kind else (one,)))
    bench.rebuild(tally, "one")
    return tally


def _pause(bench: Bench) -> Callable[[], None]:
    seconds = bench.random.uniform(0, 0.3)
    return lambda: time.sleep(seconds)


def _verifies(bench: Bench) -> Callable[[], None]:
    """Return what finds nothing but the user's own files amiss, or says that the pack was built anew."""

    def work() -> None:
        try:
            findings = verify(bench.pack)
        except TourError as fault:
            if "was built anew" not in str(fault):
                raise
            return
        amiss = [fault for fault in findings.faults if not any(known in fault.message for known in _KNOWN)]
        assert not amiss, amiss

    return work


def _reads(bench: Bench) -> Callable[[], None]:
    """Return what is served each file of the pack, in one edition or the other, and never a part."""

    def work() -> None:
        names = sorted(bench.clean["one"].keys() & bench.clean["two"].keys())
        with open_server(bench.pack) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            for name in names:
                with urlopen(server.url + name) as answer:
                    data = answer.read()
                assert data in (bench.clean["one"][name], bench.clean["two"][name]), name
            server.shutdown()

    return work
