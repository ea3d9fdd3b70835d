"""What ground the maps of a tour show: what an extract has to cover, and what is worth drawing of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tour.card.paper import plan, strip
from tour.geo import Frame
from tour.map.overlaps import Size
from tour.map.projection import Projection
from tour.model import Paper, Place, Tour

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

_PAPERS: tuple[Paper, ...] = ("letter", "a4", "letter-large")
_STRIPS = (60.0, 220.0)
"""Points: the lowest and the highest that a strip with title and facts above the map comes out."""
_PAGE = 110.0
"""Metres round the walk that the map on the page shows."""
_MARGIN = 150.0
"""Metres: a station near the walk is put on the map, which moves its frame; and what is cut is cut out of sight."""


def ground(tour: Tour, covered: Box | None = None) -> Box:
    """Return the box round what the maps of *tour* show, on any paper and on the page, with a margin.

    *covered* is what there is a map of; where that ends near the walk, the frame of paper moves, and so does the box.
    The tour's own map does not count: it may be old.
    """
    reach = (Place(covered[1], covered[0]), Place(covered[3], covered[2])) if covered else None
    bare = replace(tour, map=(), reach=reach)
    corners = [corner for size in _sizes(bare) for corner in Projection(bare, size).corners]
    places = [stop.place for stop in tour.stops if stop.place]
    places += [place for leg in tour.legs for place in leg.path]
    return _union(_grown(_around(corners), _MARGIN), _grown(_around(places or corners), _PAGE + _MARGIN))


def _sizes(tour: Tour) -> Iterable[Size]:
    """Yield the sizes that the map's frame may come out in, in points."""
    for paper in _PAPERS:
        one = plan(tour, paper)
        yield one.map_size
        if one.banner:
            for height in _STRIPS:
                yield strip(one, height * one.zoom).map_size


def _around(places: Iterable[Place]) -> Box:
    found = list(places)
    lats, lons = [place.lat for place in found], [place.lon for place in found]
    return min(lons), min(lats), max(lons), max(lats)


def _grown(box: Box, metres: float) -> Box:
    west, south, east, north = box
    low = Frame(Place(south, west)).to_place(-metres, -metres)
    high = Frame(Place(north, east)).to_place(metres, metres)
    return low.lon, low.lat, high.lon, high.lat


def _union(box: Box, other: Box) -> Box:
    return min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])
