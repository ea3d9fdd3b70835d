"""What one can tell a turn by: churches, museums, squares, statues, bridges and stations; never a shop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import dist

from tour.model import Place
from tour.osm.elements import Extract, Tags
from tour.osm.names import name_of
from tour.way.ground import Ground
from tour.way.shapes import Grid, Point, Shape, box, meet

_AT = 12.0
"""Metres from something within which a pin is meant for it."""
NEAR = 40.0
"""Metres from a turn within which a landmark is at it."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """Something with a name that everybody sees."""

    name: str
    kind: str
    """``church``, ``museum``, ``square``, ``statue``, ``bridge`` or ``station``."""
    place: tuple[float, float]
    """Latitude and longitude: of its middle."""


class Landmarks:
    """The landmarks of the ground, found by where they are."""

    def __init__(self, extract: Extract, ground: Ground, language: str) -> None:
        self._found: Grid[tuple[Landmark, Shape | Point]] = Grid()
        for tags, where in _everything(extract, ground):
            kind, name = kind_of(tags), name_of(tags, language)
            around = where.box if isinstance(where, Shape) else (*where, *where)
            if kind and name and meet(around, ground.box):
                west, south, east, north = around
                middle = ground.frame.to_place((west + east) / 2, (south + north) / 2)
                self._found.put(around, (Landmark(name, kind, _rounded(middle)), where))

    def near(self, point: Point) -> list[Landmark]:
        """Return the landmarks within `NEAR` metres of *point*, the nearest first."""
        found = []
        for landmark, where in self._found.near(box([point], NEAR)):
            off = _off(where, point)
            if off <= NEAR:
                found.append((round(off, 1), landmark.name, landmark.place, landmark))
        return [landmark for *_, landmark in sorted(found, key=lambda one: one[:3])]

    def at(self, point: Point) -> list[Landmark]:
        """Return the landmarks that *point* is in, or right beside."""
        found = self._found.near(box([point], _AT))
        return [landmark for landmark, where in found if _off(where, point) <= _AT]


def _off(where: Shape | Point, point: Point) -> float:
    if isinstance(where, Shape):
        return 0.0 if where.has(point) else where.off(point)
    return dist(where, point)


def _rounded(place: Place) -> tuple[float, float]:
    return round(place.lat, 7), round(place.lon, 7)


def _everything(extract: Extract, ground: Ground) -> Iterator[tuple[Tags, Shape | Point]]:
    """Yield the nodes with a name, and the areas."""
    for node in extract.nodes.values():
        if "name" in node.tags:
            yield node.tags, ground.points[node.id]
    yield from ground.named


def kind_of(tags: Tags) -> str:
    """Return which kind of landmark the tags make; nothing for what is none, such as a shop."""
    if "shop" in tags or tags.get("amenity") in ("restaurant", "cafe", "bar", "fast_food", "pub", "bank"):
        return ""
    if tags.get("amenity") == "place_of_worship" or tags.get("building") in ("church", "cathedral", "chapel"):
        return "church"
    if tags.get("tourism") == "museum":
        return "museum"
    if tags.get("railway") == "station" or tags.get("building") == "train_station":
        return "station"
    if tags.get("place") == "square":
        return "square"
    if tags.get("man_made") == "bridge":
        return "bridge"
    statue = "statue" in (tags.get("memorial"), tags.get("artwork_type"), tags.get("monument"))
    return "statue" if statue or tags.get("historic") == "monument" else ""
