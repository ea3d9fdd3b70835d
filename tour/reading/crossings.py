"""The crossings that a script names, held against the roadways that its leg meets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tour import geo
from tour.diagnostics import Diagnostic, Span, nearest
from tour.model import Cross, Kerb, Leg, Say, Stop, crossed_in
from tour.reading.roadways import TooDetailedError, passed, roadways
from tour.reading.street_index import Streets

CROSS = "cross"
"""The name of the rule."""

Found = tuple[Cross, Kerb]


def crossed(leg: Leg, stop: Stop, streets: Streets) -> tuple[Leg, list[Diagnostic]]:
    """Return *leg* with its kerbs, and an error for each way in which the walk of *stop*, where it starts, differs.

    The script must name every roadway that the leg meets, in walking order, and no other: what it does not name, the
    sound would speak through. A leg with faults tells no crossing: what it would tell may be false. Without *streets* a
    crossing may be anywhere on the leg.
    """
    crosses = [segment for segment in stop.walk if isinstance(segment, Cross)]
    if not streets.names:
        anywhere = tuple(Kerb(cross.street, 0.0, leg.metres) for cross in crossed_in(crosses))
        return replace(leg, kerbs=anywhere), []
    try:
        met = roadways(leg.path, streets.near(leg.path))
    except TooDetailedError:
        message = f"the walk to {leg.end!r} and the streets round it have too many points to find where they cross"
        return _unsettled(leg), [
            _fault(_start(stop), message, "simplify the route, or cut the map to what the card shows")
        ]
    known = [cross for cross in crosses if cross.street in streets.names]
    unknown = [cross for cross in crosses if cross.street not in streets.names]
    strange = {cross: nearest(cross.street, sorted(streets.names)) for cross in unknown}
    found, left, faults = _named(leg, known, met, streets)
    faults += [_unknown(cross, alike, met) for cross, alike in strange.items()]
    # Whoever misspelt a name need not be told as well that it is missing.
    faults += [_unnamed(kerb, found, stop) for kerb in left if kerb.street not in strange.values()]
    faults += _disorder(found, met)
    kerbs = sorted((kerb for _, kerb in found), key=_along)
    return replace(_unsettled(leg) if faults else leg, kerbs=tuple(kerbs)), faults


def _unsettled(leg: Leg) -> Leg:
    return replace(leg, crossings=(), unsettled=True)


def _fault(span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(span, message, hint, rule=CROSS)


def _along(kerb: Kerb) -> float:
    return kerb.near_metres


def _disorder(found: Sequence[Found], met: Sequence[Kerb]) -> Iterator[Diagnostic]:
    """Yield the crossings that stand behind one which the walker comes to later."""
    for (_, before), (cross, kerb) in pairwise(found):
        if kerb.near_metres < before.near_metres:
            message = f"{kerb.street!r} comes before {before.street!r} on this walk"
            yield _fault(cross.span, message, _meets(met))


def _named(
    leg: Leg, crosses: Sequence[Cross], met: Sequence[Kerb], streets: Streets
) -> tuple[list[Found], list[Kerb], list[Diagnostic]]:
    """Return the crossings with their roadways, the roadways that are left over, and crossings without one.

    A roadway that the way leads under or over is neither among the first nor the second.
    """
    left = list(met)
    found: list[Found] = []
    faults = []
    for cross in crosses:
        kerb = next((kerb for kerb in left if kerb.street == cross.street), None)
        if kerb:
            left.remove(kerb)
        elif all(kerb.street != cross.street for kerb in met):
            kerb = passed(leg.path, cross.street, streets.called(cross.street))
        if kerb and cross.level:
            found.append((cross, kerb))
        elif not kerb:
            faults.append(_not_met(leg, cross, met, streets))
    return found, left, faults


def _unnamed(kerb: Kerb, found: Sequence[Found], stop: Stop) -> Diagnostic:
    message = f"this walk crosses {kerb.street!r} after {kerb.near_metres:.0f} m, and no [cross] names it"
    before = [cross.span for cross, other in found if other.near_metres < kerb.near_metres]
    hint = (
        f"write [cross {kerb.street}] where it is crossed; each arm of a street is crossed by itself. "
        f"Below a bridge or on one, write [under {kerb.street}] or [over {kerb.street}]"
    )
    return _fault(before[-1] if before else _start(stop), message, hint)


def _start(stop: Stop) -> Span:
    return next((segment.span for segment in stop.walk if isinstance(segment, Say | Cross)), stop.span)


def _not_met(leg: Leg, cross: Cross, met: Sequence[Kerb], streets: Streets) -> Diagnostic:
    times = sum(kerb.street == cross.street for kerb in met)
    if times:
        often = "once" if times == 1 else f"{times} times"
        message = f"the walk to {leg.end!r} crosses {cross.street!r} {often} only"
        return _fault(cross.span, message, _meets(met))
    away = min(geo.meeting(leg.path, feature.places)[0] for feature in streets.called(cross.street))
    far = f"{away:.0f} m" if away < 1000 else f"{away / 1000:.1f} km"
    message = f"the walk to {leg.end!r} does not cross {cross.street!r}, which stays {far} away"
    return _fault(cross.span, message, _meets(met))


def _unknown(cross: Cross, alike: str, met: Sequence[Kerb]) -> Diagnostic:
    hint = _meets(met)
    if alike:
        hint = f"did you mean {alike!r}? {hint}"
    return _fault(cross.span, f"no street on the map is called {cross.street!r}", hint)


def _meets(met: Sequence[Kerb]) -> str:
    return f"this walk crosses {', '.join(kerb.street for kerb in met)}" if met else "this walk crosses no street"
