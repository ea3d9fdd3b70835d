"""Where along a leg's walked line each roadway begins and ends: what the sound has to keep step with.

Pure geometry, in metres, over the route and the street lines of the map.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
"""Widths. Who is in the roadway for longer walks along the street, as a line drawn on it does, unless it is left on
either side of where it is met within so many."""

_STEEP = 0.7
"""Sine of the angle from which on a line is met head-on."""
_CLEAR = 0.3
"""Of half a roadway: who gets no farther off its line walks down the middle."""
_TOUCHES = 0.3
"""Metres from the end of a street's line at which a walk touches it, and does not cross it; from an end of the walk at
which it only begins or ends there."""
_INTO = 1.0
"""Metres that a street goes on into one without a name, so that who crosses where the name ends crosses it."""
_AHEAD = 0.17
"""Cosine of the bend from which on it turns off, and does not go on."""
_NUDGE = (0.000_31, 0.000_17)
"""Metres east and north by which a walk is moved to see what it meets. So no corner of it lies right on a corner of a
street's line: to which side of that it belonged, the pieces before and behind could not agree."""

MOST_PAIRS = 1_000_000
"""Pieces of a leg and of the streets beside it, each pair of which is looked at: a leg of a thousand turns, each of
them beside a thousand. Spots tried for a kerb count, too, each with the pieces of its street."""
MOST_POINTS = 20_000
"""Of the streets beside a leg. A day's walk through a city has some thousand."""

_Point = tuple[float, float]


class TooDetailedError(ValueError):
    """A leg and its streets have more pairs of pieces near each other than `MOST_PAIRS`, or more points."""


def roadways(path: Sequence[Place], features: Iterable[Feature]) -> tuple[Kerb, ...]:
    """Return the roadways that *path* crosses, in walking order: those of every street that has a name.

    A street whose line is crossed twice is two roadways, and so are two arms of one street. A street that ends on the
    walk, as one does at a square, is not crossed, unless another one, with a name or without, goes on from there on the
    far side; those two are one roadway, under the name of one. Nor is one on whose line the walk begins or ends.
    Raises TooDetailedError.
    """
    features = [feature for feature in features if feature.kind in WIDTHS and feature.shape == "line"]
    if sum(len(feature.places) for feature in features) > MOST_POINTS:
        raise TooDetailedError(len(path))
    walk = _Walk(path)
    streets = list(_streets(walk, features))
    found = [kerb for rank in range(len(streets)) for kerb in _crossed(walk, streets, rank)]
    return tuple(sorted(found, key=lambda kerb: (kerb.near_metres, kerb.far_metres)))


