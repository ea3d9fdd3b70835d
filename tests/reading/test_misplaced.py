"""Stops that lie in a roadway, or across a street from the way that leads there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tour import geo
from tour.diagnostics import Span
from tour.model import Feature, Leg, Place, Stop
from tour.reading.misplaced import misplaced
from tour.reading.street_index import Streets

FRAME = geo.Frame(Place(34.0625, -118.355))


def at(east: float, north: float) -> Place:
    return FRAME.to_place(east, north)


WILSHIRE = Feature("Wilshire Boulevard", "major", "line", (at(-300, 0), at(300, 0)), width=20.0, error=5.0)


def stop(number: int, place: Place) -> Stop:
    return Stop(number, f"stop-{number}", "A", Span("01.md", 2, 8), place, Span(f"0{number}.md", 3, 8))


def leg(start: int, *path: Place) -> Leg:
    return Leg(f"stop-{start}", f"stop-{start + 1}", path, geo.length(path))


def headings(stops: list[Stop], *legs: Leg) -> list[str]:
    return [fault.heading for fault in misplaced(stops, legs, Streets([WILSHIRE]))]


@pytest.mark.parametrize(("north", "so"), [(0.0, True), (4.0, True), (6.0, False), (12.0, False)])
def test_a_stop_in_a_roadway_is_told_where_the_map_is_sure_of_it(north: float, so: bool) -> None:
    assert headings([stop(1, at(0, north))]) == ["warning[roadway]"] * so


@pytest.mark.parametrize(("end", "so"), [(-14.0, True), (-3.0, False), (9.0, False), (14.0, False)])
@pytest.mark.parametrize("begins", [True, False])
def test_a_stop_with_a_street_between_it_and_its_way_is_a_fault(end: float, so: bool, begins: bool) -> None:
    here, other, across = stop(1, at(0, 14)), stop(2, at(200, 60)), at(0, end)

    if begins:
        assert headings([here, other], leg(1, across, at(200, 60))) == ["error[cross]"] * so
    else:
        assert headings([other, here], leg(1, at(200, 60), across)) == ["error[cross]"] * so


def test_who_gets_off_across_the_street_from_where_the_walk_begins_is_told() -> None:
    """A route that is drawn a line a leg need not go on where it ended."""
    ride = replace(leg(1, at(-200, 60), at(0, 14)), by="bus")
    stops = [stop(1, at(-200, 60)), stop(2, at(0, 14)), stop(3, at(200, 60))]

    assert headings(stops, ride, leg(2, at(0, 14), at(200, 60))) == []
    assert headings(stops, ride, leg(2, at(0, -14), at(200, 60))) == ["error[cross]"]


def test_two_ways_that_meet_across_the_street_from_their_stop_are_told_of_once() -> None:
    stops = [stop(1, at(-200, -60)), stop(2, at(0, 14)), stop(3, at(200, -60))]

    found = headings(stops, leg(1, at(-200, -60), at(0, -14)), leg(2, at(0, -15), at(200, -60)))

    assert found == ["error[cross]"]
