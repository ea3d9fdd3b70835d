"""The crossings that a script names, held against the roadways that its leg meets."""

from collections.abc import Sequence

import pytest

from samples import VOICE, say
from tour import geo
from tour.diagnostics import Span, render
from tour.model import Cross, Feature, Leg, Place, Segment, Stop
from tour.reading.crossings import crossed
from tour.reading.script import read as scan
from tour.reading.street_index import Streets

FRAME = geo.Frame(Place(34.0625, -118.355))


def at(x: float, y: float = 0.0) -> Place:
    """Return the place so many metres east and north of the middle of the walk."""
    return FRAME.to_place(x, y)


STREETS = (
    Feature("Curson Avenue", "collector", "line", (at(50, -100), at(50, 100))),
    Feature("Masselin Avenue", "local", "line", (at(90, -100), at(90, -30))),
    Feature("Fairfax Avenue", "major", "line", (at(600, -100), at(600, 100))),
    Feature("Hancock Park", "park", "area", (at(0), at(50), at(50, 50))),
)
LEG = Leg("stop-1", "stop-2", (at(0), at(100)), 100.0)


def read(*streets: str, features: Sequence[Feature] = STREETS) -> tuple[Leg, list[str]]:
    crosses = (Cross(street, Span("01.md", 20 + n, 1)) for n, street in enumerate(streets))
    return walked(say("Go on."), *crosses, features=features)


def walked(*walk: Segment, features: Sequence[Feature] = STREETS) -> tuple[Leg, list[str]]:
    leg, faults = crossed(LEG, Stop(1, "stop-1", "Stop 1", Span("01.md", 2, 8), at(0), walk=walk), Streets(features))
    return leg, [render(fault) for fault in faults]


@pytest.mark.parametrize("streets", [["Curson Avenue"], ["Curson Avenue", "Masselin Avenue"]])
def test_each_crossing_has_its_kerbs(streets: list[str]) -> None:
    leg, faults = read(*streets)

    assert faults == []
    assert [kerb.street for kerb in leg.kerbs] == streets


def test_a_roadway_that_nobody_names_is_an_error_at_the_walk() -> None:
    assert read()[1] == [
        "stops/01-a.md:1:1: error[cross]: this walk crosses 'Curson Avenue' after 44 m, and no [cross] names it\n"
        "  hint: write [cross Curson Avenue] where it is crossed; each arm of a street is crossed by itself. "
        "Below a bridge or on one, write [under Curson Avenue] or [over Curson Avenue]"
    ]


@pytest.mark.parametrize("mark", ["under", "over"])
def test_a_street_that_the_way_leads_under_or_over_is_no_crossing(mark: str) -> None:
    script = scan(f"---\n---\n# Walk\nGo on. [{mark} Curson  Avenue]\n", "01.md", VOICE)

    leg, faults = walked(*script.sections[0].segments)

    assert not script.faults
    assert (leg.kerbs, faults) == ((), [])


def test_under_a_street_that_is_not_there_is_an_error() -> None:
    under = Cross("Fairfax Avenue", Span("01.md", 20, 1), level=False)

    _, faults = walked(say("Go on."), Cross("Curson Avenue", Span("01.md", 19, 1)), under)

    assert faults == [
        "01.md:20:1: error[cross]: the walk to 'stop-2' does not cross 'Fairfax Avenue', which stays 500 m away\n"
        "  hint: this walk crosses Curson Avenue"
    ]


def test_the_second_arm_of_a_street_is_asked_for_after_the_first() -> None:
    arm = Feature("Curson Avenue", "collector", "line", (at(75, -100), at(75, 100)))

    _, (fault,) = read("Curson Avenue", features=(*STREETS, arm))

    assert fault.startswith("01.md:20:1: error[cross]: this walk crosses 'Curson Avenue' after 69 m")


def test_a_street_that_the_leg_misses_is_an_error_with_those_it_meets() -> None:
    assert read("Curson Avenue", "Fairfax Avenue")[1] == [
        "01.md:21:1: error[cross]: the walk to 'stop-2' does not cross 'Fairfax Avenue', which stays 500 m away\n"
        "  hint: this walk crosses Curson Avenue"
    ]


def test_a_street_named_more_often_than_it_is_crossed_is_an_error() -> None:
    assert read("Curson Avenue", "Curson Avenue")[1] == [
        "01.md:21:1: error[cross]: the walk to 'stop-2' crosses 'Curson Avenue' once only\n"
        "  hint: this walk crosses Curson Avenue"
    ]


def test_an_unknown_street_is_told_with_the_likeliest() -> None:
    assert read("Curzon Avenue")[1] == [
        "01.md:20:1: error[cross]: no street on the map is called 'Curzon Avenue'\n"
        "  hint: did you mean 'Curson Avenue'? this walk crosses Curson Avenue"
    ]


def test_crossings_stand_in_walking_order() -> None:
    (fault,) = read("Masselin Avenue", "Curson Avenue")[1]

    assert fault.startswith("01.md:21:1: error[cross]: 'Curson Avenue' comes before 'Masselin Avenue' on this walk")


def test_without_streets_a_crossing_may_be_anywhere() -> None:
    leg, faults = read("Mill Lane", features=())

    assert faults == []
    assert [(kerb.near_metres, kerb.far_metres) for kerb in leg.kerbs] == [(0.0, 100.0)]


def test_a_park_is_no_street() -> None:
    assert read("Curson Avenue", "Hancock Park")[1] == [
        "01.md:21:1: error[cross]: no street on the map is called 'Hancock Park'\n"
        "  hint: this walk crosses Curson Avenue"
    ]


def test_where_nothing_is_crossed_the_hint_says_so() -> None:
    assert read("Fairfax Avenue", features=STREETS[2:])[1] == [
        "01.md:20:1: error[cross]: the walk to 'stop-2' does not cross 'Fairfax Avenue', which stays 500 m away\n"
        "  hint: this walk crosses no street"
    ]
