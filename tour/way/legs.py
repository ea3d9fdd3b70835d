"""One leg as it is walked: its line, what it goes along, where it turns, what it crosses and what one sees there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise, zip_longest
from math import dist
from typing import Literal

from tour import geo
from tour.model import Feature, Kerb, Place
from tour.osm import classes
from tour.osm.names import name_of
from tour.reading.roadways import roadways
from tour.reading.route import drawn
from tour.way import tags as told
from tour.way.ground import Ground
from tour.way.landmarks import Landmark, Landmarks
from tour.way.names import Hand, street_beside
from tour.way.network import Network, Step
from tour.way.shapes import Point, bearing, box, foot, turn
from tour.way.sides import LEFT, ON, Walked

PartKind = Literal["sidewalk", "street", "path", "steps", "square", "crossing"]
Level = Literal["on", "under", "over"]
Where = Literal["ahead", "left", "right", "behind", "here"]

FOLDED = 25.0
"""Metres between two turns that are told as one."""
_TURN = 40.0
"""Degrees from which on somebody would say that the way turns."""
_TOLERANCES = (1.0, 1.5, 2.0, 3.0, 4.0)
"""Metres by which the line that is written may leave the one that was found: the least that will do."""
_BENDS = 3.0
"""Metres by which the line may leave a straight one without a turn."""
_BRIEF = 15.0
"""Metres of a part that is too short to be told of."""
_AT = 15.0
"""Metres from a crossing's middle within which its signals are mapped; from an end of the leg, within which what
one does is setting off, or arriving."""
_JOINED = 9.0
"""Metres from where the line meets a road within which the way itself is joined to that, if the two are on a level. On
stairs beside a bridge one comes near it, too, and then goes below."""
_HERE = 3.0
"""Metres from a pin within which one stands at it."""
_LOOKS = (45.0, 135.0)
"""Degrees off the way ahead up to which something lies ahead, and from which on behind."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a leg along one street, path or square."""

    name: str
    """Of the street, also where a sidewalk drawn apart runs along it; empty where nothing has a name."""
    kind: PartKind
    metres: float
    starts: float
    """Metres along the leg."""
    street_on: Hand = ""
    """On which hand the roadway is; empty where the map does not tell where the sidewalk is, and off the streets."""
    tunnel: bool = False
    bridge: bool = False


@dataclass(frozen=True, slots=True)
class Crossing:
    """A roadway that the leg crosses, as `tour.reading.roadways` finds it."""

    street: str
    at_metres: float
    """Along the leg, in the middle of the roadway."""
    kerb: Kerb
    signalled: bool = False
    marked: bool = False
    level: Level = "on"
    """``under`` and ``over``: the way leads below the street or above it, and no car comes."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the leg turns; several within `FOLDED` metres are one."""

    at_metres: float
    degrees: float
    """Right above 0, left below."""
    onto: str
    """The name of what it turns onto; empty where that has none, or where the name stays the same."""
    landmark: Landmark | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """The walk from one stop to the next."""

    start: str
    end: str
    """Slugs."""
    points: tuple[tuple[float, float], ...]
    """Latitude and longitude, to seven decimals; at least two."""
    metres: float
    parts: tuple[Part, ...]
    roadways: tuple[Crossing, ...]
    """All that the flat map shows it to cross, in walking order, those under or over which it leads among them."""
    turns: tuple[Turn, ...]
    here: str
    """The name of the stop at its start."""
    heads: float
    """Degrees clockwise from north in which one sets off."""
    leaves: Where
    """Where the pin of the stop at its start lies for who sets off."""
    arrives: Where
    """Where the pin of the next stop lies for who arrives."""

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """The roadways that one crosses on foot, in order."""
        return tuple(one for one in self.roadways if one.level == "on")

    @property
    def landmarks(self) -> tuple[Landmark, ...]:
        """Those by which it turns, in order."""
        return tuple(turn.landmark for turn in self.turns if turn.landmark)


