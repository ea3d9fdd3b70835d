"""Lines that are put together end to end, as outlines and coasts are drawn: in as many pieces as the mapper liked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Line = tuple[int, ...]
"""Ids of nodes."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rings:
    closed: tuple[Line, ...]
    """The first node is not repeated at the end."""
    open: tuple[Line, ...]
    """What does not close."""


def rings(lines: Iterable[Line]) -> Rings:
    """Return *lines* joined where their ends meet, turned round where need be.

    The order of *lines* alone decides where more than two of them meet. A ring that touches itself in a node at which
    lines end becomes two.
    """
    joining = _Joining([line for line in lines if len(line) > 1])
    closed: list[Line] = []
    opened: list[Line] = []
    while (line := joining.any()) is not None:
        pieces = [line]
        for _ in range(2):  # on from its end, and then from its beginning
            pieces = _follow(pieces, joining, closed)
            pieces = [piece[::-1] for piece in reversed(pieces)]
        if pieces:
            opened.append(_joined(pieces))
    return Rings(tuple(closed), tuple(opened))


class _Joining:
    """Lines that are still to be joined."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._next = 0
        self._used: set[int] = set()
        self._ends: dict[int, list[int]] = {}
        # Backwards, so that the first of the lines at a node is the last in its list: it is taken off from there.
        for index in reversed(range(len(lines))):
            for end in (lines[index][0], lines[index][-1]):
                self._ends.setdefault(end, []).append(index)

    def any(self) -> Line | None:
        """Return the first line that is left, and take it."""
        while self._next in self._used:
            self._next += 1
        if self._next == len(self._lines):
            return None
        self._used.add(self._next)
        return self._lines[self._next]

    def at(self, node: int) -> Line | None:
        """Return the first line left that ends at *node*, turned so that it begins there, and take it."""
        here = self._ends[node]
        while here:
            index = here.pop()
            if index not in self._used:
                self._used.add(index)
                line = self._lines[index]
                return line if line[0] == node else line[::-1]
        return None


def _follow(pieces: list[Line], joining: _Joining, closed: list[Line]) -> list[Line]:
    """Return *pieces* with what goes on from their end; rings on the way are put into *closed* instead."""
    begins = {piece[0]: index for index, piece in enumerate(pieces)}
    while pieces:
        end = pieces[-1][-1]
        start = begins.get(end)
        if start is not None:
            closed.append(_joined(pieces[start:])[:-1])
            for piece in pieces[start:]:
                del begins[piece[0]]
            del pieces[start:]
            continue
        line = joining.at(end)
        if line is None:
            break
        begins[line[0]] = len(pieces)
        pieces.append(line)
    return pieces


def _joined(pieces: Sequence[Line]) -> Line:
    return (pieces[0][0], *(node for piece in pieces for node in piece[1:]))


def chained(lines: Iterable[Line]) -> Rings:
    """Return *lines* joined end to beginning, never turned round: of a coast the direction tells where the land is."""
    left = [line for line in lines if len(line) > 1]
    begun = {line[-1] for line in left}
    starts: dict[int, list[int]] = {}
    for index in reversed(range(len(left))):
        starts.setdefault(left[index][0], []).append(index)
    used: set[int] = set()
    closed: list[Line] = []
    opened: list[Line] = []
    # Those that no other leads to come first: what is left then are rings.
    for first in sorted(range(len(left)), key=lambda index: left[index][0] in begun):
        if first in used:
            continue
        chain = _joined(list(_onwards(first, left, starts, used)))
        if chain[0] == chain[-1]:
            closed.append(chain[:-1])
        else:
            opened.append(chain)
    return Rings(tuple(closed), tuple(opened))


def _onwards(first: int, lines: Sequence[Line], starts: dict[int, list[int]], used: set[int]) -> Iterator[Line]:
    """Yield a line and those that follow it, until it closes or none is left that does."""
    index: int | None = first
    while index is not None:
        used.add(index)
        yield lines[index]
        if lines[index][-1] == lines[first][0]:
            return
        here = starts.get(lines[index][-1], [])
        while here and here[-1] in used:
            here.pop()
        index = here[-1] if here else None


def holds(ring: Sequence[Point], at: Point) -> bool:
    """Say whether *ring* holds *at*: even-odd rule (Shimrat 1962, CACM 5(8), algorithm 112)."""
    x, y = at
    inside = False
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside
