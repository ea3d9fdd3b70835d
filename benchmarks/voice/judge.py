"""Hold what evaluate.py measured against the targets; exit 1 and say which is missed.

judge.py LOOKS.json [OTHERS.json ...]

Quality and the pooled error rate are those of LOOKS; the worst track, names and silences are taken over all files.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

LONG = 80
"""Words from which on a track is judged alone: in a short one a single word weighs too much."""

Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    reports = [json.loads(Path(name).read_text("utf-8"))["files"] for name in arguments or sys.argv[1:]]
    if not reports:
        sys.exit(__doc__)
    looks, tracks = reports[0], [row for rows in reports for row in rows]
    missed = []
    for what, shown, held in verdicts(looks, tracks):
        print(f"{'ok  ' if held else 'MISS'}  {what:44s} {shown}")
        if not held:
            missed.append(what)
    if missed:
        sys.exit(f"error: {len(missed)} missed: {'; '.join(missed)}")


def verdicts(looks: Sequence[Row], tracks: Sequence[Row]) -> Iterator[tuple[str, str, bool]]:
    """Yield each target, what was measured, and whether that holds."""
    pooled = sum(row["errors"] for row in looks) / sum(row["words"] for row in looks)
    yield "word error rate over the Looks <= 6 %", f"{pooled:.1%}", pooled <= 0.06
    if long := [row for row in tracks if row["words"] >= LONG]:
        worst = max(long, key=lambda row: row["wer"])
        yield (
            f"worst track of {LONG} words or more <= 12 %",
            f"{worst['wer']:.1%} {worst['file']}",
            worst["wer"] <= 0.12,
        )
    if hard := sum(row["hard"] for row in tracks):
        unheard = [f"{name} ({row['file']})" for row in tracks for name in row["missed"]]
        share = 1 - len(unheard) / hard
        yield "names heard >= 90 %", f"{share:.0%} of {hard}; not: {', '.join(unheard) or 'none'}", share >= 0.9
    for key, what, least in (("dmos", "Distill-MOS, mean", 4.4), ("ovrl", "DNSMOS OVRL, mean", 3.1)):
        values = [row[key] for row in looks if key in row]
        score = fmean(values) if values else 0.0
        yield f"{what} >= {least}", f"{score:.2f}" if values else "not measured", score >= least
    longest = max(tracks, key=lambda row: row["unasked"])
    yield "longest unasked silence <= 1.5 s", f"{longest['unasked']:.2f} s {longest['file']}", longest["unasked"] <= 1.5


if __name__ == "__main__":
    main()
