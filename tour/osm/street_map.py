"""The map of a walk, made from an extract of OpenStreetMap: what ``streets.geojson`` of a tour holds.

What is made is a derived database under the Open Database Licence (ODbL 1.0, section 4.3: its notice goes along).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from tour.model import Place
from tour.osm.beside import Beside, spots
from tour.osm.clip import Point
from tour.osm.elements import Bounds, Extract
from tour.osm.grounds import grounds, waterways
from tour.osm.roads import rails, streets
from tour.osm.sea import OpenCoastError, seas
from tour.osm.stations import ONE, stations
from tour.osm.view import Drawn, View, covered

CREDIT = "© OpenStreetMap contributors"
LICENCE = "Open Database Licence (ODbL) 1.0, https://opendatacommons.org/licenses/odbl/1-0/"
ERROR = 5.0
"""Metres by which a street's line commonly is off: those of the pictures from the air that it is drawn from
(wiki.openstreetmap.org/wiki/Accuracy)."""
_STREETS = ("major", "collector", "local")

Json = dict[str, Any]  # GeoJSON


def street_map(extract: Extract, frame: Bounds, language: str, route: Sequence[Place] = ()) -> Json:
    """Return the map of the ground in *frame* as a GeoJSON FeatureCollection (RFC 7946) with its credit.

    Names are in *language* (BCP 47) where there are any. Ways that a street map leaves out, such as sidewalks, are
    drawn where *route* follows them. Nothing depends on the order of the elements. `lacking` tells what is missing.
    """
    box = covered(extract, frame)
    view = View(extract, box, language)
    drawn = [*grounds(view), *waterways(view), *streets(view, route), *rails(view), *stations(view)]
    return {
        "type": "FeatureCollection",
        "attribution": CREDIT,
        "licence": LICENCE,
        "bbox": [round(degrees, 7) for degrees in box],
        "features": [_feature(one) for one in _named_once(drawn, view)],
    }


def lacking(extract: Extract, frame: Bounds) -> list[str]:
    """Return what the map of *frame* lacks, a line each: ground beyond the extract, the sea where a coast is open."""
    told = []
    if covered(extract, frame) != frame or (extract.bounds and _apart(extract.bounds, frame)):
        west, south, east, north = frame
        box = f"west {west:.5f}, south {south:.5f}, east {east:.5f}, north {north:.5f}"
        told.append(f"the extract ends inside the map; for the whole of it, export {box}")
    try:
        seas(extract, covered(extract, frame))
    except OpenCoastError as fault:
        told.append(f"the sea is not drawn, for {fault}")
    return told


def _apart(box: Bounds, other: Bounds) -> bool:
    return box[0] >= other[2] or other[0] >= box[2] or box[1] >= other[3] or other[1] >= box[3]


def _named_once(drawn: Iterable[Drawn], view: View) -> Iterator[Drawn]:
    """Yield the features with a name on one of several that bear it near each other: a square and its stop, the parts
    of a castle. Streets keep theirs, for a walk crosses them by name."""
    drawn = list(drawn)
    stands = {one.name: Beside(ONE) for one in drawn if one.name and one.kind not in _STREETS}
    for one in drawn:
        if one.name in stands and one.kind in _STREETS:
            stands[one.name].put(_spread(one, view))
    for one in drawn:
        if not one.name or one.kind in _STREETS:
            yield one
            continue
        others = stands[one.name]
        here = list(_spread(one, view))
        near = one.shape != "LineString" and any(map(others.near, here))
        others.put(here)
        yield replace(one, name="") if near else one


def _spread(one: Drawn, view: View) -> Iterator[Point]:
    """Yield the corners of a feature in metres, and spots between those that are far apart."""
    corners = [view.metres(point) for point in one.lines[0]]
    yield from corners[:1]
    yield from spots(corners, ONE / 2)


def _feature(one: Drawn) -> Json:
    properties: Json = {"name": one.name, "class": one.kind}
    if one.width:
        properties["width"] = one.width
    if one.kind in _STREETS:
        properties["est_error_m"] = ERROR
    return {"type": "Feature", "properties": properties, "geometry": _geometry(one)}


def _geometry(one: Drawn) -> Json:
    lines = [[[round(x, 7), round(y, 7)] for x, y in line] for line in one.lines]
    if one.shape == "Point":
        return {"type": "Point", "coordinates": lines[0][0]}
    if one.shape == "LineString":
        return {"type": "LineString", "coordinates": lines[0]}
    # RFC 7946, section 3.1.6: outlines anticlockwise, holes clockwise.
    rings = [_turned(lines[0], 1), *(_turned(line, -1) for line in lines[1:])]
    return {"type": "Polygon", "coordinates": rings}


def _turned(ring: list[list[float]], wanted: int) -> list[list[float]]:
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return ring if area * wanted >= 0 else ring[::-1]
