"""Points, pieces of lines and areas on flat ground, in metres east and north, and a grid to find them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, dist, floor
from typing import Generic, TypeVar

Point = tuple[float, float]
Piece = tuple[Point, Point]
"""A straight piece of a line, from one end to the other."""
Box = tuple[float, float, float, float]
"""West, south, east, north."""

_CELL = 40.0
"""Metres from side to side of a cell of the grid: about a house."""
_T = TypeVar("_T")


def foot(piece: Piece, point: Point) -> tuple[float, float]:
    """Return how far *piece* stays from *point*, in metres, and where it is nearest: 0 at its start, 1 at its end."""
    (ax, ay), (bx, by) = piece
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    share = ((point[0] - ax) * dx + (point[1] - ay) * dy) / square if square else 0.0
    share = min(1.0, max(0.0, share))
    return dist((ax + share * dx, ay + share * dy), point), share


def between(a: Point, b: Point, share: float) -> Point:
    """Return the point *share* of the way from *a* to *b*."""
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def side(a: Point, b: Point, point: Point) -> float:
    """Return more than 0 when *point* lies left of the line from *a* to *b*, less than 0 when right."""
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])


def cross(one: Piece, other: Piece) -> bool:
    """Say whether the pieces cross inside both; to touch at an end is not to cross."""
    a, b = one
    p, q = other
    return side(a, b, p) * side(a, b, q) < 0 and side(p, q, a) * side(p, q, b) < 0


def bearing(a: Point, b: Point) -> float:
    """Return the direction from *a* to *b* in degrees clockwise from north, 0 ≤ bearing < 360."""
    return degrees(atan2(b[0] - a[0], b[1] - a[1])) % 360.0


def turn(before: float, after: float) -> float:
    """Return by how many degrees one turns from one bearing to another: right above 0, left below, at most 180."""
    return (after - before + 180.0) % 360.0 - 180.0


def length(line: Sequence[Point]) -> float:
    """Return the metres along *line*."""
    return sum(dist(a, b) for a, b in pairwise(line))


def box(points: Iterable[Point], margin: float = 0.0) -> Box:
    """Return the box round *points*, which may not be empty, *margin* metres wider on each side."""
    xs, ys = zip(*points, strict=True)
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def meet(one: Box, other: Box) -> bool:
    """Say whether the boxes have a point in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


@dataclass(frozen=True, slots=True)
class Shape:
    """An area with its holes. Rings are not closed."""

    outer: tuple[Point, ...]
    holes: tuple[tuple[Point, ...], ...] = ()

    @property
    def box(self) -> Box:
        return box(self.outer)

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces of its outline and of its holes' outlines."""
        for ring in (self.outer, *self.holes):
            yield from pairwise((*ring, ring[0]))

    def has(self, point: Point) -> bool:
        """Say whether *point* lies inside it, and in no hole."""
        return _inside(self.outer, point) and not any(_inside(hole, point) for hole in self.holes)

    def off(self, point: Point) -> float:
        """Return the metres from *point* to the nearest outline."""
        return min(foot(piece, point)[0] for piece in self.pieces())


def _inside(ring: Sequence[Point], point: Point) -> bool:
    """Say whether *point* lies inside *ring* (even-odd: Shimrat 1962, CACM 5(8), algorithm 112)."""
    x, y = point
    inside = False
    before = ring[-1]
    for here in ring:
        if (here[1] > y) != (before[1] > y):
            edge = here[0] + (y - here[1]) / (before[1] - here[1]) * (before[0] - here[0])
            inside ^= x < edge
        before = here
    return inside


class Grid(Generic[_T]):
    """Things by where they are. What it returns is in the order in which it was put in, whatever was asked."""

    def __init__(self) -> None:
        self._things: list[tuple[Box, _T]] = []
        self._cells: dict[tuple[int, int], list[int]] = {}

    def put(self, where: Box, thing: _T) -> None:
        """Put *thing*, which lies inside the box *where*."""
        for cell in _cells(where):
            self._cells.setdefault(cell, []).append(len(self._things))
        self._things.append((where, thing))

    def near(self, where: Box) -> list[_T]:
        """Return the things whose boxes meet *where*."""
        found = {index for cell in _cells(where) for index in self._cells.get(cell, ())}
        return [self._things[index][1] for index in sorted(found) if meet(self._things[index][0], where)]


def _cells(where: Box) -> Iterator[tuple[int, int]]:
    west, south, east, north = (floor(edge / _CELL) for edge in where)
    for column in range(west, east + 1):
        for row in range(south, north + 1):
            yield column, row
