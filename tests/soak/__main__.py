"""Builds are killed, starved, raced and fed a damaged cache, by the hundred; then the pack must be as a clean build's.

``make soak ARGS="--seed 5 --part races"``. Prints one line a part, and leaves with 1 when anything is lost, wrong or
half written.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from time import monotonic

from soak.damages import damages
from soak.failing import failing
from soak.kills import kills
from soak.races import races
from soak.tours import Bench

PARTS = {"kills": (kills, 320), "failing": (failing, 160), "races": (races, 104), "damages": (damages, 66)}
"""What is done, and how often."""


def main() -> int:
    """Run the parts, and return the exit code."""
    parser = argparse.ArgumentParser("soak", description="kills, failing writes, races, and a damaged cache")
    parser.add_argument("--seed", type=int, default=1, help="of what is random")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this; may repeat")
    parser.add_argument("--tries", type=int, default=0, help="of each part, instead of its own number")
    asked = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory(prefix="soak-") as home:
        bench = Bench(Path(home), asked.seed)
        for name in asked.part or PARTS:
            run, tries = PARTS[name]
            began = monotonic()
            tally = run(bench, asked.tries or tries)
            print(f"{tally}  ({monotonic() - began:.0f} s)", *tally.told, sep="\n  ", flush=True)
            bad += tally.lost + tally.wrong + tally.half
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
