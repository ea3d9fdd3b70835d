"""Do the figures that the welcome speaks agree with those that the program computes?"""

from __future__ import annotations

from collections.abc import Iterator

from tour.diagnostics import Diagnostic
from tour.model import Claim, Say, Tour
from tour.narration.visiting import visiting_seconds

METRES_A_MILE = 1609.344
LEEWAY = {"minutes": 0.1, "kilometres": 0.05, "miles": 0.05, "stops": 0.0}
"""How far a round figure may be off, as a share of it."""


def faults(tour: Tour) -> list[Diagnostic]:
    """Return claims of the welcome that are not in its text, or not true."""
    return [*_faults(tour)] if tour.welcome and (tour.legs or len(tour.stops) < 2) else []


def _faults(tour: Tour) -> Iterator[Diagnostic]:
    assert tour.welcome is not None  # its caller looks
    heard = " ".join(segment.text for segment in tour.welcome.look if isinstance(segment, Say))
    for claim in tour.welcome.claims:
        if claim.say.lower() not in heard.lower():
            hint = "a claim's 'say' is the very words of the welcome"
            yield Diagnostic(claim.span, f"the welcome does not say {claim.say!r}", hint)
        computed = figure(claim, tour)
        if abs(computed - claim.value) > LEEWAY[claim.unit] * claim.value:
            message = f"the welcome says {claim.say!r}, which is {claim.value:g} {claim.unit}, but it is {computed:.3g}"
            yield Diagnostic(claim.span, message, "change the welcome's text and its claim")


def figure(claim: Claim, tour: Tour) -> float:
    """Return the true value of what *claim* speaks of, in the claim's unit."""
    match claim.unit:
        case "minutes":
            return visiting_seconds(tour) / 60
        case "kilometres":
            return tour.metres / 1000
        case "miles":
            return tour.metres / METRES_A_MILE
        case "stops":
            return len(tour.stops)
