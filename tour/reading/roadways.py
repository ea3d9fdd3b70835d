"""Where along a leg's walked line each roadway begins and ends: what the sound has to keep step with.

Pure geometry, in metres, over the route and the street lines of the map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist, hypot

from tour import geo
from tour.model import Feature, Kerb, Place

FOOT = 0.3048
WIDTHS = {"major": 70 * FOOT, "collector": 40 * FOOT, "local": 36 * FOOT}
"""Metres from kerb to kerb where the map tells no ``width``: 70 feet for an Avenue I (City of Los Angeles, Bureau of
Engineering, Standard Plan S-470-1, 2015, sheet 1), 40 for a Collector and 36 for a Local Street, which later sheets of
the same plan give and which were not at hand. Where a street's width is known, `width` in the map wins."""
ERROR = 10.0
"""Metres by which a street's line may be off where the map tells no ``est_error_m``."""
MEETS = 35.0
"""Metres. A leg that passes the end of a street's line so near may cross it: estimated lines end short."""

_STEP = 0.25
"""Metres between the spots that are tried for a kerb."""
_ALONG = 3.0
"""Widths. Who takes longer to get from kerb to kerb walks along the street, as a line drawn on the roadway does."""

_CLEAR = 0.4
"""Of half a roadway: who gets so far off its line on either side, in half its width, goes straight over."""
_TOUCHES = 0.3
"""Metres from the end of a street's line at which a walk touches it, and does not cross it."""

MOST_PAIRS = 2_000_000
"""Pieces of a leg times pieces of the streets round it, each pair of which is looked at: a leg of two hundred turns
between ten thousand."""

_Point = tuple[float, float]


class TooDetailedError(ValueError):
    """A leg and its streets have more pairs of pieces than `MOST_PAIRS`."""


def roadways(path: Sequence[Place], features: Iterable[Feature]) -> tuple[Kerb, ...]:
    """Return the roadways that *path* crosses, in walking order: those of every street that has a name.

    A street whose line is crossed twice is two roadways, and so are two arms of one street. A street that ends on the
    walk, as one does at a square, is not crossed, unless another one goes on from there on the far side.
    Raises TooDetailedError.
    """
    walk = _Walk(path)
    streets = list(_streets(walk, features))
    if len(path) * sum(len(street.line) for street in streets) > MOST_PAIRS:
        raise TooDetailedError(len(path))
    found = [kerb for street in streets for kerb in _crossed(walk, street, streets)]
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

    def at(self, metres: float) -> _Point:
        for (a, b), (start, end) in zip(pairwise(self.points), pairwise(self.starts), strict=True):
            if metres <= end and end > start:
                share = max(metres - start, 0.0) / (end - start)
                return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
        return self.points[-1]


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
        return min(_off(piece, point) for piece in self.line)


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
    lines: dict[str, list[list[_Piece]]] = {}
    for feature in features:
        if not feature.name or feature.kind not in WIDTHS or feature.shape != "line":
            continue
        points = [walk.frame.to_xy(place) for place in feature.places]
        half, error = _width(feature) / 2, _error(feature)
        pieces = [_Piece(a, b, half, error) for a, b in pairwise(points) if a != b]
        if pieces and _near(walk, points):
            lines.setdefault(feature.name, []).append(pieces)
    for name, drawn in lines.items():
        ends = Counter(end for pieces in drawn for end in (pieces[0].a, pieces[-1].b))
        joined: list[list[_Piece]] = []
        for pieces in drawn:
            _join(joined, pieces, ends)
        yield from (_Street(name, tuple(line)) for line in joined)


def _near(walk: _Walk, points: Sequence[_Point]) -> bool:
    """Say whether the box round *points* meets the one round the walk."""
    for axis in (0, 1):
        ours = [point[axis] for point in walk.points]
        theirs = [point[axis] for point in points]
        if min(theirs) > max(ours) or max(theirs) < min(ours):
            return False
    return True


