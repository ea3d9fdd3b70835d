"""How does a map of twenty thousand features fare? Makes a town, all of it inside the map's frame, and measures.

town.py [--features N]

Prints the processor's seconds and the peak memory of `check` and of `build --only card`, and the bytes of the card and
of the page's file, each with the limit it is held to; exit 1 when one is passed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from bench import timed

SIDE = 900.0
"""Metres of the town, both ways."""
LAT, LON = 48.0, 16.0
LIMITS = {"check, s": 3.0, "card, s": 10.0, "card, kB": 400.0, "index.html, kB": 800.0, "memory, MB": 500.0}
SHARES = {"building": 11, "path": 3, "local": 3, "steps": 1, "park": 1, "collector": 1}
"""Of twenty features, how many are of each class; every fiftieth is major, water, a rail or a station instead."""
RARE = ("major", "water", "rail", "station", "square")

STREETS = ("major", "collector", "local")
STOPS = ((60.0, 60.0), (300.0, 220.0), (480.0, 450.0), (700.0, 500.0), (840.0, 840.0))
"""Where the tour stops, in metres from the town's corner."""

Json = dict[str, Any]


def position(x: float, y: float) -> list[float]:
    """Return [longitude, latitude] of a spot so many metres east and north of the town's corner."""
    return [round(LON + x / (111_195 * cos(radians(LAT))), 7), round(LAT + y / 111_195, 7)]


def features(count: int) -> Iterator[Json]:
    """Yield so many features, evenly over the town: in every square of a grid one."""
    kinds = [kind for kind, share in SHARES.items() for _ in range(share)]
    columns = int(count**0.5) + 1
    step = SIDE / columns
    for number in range(count):
        kind = RARE[number // 50 % len(RARE)] if number % 50 == 0 else kinds[number * 7 % len(kinds)]
        x, y = number % columns * step, number // columns * step
        nameless = (kind in ("path", "steps") and number % 3) or (kind in STREETS and on_the_way(x, y, 5 * step))
        name = "" if nameless else f"{kind.title()} {number % 4000}"
        yield {
            "type": "Feature",
            "properties": {"name": name, "class": kind},
            "geometry": geometry(kind, x, y, step),
        }


def on_the_way(x: float, y: float, reach: float) -> bool:
    """Say whether a spot is so near to the walk that a street there crosses it: those have no name, so that the walks
    need not tell each of some hundred crossings."""
    for (ax, ay), (bx, by) in pairwise(STOPS):
        dx, dy = bx - ax, by - ay
        share = min(1.0, max(0.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
        if hypot(ax + share * dx - x, ay + share * dy - y) < reach:
            return True
    return False


def geometry(kind: str, x: float, y: float, step: float) -> Json:
    """Return what stands in the grid's square at (*x*, *y*): streets run through four of them, houses fill half."""
    if kind == "station":
        return {"type": "Point", "coordinates": position(x + step / 2, y + step / 2)}
    if kind in ("building", "park", "water", "square"):
        wide = step * (0.6 if kind == "building" else 2.5)
        corners = [(x, y), (x + wide, y), (x + wide, y + wide * 0.7), (x + wide * 0.5, y + wide), (x, y + wide * 0.8)]
        return {"type": "Polygon", "coordinates": [[position(*corner) for corner in (*corners, corners[0])]]}
    along = [(x + step * part, y + step * part * 0.35 * (1 + part % 2)) for part in range(5)]
    return {"type": "LineString", "coordinates": [position(*point) for point in along]}


def write(root: Path, count: int) -> None:
    """Write a tour of five stops in a town of *count* features."""
    stops = root / "stops"
    stops.mkdir(parents=True)
    lines = ",\n".join(json.dumps(feature) for feature in features(count))
    head = '{"type": "FeatureCollection", "source": "made by a generator"'
    (stops / "streets.geojson").write_text(f'{head}, "features": [\n{lines}\n]}}\n', encoding="utf-8")
    places = [position(*spot)[::-1] for spot in STOPS]
    legs = [f"<trkseg>{_point(a)}{_point(b)}</trkseg>" for a, b in pairwise(places)]
    gpx = '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="bench"><trk>'
    (stops / "route.gpx").write_text(f"{gpx}{''.join(legs)}</trk></gpx>\n", encoding="utf-8")
    (stops / "tour.toml").write_text(TOUR, encoding="utf-8")
    for number, place in enumerate(places, 1):
        walk = "" if number == len(places) else "\n# Walk\n\nWalk on to the next stop.\n"
        (stops / f"{number:02d}-stop-{number}.md").write_text(
            STOP.format(number=number, lat=place[0], lon=place[1], walk=walk), encoding="utf-8"
        )


def _point(place: Sequence[float]) -> str:
    return f'<trkpt lat="{place[0]}" lon="{place[1]}"/>'


TOUR = """\
title = "A large town"
subtitle = "Twenty thousand features"
slug = "town"
language = "en"
published = "2026-11-29"
author = "The benchmark"
licence = "CC0"
engine = "tone"
safety = ["Mind the traffic."]
"""
STOP = """\
---
title: Stop {number}
place: [{lat}, {lon}]
stand: at the corner
face: the tower
facts: 2026-11-29
walked: null
access: Flat
---

# Look

This is stop {number}. Look at the tower.
{walk}
# Card

Tower, brick.
"""


def measured(count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        root, out = Path(folder) / "town", Path(folder) / "out"
        write(root, count)
        tourpack = (sys.executable, "-m", "tour")
        check = timed(*tourpack, "check", str(root))
        card = timed(*tourpack, "build", str(root), "--out", str(out), "--only", "card")
        page = timed(*tourpack, "build", str(root), "--out", str(out))
        return {
            "check, s": check.cpu,
            "card, s": card.cpu,
            "card, kB": max(path.stat().st_size for path in out.rglob("route-card*.pdf")) / 1000,
            "index.html, kB": next(out.rglob("index.html")).stat().st_size / 1000,
            "memory, MB": max(check.peak, card.peak, page.peak),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--features", type=int, default=20_000)
    count = parser.parse_args().features
    found = measured(count)
    for name, limit in LIMITS.items():
        print(f"{name:16} {found[name]:8.1f}  of {limit:.0f}")
    if any(found[name] > limit for name, limit in LIMITS.items()):
        sys.exit(1)


if __name__ == "__main__":
    main()
