from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samples import stop, tour
from tour.geo import along, distance
from tour.model import Kerb, Leg, Place, Tour
from tour.page.line import line
from tour.reading.project import read

A, B, C = Place(51.5, -0.1), Place(51.501, -0.1), Place(51.502, -0.1)
APART = distance(A, B)


def walk(*legs: Leg) -> Tour:
    return replace(tour([stop(1, place=A), stop(2, place=B), stop(3, place=C)]), legs=legs)


def test_metres_count_from_the_first_stop_to_the_last() -> None:
    found = line(walk(Leg("stop-1", "stop-2", (A, B), APART), Leg("stop-2", "stop-3", (B, C), APART)))

    assert found.places == (A, B, C)
    assert found.metres == pytest.approx({"stop-1": 0, "stop-2": APART, "stop-3": 2 * APART})


def test_a_road_lies_as_far_along_the_walk_as_along_its_leg_and_the_legs_before() -> None:
    legs = (
        Leg("stop-1", "stop-2", (A, B), APART),
        Leg("stop-2", "stop-3", (B, C), APART, ("Elm",), 120.0, (Kerb("Elm", 80, 90, 5),)),
    )

    (kerb,) = line(walk(*legs)).kerbs

    assert kerb == {"street": "Elm", "sign": "Elm", "near": round(APART + 80, 1), "far": round(APART + 90, 1)}


def test_a_tour_without_legs_has_no_line() -> None:
    assert line(walk()).places == ()


def test_each_stop_of_the_mile_lies_where_the_line_says() -> None:
    mile = read(Path(__file__).parents[2]).tour
    assert mile

    found = line(mile)

    assert len(found.kerbs) == sum(len(leg.kerbs) for leg in mile.legs)
    for one in mile.stops:
        assert one.place
        assert distance(along(found.places, found.metres[one.slug]), one.place) < 1
