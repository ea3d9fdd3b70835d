"""Rule for figures: those that the welcome speaks agree with those that the program computes."""

from __future__ import annotations

from collections.abc import Iterator

from tour.diagnostics import Diagnostic
from tour.geo import METRES_A_MILE
from tour.model import Claim, Stop, said_in
from tour.narration.orders import Plan
from tour.narration.visiting import visiting_seconds

LEEWAY = {"minutes": 0.1, "kilometres": 0.05, "miles": 0.05, "stops": 0.0}
"""How far a round figure may be off, as a share of it."""
_COUNTED = {
    "minutes": "counted are walking, waiting to cross, and what is heard standing; within 10 % is near enough",
    "kilometres": "counted is the route from the first stop to the last; within 5 % is near enough",
    "miles": "counted is the route from the first stop to the last; within 5 % is near enough",
    "stops": "counted are the stops, without the welcome",
}
"""What each figure is made of, and how near is near: `LEEWAY` in words."""
_WITH_RIDES = _COUNTED | {
    "minutes": "counted are walking, waiting to cross, rides, and what is heard standing; within 10 % is near enough",
    "kilometres": "counted is what is walked, without the rides; within 5 % is near enough",
    "miles": "counted is what is walked, without the rides; within 5 % is near enough",
}
"""The same where not all is walked."""


def faults(plan: Plan) -> list[Diagnostic]:
    """Return claims of the welcome that are not in its text, or not true."""
    tour = plan.tour
    if tour.welcome is None:
        return []
    if not tour.legs and len(tour.stops) > 1:
        return []  # without a route nothing can be computed
    return [*_faults(tour.welcome, plan)]


def _faults(welcome: Stop, plan: Plan) -> Iterator[Diagnostic]:
    counted = _WITH_RIDES if plan.tour.rides else _COUNTED
    heard = " ".join(segment.text for segment in said_in(welcome.look))
    for claim in welcome.claims:
        if claim.say.lower() not in heard.lower():
            hint = "a claim's 'say' is the very words of the welcome"
            yield Diagnostic(claim.span, f"the welcome does not say {claim.say!r}", hint)
        computed = figure(claim, plan)
        if abs(computed - claim.value) > LEEWAY[claim.unit] * claim.value:
            message = f"the welcome says {claim.say!r}, which is {claim.value:g} {claim.unit}, but it is {computed:.3g}"
            yield Diagnostic(claim.span, message, f"{counted[claim.unit]}; change the welcome's text and its claim")


def figure(claim: Claim, plan: Plan) -> float:
    """Return the true value of what *claim* speaks of, in the claim's unit."""
    tour = plan.tour
    match claim.unit:
        case "minutes":
            return visiting_seconds(tour, plan.sheets) / 60
        case "kilometres":
            return tour.metres / 1000
        case "miles":
            return tour.metres / METRES_A_MILE
        case "stops":
            return len(tour.stops)
