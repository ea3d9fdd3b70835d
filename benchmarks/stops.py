"""Does a long tour take longer a stop than a short one? Builds both cold with the tone engine, in one run.

stops.py [--few 100] [--many 999]

Prints wall and processor seconds a stop, their ratio (1.1 at most is asked for), and the peak memory of the largest
process (400 MB at most).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bench import build

A_ROW = 25
"""Stops in a row of the grid that the walk winds through."""

TOUR = """\
title = "Many stops"
subtitle = "A walk for measuring"
slug = "many"
language = "en"
published = "2026-01-02"
author = "Nobody"
licence = "CC BY 4.0"
engine = "tone"
safety = ["Mind the edge."]
"""
STOP = """\
---
title: The place {number}
place: [{lat:.5f}, {lon:.5f}]
stand: at post {number}
facts: 2026-01-02
---

# Look

This is place {number}. It has a post with number {number} on it.
{walk}
# Card

Look for post {number}.
"""
GPX = '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="bench"><trk><trkseg>'


def write(root: Path, count: int) -> Path:
    """Write a tour of *count* stops, some 120 m apart, and return its folder."""
    stops = root / "stops"
    stops.mkdir(parents=True)
    (stops / "tour.toml").write_text(TOUR, "utf-8")
    points = [_place(index) for index in range(count)]
    digits = max(2, len(str(count)))
    for number, (lat, lon) in enumerate(points, 1):
        walk = f"\n# Walk\n\nGo on to place {number + 1}.\n" if number < count else ""
        text = STOP.format(number=number, lat=lat, lon=lon, walk=walk)
        (stops / f"{number:0{digits}}-place-{number}.md").write_text(text, "utf-8")
    track = "".join(f'<trkpt lat="{lat:.5f}" lon="{lon:.5f}"/>' for lat, lon in points)
    (stops / "route.gpx").write_text(f"{GPX}{track}</trkseg></trk></gpx>\n", "utf-8")
    return root


def _place(index: int) -> tuple[float, float]:
    row, column = divmod(index, A_ROW)
    if row % 2:
        column = A_ROW - 1 - column
    return 51.5 + row * 0.0011, -0.1 + column * 0.0017


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=100)
    parser.add_argument("--many", type=int, default=999)
    options = parser.parse_args()
    a_stop: list[tuple[float, float]] = []
    for count in (options.few, options.many):
        with tempfile.TemporaryDirectory() as folder:
            done, _ = build(write(Path(folder, "tour"), count))
        a_stop.append((done.wall / count, done.cpu / count))
        print(
            f"{count:4} stops: {a_stop[-1][0]:.3f} s a stop ({a_stop[-1][1]:.3f} of processor), peak {done.peak:.0f} MB"
        )
    (wall, cpu), (more_wall, more_cpu) = a_stop
    print(f"a stop of many takes {more_wall / wall:.2f} x one of few ({more_cpu / cpu:.2f} x its processor time)")


if __name__ == "__main__":
    main()
