"""What runs along beside something else: told by spots, so that bends and corners do not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, dist

from tour.osm.clip import Point

_STEP = 4.0
"""Metres between the spots of a line."""
_MOST_SPOTS = 2000
"""Of one straight piece."""
_SHARE = 0.7
"""Of the spots of a piece, how many must lie beside the other line."""


class Beside:
    """Lines on flat ground, in metres, and what lies within some metres of them."""

    def __init__(self, reach: float) -> None:
        self._reach = reach
        self._cells: dict[tuple[int, int], list[Point]] = {}

    def add(self, line: Sequence[Point]) -> None:
        """Take in *line*, spot by spot: what lies far from anything of interest is to be cut off first."""
        self.put(spots(line, min(_STEP, self._reach / 2)))

    def put(self, found: Iterable[Point]) -> None:
        """Take in single spots."""
        for spot in found:
            self._cells.setdefault(self._cell(spot), []).append(spot)

    def runs(self, a: Point, b: Point) -> bool:
        """Say whether the piece from *a* to *b* runs along beside one of the lines."""
        tried = list(spots([a, b], _STEP))
        return sum(map(self.near, tried)) >= _SHARE * len(tried)

    def near(self, spot: Point) -> bool:
        """Say whether one of the lines or spots lies within reach of *spot*."""
        column, row = self._cell(spot)
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                if any(dist(spot, other) <= self._reach for other in self._cells.get((i, j), ())):
                    return True
        return False

    def _cell(self, spot: Point) -> tuple[int, int]:
        return int(spot[0] // self._reach), int(spot[1] // self._reach)


def spots(line: Sequence[Point], step: float) -> Iterator[Point]:
    """Yield the corners of *line* and spots between them, *step* metres apart at most; few on a piece without end."""
    for a, b in pairwise(line):
        count = min(max(1, ceil(dist(a, b) / step)), _MOST_SPOTS)
        for k in range(count + 1):
            yield a[0] + (b[0] - a[0]) * k / count, a[1] + (b[1] - a[1]) * k / count
