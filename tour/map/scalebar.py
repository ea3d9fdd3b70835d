"""Room for a map's scale and north arrow."""

from __future__ import annotations

from collections.abc import Sequence

from tour.map.drawing import Scale
from tour.map.overlaps import Point, Shape, Size, box
from tour.map.projection import Projection

STEPS = sorted(step * 10**power for step in (1, 2, 5) for power in range(5))
"""Metres that a bar may stand for."""

_LONGEST = 130.0
"""Points of a bar; a quarter of the frame where that is less."""
_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 60)
_EDGE = 7.0
"""Points that it keeps from the frame."""
_ON_ROUTE = 20
"""What it costs to cover a piece of the route; of what else is useful, 1."""


def place_scale(frame: Projection, route: Sequence[Shape], useful: Sequence[Shape], pace: float) -> Scale:
    """Return the bars in the corner where they cover the least of the route and of what else is *useful*.

    *pace* is in metres a second.
    """
    most, a_minute = _most(frame), pace * 60
    metres = _largest(STEPS, most) or 1
    minutes = _largest(_MINUTES, most / a_minute)
    metres_long, minutes_long = metres * frame.scale, minutes * a_minute * frame.scale
    size = 62 + max(metres_long, minutes_long, 60), 44.0
    (x, y), _ = _corner(frame, size, route, useful)
    return Scale(x, y, *size, metres, metres_long, minutes, minutes_long)


def place_small_scale(frame: Projection, route: Sequence[Shape], useful: Sequence[Shape]) -> Scale:
    """Return a bar in metres, without an arrow; none where it would cover the route."""
    metres = _largest(STEPS, _most(frame)) or 1
    metres_long = metres * frame.scale
    size = 14 + max(metres_long, 30), 22.0
    (x, y), cost = _corner(frame, size, route, useful)
    if cost >= _ON_ROUTE:
        return Scale()
    return Scale(x, y, *size, metres, metres_long)


def _most(frame: Projection) -> float:
    """Return how many metres a bar may stand for."""
    return min(_LONGEST, frame.size[0] / 4) / frame.scale


def _largest(steps: Sequence[int], most: float) -> int:
    """Return the last of *steps* up to *most*; 0 if there is none."""
    return max((step for step in steps if step <= most), default=0)


def _corner(frame: Projection, size: Size, route: Sequence[Shape], useful: Sequence[Shape]) -> tuple[Point, int]:
    """Return the lower left corner of the cheapest of the frame's four corners, and what it costs."""
    (width, height), (wide, high) = frame.size, size
    right, top = width - wide - _EDGE, height - high - _EDGE
    best, least = (0.0, 0.0), None
    for x, y in ((_EDGE, _EDGE), (right, _EDGE), (_EDGE, top), (right, top)):
        ground = box(x + wide / 2, y + high / 2, wide, high)
        cost = _ON_ROUTE * sum(map(ground.touches, route)) + sum(map(ground.touches, useful))
        if least is None or cost < least:
            best, least = (x, y), cost
    return best, least or 0
