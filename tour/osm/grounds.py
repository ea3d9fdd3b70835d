"""What lies below streets and names: the sea, waters, parks, squares, and buildings that have a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tour.osm import classes
from tour.osm.areas import Area, Polygon
from tour.osm.clip import Point, clipped_line, clipped_ring, meets
from tour.osm.rings import holds
from tour.osm.sea import OpenCoastError, Sea, seas
from tour.osm.view import Drawn, View

_KINDS = ("water", "park", "square", "building")
"""In the order in which they are written."""


def grounds(view: View) -> Iterator[Drawn]:
    """Yield the areas that the map shows, the sea first."""
    yield from _seas(view)
    kinds = [(classes.area(area.tags), area) for area in view.areas]
    for kind in _KINDS:
        for found, area in kinds:
            if found == kind:
                yield from _area(view, area, kind)


def waterways(view: View) -> Iterator[Drawn]:
    """Yield rivers and brooks that are drawn as lines, where they do not run in a water that is drawn as an area."""
    waters = [view.points(polygon.outer) for polygon in _waters(view)]
    for way in view.ways:
        wide = classes.waterway(way.tags)
        if wide:
            for nodes in view.known(way.nodes):
                for line in _outside(view.points(nodes), waters):
                    for piece in clipped_line(line, view.frame):
                        yield Drawn("water", view.name(way.tags), "LineString", (piece,), wide)


def _waters(view: View) -> Iterator[Polygon]:
    for area in view.areas:
        if classes.area(area.tags) == "water":
            yield from area.polygons


def _outside(line: Sequence[Point], waters: Sequence[Sequence[Point]]) -> Iterator[tuple[Point, ...]]:
    """Yield the stretches of *line* whose pieces have their middles on land."""
    near = [water for water in waters if _boxes_meet(water, line)]
    stretch: list[Point] = []
    for a, b in pairwise(line):
        middle = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        if any(holds(water, middle) for water in near):
            if stretch:
                yield tuple(stretch)
            stretch = []
        else:
            stretch = [*(stretch or [a]), b]
    if stretch:
        yield tuple(stretch)


def _boxes_meet(line: Sequence[Point], other: Sequence[Point]) -> bool:
    xs, ys = zip(*other, strict=True)
    return meets(line, (min(xs), min(ys), max(xs), max(ys)))


def _seas(view: View) -> Iterator[Drawn]:
    try:
        found = seas(view.extract, view.frame)
    except OpenCoastError:
        return  # told by `tour.osm.street_map.lacking`
    for sea in found:
        rings = tuple((*ring, ring[0]) for ring in (sea.outer, *sea.islands))
        yield Drawn("water", _sea_name(view, sea), "Polygon", rings)


def _sea_name(view: View, sea: Sea) -> str:
    """Return what the sea is called: the name of a bay or the like whose sign stands in it."""
    for node in view.extract.nodes.values():
        told = node.tags.get("natural") in ("bay", "strait") or node.tags.get("place") in ("sea", "ocean")
        if told and holds(sea.outer, (node.lon, node.lat)) and (name := view.name(node.tags)):
            return name
    return ""


def _area(view: View, area: Area, kind: str) -> Iterator[Drawn]:
    name = view.name(area.tags)
    if kind == "building" and not name:
        return
    for polygon in area.polygons:
        if kind == "water" and _false_shore(view, polygon):
            continue
        rings = [clipped_ring(view.points(ring), view.frame) for ring in (polygon.outer, *polygon.inners)]
        if rings[0]:
            yield Drawn(kind, name, "Polygon", tuple((*ring, ring[0]) for ring in rings if ring))


def _false_shore(view: View, polygon: Polygon) -> bool:
    """Say whether a straight line that stands for nodes which the extract lacks would be seen: no shore is there."""
    return any(any(clipped_line(view.points(gap), view.frame)) for gap in polygon.gaps)
