"""From the walked line to legs: where along it each stop lies, how far it is to the next, and what is crossed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import acos, ceil, degrees, floor, hypot, inf
from statistics import median

from tour import geo
from tour.diagnostics import Diagnostic, Span
from tour.model import Cross, Leg, Place, Stop, crossed_in
from tour.reading import rides

FARTHEST = 60.0
"""Metres. A stop farther from the route than this is a fault."""
MOST_CORNERS = 5_000
"""Of the measured line. A walk of a day has some hundred; a line that goes to and fro has more."""

_AT = 12.0
"""Metres by which the end of a leg may be farther from its stop than the route itself: a leg's end that is farther is
not the spot where the stop lies."""
_TOLERANCE = 8.0
"""Metres by which the measured line may leave a recorded one: about the noise of a receiver between houses."""
_SAMPLE = 5.0
"""Metres between the spots tried beside the nearest ones."""
_LOST = 250.0
"""Metres beyond which a stop costs no more, so that one mistyped place does not push the others off their spots."""
_EARLY = 1e-4
"""Square metres a metre: among spots equally near, the first along the line is meant; for the last stop, the last."""

Line = Sequence[Place]


def legs(
    stops: Sequence[Stop], segments: Sequence[Line], pace: float, waiting: float = 20.0, *, path: str
) -> tuple[tuple[Leg, ...], list[Diagnostic]]:
    """Return the legs between consecutive *stops* along the route, and a fault for each stop that lies off it.

    A route with one segment a leg, whose ends lie at their stops, is taken as drawn; any other is one line, which
    is split at the stops, placed in order and all together. A segment recorded by a receiver is freed of its noise and
    simplified before it is measured. With no segment, legs are straight, and so is a ride that none leads along. No
    legs are returned while a stop has no place on earth, for whoever reads the place tells of that.

    *pace* is metres a second; *waiting* is seconds for each crossing that the walk of the stop at the leg's start
    names. *path* is the file that *segments* come from, for the faults.
    """
    places = [_on_earth(stop.place) for stop in stops]
    lines, faults = _split(stops, places, [segment for segment in segments if segment], path)
    if len(stops) < 2 or None in places or not lines:
        return (), faults
    out = []
    for (start, end), line in zip(pairwise(stops), lines, strict=True):
        metres = geo.length(line)
        if ride := start.ride:
            seconds = rides.seconds(ride, metres)
            out.append(Leg(start.slug, end.slug, tuple(line), metres, (), seconds, by=ride.by, line=ride.line))
            faults += rides.faults(out[-1], ride)
        else:
            crossings = tuple(cross.street for cross in _crossings(start))
            seconds = metres / pace + waiting * len(crossings)
            out.append(Leg(start.slug, end.slug, tuple(line), metres, crossings, seconds))
    return tuple(out), faults


def _split(
    stops: Sequence[Stop], places: Sequence[Place | None], segments: Sequence[Line], path: str
) -> tuple[list[Line], list[Diagnostic]]:
    """Return a line for each leg, and the stops that lie off the route; no line of a route that nobody walks."""
    if not segments:
        return [[a, b] for a, b in pairwise(places) if a and b], []
    drawn = _drawn(places, segments)
    if not drawn:
        segments = rides.with_rides(stops, places, segments)
        drawn = _drawn(places, segments)
    if any(len(line) > MOST_CORNERS for line in drawn):
        return [], [_too_many(path)]
    if drawn:
        return drawn, []
    line = _walked(list(chain.from_iterable(segments)))
    if len(line) > MOST_CORNERS:
        return [], [_too_many(path)]
    found, faults = _cut(stops, places, line, path)
    if faults:
        turned, others = _cut(stops, places, line[::-1], path)
        if not others:
            return turned, [_turned(path)]
    return found, faults


def _cut(
    stops: Sequence[Stop], places: Sequence[Place | None], line: Line, path: str
) -> tuple[list[Line], list[Diagnostic]]:
    """Return *line* cut at the stops, in their order, and those that it does not pass."""
    placed = [(index, place) for index, place in enumerate(places) if place]
    spots = _spots(line, [place for _, place in placed])
    faults = []
    for (index, place), spot in zip(placed, spots, strict=True):
        # A ride's line ends where its vehicle halts, not where its passengers look.
        if spot.off > FARTHEST and not rides.only_ridden(stops, index):
            faults.append(_off_route(stops[index], geo.nearest(line, place)[0], path))
    return [geo.cut(line, start.along, end.along) for start, end in pairwise(spots)], faults


def _turned(path: str) -> Diagnostic:
    message = "this line runs from the last stop to the first; it is read the other way round"
    return Diagnostic(
        Span(path, 1, 1), message, "turn it round in a GPX editor, or number the stops so", "warning", "route"
    )


def _too_many(path: str) -> Diagnostic:
    hint = "draw the walk anew, or keep the one track that was walked"
    return Diagnostic(Span(path, 1, 1), f"this route has more than {MOST_CORNERS:,} corners", hint)


def _drawn(places: Sequence[Place | None], segments: Sequence[Line]) -> list[Line]:
    """Return the lines of a route with one segment a leg, whose ends lie at their stops; none of any other route."""
    if len(segments) != len(places) - 1:
        return []
    ends = [(segment[0], segment[-1]) for segment in segments]
    if not all(_near(a, start) and _near(b, end) for (a, b), (start, end) in zip(ends, pairwise(places), strict=True)):
        return []
    lines = [_walked(segment) for segment in segments]
    for place, (before, after) in zip(places[1:-1], pairwise(lines), strict=True):
        # A receiver that pauses by itself parts its track where it likes, maybe some metres before a stop.
        if place and geo.distance(before[-1], place) > geo.nearest((*before, *after), place)[0] + _AT:
            return []
    return lines


def _near(end: Place, stop: Place | None) -> bool:
    """Say whether the *end* of a line lies near a stop; a stop without a place is near everything."""
    return stop is None or geo.distance(end, stop) <= FARTHEST


def drawn(line: Line) -> bool:
    """Say whether *line* is measured as it stands, and not taken for a recording, whose noise comes off first."""
    return tuple(_walked(line)) == geo.joined(line)


def _walked(line: Line) -> Line:
    """Return the line to measure: a recording without its noise, any other line as it was drawn."""
    moves = geo.joined(line)
    if len(moves) < 30:
        return moves
    step = median(geo.distance(a, b) for a, b in pairwise(moves))
    if step < 25 and median(_turns(moves)) > 30:
        # Here, not at the top: numpy takes half a second, and drawn lines do without.
        from tour.reading.smoothing import straighten

        return geo.simplify(straighten(line), _TOLERANCE)
    if step >= 5 and len(moves) <= MOST_CORNERS:
        return moves
    if len(moves) <= MOST_CORNERS:
        return geo.simplify(moves, _TOLERANCE)
    from tour.reading import long_lines

    return long_lines.simplify(moves, _TOLERANCE, MOST_CORNERS)


def _turns(line: Line) -> Iterator[float]:
    """Yield by how many degrees the line turns at each inner place: 0 straight on, 180 back."""
    frame = geo.Frame(line[0])
    points = [frame.to_xy(place) for place in line]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    for a, b in pairwise(steps):
        lengths = hypot(*a) * hypot(*b)
        if lengths:
            cosine = (a[0] * b[0] + a[1] * b[1]) / lengths
            yield degrees(acos(max(-1.0, min(1.0, cosine))))
        else:
            yield 0.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where on the line a stop may lie."""

    along: float
    off: float
    """Both in metres."""


