"""The ground that the maps of a tour show, on every paper that it may be printed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tour import geo
from tour.card.paper import half_plan, plan
from tour.diagnostics import Span
from tour.map.projection import Projection
from tour.model import Leg, Place, Stop, Tour, Voice
from tour.osm.elements import Bounds

_MARGIN = 0.15
"""Of a map's longer side: a station beside the walk and a longer key move its frame."""


def frame_of(places: Sequence[Place], lines: Sequence[Sequence[Place]]) -> Bounds:
    """Return the ground that maps of a walk show, (west, south, east, north) in degrees, with a margin.

    *places* are its stops, one at least; *lines* its legs, of which there may be none.
    """
    tour = _tour(places, lines)
    boxes = list(_boxes(tour))
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return west, south, east, north


def _boxes(tour: Tour) -> Iterator[Bounds]:
    places = [stop.place for stop in tour.stops if stop.place]
    for leg in tour.legs:
        places += leg.path
    frame = geo.Frame(places[0])
    points = [frame.to_xy(place) for place in places]
    middle = [(min(axis) + max(axis)) / 2 for axis in zip(*points, strict=True)]
    for paper in tour.papers:
        for size in (plan(tour, paper).map_size, half_plan(tour, paper).map_size):
            scale = Projection(tour, size).scale
            wide, high = size[0] / scale, size[1] / scale
            margin = _MARGIN * max(wide, high)
            half_wide, half_high = wide / 2 + margin, high / 2 + margin
            low = frame.to_place(middle[0] - half_wide, middle[1] - half_high)
            top = frame.to_place(middle[0] + half_wide, middle[1] + half_high)
            yield low.lon, low.lat, top.lon, top.lat


def _tour(places: Sequence[Place], lines: Sequence[Sequence[Place]]) -> Tour:
    """Return a tour of which nothing is known but where it goes."""
    nowhere = Span("", 1, 1)
    stops = tuple(Stop(n, str(n), str(n), nowhere, place) for n, place in enumerate(places, 1))
    legs = tuple(Leg("", "", tuple(line), geo.length(line)) for line in lines)
    return Tour(
        slug="",
        title="",
        subtitle="",
        language="en",
        published="",
        author="",
        licence="",
        voice=Voice("", "", ""),
        welcome=None,
        stops=stops,
        legs=legs,
    )
