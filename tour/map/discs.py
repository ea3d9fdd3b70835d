"""Room for the stops' discs beside their spots on a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, dist, floor, hypot, inf, pi, sin

from tour.map.drawing import DOT_RADIUS, NUMBER_SIZE, Disc, Measure
from tour.map.overlaps import Crowd, Point, Shape, Size, disc, stroke, towards
from tour.model import Stop

_RINGS = 26
"""How many circles round its spot are tried for a disc, 4 points apart."""
_NEIGHBOURHOOD = 60.0
"""Points within which a stop is crowded by another."""

Spot = tuple[Stop, Point]
"""A stop, and where on the map it is."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies on a map before its discs do."""

    size: Size
    route: Sequence[Shape]
    signs: Sequence[Shape]
    water: Sequence[Shape]
    folds: Sequence[Shape]


def radius(number: str, measure: Measure) -> float:
    """Return how large a disc must be for *number*."""
    wide = max(measure(number, NUMBER_SIZE, True), measure("00", NUMBER_SIZE, True))
    return hypot(wide, NUMBER_SIZE * 0.7) / 2 + 1.8


def place_discs(spots: Sequence[Spot], ground: Ground, measure: Measure) -> tuple[Disc, ...]:
    """Return a disc for every stop, beside its spot: none on another, on a sign or a fold.

    Off route and water if it can be. The most crowded stops choose first.
    """
    dots = {stop.slug: disc(*spot, DOT_RADIUS + 1) for stop, spot in spots}
    room = _Room(ground, dots.values())
    discs: dict[str, Disc] = {}
    for stop, spot in _crowded_first(spots):
        wanted = _Wanted(spot, radius(str(stop.number), measure), dots[stop.slug])
        x, y = room.find(wanted)
        discs[stop.slug] = Disc(x, y, wanted.radius, str(stop.number), stop.slug, spot)
        room.take((x, y), wanted)
    return tuple(discs[stop.slug] for stop, _ in spots)


def _crowded_first(spots: Sequence[Spot]) -> list[Spot]:
    cells: dict[tuple[int, int], list[Point]] = {}
    for _, at in spots:
        cells.setdefault(_cell(at), []).append(at)

    def neighbours(one: Spot) -> int:
        column, row = _cell(one[1])
        around = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        return sum(dist(one[1], other) < _NEIGHBOURHOOD for cell in around for other in cells.get(cell, ()))

    return sorted(spots, key=neighbours, reverse=True)


def _cell(at: Point) -> tuple[int, int]:
    return floor(at[0] / _NEIGHBOURHOOD), floor(at[1] / _NEIGHBOURHOOD)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A disc that looks for room."""

    spot: Point
    radius: float
    dot: Shape
    """Its own."""


class _Room:
    """What a disc must not, or would rather not, cover; it grows by each disc."""

    def __init__(self, ground: Ground, dots: Iterable[Shape]) -> None:
        self._size = ground.size
        self._route, self._water, self._folds = Crowd(ground.route), Crowd(ground.water), Crowd(ground.folds)
        self._discs = Crowd(ground.signs)
        """With the signs: neither may be covered."""
        self._leaders = Crowd()
        self._dots = Crowd(dots)
        self._closed: dict[Point, float] = {}
        """The smallest disc that a point of the grid had no room for. It will never have any, nor for a larger one."""

    def take(self, at: Point, wanted: _Wanted) -> None:
        """Put the disc *at* that point."""
        self._discs.add(disc(*at, wanted.radius + 1))
        self._leaders.add(stroke(towards(at, wanted.spot, wanted.radius), wanted.spot, 1.0))

    def find(self, wanted: _Wanted) -> Point:
        """Return where the disc costs least, its way to the spot among the costs."""
        best, least = wanted.spot, inf
        for ring in range(_RINGS):
            out = wanted.radius + DOT_RADIUS + 3 + 4 * ring
            if out > least:
                break
            for k in range(24):
                at = wanted.spot[0] + out * cos(pi * k / 12), wanted.spot[1] + out * sin(pi * k / 12)
                cost = out + self._cost(at, wanted)
                if cost < least - 1e-9:
                    best, least = at, cost
        return best if least < inf else self._anywhere(wanted)

    def _cost(self, at: Point, wanted: _Wanted) -> float:
        """Return what it costs to put a disc here: infinite on another disc, dot or leader, dear on the route."""
        ground = disc(*at, wanted.radius + 1)
        if not (self._open(ground) and self._dots.free(ground, wanted.dot) and self._leaders.free(ground)):
            return inf
        # It starts clear of its own dot, which lies on the route.
        leader = stroke(towards(at, wanted.spot, wanted.radius), towards(wanted.spot, at, DOT_RADIUS + 3), 1.5)
        if not (self._leaders.free(leader) and self._discs.free(leader) and self._dots.free(leader, wanted.dot)):
            return inf
        on_route = 30.0 * self._route.touched(leader) + 60.0 * self._route.touched(ground)
        return on_route + 14.0 * self._water.touched(ground)

    def _anywhere(self, wanted: _Wanted) -> Point:
        """Return the nearest room that covers no other disc, wherever its leader goes; else the spot itself."""
        left = [at for at in self._grid if self._closed.get(at, inf) > wanted.radius]
        for at in sorted(left, key=lambda at: hypot(at[0] - wanted.spot[0], at[1] - wanted.spot[1])):
            if self._open(disc(*at, wanted.radius + 1)):
                return at
            self._closed[at] = wanted.radius
        return wanted.spot

    @cached_property
    def _grid(self) -> list[Point]:
        columns, rows = int(self._size[0] // 8), int(self._size[1] // 8)
        return [(x * 8.0, y * 8.0) for x in range(1, columns) for y in range(1, rows)]

    def _open(self, ground: Shape) -> bool:
        return ground.within(*self._size, 1.0) and self._discs.free(ground) and self._folds.free(ground)