def _spots(line: Line, places: Sequence[Place]) -> list[_Spot]:
    """Return where on *line* each of *places* lies: in order, with the least sum of squared offsets.

    All together, by dynamic programming over the spots where the line passes each place. Each to its nearest spot fails
    on every loop and every way there and back: it gave 0, 3340, 188 … on a walk of 3.75 km.
    """
    starts = geo.distances(line)
    rows = [_candidates(line, starts, place) for place in places]
    costs: list[float] = [0.0]
    before: list[_Spot] = [_Spot(0.0, 0.0)]
    choices: list[list[int]] = []
    for row in rows:
        early = -_EARLY if row is rows[-1] else _EARLY
        here, chosen = [], []
        best, i, least = 0, 0, inf
        for spot in row:
            while i < len(before) and before[i].along <= spot.along:
                if costs[i] < least:
                    best, least = i, costs[i]
                i += 1
            here.append(least + min(spot.off, _LOST) ** 2 + early * spot.along)
            chosen.append(best)
        costs, before = here, row
        choices.append(chosen)
    k = min(range(len(costs)), key=costs.__getitem__)
    spots = []
    for row, chosen in zip(reversed(rows), reversed(choices), strict=True):
        spots.append(row[k])
        k = chosen[k]
    return spots[::-1]