@dataclass(frozen=True, slots=True)
class Around:
    """What a leg is looked at with."""

    net: Network
    ground: Ground
    streets: Sequence[Feature]
    landmarks: Landmarks
    language: str


@dataclass(frozen=True, slots=True)
class End:
    """A stop at an end of a leg."""

    slug: str
    name: str
    pin: Point


def leg(around: Around, start: End, end: End, line: Walked) -> Leg:
    """Return the leg from *start* to *end* along *line*."""
    frame = around.ground.frame
    places = [_rounded(frame.to_place(*point)) for point in line.points]
    if len(places) == 1:
        places *= 2
    path = _simplified(places)
    metres = geo.length(path)
    parts = _parts(around, line)
    points = [frame.to_xy(place) for place in geo.simplify(places, _BENDS)]
    before, after = (frame.to_xy(geo.along(path, metres_along)) for metres_along in (_AT, metres - _AT))
    strange = {start.name, end.name, *(one.name for stop in (start, end) for one in around.landmarks.at(stop.pin))}
    return Leg(
        start=start.slug,
        end=end.slug,
        points=tuple((place.lat, place.lon) for place in path),
        metres=metres,
        parts=parts,
        roadways=tuple(_roadways(around, path, line)),
        turns=tuple(_turns(around, points, parts, strange)),
        here=start.name,
        heads=bearing(points[0], before),
        leaves=_where(points[0], bearing(points[0], before), start.pin),
        arrives=_where(points[-1], bearing(after, points[-1]), end.pin),
    )


