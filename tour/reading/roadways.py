"""Where along a leg's walked line each roadway begins and ends: what the sound has to keep step with.

Pure geometry, in metres, over the route and the street lines of the map.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist, hypot, inf

from tour import geo
from tour.model import Feature, Kerb, Place
from tour.reading.grid import Grid, box

FOOT = 0.3048
WIDTHS = {"major": 70 * FOOT, "collector": 40 * FOOT, "local": 36 * FOOT}
"""Metres from kerb to kerb where the map tells no ``width``: 70 feet for an Avenue I (City of Los Angeles, Bureau of
Engineering, Standard Plan S-470-1, 2015, sheet 1), 40 for a Collector and 36 for a Local Street, which later sheets of
the same plan give and which were not at hand. Where a street's width is known, `width` in the map wins."""
ERROR = 10.0
"""Metres by which a street's line may be off where the map tells no ``est_error_m``."""
MEETS = 35.0
"""Metres. A leg that passes the end of a street's line so near may cross it: estimated lines end short."""

_CELL = 25.0
"""Metres both ways of the squares of ground in which the pieces of a leg are looked up."""
_STEP = 0.25
"""Metres between the spots that are tried for a kerb."""
_ALONG = 3.0
"""Widths. Who takes longer to get from kerb to kerb walks along the street, as a line drawn on the roadway does."""

MOST_PAIRS = 2_000_000
"""Pieces of a leg and of the streets beside it, each pair of which is looked at: a leg of a thousand turns, each of
them beside two thousand."""

_Point = tuple[float, float]


class TooDetailedError(ValueError):
    """A leg and its streets have more pairs of pieces near each other than `MOST_PAIRS`."""


def roadways(path: Sequence[Place], features: Iterable[Feature]) -> tuple[Kerb, ...]:
    """Return the roadways that *path* crosses, in walking order: those of every street that has a name.

    A street whose line is crossed twice is two roadways, and so are two arms of one street, unless they touch.
    Raises TooDetailedError.
    """
    walk = _Walk(path)
    found = [kerb for street in _streets(walk, features) for kerb in _crossed(walk, street)]
    return tuple(sorted(found, key=lambda kerb: (kerb.near_metres, kerb.far_metres)))


def passed(path: Sequence[Place], street: str, features: Iterable[Feature]) -> Kerb | None:
    """Return where *path* passes the end of a line of *street* so near that it may cross it; else None."""
    walk = _Walk(path)
    best: tuple[float, Kerb] | None = None
    for feature in features:
        if feature.name != street or feature.kind not in WIDTHS or feature.shape != "line":
            continue
        half = _width(feature) / 2
        for end in (feature.places[0], feature.places[-1]):
            off, along = geo.nearest(path, end)
            inside = _STEP < along < walk.metres - _STEP
            if inside and off <= MEETS and (best is None or off < best[0]):
                near, far = max(along - half, 0.0), min(along + half, walk.metres)
                best = off, Kerb(street, near, far, _error(feature))
    return best[1] if best else None


class _Walk:
    """A path on flat ground, by metres along it."""

    def __init__(self, path: Sequence[Place]) -> None:
        self.frame = geo.Frame(path[0])
        self.points = [self.frame.to_xy(place) for place in path]
        self.starts = [0.0]
        for a, b in pairwise(self.points):
            self.starts.append(self.starts[-1] + dist(a, b))
        self.metres = self.starts[-1]
        self._ground: Grid[int] = Grid(_CELL)
        for rank, piece in enumerate(pairwise(self.points)):
            self._ground.add(rank, box(*piece))
        self._left = MOST_PAIRS

    def near(self, piece: _Piece) -> set[int]:
        """Return the ranks of this walk's own pieces that may meet *piece*. Raises TooDetailedError."""
        found = self._ground.near(box(piece.a, piece.b))
        self._left -= len(found)
        if self._left < 0:
            raise TooDetailedError(len(self.points))
        return found

    def at(self, metres: float) -> _Point:
        index = bisect_left(self.starts, max(metres, 0.0), lo=1) if len(self.starts) > 1 else 1
        # A piece of no length leads nowhere.
        while index < len(self.starts) and self.starts[index] == self.starts[index - 1]:
            index += 1
        if index >= len(self.starts):
            return self.points[-1]
        (a, b), (start, end) = self.points[index - 1 : index + 1], self.starts[index - 1 : index + 1]
        share = max(metres - start, 0.0) / (end - start)
        return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


@dataclass(frozen=True, slots=True)
class _Piece:
    """A straight piece of a street's line."""

    a: _Point
    b: _Point
    half: float
    """Metres from the line to the kerb."""
    error: float


@dataclass(frozen=True, slots=True)
class _Street:
    name: str
    line: tuple[_Piece, ...]
    """Pieces that follow one another: an arm that leaves the others is a street of its own here."""

    def off(self, point: _Point) -> float:
        """Return metres from *point* to the line."""
        return min((_off(piece, point) for piece in self.line), default=inf)

    def round(self, point: _Point, reach: float) -> _Street:
        """Return what lies within *reach* metres of *point*."""
        return _Street(self.name, tuple(piece for piece in self.line if _off(piece, point) <= reach))


