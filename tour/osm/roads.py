"""Streets, paths and rails of a map: pieces of one name and kind joined, and cut to the frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, dist
from typing import NamedTuple

from tour.model import Place
from tour.osm import classes
from tour.osm.clip import Point, clipped_line
from tour.osm.elements import Tags, Way
from tour.osm.rings import Line, rings
from tour.osm.view import Drawn, View

_UNDER = 6.0
"""Metres from the route within which a way is one that it may follow."""
_SPOTS = 5.0
"""Metres between the spots of a way that are held against the route."""
_SHARE = 0.7
"""Of those spots, how many must be so near."""
_ORDER = ("major", "collector", "local", "path", "steps", "rail")


class _Look(NamedTuple):
    """What pieces that are drawn as one have in common."""

    kind: str
    name: str
    width: float
    bridge: bool


def streets(view: View, route: Sequence[Place]) -> Iterator[Drawn]:
    """Yield streets and paths; of those that no street map shows, such as sidewalks, what the *route* follows."""
    near = _Near(view, route)
    found: dict[_Look, list[Line]] = {}
    for way in view.extract.ways.values():
        kind = classes.carriageway(way.tags) or classes.path(way.tags)
        if not kind and near.route and (kind := classes.walked(way.tags)):
            _gather(found, _Look(kind, view.name(way.tags), 0.0, False), near.followed(way))
        elif kind:
            wide = classes.width(way.tags) if kind in _ROADWAYS else classes.metres(way.tags.get("width", ""))
            _gather(found, _Look(kind, view.name(way.tags), wide, _bridge(way.tags)), view.known(way.nodes))
    yield from _joined(view, found)


_ROADWAYS = frozenset(classes.ROADS.values())


def rails(view: View) -> Iterator[Drawn]:
    """Yield tracks that can be seen."""
    found: dict[_Look, list[Line]] = {}
    for way in view.extract.ways.values():
        if classes.rail(way.tags):
            name = classes.rail_name(way.tags, view.name(way.tags))
            _gather(found, _Look("rail", name, 0.0, False), view.known(way.nodes))
    yield from _joined(view, found)


def _bridge(tags: Tags) -> bool:
    return classes.layer(tags) > 0


def _gather(found: dict[_Look, list[Line]], look: _Look, lines: Iterable[Line]) -> None:
    found.setdefault(look, []).extend(lines)


def _joined(view: View, found: dict[_Look, list[Line]]) -> Iterator[Drawn]:
    """Yield the pieces of each look joined end to end: fewer features, and dashes that go on over the joints."""
    for look in sorted(found, key=lambda look: (_ORDER.index(look.kind), *look[1:])):
        joined = rings(found[look])
        lines = [*joined.open, *((*ring, ring[0]) for ring in joined.closed)]
        for line in lines:
            for piece in clipped_line(view.points(line), view.frame):
                yield Drawn(look.kind, look.name, "LineString", (piece,), look.width, look.bridge)


class _Near:
    """What lies at the route, told by spots of it in a grid."""

    def __init__(self, view: View, route: Sequence[Place]) -> None:
        self.route = len(route) > 1
        self._view = view
        self._cells: dict[tuple[int, int], list[Point]] = {}
        for spot in _spots([view.metres((place.lon, place.lat)) for place in route], _UNDER / 2):
            self._cells.setdefault(_cell(spot), []).append(spot)

    def followed(self, way: Way) -> Iterator[Line]:
        """Yield the stretches of *way* along which the route runs."""
        for nodes in self._view.known(way.nodes):
            points = [self._view.metres(point) for point in self._view.points(nodes)]
            stretch: list[int] = []
            for (a, b), (first, last) in zip(pairwise(points), pairwise(nodes), strict=True):
                if self._along(a, b):
                    stretch = [*(stretch or [first]), last]
                    continue
                if stretch:
                    yield tuple(stretch)
                stretch = []
            if stretch:
                yield tuple(stretch)

    def _along(self, a: Point, b: Point) -> bool:
        spots = list(_spots([a, b], _SPOTS))
        return sum(map(self._holds, spots)) >= _SHARE * len(spots)

    def _holds(self, spot: Point) -> bool:
        column, row = _cell(spot)
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                if any(dist(spot, other) <= _UNDER for other in self._cells.get((i, j), ())):
                    return True
        return False


def _cell(spot: Point) -> tuple[int, int]:
    return int(spot[0] // _UNDER), int(spot[1] // _UNDER)


def _spots(line: Sequence[Point], step: float) -> Iterator[Point]:
    """Yield the corners of *line* and spots between them, *step* metres apart at most."""
    for a, b in pairwise(line):
        count = max(1, ceil(dist(a, b) / step))
        for k in range(count + 1):
            yield a[0] + (b[0] - a[0]) * k / count, a[1] + (b[1] - a[1]) * k / count