def passed(path: Sequence[Place], street: str, features: Iterable[Feature]) -> Kerb | None:
    """Return where *path* passes the end of a line of *street* so near that it may cross it; else None."""
    walk = _Walk(path)
    best: tuple[float, Kerb] | None = None
    for feature in features:
        if feature.name != street or feature.kind not in WIDTHS or feature.shape != "line":
            continue
        half = width_of(feature) / 2
        for end in (feature.places[0], feature.places[-1]):
            off, along = geo.nearest(path, end)
            inside = _STEP < along < walk.metres - _STEP
            if inside and off <= MEETS and (best is None or off < best[0]):
                near, far = max(along - half, 0.0), min(along + half, walk.metres)
                best = off, Kerb(street, near, far, error_of(feature))
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
        self.spend(len(found))
        return found

    def spend(self, pairs: int) -> None:
        """Count *pairs* that are to be looked at. Raises TooDetailedError when there are too many."""
        self._left -= pairs
        if self._left < 0:
            raise TooDetailedError(len(self.points))

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

    def ends(self) -> tuple[tuple[_Point, _Point], ...]:
        """Return both ends, each with the point next to it; none of a street that runs in a circle."""
        first, last = self.line[0], self.line[-1]
        return () if first.a == last.b else ((first.a, first.b), (last.b, last.a))

    def off(self, point: _Point) -> float:
        """Return metres from *point* to the line."""
        return min((_off(piece, point) for piece in self.line), default=inf)

    def round(self, point: _Point, reach: float) -> _Street:
        """Return what lies within *reach* metres of *point*."""
        return _Street(self.name, tuple(piece for piece in self.line if _off(piece, point) <= reach))


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Where the walk meets the line of a street."""

    along: float
    """Metres along the walk."""
    piece: _Piece
    turned: int
    """1 where it gets to the right of the piece, -1 where to the left."""

    def way(self, like: _Piece) -> int:
        """Return `turned` as if the piece ran the way that *like* does."""
        own = self.piece
        dot = (own.b[0] - own.a[0]) * (like.b[0] - like.a[0]) + (own.b[1] - own.a[1]) * (like.b[1] - like.a[1])
        return self.turned if dot >= 0 else -self.turned


def _along(meeting: _Meeting) -> float:
    return meeting.along


def _streets(walk: _Walk, features: Iterable[Feature]) -> Iterator[_Street]:
    """Yield the streets near *walk*, with lines joined into one where two of a name meet end to end, and no third."""
    drawn: dict[str, list[list[_Piece]]] = {}
    for feature in features:
        points = [walk.frame.to_xy(place) for place in feature.places]
        half, error = width_of(feature) / 2, error_of(feature)
        pieces = [_Piece(a, b, half, error) for a, b in pairwise(points) if a != b]
        if pieces and _near(walk, points):
            drawn.setdefault(feature.name, []).append(pieces)
    nameless = drawn.pop("", [])
    beyond = {line[0].a: line[0].b for line in nameless} | {line[-1].b: line[-1].a for line in nameless}
    ends = Counter(end for lines in drawn.values() for line in lines for end in (line[0].a, line[-1].b))
    onward = {end: beyond[end] for end, count in ends.items() if count == 1 and end in beyond}
    for name, lines in drawn.items():
        joined = _Joined(Counter(end for line in lines for end in (line[0].a, line[-1].b)))
        for line in lines:
            joined.add(line)
        yield from (_Street(name, tuple(_prolonged(line, onward))) for line in joined.lines)


def _prolonged(line: Sequence[_Piece], onward: Mapping[_Point, _Point]) -> Iterator[_Piece]:
    """Yield the pieces of *line*, with a step at either end towards where it goes on without a name."""
    first, last = line[0], line[-1]
    before, after = _step(first.b, first.a, onward), _step(last.a, last.b, onward)
    if before:
        yield replace(first, a=before, b=first.a)
    yield from line
    if after:
        yield replace(last, a=last.b, b=after)


def _step(a: _Point, b: _Point, onward: Mapping[_Point, _Point]) -> _Point | None:
    """Return the point `_INTO` metres on from *b*, where the line from *a* goes on; None where it turns off."""
    if b not in onward:
        return None
    (ax, ay), (bx, by), (cx, cy) = a, b, onward[b]
    long = dist(b, onward[b])
    if (bx - ax) * (cx - bx) + (by - ay) * (cy - by) < _AHEAD * dist(a, b) * long:
        return None
    return bx + _INTO / long * (cx - bx), by + _INTO / long * (cy - by)


def _near(walk: _Walk, points: Sequence[_Point]) -> bool:
    """Say whether the box round *points* meets the one round the walk."""
    for axis in (0, 1):
        ours = [point[axis] for point in walk.points]
        theirs = [point[axis] for point in points]
        if min(theirs) > max(ours) or max(theirs) < min(ours):
            return False
    return True


class _Joined:
    """The lines of one street: those that meet end to end are one, so that a crossing at the joint counts once.

    *meet* tells how many of them end at a point. Where three do, which two to join would hang on the file's order.
    """

    def __init__(self, meet: Mapping[_Point, int]) -> None:
        self._meet = meet
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

    def _continued(self, line: deque[_Piece], new: list[_Piece]) -> bool:
        """Say whether *new* begins or ends where *line* does; then it is a part of it from now on."""
        start, end = (point if self._meet[point] == 2 else None for point in (new[0].a, new[-1].b))
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


def _crossed(walk: _Walk, streets: Sequence[_Street], rank: int) -> Iterator[Kerb]:
    """Yield the roadways where *walk* gets from one side of the street of that *rank* to the other."""
    street = streets[rank]
    met = (meeting for meeting in _meetings(walk, street) if not _touched(walk, streets, rank, meeting.along))
    meetings = sorted(met, key=_along)
    index = 0
    while index < len(meetings):
        first = meetings[index]
        near, far = _kerbs(walk, street, first.along, first.piece.half)
        inside = [meeting for meeting in meetings[index:] if meeting.along <= far]
        index += len(inside)
        across = _across(inside)
        if len(across) > 1:
            yield from _arms(walk, street, across)
        elif across and (far - near <= _ALONG * 2 * first.piece.half or _leaves(walk, street, first, (near, far))):
            yield Kerb(street.name, near, far, first.piece.error)
        elif across and _changes_over(walk, street, across[0]):
            half = across[0].piece.half
            near, far = max(across[0].along - half, 0.0), min(across[0].along + half, walk.metres)
            yield Kerb(street.name, near, far, across[0].piece.error)


def _touched(walk: _Walk, streets: Sequence[_Street], rank: int, along: float) -> bool:
    """Say whether *walk* only touches a street: at an end of its own, or at one of the street's from where no other one
    goes on on the far side.

    Of several that end on one side and have one name, the first stands for all.
    """
    if not _TOUCHES < along < walk.metres - _TOUCHES:
        return True
    here = walk.at(along)
    end = next((end for end in streets[rank].ends() if dist(end[0], here) < _TOUCHES), None)
    if end is None:
        return False
    walk.spend(len(streets))
    before, after = walk.at(along - 1.0), walk.at(along + 1.0)
    beyond = False
    for other_rank, other in enumerate(streets):
        for at, inward in other.ends():
            if other_rank == rank or dist(at, end[0]) >= _TOUCHES:
                continue
            if _side(before, after, inward) * _side(before, after, end[1]) < 0:
                beyond = True
            elif other.name == streets[rank].name and other_rank < rank:
                return True
    return not beyond


def _across(meetings: Sequence[_Meeting]) -> list[_Meeting]:
    """Return those of *meetings* that are left once each over the line and back again is taken off.

    Two arms of a street whose lines are joined where they part are met twice as well; but their lines run against each
    other, and the walk gets over both.
    """
    left: list[_Meeting] = []
    for meeting in meetings:
        if left and left[-1].way(meetings[0].piece) == -meeting.way(meetings[0].piece):
            left.pop()
        else:
            left.append(meeting)
    return left


def _arms(walk: _Walk, street: _Street, across: Sequence[_Meeting]) -> Iterator[Kerb]:
    """Yield a roadway for each of the arms, which are so near that they touch."""
    middles = [(a.along + b.along) / 2 for a, b in pairwise(across)]
    for meeting, near, far in zip(across, (0.0, *middles), (*middles, walk.metres), strict=True):
        begins, ends = _kerbs(walk, street, meeting.along, meeting.piece.half)
        yield Kerb(street.name, max(begins, near), min(ends, far), meeting.piece.error)


def _leaves(walk: _Walk, street: _Street, meeting: _Meeting, kerbs: tuple[float, float]) -> bool:
    """Say whether the walk is out of the roadway at both *kerbs*: on a slant that takes longer."""
    return all(_off_street(walk, street, metres) > meeting.piece.half for metres in kerbs)


def _changes_over(walk: _Walk, street: _Street, meeting: _Meeting) -> bool:
    """Say whether the walk gets over a line, and then along in the roadway, as between close houses: straight over, or
    out of a side street and over within a width. Who follows a winding lane meets its line, too, and stays in it."""
    piece, along, wide = meeting.piece, meeting.along, 2 * meeting.piece.half
    clear = [_until(walk, street, meeting, way * _CLEAR * piece.half) for way in (-1, 1)]
    out = [_until(walk, street, meeting, way * piece.half) for way in (-1, 1)]
    if min(max(clear[0], out[1]), max(clear[1], out[0])) <= wide:
        return True
    before, after = walk.at(along - 1.0), walk.at(along + 1.0)
    square = abs(_side(piece.a, piece.b, after) - _side(piece.a, piece.b, before))
    return max(clear) < inf and square >= _STEEP * dist(piece.a, piece.b) * dist(before, after)


def _until(walk: _Walk, street: _Street, meeting: _Meeting, off: float) -> float:
    """Return how many metres on from where it meets *street* the walk is more than *off* metres off its line; how many
    back, where *off* is below 0; `inf` where it is not within `_ALONG` widths."""
    way = 1 if off > 0 else -1
    metres = range(1, int(_ALONG * 2 * meeting.piece.half) + 1)
    return next((by for by in metres if _off_street(walk, street, meeting.along + way * by) > abs(off)), inf)


def _meetings(walk: _Walk, street: _Street) -> Iterator[_Meeting]:
    """Yield each time the walk meets the street's line; a corner of it that lies on the line is taken to lie beside."""
    pairs = []
    for rank, piece in enumerate(street.line):
        pairs += [(leg, rank, piece) for leg in walk.near(piece)]
    for leg, _, piece in sorted(pairs, key=lambda pair: pair[:2]):
        p, q = ((x + _NUDGE[0], y + _NUDGE[1]) for x, y in walk.points[leg : leg + 2])
        p_side, q_side = _side(piece.a, piece.b, p), _side(piece.a, piece.b, q)
        if (p_side < 0) == (q_side < 0):
            continue
        a_side, b_side = _side(p, q, piece.a), _side(p, q, piece.b)
        if (a_side < 0) != (b_side < 0):
            along = walk.starts[leg] + dist(p, q) * p_side / (p_side - q_side)
            yield _Meeting(along, piece, 1 if q_side < 0 else -1)


