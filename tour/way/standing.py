"""Where one stands to look at a pin: outdoors, out of the roadway, before the door where the map knows it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, dist, pi, sin

from tour.osm.elements import Tags
from tour.way import tags as told
from tour.way.ground import Ground, Square, half
from tour.way.network import Anchor, Line
from tour.way.shapes import Grid, Piece, Point, Shape, between, box, foot, meet, side

WARN, MOST = 60.0, 150.0
"""Metres from a pin to where one can stand that are told, and that are too many."""
KERB = 1.0
"""Metres beyond the kerb at which one stands where no sidewalk is drawn."""
_DOORS = ("main", "yes", "visitor", "public")
"""Values of ``entrance``, the best first; the others are for goods, cars and those who live there."""
_BEHIND = 40.0
"""Metres that it is worth standing farther off rather than behind another house."""
_STEP = 1.5
"""Metres from the edge of a square, or of what stands in it, at which one stands."""
_MOST_EDGES = 12
"""The nearest edges of a square, and of the house that one looks at, beside which one may stand."""
_ISLAND = 40.0
"""Metres that it is worth standing farther off rather than on a piece of way that nothing leads to."""
_AWKWARD = 12.0
"""Metres that it is worth going rather than to stand on a crossing, on steps or in the roadway."""


_Near = tuple[int, int, Piece]
"""Index of a line, index of a piece of it, and the piece."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one stands for a pin."""

    point: Point
    anchor: Anchor
    off: float
    """Metres from the pin, or from its door, to the nearest way."""


class Standing:
    """The ways that one may stand on, found by where they are. *reached* are the nodes that hang together with most."""

    def __init__(self, ground: Ground, lines: Sequence[Line], reached: Collection[int]) -> None:
        self._ground = ground
        self._lines = lines
        self._reached = reached
        self._pieces: Grid[_Near] = Grid()
        for index, line in enumerate(lines):
            if _open(line.tags) and not line.apart:
                points = [ground.points[node] for node in line.nodes]
                for number, piece in enumerate(pairwise(points)):
                    self._pieces.put(box(piece), (index, number, piece))

    def at(self, pin: Point, node: int) -> Stand | None:
        """Return where one stands for *pin*, hung on the network as *node*; None where no way is within reach."""
        house = self._ground.house_at(pin)
        door = self._door(pin, house) if house else None
        target = door or pin
        square = None if house else self._ground.square_at(pin)
        if square and self._free(pin):
            return Stand(pin, Anchor(node, pin, square=square), 0.0)
        found = [self._on(target, near, house, node) for near in self._near(target)]
        found += [self._inside(target, square, house, node) for square in self._ground.squares]
        ranked = [one for one in found if one]
        return min(ranked, key=_rank)[1] if ranked else None

    def _near(self, point: Point) -> list[_Near]:
        return self._pieces.near(box([point], MOST + _BEHIND))

    def _free(self, point: Point) -> bool:
        """Say whether one can stand right there."""
        ground = self._ground
        return not (ground.house_at(point) or ground.wet(point) or ground.in_roadway(point))

    def _door(self, pin: Point, house: Shape) -> Point | None:
        """Return the best and nearest entrance of *house*; None where the map knows none."""
        doors = []
        for point, tags in self._ground.entrances.near(box(house.outer, 0.5)):
            kind = tags.get("entrance", "")
            if kind in _DOORS and tags.get("access") not in ("private", "no") and house.off(point) < 0.5:
                doors.append((_DOORS.index(kind), round(dist(point, pin), 3), point))
        return min(doors)[2] if doors else None

    def _on(self, target: Point, near: _Near, house: Shape | None, node: int) -> tuple[float, Stand] | None:
        """Return where one stands on a piece of a way, and how good that is, in metres: less is better."""
        index, number, piece = near
        off, share = foot(piece, target)
        tags = self._lines[index].tags
        spot = between(piece[0], piece[1], share)
        point = self._beside(spot, piece, tags, target) if told.road(tags) else spot
        if off > MOST + _BEHIND or point is None or self._ground.house_at(point) or self._ground.wet(point):
            return None
        cost = dist(point, target)
        if not self._ground.clear(target, point, house):
            cost += _BEHIND
        if told.marked(tags) or tags.get("highway") == "steps" or self._ground.in_roadway(point):
            cost += _AWKWARD
        if self._lines[index].nodes[0] not in self._reached:
            cost += _ISLAND
        return cost, Stand(point, Anchor(node, spot, index, number, share), dist(point, target))

    def _inside(self, target: Point, square: Square, house: Shape | None, node: int) -> tuple[float, Stand] | None:
        """Return where one stands at the edge of a square, or of what stands in it, and how good that is."""
        west, south, east, north = square.shape.box
        if not meet(box([target], MOST), (west, south, east, north)):
            return None
        pieces = [*square.shape.pieces(), *(house.pieces() if house else ())]
        edges = sorted((between(a, b, foot((a, b), target)[1]) for a, b in pieces), key=_from(target))
        spots = (point for edge in edges[:_MOST_EDGES] for point in _round(edge))
        point = next((point for point in spots if square.shape.has(point) and self._free(point)), None)
        if point is None:
            return None
        cost = dist(point, target) + (0.0 if self._ground.clear(target, point, house) else _BEHIND)
        return cost, Stand(point, Anchor(node, point, square=square), dist(point, target))

    def _beside(self, spot: Point, piece: Piece, tags: Tags, target: Point) -> Point | None:
        """Return a point beside the roadway at *spot*, on the side of *target*, or where houses leave room."""
        (ax, ay), (bx, by) = piece
        run = dist(*piece)
        if not run:
            return None
        left = (ay - by) / run, (bx - ax) / run
        sign = 1.0 if side(*piece, target) >= 0 else -1.0
        for away in self._offsets(tags, sign):
            point = spot[0] + left[0] * away, spot[1] + left[1] * away
            if not self._ground.house_at(point) and self._ground.clear(spot, point):
                return point
        return None

    @staticmethod
    def _offsets(tags: Tags, sign: float) -> Iterator[float]:
        kerb = half(tags) + KERB
        for share in (1.0, 0.75, 0.5):
            yield sign * kerb * share
        for share in (1.0, 0.75, 0.5):
            yield -sign * kerb * share


def _rank(found: tuple[float, Stand]) -> tuple[float, int, int]:
    cost, stand = found
    return round(cost, 3), stand.anchor.line, stand.anchor.piece


def _from(point: Point) -> Callable[[Point], tuple[float, Point]]:
    return lambda other: (round(dist(point, other), 3), other)


def _round(point: Point) -> Iterator[Point]:
    """Yield points a step away from *point*, all round it."""
    for eighth in range(16):
        angle = eighth * pi / 8
        yield point[0] + _STEP * cos(angle), point[1] + _STEP * sin(angle)


def _open(tags: Tags) -> bool:
    """Say whether one may stand about on a way: not in a tunnel, an elevator or indoors."""
    return not told.tunnelled(tags) and tags.get("highway") != "elevator" and tags.get("indoor", "no") == "no"
