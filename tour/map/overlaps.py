"""Where things on a drawing touch: convex shapes in points, and a crowd of them that answers "is this room free?"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, radians, sin
from typing import NamedTuple

Point = tuple[float, float]
Size = tuple[float, float]
"""Width and height."""

_CELL = 40.0
_DOZEN = [(cos(pi * k / 6), sin(pi * k / 6)) for k in range(12)]


class Shape(NamedTuple):
    """A convex outline and the upright box round it. A tuple, for a map makes some ten thousand."""

    points: tuple[Point, ...]
    left: float
    bottom: float
    right: float
    top: float
    upright: bool = False
    """Whether it fills that box."""
    radius: float = 0.0
    """That of a disc which its outline holds, in the middle of that box; 0 where it holds none that is told of."""

    def touches(self, other: Shape) -> bool:
        """Say whether the two share ground (separating axes: Gottschalk 1996, UNC TR96-024); touching edges do not."""
        if self.right <= other.left or other.right <= self.left or self.top <= other.bottom or other.top <= self.bottom:
            return False
        if self.radius and other.radius and self._holds_some_of(other):
            return True
        # The axes of an upright box are those of the boxes round both, which meet.
        if not self.upright and _parted(self.points, other.points):
            return False
        return other.upright or not _parted(other.points, self.points)

    def _holds_some_of(self, other: Shape) -> bool:
        """Say whether the discs of both share ground: mostly they do, if anything of theirs does."""
        across, up = (
            self.left + self.right - other.left - other.right,
            self.bottom + self.top - other.bottom - other.top,
        )
        return hypot(across, up) / 2 < self.radius + other.radius - 1e-6

    def within(self, width: float, height: float, margin: float = 0.0) -> bool:
        """Say whether it lies wholly in the frame from (0, 0) to (*width*, *height*)."""
        right, top = width - margin, height - margin
        return self.left >= margin and self.bottom >= margin and self.right <= right and self.top <= top


def shape(points: Iterable[Point]) -> Shape:
    """Return the shape with these corners, which must go round a convex outline."""
    corners = tuple(points)
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Shape(corners, min(xs), min(ys), max(xs), max(ys))


def box(x: float, y: float, width: float, height: float, angle: float = 0.0) -> Shape:
    """Return the rectangle round its middle (*x*, *y*), turned *angle* degrees anticlockwise."""
    c, s = cos(radians(angle)), sin(radians(angle))
    w, h = width / 2, height / 2
    # Written out, for a map tries some ten thousand boxes.
    cw, sw, ch, sh = c * w, s * w, c * h, s * h
    corners = (
        (x - cw + sh, y - sw - ch),
        (x + cw + sh, y + sw - ch),
        (x + cw - sh, y + sw + ch),
        (x - cw - sh, y - sw + ch),
    )
    across, up = abs(cw) + abs(sh), abs(sw) + abs(ch)
    return Shape(corners, x - across, y - up, x + across, y + up, angle == 0)


def disc(x: float, y: float, radius: float) -> Shape:
    """Return a twelve-sided outline that holds the disc."""
    outer = radius / cos(pi / 12)
    corners = tuple([(x + outer * u, y + outer * v) for u, v in _DOZEN])
    return Shape(corners, x - outer, y - outer, x + outer, y + outer, radius=radius)


def stroke(a: Point, b: Point, width: float) -> Shape:
    """Return the ground under a straight stroke from *a* to *b* with square caps."""
    long = hypot(b[0] - a[0], b[1] - a[1])
    angle = atan2(b[1] - a[1], b[0] - a[0]) * 180 / pi
    return box((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, long + width, width, angle)


def strokes(points: Sequence[Point], width: float) -> Iterator[Shape]:
    """Yield the ground under each piece of a line."""
    for a, b in pairwise(points):
        yield stroke(a, b, width)


def apart(a: Point, b: Point) -> float:
    """Return how far it is from *a* to *b*."""
    return hypot(b[0] - a[0], b[1] - a[1])


def towards(a: Point, b: Point, long: float) -> Point:
    """Return the point *long* from *a* on the way to *b*; *b* where it is nearer."""
    apart = hypot(b[0] - a[0], b[1] - a[1])
    if apart <= long:
        return b
    return a[0] + (b[0] - a[0]) * long / apart, a[1] + (b[1] - a[1]) * long / apart


class Crowd:
    """Shapes on a drawing, found by place."""

    def __init__(self, shapes: Iterable[Shape] = ()) -> None:
        self._cells: defaultdict[tuple[int, int], list[Shape]] = defaultdict(list)
        self.add(*shapes)

    def add(self, *shapes: Shape) -> None:
        for one in shapes:
            for cell in _cells(one):
                self._cells[cell].append(one)

    def corners(self) -> set[Point]:
        """Return the corners of all its shapes."""
        return {corner for cell in self._cells.values() for one in cell for corner in one.points}

    def touched(self, one: Shape) -> int:
        """Return how many shapes of the crowd *one* touches."""
        return len(self.touching(one))

    def touching(self, one: Shape) -> list[Shape]:
        """Return the shapes of the crowd that *one* touches."""
        near = {id(other): other for cell in _cells(one) for other in self._cells.get(cell, ())}
        return [other for other in near.values() if one.touches(other)]

    def free(self, one: Shape, but: Shape | None = None) -> bool:
        """Say whether *one* touches nothing, *but* apart, which is one of the crowd."""
        for cell in _cells(one):
            for rank, other in enumerate(self._cells.get(cell, ())):
                if other is not but and one.touches(other):
                    # What is in the way here is so for most that is tried nearby: it is asked first from now on.
                    self._cells[cell].insert(0, self._cells[cell].pop(rank))
                    return False
        return True


def _cells(one: Shape) -> list[tuple[int, int]]:
    columns = range(int(one.left // _CELL), int(one.right // _CELL) + 1)
    rows = range(int(one.bottom // _CELL), int(one.top // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]


def _parted(ours: tuple[Point, ...], theirs: tuple[Point, ...]) -> bool:
    """Say whether an edge of *ours* has all of *theirs* on its outer side. *ours* goes anticlockwise."""
    before_x, before_y = ours[-1]
    for x, y in ours:
        dx, dy = before_x - x, before_y - y
        before_x, before_y = x, y
        for u, v in theirs:
            # The inside of the edge lies where this cross product is negative.
            if dx * (v - y) - dy * (u - x) < -1e-9:
                break
        else:
            return True
    return False