def _kerbs(walk: _Walk, street: _Street, along: float, half: float) -> tuple[float, float]:
    """Return where the walk that meets *street* at *along* enters its roadway, and where it leaves it.

    It is followed no farther than where it is known to go along the street.
    """
    reach = _ALONG * 2 * half + 2 * _STEP
    walk.spend(len(street.line))
    street = street.round(walk.at(along), reach + half)
    start, end = max(along - reach, 0.0), min(along + reach, walk.metres)
    return (
        _leaving(along, start, -_STEP, lambda metres: _off_street(walk, street, metres) > half),
        _leaving(along, end, _STEP, lambda metres: _off_street(walk, street, metres) > half),
    )


def _off_street(walk: _Walk, street: _Street, metres: float) -> float:
    """Return how far *walk* is from the line of *street* after so many *metres*."""
    walk.spend(len(street.line))
    return street.off(walk.at(metres))


def _leaving(along: float, end: float, step: float, outside: Callable[[float], bool]) -> float:
    """Return the first spot from *along* towards *end* that is *outside*; *end* where none is."""
    count = int(abs(end - along) / _STEP)
    return next((along + n * step for n in range(count + 1) if outside(along + n * step)), end)


def width_of(feature: Feature) -> float:
    """Return metres from kerb to kerb of a street."""
    return feature.width or WIDTHS[feature.kind]


def error_of(feature: Feature) -> float:
    """Return metres by which a street's line may be off."""
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
