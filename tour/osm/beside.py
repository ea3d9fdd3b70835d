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
        self._lines: list[Sequence[Point]] = []
        """Those that are not spots yet: where nothing is asked, a town's streets need not become two million."""

    def add(self, line: Sequence[Point]) -> None:
        """Take in *line*, spot by spot: what lies far from anything of interest is to be cut off first."""
        self._lines.append(line)

    def put(self, found: Iterable[Point]) -> None:
        """Take in single spots."""
        cells, reach = self._cells, self._reach
        before = None
        for spot in found:
            if spot == before:  # the corner of two pieces
                continue
            before = spot
            cell = int(spot[0] // reach), int(spot[1] // reach)
            if cell in cells:
                cells[cell].append(spot)
            else:
                cells[cell] = [spot]

    def runs(self, a: Point, b: Point) -> bool:
        """Say whether the piece from *a* to *b* runs along beside one of the lines."""
        tried = list(spots([a, b], _STEP))
        return sum(map(self.near, tried)) >= _SHARE * len(tried)

    def near(self, spot: Point) -> bool:
        """Say whether one of the lines or spots lies within reach of *spot*."""
        while self._lines:
            self.put(spots(self._lines.pop(), min(_STEP, self._reach / 2)))
        column, row = int(spot[0] // self._reach), int(spot[1] // self._reach)
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                if any(dist(spot, other) <= self._reach for other in self._cells.get((i, j), ())):
                    return True
        return False


def spots(line: Sequence[Point], step: float) -> Iterator[Point]:
    """Yield the corners of *line* and spots between them, *step* metres apart at most; few on a piece without end."""
    for a, b in pairwise(line):
        count = min(max(1, ceil(dist(a, b) / step)), _MOST_SPOTS)
        for k in range(count + 1):
            yield a[0] + (b[0] - a[0]) * k / count, a[1] + (b[1] - a[1]) * k / count
