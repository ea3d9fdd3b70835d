"""The named carriageways of an extract, as the map has them: what a walk may cross."""

from __future__ import annotations

from tour.model import Feature, Place
from tour.osm.elements import Extract
from tour.way import tags as told
from tour.way.ground import carriageway, half, lines
from tour.way.names import name_of


def streets(extract: Extract, language: str) -> list[Feature]:
    found = []
    for way in extract.ways.values():
        name = name_of(way.tags, language)
        if name and carriageway(way.tags):
            for line in lines(extract, way):
                places = tuple(Place(extract.nodes[n].lat, extract.nodes[n].lon) for n in line)
                found.append(
                    Feature(
                        name, told.ROADS.get(way.tags["highway"], "major"), "line", places, width=2 * half(way.tags)
                    )
                )
    return found