def _simplified(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return *places* with no more corners than it takes to be measured as they stand when the route is read."""
    path = tuple(places)
    for tolerance in _TOLERANCES:
        path = geo.simplify(places, tolerance)
        if drawn(path):
            break
    return path


def _rounded(place: Place) -> Place:
    return Place(round(place.lat, 7), round(place.lon, 7))


def _parts(around: Around, line: Walked) -> tuple[Part, ...]:
    """Return what the line goes along, with what is too short to be told of joined to its neighbours."""
    pieces = list(zip(pairwise(line.points), line.steps, line.keeps, strict=True))
    parts = _joined([_part(around, a, b, step, keeps) for (a, b), step, keeps in pieces])
    parts = _joined([*_unflipped(parts)])
    starts = [0.0, *accumulate(part.metres for part in parts)]
    return tuple(replace(part, starts=start) for part, start in zip(parts, starts, strict=False))


def _part(around: Around, a: Point, b: Point, step: Step, keeps: int) -> Part:
    """Return one piece of the line as a part."""
    name, tags = name_of(step.tags, around.language), step.tags
    kind: PartKind = "path"
    on: Hand = ""
    if step.free:
        kind = "square"
    elif tags.get("highway") == "steps":
        kind = "steps"
    elif told.marked(tags):
        kind, name = "crossing", ""
    elif told.road(tags):
        kind = "street"
        if keeps != ON and told.sidewalks(tags):
            on = "right" if keeps == LEFT else "left"
    elif not name and not told.tunnelled(tags):
        name, on = street_beside(around.ground, a, b, around.language)
        kind = "sidewalk" if name else "path"
    return Part(name, kind, dist(a, b), 0.0, on, told.tunnelled(tags), told.bridged(tags))


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Return *parts* with neighbours that are alike made one."""
    return [
        replace(alike, metres=alike.metres + sum(part.metres for part in others))
        for alike, *others in (list(group) for _, group in groupby(parts, key=_likeness))
    ]


def _likeness(part: Part) -> tuple[str, str, str, bool, bool]:
    return part.name, part.kind, part.street_on, part.tunnel, part.bridge


def _unflipped(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield *parts* with each brief one taken for one beside it, as names flip to and fro along one street.

    Steps, tunnels and bridges are told of however short.
    """
    before: Part | None = None
    for part, after in zip_longest(parts, parts[1:]):
        if _plain(part) and part.metres < _BRIEF:
            like = next((other for other in (before, after) if other and _plain(other)), part)
            part = replace(like, metres=part.metres)
        before = part
        yield part


def _plain(part: Part) -> bool:
    return part.kind != "steps" and not part.tunnel and not part.bridge


def _roadways(around: Around, path: Sequence[Place], line: Walked) -> Iterator[Crossing]:
    """Yield the roadways that the line crosses, as the check of a tour finds them."""
    frame = around.ground.frame
    for kerb in roadways(path, around.streets):
        middle = (kerb.near_metres + kerb.far_metres) / 2
        point = frame.to_xy(geo.along(path, middle))
        lit, striped = around.net.ways_over(point, _AT)
        level = _level(around, kerb.street, point, line)
        yield Crossing(kerb.street, middle, kerb, lit and level == "on", striped and level == "on", level)


def _level(around: Around, street: str, point: Point, line: Walked) -> Level:
    """Return whether the line leads over *street*, under it or across it, at *point*."""
    for where, tags in line.joins:
        if dist(where, point) < _JOINED and name_of(tags, around.language) == street:
            return "on"
    pieces = zip(pairwise(line.points), line.steps, strict=True)
    _, step = min(pieces, key=lambda one: round(foot(one[0], point)[0], 2))
    height, road = classes.layer(step.tags), _height(around, street, point)
    if height == road:
        return "on"
    return "over" if height > road else "under"


def _height(around: Around, street: str, point: Point) -> int:
    """Return the layer of the roadway of *street* that is nearest to *point*, the ground's where both are as near."""
    near = box([point], _AT)
    roads = [*around.ground.roads.near(near), *around.ground.bridges.near(near)]
    called = [road for road in roads if name_of(road.tags, around.language) == street]
    found = min(called, key=lambda road: round(foot(road.piece, point)[0], 1), default=None)
    return classes.layer(found.tags) if found else 0


def _turns(around: Around, points: Sequence[Point], parts: Sequence[Part], strange: set[str]) -> Iterator[Turn]:
    """Yield the turns of the line, those near each other as one, and none at its ends.

    A landmark stands for one of them, and none of *strange*: the stops themselves, which one leaves or looks for.
    """
    starts = [0.0, *accumulate(dist(a, b) for a, b in pairwise(points))]
    for first, last in _bends(starts):
        degrees = turn(bearing(points[first - 1], points[first]), bearing(points[last], points[last + 1]))
        if abs(degrees) < _TURN or not _AT <= starts[first] <= starts[-1] - _AT:
            continue
        before, onto = _name_at(parts, starts[first] - 1.0), _name_at(parts, starts[last] + 1.0)
        known = (one for one in around.landmarks.near(points[first]) if one.name not in {*strange, before})
        landmark = next(known, None)
        if landmark:
            strange = {*strange, landmark.name}
        yield Turn(starts[first], degrees, "" if onto == before else onto, landmark)


def _bends(starts: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last index of the corners that are less than `FOLDED` metres from one another."""
    first = last = 1
    for index in range(2, len(starts) - 1):
        if starts[index] - starts[last] >= FOLDED:
            yield first, last
            first = index
        last = index
    if len(starts) > 2:
        yield first, last


def _name_at(parts: Sequence[Part], metres: float) -> str:
    """Return the name of the part at *metres*, or of the first one behind it that has one, nearby."""
    for part in parts:
        ends = part.starts + part.metres
        if ends > metres and part.kind != "crossing" and (part.name or part.metres > FOLDED):
            return part.name
    return ""


def _where(point: Point, heads: float, pin: Point) -> Where:
    """Return where *pin* lies for who is at *point* and walks in the direction *heads*."""
    if dist(point, pin) < _HERE:
        return "here"
    off = turn(heads, bearing(point, pin))
    if abs(off) <= _LOOKS[0]:
        return "ahead"
    if abs(off) >= _LOOKS[1]:
        return "behind"
    return "right" if off > 0 else "left"