def _join(lines: list[list[_Piece]], new: list[_Piece], ends: Mapping[_Point, int]) -> None:
    """Add *new* to *lines*: to those whose ends it continues, so that a crossing at a joint counts once.

    *ends* tells how many lines end at a point. Where three do, which two to join would hang on the order of the file.
    """
    for line in lines:
        for piece, other in ((line, new), (line, _turned(new)), (_turned(line), new), (_turned(line), _turned(new))):
            if piece[-1].b == other[0].a and ends[other[0].a] == 2:
                lines.remove(line)
                _join(lines, [*piece, *other], ends)
                return
    lines.append(new)


def _turned(line: list[_Piece]) -> list[_Piece]:
    return [_Piece(piece.b, piece.a, piece.half, piece.error) for piece in reversed(line)]


def _crossed(walk: _Walk, street: _Street, streets: Sequence[_Street]) -> Iterator[Kerb]:
    """Yield the roadways where *walk* gets from one side of *street* to the other; *streets* are all."""
    met = (meeting for meeting in _meetings(walk, street) if not _touched(walk, street, meeting, streets))
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
        elif across and far - near <= _ALONG * 2 * first.piece.half:
            yield Kerb(street.name, near, far, first.piece.error)
        elif across and _straight_over(walk, across[0]):
            half = across[0].piece.half
            near, far = max(across[0].along - half, 0.0), min(across[0].along + half, walk.metres)
            yield Kerb(street.name, near, far, across[0].piece.error)


def _touched(walk: _Walk, street: _Street, meeting: _Meeting, streets: Sequence[_Street]) -> bool:
    """Say whether the walk only touches the end of *street*, where no other one goes on from on the far side.

    Of several that end on one side and have one name, the first stands for all.
    """
    here = walk.at(meeting.along)
    end = next((end for end in street.ends() if dist(end[0], here) < _TOUCHES), None)
    if end is None:
        return False
    chord = walk.at(meeting.along - 1.0), walk.at(meeting.along + 1.0)
    own = _side(*chord, end[1])
    beyond = False
    for other in streets:
        for at, inward in other.ends():
            if other is street or dist(at, end[0]) >= _TOUCHES:
                continue
            if _side(*chord, inward) * own < 0:
                beyond = True
            elif other.name == street.name and streets.index(other) < streets.index(street):
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


def _straight_over(walk: _Walk, meeting: _Meeting) -> bool:
    """Say whether the walk goes straight over a roadway in which it then stays, as between houses close together."""
    half = meeting.piece.half
    sides = [_side(meeting.piece.a, meeting.piece.b, walk.at(meeting.along + by)) for by in (-half, half)]
    run = dist(meeting.piece.a, meeting.piece.b)
    return sides[0] * sides[1] < 0 and min(map(abs, sides)) > _CLEAR * half * run


def _meetings(walk: _Walk, street: _Street) -> Iterator[_Meeting]:
    """Yield each time the walk meets the street's line.

    A corner of the walk that lies on the line belongs to one side of it, so that it counts once.
    """
    for (p, q), start in zip(pairwise(walk.points), walk.starts, strict=False):
        for piece in street.line:
            p_side, q_side = _side(piece.a, piece.b, p), _side(piece.a, piece.b, q)
            if (p_side < 0) == (q_side < 0):
                continue
            a_side, b_side = _side(p, q, piece.a), _side(p, q, piece.b)
            if (a_side < 0) != (b_side < 0):
                along = start + dist(p, q) * p_side / (p_side - q_side)
                yield _Meeting(along, piece, 1 if q_side < 0 else -1)


def _kerbs(walk: _Walk, street: _Street, along: float, half: float) -> tuple[float, float]:
    """Return where the walk that meets *street* at *along* enters its roadway, and where it leaves it.

    It is followed no farther than where it is known to go along the street.
    """
    reach = _ALONG * 2 * half + 2 * _STEP
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
