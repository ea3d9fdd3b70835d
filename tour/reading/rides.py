"""The ways between stops that are ridden: what a script says of one, how long it takes, and its line on the ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import get_args

from tour import geo
from tour.diagnostics import Diagnostic
from tour.model import Cross, Leg, Means, Place, Ride, Stop
from tour.reading.gathered import Gathered
from tour.reading.located import Located
from tour.reading.schema import StopMatter
from tour.reading.script import Script

MEANS: tuple[Means, ...] = get_args(Means)
SPEEDS: Mapping[Means, float] = {"ferry": 15, "bus": 13, "tram": 13, "funicular": 7, "bike": 15, "car": 20}
"""Kilometres an hour from door to door, halts included, where the author gives no minutes.

Orders of magnitude only: ferries between New York's Staten Island line (8.4 km in 25 min) and Helsinki's line 19 (2.6
km in 15); buses as New York's (8 miles an hour), trams as Toronto's (12 to 13); a bike as OSRM's profile for bicycles
has it (15). No map tells a wait (GraphHopper's FerrySpeedCalculator says so of its own), so a ride without ``minutes``
is warned of."""
WAITS: Mapping[Means, float] = {"ferry": 15, "bus": 6, "tram": 6, "funicular": 5, "bike": 3, "car": 5}
"""Minutes before one moves, for the same: half of a usual interval, or the way to where it stands."""
FASTEST: Mapping[Means, float] = {"ferry": 80, "bus": 110, "tram": 80, "funicular": 60, "bike": 40, "car": 130}
"""Kilometres an hour, waits left out, from which on the minutes or the places are mistyped."""

_NEAR = 60.0
"""Metres from its stop at which the line of a ride begins or ends, however short it is."""
_PIER = 300.0
"""The same at most: a ferry's line ends at the pier, a bus's in the road."""
_PIER_SHARE = 0.15
"""Of a ride's length: a short one's line is not to be taken for that of a walk beside it."""

Line = Sequence[Place]


def ride_of(matter: StopMatter, located: Located) -> Ride | None:
    """Return the ride that leads on from a stop; None where one walks."""
    if matter.by == "foot":
        return None
    span = located.key(("by",)) if matter.minutes is None else located.key(("minutes",))
    return Ride(matter.by, span, matter.line, matter.minutes)


def check_ride(gathered: Gathered, script: Script, located: Located, last: bool) -> None:
    """Gather what is wrong with a ride beside the values of its keys, which `tour.reading.schema` holds to theirs."""
    matter = located.value if isinstance(located.value, dict) else {}
    by = matter.get("by", "foot")
    if by == "foot":
        for key in ("line", "minutes"):
            if matter.get(key) not in (None, ""):
                hint = f"add a line 'by: …' with one of {', '.join(MEANS)}; or take this one out"
                gathered.fault(located.key((key,)), f"{key!r} tells of a ride, and this way is walked", hint)
    elif by in MEANS:
        if last:
            hint = "'by' stands in the script of the stop that the ride leaves from"
            gathered.fault(located.key(("by",)), "no way leads on from the last stop", hint)
        walk = script.section("Walk")
        for cross in walk.segments if walk else ():
            if isinstance(cross, Cross):
                message = f"nothing is crossed on foot here: {cross.street!r} stands in a way by {by}"
                hint = f"take the [… {cross.street}] out; or the line 'by: {by}', if this way is walked"
                gathered.fault(cross.span, message, hint)


def seconds(ride: Ride, metres: float) -> float:
    """Return how long *ride* takes over so many *metres*, with the usual wait: as its author says, else as is usual."""
    if ride.minutes is not None:
        return ride.minutes * 60
    return WAITS[ride.by] * 60 + metres / SPEEDS[ride.by] * 3.6


def faults(leg: Leg, ride: Ride) -> Iterator[Diagnostic]:
    """Yield an error for minutes in which nobody gets so far, and a warning for those that are guessed."""
    far = f"{leg.metres:.0f} m" if leg.metres < 1000 else f"{leg.metres / 1000:.1f} km"
    if ride.minutes is None:
        message = f"this way by {ride.by} is taken to last {leg.seconds / 60:.0f} minutes for {far}, which is a guess"
        hint = "add a line 'minutes: …': the ride, with its usual wait"
        yield Diagnostic(ride.span, message, hint, "warning", "ride")
    elif leg.metres / leg.seconds * 3.6 > FASTEST[ride.by]:
        speed = leg.metres / leg.seconds * 3.6
        message = f"{far} by {ride.by} in {ride.minutes:g} minutes is {speed:.0f} km/h"
        yield Diagnostic(ride.span, message, "is a figure mistyped, or the 'place' of a stop?")


def between(stops: Sequence[Stop], start: int, end: int) -> bool:
    """Say whether from the stop with index *start* to the one with index *end* one only rides."""
    return start < end and all(stop.ride for stop in stops[start:end])


def bridges(stops: Sequence[Stop], before: Place, after: Place, reach: float) -> bool:
    """Say whether one rides from *before* to *after*: each is within *reach* metres of a stop, with only rides between.

    There a line may break off and go on.
    """
    here = [index for index, stop in enumerate(stops) if stop.place and geo.distance(stop.place, before) <= reach]
    there = [index for index, stop in enumerate(stops) if stop.place and geo.distance(stop.place, after) <= reach]
    return any(between(stops, start, end) for start in here for end in there)


def with_rides(stops: Sequence[Stop], places: Sequence[Place | None], segments: Sequence[Line]) -> list[Line]:
    """Return *segments* with a straight one put in for each ride between *places* that none of them leads along."""
    out = list(segments)
    at = 0  # the segments before this one are behind the walker
    missing: list[Line] = []  # rides one after another
    for stop, (a, b) in zip(stops, pairwise(places), strict=False):
        if a is None or b is None:
            continue
        if not stop.ride:
            at = _put(out, missing, at)
            missing = []
            continue
        reach = max(_NEAR, min(_PIER, _PIER_SHARE * geo.distance(a, b)))
        leads = next((index for index in range(at, len(out)) if _leads(out[index], a, b, reach)), None)
        if leads is None:
            missing.append((a, b))
        else:
            before = len(out)
            _put(out, missing, at, leads)
            at = leads + len(out) - before
            missing = []
    _put(out, missing, at)
    return out


def _leads(line: Line, a: Place, b: Place, reach: float) -> bool:
    """Say whether *line* passes *a* and after it *b*, both within *reach* metres."""
    first, last, starts = inf, -inf, 0.0
    for here, after in pairwise(line):
        metres = geo.distance(here, after)
        off, share = geo.onto(here, after, a)
        if off <= reach:
            first = min(first, starts + share * metres)
        off, share = geo.onto(here, after, b)
        if off <= reach:
            last = starts + share * metres
        starts += metres
    return first < last and geo.distance(a, b) > reach


def _put(segments: list[Line], missing: Sequence[Line], first: int, last: int | None = None) -> int:
    """Put the rides that are *missing* among *segments*, from the *first* to the *last*, where they fit best.

    That is between two of them, before or behind all or, where one gets back to the spot that one left, within one.
    Returns the index of what comes behind them.
    """
    if not missing:
        return first
    a, b = missing[0][0], missing[-1][1]
    best, least = first, inf
    for index in range(first, (len(segments) if last is None else last) + 1):
        before = geo.distance(segments[index - 1][-1], a) if index else 0.0
        after = geo.distance(b, segments[index][0]) if index < len(segments) else 0.0
        if before + after < least:
            best, least = index, before + after
    for index in range(first, len(segments) if last is None else last):
        line = segments[index]
        off, along = geo.nearest(line, a)
        if off + geo.distance(geo.along(line, along), b) < min(least, _NEAR) and 0 < along < geo.length(line):
            segments[index : index + 1] = [geo.cut(line, 0, along), geo.cut(line, along, inf)]
            best = index + 1
            break
    segments[best:best] = missing
    return best + len(missing)


def only_ridden(stops: Sequence[Stop], index: int) -> bool:
    """Say whether one rides to the stop with *index* and on from it: no walk leads by."""
    comes = index == 0 or stops[index - 1].ride is not None
    goes = index + 1 == len(stops) or stops[index].ride is not None
    return comes and goes


def in_one_place(stops: Sequence[Stop]) -> Iterator[Diagnostic]:
    """Yield the rides of a tour whose stops have no way between them."""
    for stop in stops:
        if stop.ride:
            hint = "give each stop a 'place', and draw the way that is walked; or take the line 'by: …' out"
            yield Diagnostic(
                stop.ride.span, "no way is known between the stops of this tour, so nothing is ridden", hint
            )
