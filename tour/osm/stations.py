"""Stations and stops, of which each is drawn once: a tram stop alone is four nodes of one name."""

from __future__ import annotations

from collections.abc import Iterator
from math import dist

from tour.osm import classes
from tour.osm.clip import Point, inside
from tour.osm.elements import Tags
from tour.osm.view import Drawn, View

ONE = 150.0
"""Metres within which stops of one name are one."""
_RANKS = ("station", "halt", "", "tram_stop")
"""Values of ``railway``: which of several nodes stands for the stop."""


def stations(view: View) -> Iterator[Drawn]:
    """Yield the stations and stops in the frame that have a name, the weightiest of each name first."""
    kept: dict[str, list[Point]] = {}
    for _, _, name, point in sorted(_found(view)):
        spot = view.metres(point)
        others = kept.setdefault(name, [])
        if all(dist(spot, other) > ONE for other in others):
            others.append(spot)
            yield Drawn("station", name, "Point", ((point,),))


def _found(view: View) -> Iterator[tuple[int, int, str, Point]]:
    """Yield (rank, id, name, where it lies) of whatever is a stop: nodes, and the middles of areas."""
    for node in view.extract.nodes.values():
        name = view.name(node.tags) if classes.station(node.tags) else ""
        if name and inside((node.lon, node.lat), view.frame):
            yield _rank(node.tags), node.id, name, (node.lon, node.lat)
    for area in view.areas:
        name = view.name(area.tags) if classes.station(area.tags) else ""
        corners = view.points(area.polygons[0].outer)
        middle = sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)
        if name and inside(middle, view.frame):
            yield len(_RANKS), area.id, name, (round(middle[0], 7), round(middle[1], 7))


def _rank(tags: Tags) -> int:
    kind = tags.get("railway", "")
    return _RANKS.index(kind) if kind in _RANKS else len(_RANKS)
