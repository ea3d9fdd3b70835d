"""What of a line or an area a frame shows: the rest costs neither time nor bytes, however far it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tour.map.overlaps import Point, Size

BEYOND = 12.0
"""Points round the frame that are kept: an edge made by cutting is drawn where nobody sees it."""

_Side = tuple[int, float, int]
"""An axis, where on it the side lies, and 1 if what is seen has greater numbers there, else -1."""


def clipped_area(points: Sequence[Point], size: Size, beyond: float = BEYOND) -> tuple[Point, ...]:
    """Return the part of an area that lies in the frame from (0, 0) to *size* or *beyond* points round it.

    Nothing when it has none. Parts of a bent area that the frame parts stay joined along its rim, out of sight
    (Sutherland & Hodgman 1974, CACM 17(1), pp. 32-42).
    """
    seen = list(points)
    for side in _sides(size, beyond):
        seen = list(_cut(seen, side)) if seen else []
    return tuple(seen)


def clipped_line(points: Sequence[Point], size: Size, beyond: float = BEYOND) -> Iterator[tuple[Point, ...]]:
    """Yield the stretches of a line that lie in the frame from (0, 0) to *size* or *beyond* points round it."""
    stretch: list[Point] = []
    for a, b in pairwise(points):
        seen = _seen(a, b, _sides(size, beyond))
        if seen is None:
            continue
        start, end = seen
        if stretch and stretch[-1] != start:
            yield tuple(stretch)
            stretch = []
        if not stretch:
            stretch = [start]
        stretch.append(end)
    if stretch:
        yield tuple(stretch)


def _sides(size: Size, beyond: float) -> tuple[_Side, ...]:
    width, height = size
    return (0, -beyond, 1), (1, -beyond, 1), (0, width + beyond, -1), (1, height + beyond, -1)


def _cut(points: Sequence[Point], side: _Side) -> Iterator[Point]:
    """Yield the corners of an area that are left when it is cut along one *side*."""
    before = points[-1]
    for point in points:
        if (_inside(point, side) >= 0) != (_inside(before, side) >= 0):
            yield _on(before, point, side)
        if _inside(point, side) >= 0:
            yield point
        before = point


def _seen(a: Point, b: Point, sides: Sequence[_Side]) -> tuple[Point, Point] | None:
    """Return the part of the piece from *a* to *b* that lies within all *sides*; None when there is none."""
    for side in sides:
        a_inside, b_inside = _inside(a, side) >= 0, _inside(b, side) >= 0
        if not (a_inside or b_inside):
            return None
        if not a_inside:
            a = _on(a, b, side)
        elif not b_inside:
            b = _on(a, b, side)
    return a, b


def _inside(point: Point, side: _Side) -> float:
    """Return how far *point* lies within *side*; less than 0 when it is beyond."""
    axis, at, sign = side
    return (point[axis] - at) * sign


def _on(a: Point, b: Point, side: _Side) -> Point:
    """Return where the piece from *a* to *b*, which lie on either side of it, meets *side*."""
    axis, at, _ = side
    share = (at - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    # Not by the share on both axes: rounded, the point could lie a little beyond.
    return (at, other) if axis == 0 else (other, at)
