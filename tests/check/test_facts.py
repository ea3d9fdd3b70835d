from __future__ import annotations

import pytest

from samples import at, line_of, say, stop, tour
from tour.check import facts
from tour.diagnostics import Diagnostic
from tour.geo import METRES_A_MILE
from tour.model import Claim, Leg, Tour
from tour.narration.orders import Plan, make_plan
from tour.narration.plan import sheets
from tour.timing import WORDS_A_SECOND


def planned(one: Tour) -> Plan:
    return make_plan(one, sheets(one))


def faults(one: Tour) -> list[Diagnostic]:
    return facts.faults(planned(one))


def _tour(*claims: Claim, metres: float = 1000.0, seconds: float = 0.0, text: str = "About that far.") -> Tour:
    stops = (stop(1, look=()), stop(2, look=()))
    welcome = stop(0, look=(say(text),), walk=(), claims=claims)
    legs = (Leg("stop-1", "stop-2", (), metres, (), seconds),)
    return tour(stops, welcome=welcome, legs=legs)


def _claim(value: float, unit: str, says: str = "that far") -> Claim:
    return Claim(says, value, unit, at(4, 5))  # type: ignore[arg-type]  # a unit, from a table


@pytest.mark.parametrize(
    ("unit", "value", "metres", "true"),
    [
        ("kilometres", 1.0, 1049.9, True),
        ("kilometres", 1.0, 1050.1, False),
        ("kilometres", 1.0, 950.1, True),
        ("kilometres", 1.0, 949.9, False),
        ("miles", 1.0, 1.0499 * METRES_A_MILE, True),
        ("miles", 1.0, 1.0501 * METRES_A_MILE, False),
        ("stops", 2, 1000, True),
        ("stops", 3, 1000, False),
        ("stops", 2.1, 1000, False),
    ],
)
def test_a_round_figure_may_be_a_little_off(unit: str, value: float, metres: float, true: bool) -> None:
    found = faults(_tour(_claim(value, unit), metres=metres))

    assert bool(found) is not true
    assert all(fault.span == at(4, 5) and fault.severity == "error" for fault in found)


@pytest.mark.parametrize(("minutes", "true"), [(53.9, False), (54.1, True), (65.9, True), (66.1, False)])
def test_minutes_may_be_a_tenth_off(minutes: float, true: bool) -> None:
    heard = 3 / WORDS_A_SECOND

    found = faults(_tour(_claim(60, "minutes"), seconds=minutes * 60 - heard))

    assert bool(found) is not true


def test_a_figure_that_is_wrong_is_said_with_the_right_one() -> None:
    (fault,) = faults(_tour(_claim(2, "kilometres"), metres=1234))

    assert fault.message == "the welcome says 'that far', which is 2 kilometres, but it is 1.23"


@pytest.mark.parametrize(("says", "faulty"), [("that far", False), ("About That", False), ("thatfar", True)])
def test_a_claim_is_in_the_very_words_of_the_welcome(says: str, faulty: bool) -> None:
    found = faults(_tour(_claim(1, "kilometres", says)))

    assert [fault.message for fault in found] == [f"the welcome does not say {says!r}"] * faulty


def test_a_claim_may_run_over_two_sentences() -> None:
    assert faults(_tour(_claim(2, "stops", "Two stops. And"), text="Two stops. And a walk.")) == []


def test_both_may_be_wrong_at_once() -> None:
    assert len(faults(_tour(_claim(9, "stops", "nine stops")))) == 2


def test_a_tour_without_a_welcome_claims_nothing() -> None:
    assert faults(line_of(2, welcome=None)) == []


def test_while_the_route_is_faulty_no_figure_is_doubted() -> None:
    claims = (_claim(9, "kilometres"),)

    assert faults(line_of(2, legs=(), welcome=stop(0, claims=claims))) == []


def test_a_tour_of_one_stop_is_counted_too() -> None:
    one = tour([stop(1)], welcome=stop(0, look=(say("Two stops."),), claims=(_claim(2, "stops", "two stops"),)))

    assert len(faults(one)) == 1


def test_every_unit_has_its_figure() -> None:
    walk = _tour(metres=METRES_A_MILE, seconds=600)

    figures = {
        unit: facts.figure(_claim(1, unit), planned(walk)) for unit in ("minutes", "kilometres", "miles", "stops")
    }

    assert figures == pytest.approx(
        {"minutes": 10 + 3 / WORDS_A_SECOND / 60, "kilometres": 1.609344, "miles": 1, "stops": 2}
    )