def _streets(walk: _Walk, features: Iterable[Feature]) -> Iterator[_Street]:
    """Yield the streets near *walk*, with lines that meet end to end joined into one."""
    joined: dict[str, _Joined] = {}
    for feature in features:
        if not feature.name or feature.kind not in WIDTHS or feature.shape != "line":
            continue
        points = [walk.frame.to_xy(place) for place in feature.places]
        half, error = _width(feature) / 2, _error(feature)
        pieces = [_Piece(a, b, half, error) for a, b in pairwise(points) if a != b]
        if pieces and _near(walk, points):
            joined.setdefault(feature.name, _Joined()).add(pieces)
    for name, street in joined.items():
        yield from (_Street(name, tuple(line)) for line in street.lines)


def _near(walk: _Walk, points: Sequence[_Point]) -> bool:
    """Say whether the box round *points* meets the one round the walk."""
    for axis in (0, 1):
        ours = [point[axis] for point in walk.points]
        theirs = [point[axis] for point in points]
        if min(theirs) > max(ours) or max(theirs) < min(ours):
            return False
    return True


class _Joined:
    """The lines of one street: those that meet end to end are one, so that a crossing at the joint counts once."""

    def __init__(self) -> None:
        self.lines: list[deque[_Piece]] = []
        self._ends: dict[_Point, list[int]] = {}
        """Where a line begins or ends, or did before it was joined: the lines' ranks."""

    def add(self, new: list[_Piece]) -> None:
        """Add *new* to the first line whose end it continues, else as a line of its own."""
        start, end = new[0].a, new[-1].b
        ranks = sorted({*self._ends.get(start, ()), *self._ends.get(end, ())})
        rank = next((rank for rank in ranks if self._continued(self.lines[rank], new)), len(self.lines))
        if rank == len(self.lines):
            self.lines.append(deque(new))
        for point in (start, end):
            self._ends.setdefault(point, []).append(rank)

    @staticmethod
    def _continued(line: deque[_Piece], new: list[_Piece]) -> bool:
        """Say whether *new* begins or ends where *line* does; then it is a part of it from now on."""
        start, end = new[0].a, new[-1].b
        if line[-1].b == start:
            line.extend(new)
        elif line[-1].b == end:
            line.extend(_turned(new))
        elif line[0].a == start:
            line.extendleft(reversed(_turned(new)))
        elif line[0].a == end:
            line.extendleft(reversed(new))
        else:
            return False
        return True


def _turned(line: list[_Piece]) -> list[_Piece]:
    return [_Piece(piece.b, piece.a, piece.half, piece.error) for piece in reversed(line)]


def _crossed(walk: _Walk, street: _Street) -> Iterator[Kerb]:
    """Yield the roadways where *walk* gets from one side of *street* to the other."""
    meetings = sorted(_meetings(walk, street), key=lambda meeting: meeting[0])
    index = 0
    while index < len(meetings):
        along, piece = meetings[index]
        near, far = _kerbs(walk, street, along, piece.half)
        inside = [meeting for meeting in meetings[index:] if meeting[0] <= far]
        index += len(inside)
        # Over the line and back again ends on the side where it began.
        across = len(inside) % 2 == 1
        if across and far - near <= _ALONG * 2 * piece.half:
            yield Kerb(street.name, near, far, piece.error)


def _meetings(walk: _Walk, street: _Street) -> Iterator[tuple[float, _Piece]]:
    """Yield (metres along the walk, piece of the street) for each time the walk meets the street's line.

    A corner of the walk that lies on the line belongs to one side of it, so that it counts once.
    """
    pairs = []
    for rank, piece in enumerate(street.line):
        pairs += [(leg, rank, piece) for leg in walk.near(piece)]
    for leg, _, piece in sorted(pairs, key=lambda pair: pair[:2]):
        p, q = walk.points[leg : leg + 2]
        p_side, q_side = _side(piece.a, piece.b, p), _side(piece.a, piece.b, q)
        if (p_side < 0) == (q_side < 0):
            continue
        a_side, b_side = _side(p, q, piece.a), _side(p, q, piece.b)
        if (a_side < 0) != (b_side < 0):
            yield walk.starts[leg] + dist(p, q) * p_side / (p_side - q_side), piece


def _kerbs(walk: _Walk, street: _Street, along: float, half: float) -> tuple[float, float]:
    """Return where the walk that meets *street* at *along* enters its roadway, and where it leaves it.

    It is followed no farther than where it is known to go along the street.
    """
    reach = _ALONG * 2 * half + 2 * _STEP
    street = street.round(walk.at(along), reach + half)
    start, end = max(along - reach, 0.0), min(along + reach, walk.metres)
    return (
        _leaving(along, start, -_STEP, lambda metres: street.off(walk.at(metres)) > half),
        _leaving(along, end, _STEP, lambda metres: street.off(walk.at(metres)) > half),
    )


def _leaving(along: float, end: float, step: float, outside: Callable[[float], bool]) -> float:
    """Return the first spot from *along* towards *end* that is *outside*; *end* where none is."""
    count = int(abs(end - along) / _STEP)
    return next((along + n * step for n in range(count + 1) if outside(along + n * step)), end)


def _width(feature: Feature) -> float:
    return feature.width or WIDTHS[feature.kind]


def _error(feature: Feature) -> float:
    return feature.error or ERROR


def _off(piece: _Piece, point: _Point) -> float:
    (ax, ay), (bx, by) = piece.a, piece.b
    dx, dy = bx - ax, by - ay
    share = ((point[0] - ax) * dx + (point[1] - ay) * dy) / (dx * dx + dy * dy)
    share = min(1.0, max(0.0, share))
    return hypot(ax + share * dx - point[0], ay + share * dy - point[1])


def _side(a: _Point, b: _Point, point: _Point) -> float:
    """Return more than 0 when *point* lies left of the line from *a* to *b*, less than 0 when right."""
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
