"""Lines and rings cut to a box. Points are (x, y): metres, or degrees of longitude and latitude."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tour.osm.elements import Bounds

Point = tuple[float, float]
_Side = tuple[int, float, int]
"""An axis, where on it the side lies, and 1 if what is kept has greater numbers there, else -1."""


def clipped_line(line: Sequence[Point], box: Bounds) -> Iterator[tuple[Point, ...]]:
    """Yield the stretches of *line* inside *box*, with points put in where it enters and leaves.

    A segment at a time: Cyrus & Beck 1978, Computers & Graphics 3(1), pp. 23-28, for a box.
    """
    stretch: list[Point] = []
    for a, b in pairwise(line):
        kept = _kept(a, b, box)
        if kept is None:
            continue
        if stretch and stretch[-1] != kept[0]:
            yield tuple(stretch)
            stretch = []
        if not stretch:
            stretch = [kept[0]]
        if kept[1] != stretch[-1]:
            stretch.append(kept[1])
    if len(stretch) > 1:
        yield tuple(stretch)


def clipped_ring(ring: Sequence[Point], box: Bounds) -> tuple[Point, ...]:
    """Return the part of *ring* inside *box*; nothing where there is none.

    Parts that the box separates stay joined along its rim (Sutherland & Hodgman 1974, CACM 17(1), pp. 32-42): the box
    is to be larger than what is looked at.
    """
    seen = list(ring)
    for side in _sides(box):
        seen = list(_cut(seen, side)) if seen else []
    return tuple(seen) if len(seen) > 2 else ()


def meets(points: Iterable[Point], box: Bounds) -> bool:
    """Say whether the box round *points* meets *box*."""
    xs, ys = zip(*points, strict=True)
    return bool(min(xs) <= box[2] and max(xs) >= box[0] and min(ys) <= box[3] and max(ys) >= box[1])


def inside(point: Point, box: Bounds) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _sides(box: Bounds) -> tuple[_Side, ...]:
    return (0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)


def _kept(a: Point, b: Point, box: Bounds) -> tuple[Point, Point] | None:
    """Return the part of the piece from *a* to *b* that lies in *box*; None where there is none."""
    if inside(a, box) and inside(b, box):  # as nearly all are
        return a, b
    for side in _sides(box):
        a_in, b_in = _depth(a, side) >= 0, _depth(b, side) >= 0
        if not (a_in or b_in):
            return None
        if not a_in:
            a = _on(a, b, side)
        elif not b_in:
            b = _on(a, b, side)
    return a, b


def _cut(points: Sequence[Point], side: _Side) -> Iterator[Point]:
    before = points[-1]
    for point in points:
        if (_depth(point, side) >= 0) != (_depth(before, side) >= 0):
            yield _on(before, point, side)
        if _depth(point, side) >= 0:
            yield point
        before = point


def _depth(point: Point, side: _Side) -> float:
    """Return how far *point* lies within *side*; less than 0 beyond it."""
    axis, at, sign = side
    return (point[axis] - at) * sign


def _on(a: Point, b: Point, side: _Side) -> Point:
    """Return where the piece from *a* to *b*, which lie on either side of it, meets *side*."""
    axis, at, _ = side
    if a > b:  # so that a piece is cut in one place whichever way it runs
        a, b = b, a
    other = a[1 - axis] + (at - a[axis]) / (b[axis] - a[axis]) * (b[1 - axis] - a[1 - axis])
    return (at, other) if axis == 0 else (other, at)
