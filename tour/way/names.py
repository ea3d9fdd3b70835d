"""What a sidewalk drawn apart is called: by the name of the street that runs along beside it."""

from __future__ import annotations

from math import dist
from typing import Literal

from tour.osm.names import name_of
from tour.way.ground import Ground
from tour.way.shapes import Point, bearing, between, box, foot, side, turn

Hand = Literal["left", "right", ""]

BESIDE = 20.0
"""Metres within which a sidewalk belongs to a street."""
_ALONG = 25.0
"""Degrees by which the two may differ."""


def street_beside(ground: Ground, a: Point, b: Point, language: str) -> tuple[str, Hand]:
    """Return the name of the street that the piece from *a* to *b* runs along beside, and on which hand it is for who
    walks there; twice nothing where there is none."""
    if dist(a, b) < 1.0:
        return "", ""
    middle = between(a, b, 0.5)
    best: tuple[float, str, Hand] | None = None
    for road in ground.roads.near(box([middle], BESIDE)):
        name = name_of(road.tags, language)
        off, _ = foot(road.piece, middle)
        skew = abs(turn(bearing(a, b), bearing(*road.piece)))
        if not name or off > BESIDE or min(skew, 180.0 - skew) > _ALONG:
            continue
        near = between(*road.piece, foot(road.piece, middle)[1])
        on: Hand = "left" if side(a, b, near) > 0 else "right"
        if best is None or (round(off, 2), name) < best[:2]:
            best = round(off, 2), name, on
    return (best[1], best[2]) if best else ("", "")
