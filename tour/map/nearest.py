"""How far the nearest of many points is, found by place: on a long walk a map asks for it thousands of times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import dist, floor, inf

from tour.map.overlaps import Point

_CELL = 60.0
_RINGS = 8
"""Of cells round a place that are looked into; what is farther away is found the plain way."""

Cell = tuple[int, int]


class Nearest:
    """Points on a drawing."""

    def __init__(self, points: Iterable[Point]) -> None:
        self._points = tuple(points)
        self._cells: defaultdict[Cell, list[Point]] = defaultdict(list)
        for point in self._points:
            self._cells[_cell(point)].append(point)

    def far(self, at: Point) -> float:
        """Return how far the nearest point is from *at*; 0 where there is none."""
        least, middle = inf, _cell(at)
        for away in range(_RINGS):
            # Whatever lies so many cells away, it is this far at least.
            if least <= (away - 1) * _CELL:
                return least
            for cell in _ring(middle, away):
                if cell in self._cells:
                    least = min(least, min([dist(at, point) for point in self._cells[cell]]))
        return min([dist(at, point) for point in self._points], default=0.0)


def _cell(at: Point) -> Cell:
    return floor(at[0] / _CELL), floor(at[1] / _CELL)


def _ring(middle: Cell, away: int) -> Iterator[Cell]:
    """Yield the cells that are so many columns or rows *away* from the *middle*, whichever is more."""
    column, row = middle
    if not away:
        yield middle
        return
    for step in range(-away, away):
        yield column + step, row - away
        yield column + away, row + step
        yield column - step, row + away
        yield column - away, row - step
