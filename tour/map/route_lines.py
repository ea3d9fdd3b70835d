"""The route's legs as lines on a map: two lines where one street is walked both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil

from tour.map.overlaps import Point, apart

STEP = 4.0
"""Points between the samples of a route line while it is moved aside."""
APART = 2.7
"""Points by which a line that is walked both ways is moved to the walker's right, each way."""

_CELL = 8
"""Points both ways of a cell of ground."""
_Cells = dict[tuple[int, int], list[tuple[Point, Point]]]
"""By column and row: where the route goes there, and its course, as a vector of length 1."""


def side_by_side(legs: Sequence[Sequence[Point]], width: float, height: float) -> list[list[tuple[Point, ...]]]:
    """Return the legs as lines near the frame, moved to the walker's right where the same way is walked back.

    Only there: everywhere else the drawing is as true as its scale.
    """
    cut = [list(_parts(sampled(leg), width, height)) for leg in legs]
    cells: _Cells = {}
    for leg in cut:
        for part in leg:
            for point, course in zip(part, _courses(part), strict=True):
                cells.setdefault(_cell(point), []).append((point, course))
    return [[_moved(part, cells) for part in leg] for leg in cut]


def sampled(line: Sequence[Point]) -> list[Point]:
    """Return *line* with a point at least every STEP points."""
    out = list(line[:1])
    for a, b in pairwise(line):
        pieces = max(1, ceil(apart(a, b) / STEP))
        for k in range(1, pieces + 1):
            out.append((a[0] + (b[0] - a[0]) * k / pieces, a[1] + (b[1] - a[1]) * k / pieces))
    return out


def _parts(line: Iterable[Point], width: float, height: float, reach: float = 20.0) -> Iterator[list[Point]]:
    """Yield the stretches of *line* that lie in the frame or near it."""
    part: list[Point] = []
    for x, y in line:
        if -reach <= x <= width + reach and -reach <= y <= height + reach:
            part.append((x, y))
        elif part:
            yield part
            part = []
    if part:
        yield part


def _courses(part: Sequence[Point]) -> list[Point]:
    """Return the walking direction at each point, as a vector of length 1."""
    out = []
    for i in range(len(part)):
        a, b = part[max(0, i - 1)], part[min(len(part) - 1, i + 1)]
        long = apart(a, b) or 1.0
        out.append(((b[0] - a[0]) / long, (b[1] - a[1]) / long))
    return out


def _moved(part: Sequence[Point], cells: _Cells) -> tuple[Point, ...]:
    courses = _courses(part)
    shared = [1.0 if _walked_back(p, c, cells) else 0.0 for p, c in zip(part, courses, strict=True)]
    out = []
    for i, ((x, y), (u, v)) in enumerate(zip(part, courses, strict=True)):
        # Averaged over some samples, so that the line swings aside instead of jumping.
        near = shared[max(0, i - 2) : i + 3]
        aside = APART * sum(near) / len(near)
        out.append((x + v * aside, y - u * aside))
    return _straightened(out)


def _walked_back(point: Point, course: Point, cells: _Cells) -> bool:
    """Say whether the route comes by *point* against *course* too."""
    column, row = _cell(point)
    for i in (column - 1, column, column + 1):
        for j in (row - 1, row, row + 1):
            for there, other in cells.get((i, j), ()):
                against = course[0] * other[0] + course[1] * other[1] < -0.8
                if against and apart(point, there) < 5.5:
                    return True
    return False


def _cell(point: Point) -> tuple[int, int]:
    return int(point[0] // _CELL), int(point[1] // _CELL)


def _straightened(line: Sequence[Point]) -> tuple[Point, ...]:
    """Return *line* without the points that lie on the straight way between their neighbours."""
    if len(line) < 2:
        return tuple(line)
    out = [line[0]]
    for here, after in pairwise(line[1:]):
        (ax, ay), (bx, by) = out[-1], after
        if abs((bx - ax) * (here[1] - ay) - (by - ay) * (here[0] - ax)) > 0.05 * apart(out[-1], after):
            out.append(here)
    return (*out, line[-1])
