"""Things on flat ground, found by place without looking at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import Generic, TypeVar

_MOST_CELLS = 256
"""What covers more of them is kept apart, and looked at each time: a motorway drawn as two points."""

_Thing = TypeVar("_Thing", bound=Hashable)
_Cell = tuple[int, int]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def box(a: tuple[float, float], b: tuple[float, float]) -> Box:
    """Return the upright box round the piece from *a* to *b*."""
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


class Grid(Generic[_Thing]):
    """Things that lie in boxes on flat ground, found by the cells that their boxes touch."""

    def __init__(self, cell: float) -> None:
        """Part the ground in squares with sides of *cell*, in the unit of the boxes."""
        self._side = cell
        self._cells: defaultdict[_Cell, list[_Thing]] = defaultdict(list)
        self._everywhere: list[_Thing] = []

    def add(self, thing: _Thing, box: Box) -> None:
        columns, rows = self._ranges(box)
        if len(columns) * len(rows) > _MOST_CELLS:
            self._everywhere.append(thing)
            return
        for column in columns:
            for row in rows:
                self._cells[column, row].append(thing)

    def near(self, box: Box) -> set[_Thing]:
        """Return the things that may touch *box*: all that do, and some that come near it."""
        found = set(self._everywhere)
        columns, rows = self._ranges(box)
        if len(columns) * len(rows) > len(self._cells):
            for (column, row), things in self._cells.items():
                if column in columns and row in rows:
                    found.update(things)
            return found
        for column in columns:
            for row in rows:
                found.update(self._cells.get((column, row), ()))
        return found

    def _ranges(self, box: Box) -> tuple[range, range]:
        left, bottom, right, top = (int(edge // self._side) for edge in box)
        return range(left, right + 1), range(bottom, top + 1)
