"""Stops that lie in a roadway, or across a street from the way that leads there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tour import geo
from tour.diagnostics import Diagnostic
from tour.model import Leg, Place, Stop
from tour.reading.crossings import CROSS
from tour.reading.roadways import TooDetailedError, error_of, roadways, width_of
from tour.reading.street_index import Streets


def misplaced(stops: Sequence[Stop], legs: Sequence[Leg], streets: Streets) -> Iterator[Diagnostic]:
    """Yield an error for each of *stops* that a street parts from its *legs*, and a warning for each in a roadway."""
    ends: dict[str, list[Place]] = {}
    for leg in legs:
        if not leg.ridden:
            ends.setdefault(leg.start, []).append(leg.path[0])
            ends.setdefault(leg.end, []).append(leg.path[-1])
    for stop in stops:
        yield from _in_roadway(stop, streets)
        yield from _beyond_street(stop, ends.get(stop.slug, ()), streets)


def _in_roadway(stop: Stop, streets: Streets) -> Iterator[Diagnostic]:
    """Yield a warning where *stop* lies in a roadway for sure, by more than the map may be wrong."""
    if not stop.place or not stop.place_span:
        return
    for street in streets.near((stop.place, stop.place)):
        off = geo.nearest(street.places, stop.place)[0]
        if off < width_of(street) / 2 - error_of(street):
            message = f"this stop lies in the roadway of {street.name!r}, {off:.0f} m from its middle"
            hint = "move it to the sidewalk where one stands"
            yield Diagnostic(stop.place_span, message, hint, "warning", "roadway")
            return


def _beyond_street(stop: Stop, ends: Iterable[Place], streets: Streets) -> Iterator[Diagnostic]:
    """Yield an error where a street lies between *stop* and one of *ends*, where a way begins there or ends.

    Nobody would be told of that crossing. Both have to be out of the roadway: a line drawn in the middle of the street
    is on neither side. Of two ways that meet at a stop, the first tells for both.
    """
    if not stop.place or not stop.place_span:
        return
    for end in ends:
        path = (end, stop.place)
        off = geo.length(path)
        try:
            met = roadways(path, streets.near(path))
        except TooDetailedError:
            message = "the streets round this stop have too many points to find whether one parts it from its route"
            yield Diagnostic(stop.place_span, message, "cut the map to what the card shows", rule=CROSS)
            return
        for kerb in met:
            if kerb.near_metres > 0 and kerb.far_metres < off:
                message = f"{kerb.street!r} lies between this stop and its route, {off:.0f} m off"
                hint = "move the stop to its route, or draw the route to the stop, with a [cross] for the street"
                yield Diagnostic(stop.place_span, message, hint, rule=CROSS)
                return
