"""The ground that the maps of a tour show, on every paper that it may be printed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tour import geo
from tour.card.paper import half_plan, plan
from tour.diagnostics import Span
from tour.map.projection import Projection
from tour.model import Leg, Place, Stop, Tour, Voice
from tour.osm.elements import Bounds

_MARGIN = 0.15
"""Of a map's longer side: a station beside the walk and a longer key move its frame."""


def frame_of(places: Sequence[Place], lines: Sequence[Sequence[Place]], covered: Bounds | None = None) -> Bounds:
    """Return the ground that maps of a walk show, (west, south, east, north) in degrees, with a margin.

    *places* are its stops, one at least; *lines* its legs, which are taken to be straight where there are none yet.
    *covered* is what there is a map of: where that ends near the walk, the frames of paper move, and so does what they
    show.
    """
    reach = (Place(covered[1], covered[0]), Place(covered[3], covered[2])) if covered else None
    boxes = list(_boxes(replace(_tour(places, lines or list(pairwise(places))), reach=reach)))
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return west, south, east, north


def _boxes(tour: Tour) -> Iterator[Bounds]:
    for paper in tour.papers:
        for size in (plan(tour, paper).map_size, half_plan(tour, paper).map_size):
            seen = Projection(tour, size)
            margin = _MARGIN * max(size) / seen.scale
            low, high = seen.corners
            low = geo.Frame(low).to_place(-margin, -margin)
            high = geo.Frame(high).to_place(margin, margin)
            yield low.lon, low.lat, high.lon, high.lat


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
