"""Stops that lie in a roadway, or across a street from the way that leads there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tour import geo
from tour.diagnostics import Diagnostic
from tour.model import Leg, Place, Stop
from tour.reading.crossings import CROSS
from tour.reading.roadways import error_of, roadways, width_of
from tour.reading.street_index import Streets


def misplaced(stops: Sequence[Stop], legs: Sequence[Leg], streets: Streets) -> Iterator[Diagnostic]:
    """Yield an error for each of *stops* that a street parts from its *legs*, and a warning for each in a roadway."""
    for stop in stops:
        yield from in_roadway(stop, streets)
    for leg, (stop, after) in zip(legs, pairwise(stops), strict=False):
        if leg.path and not leg.ridden:
            # The first of two ways that meet at a stop has told already.
            if stop is stops[0]:
                yield from beyond_street(leg.path[0], stop, streets)
            yield from beyond_street(leg.path[-1], after, streets)


def in_roadway(stop: Stop, streets: Streets) -> Iterator[Diagnostic]:
    """Yield a warning where *stop* lies in a roadway for sure, by more than the map may be wrong."""
    if not stop.place or not stop.place_span:
        return
    for street in streets.near((stop.place, stop.place)):
        off = geo.nearest(street.places, stop.place)[0]
        if off < width_of(street) / 2 - error_of(street):
            message = f"this stop lies in the roadway of {street.name!r}, {off:.0f} m from its middle"
            hint = "move it to the sidewalk where one stands"
            yield Diagnostic(stop.place_span, message, hint, "warning", "leg")
            return


def beyond_street(end: Place, stop: Stop, streets: Streets) -> Iterator[Diagnostic]:
    """Yield an error where a street lies between *stop* and the *end* of a way that leads there, or begins there.

    Nobody would be told of that crossing. Both have to be out of the roadway: a line drawn in the middle of the street
    is on neither side.
    """
    if not stop.place or not stop.place_span:
        return
    path = (end, stop.place)
    for kerb in roadways(path, streets.near(path)):
        if kerb.near_metres > 0 and kerb.far_metres < geo.length(path):
            message = f"{kerb.street!r} lies between this stop and the route's end, {geo.length(path):.0f} m off"
            hint = "move the stop to where the route ends, or draw the route to the stop, with a [cross] for the street"
            yield Diagnostic(stop.place_span, message, hint, rule=CROSS)
            return
