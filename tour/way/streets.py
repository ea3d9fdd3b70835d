"""The carriageways round a walk, as its map will have them: what it may cross."""

from __future__ import annotations

from tour import geo
from tour.model import Feature, Place
from tour.osm import roads
from tour.osm.elements import Extract
from tour.osm.street_map import ERROR
from tour.osm.view import View
from tour.reading.roadways import WIDTHS
from tour.way.shapes import Box


def streets(extract: Extract, frame: geo.Frame, inside: Box, language: str) -> list[Feature]:
    """Return the carriageways in the box *inside*, in metres from the origin of *frame*, under names in *language*.

    They come from what draws the map, so that the crossings found here are those that the check of the tour finds.
    """
    southwest, northeast = frame.to_place(inside[0], inside[1]), frame.to_place(inside[2], inside[3])
    view = View(extract, (southwest.lon, southwest.lat, northeast.lon, northeast.lat), language)
    found: list[Feature] = []
    for drawn in roads.streets(view, ()):
        if drawn.kind in WIDTHS:
            places = tuple(Place(round(lat, 7), round(lon, 7)) for lon, lat in drawn.lines[0])
            found.append(Feature(drawn.name, drawn.kind, "line", places, width=drawn.width, error=ERROR))
    return found