def _candidates(line: Line, starts: Sequence[float], place: Place) -> list[_Spot]:
    """Return the spots of *line* worth trying for *place*, by metres along: the nearest of each piece, its ends, and
    samples round it, for two stops may have to share a stretch that suits neither best."""
    frame = geo.Frame(place)
    points = [frame.to_xy(p) for p in line]
    offs = {starts[0]: hypot(*points[0]), starts[-1]: hypot(*points[-1])}
    for (a, b), (start, end) in zip(pairwise(points), pairwise(starts), strict=True):
        dx, dy = b[0] - a[0], b[1] - a[1]
        square = dx * dx + dy * dy
        if start == end or not square:  # a nanometre apart they differ in the one and not in the other
            continue
        foot = min(1.0, max(0.0, -(a[0] * dx + a[1] * dy) / square))
        fractions = [foot]
        if hypot(a[0] + foot * dx, a[1] + foot * dy) < _LOST:
            fractions += _samples(foot, end - start)
        for fraction in fractions:
            offs[start + fraction * (end - start)] = hypot(a[0] + fraction * dx, a[1] + fraction * dy)
    return [_Spot(along, offs[along]) for along in sorted(offs)]


def _samples(foot: float, metres: float) -> list[float]:
    """Return fractions of a piece of so many *metres*, a sample apart, round the fraction *foot*."""
    reach = int(_LOST / _SAMPLE)
    step = _SAMPLE / metres
    first, last = max(-reach, ceil(-foot / step)), min(reach, floor((1 - foot) / step))
    return [min(1.0, max(0.0, foot + k * step)) for k in range(first, last + 1)]


def _crossings(stop: Stop) -> list[Cross]:
    return crossed_in(stop.walk)


def _off_route(stop: Stop, nearest: float, path: str) -> Diagnostic:
    """Return what to say of a stop that lies too far from its spot on the route, *nearest* metres from all of it."""
    span = stop.place_span or Span(path, 1, 1)
    if nearest <= FARTHEST:
        message = f"the route does not pass {stop.title!r} between the stop before it and the stop after it"
        hint = f"put the stops in walking order, or draw the line of {path} in the order of the stops"
    else:
        message = f"{stop.title!r} lies {_far(nearest)} from the route; {FARTHEST:.0f} m is the most"
        hint = f"are latitude and longitude swapped, or mistyped? If the place is right, move the line in {path} to it"
    return Diagnostic(span, message, hint)


def _far(metres: float) -> str:
    if metres < 1000:
        return f"{metres:.0f} m"
    return f"{metres / 1000:.1f} km"


def _on_earth(place: Place | None) -> Place | None:
    """Return *place*, or None when it is nowhere. Written so that NaN is nowhere."""
    if place and abs(place.lat) <= 90 and abs(place.lon) <= 180:
        return place
    return None
