"""Distances and times are told in the tour's units, and long ones in the larger unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samples import line_of
from samples import stop as a_stop
from samples import tour as a_tour
from tour.model import Leg, Tour, Units
from tour.words import directions, figures, look_for, summary
from tour.words.language import Words, words_of


def told_in(units: Units, language: str = "en") -> Words:
    return words_of(line_of(2, units=units, language=language))


def legs(*metres: float) -> tuple[Leg, ...]:
    return tuple(Leg(f"stop-{n}", f"stop-{n + 1}", (), far, (), far / 1.1) for n, far in enumerate(metres, 1))


def walk(*metres: float, units: Units = "metric") -> Tour:
    return replace(line_of(len(metres) + 1, units=units), legs=legs(*metres))


@pytest.mark.parametrize(
    ("metres", "told"),
    [(7, "7 m"), (433, "433 m"), (1999, "1999 m"), (2000, "2.00 km"), (12_345, "12.3 km"), (123_456, "123 km")],
)
def test_a_long_leg_is_told_in_kilometres(metres: int, told: str) -> None:
    assert figures.far(told_in("metric"), metres) == told


@pytest.mark.parametrize(
    ("metres", "told"), [(7, "20 ft"), (100, "330 ft"), (161, "0.10 mi"), (433, "0.27 mi"), (42_195, "26.2 mi")]
)
def test_an_imperial_tour_is_told_in_feet_and_miles(metres: int, told: str) -> None:
    assert figures.far(told_in("imperial"), metres) == told


def test_both_units_stand_side_by_side() -> None:
    assert figures.far(told_in("both"), 433) == "433 m (0.27 mi)"
    assert figures.far(told_in("both", "es"), 50) == "50 m (160 pies)"


@pytest.mark.parametrize(
    ("minutes", "told", "spelled"),
    [(1, "1 min", "1 minute"), (119, "119 min", "119 minutes"), (120, "2 h", "2 h"), (185, "3 h 5 min", "3 h 5 min")],
)
def test_from_two_hours_on_time_is_told_in_hours(minutes: int, told: str, spelled: str) -> None:
    assert figures.duration(told_in("metric"), minutes) == told
    assert figures.told_minutes(told_in("metric"), minutes) == spelled


def test_legs_in_metres_add_up_to_the_total_and_a_long_walk_is_told_in_kilometres() -> None:
    assert directions.total(walk(1900, 1900, 1900)).startswith("In all 5700 m: about 86 minutes")
    assert directions.total(walk(9000, 7000, 11_000)).startswith("In all 27.0 km: about 6 h 49 min")
    assert directions.total(walk(900, 800, units="imperial")).startswith("In all 1.06 mi:")


def test_the_way_on_and_the_maps_words_are_in_those_units() -> None:
    tour = walk(7200, units="imperial")

    far, _ = directions.onward(words_of(tour), tour.legs[0], tour.stops[1])

    assert far == "4.47 mi, 109 min to 2"
    assert "4.47 mi, without a crossing" in directions.route(tour)
    assert "1 metre," in directions.route(walk(1))


def test_at_a_glance_the_tours_own_units_stand_first() -> None:
    words = told_in("imperial")

    assert figures.glance(words, 3750) == ("2.3 miles", "3.75 km")
    assert figures.long_distance(words, 3750) == "2.3 miles (3.75 km)"
    assert figures.long_distance(told_in("metric"), 940) == "0.94 km (0.6 miles)"


def test_access_that_differs_is_told_at_its_stop_and_every_note_as_it_was_written() -> None:
    notes = ("Flat paving", "Stufen am Eingang", "Flat paving", "UCLA's side is cobbled", "")
    tour = a_tour(a_stop(number, access=note) for number, note in enumerate(notes, 1))

    usual = summary.usual_access(tour)
    told = [note for stop in tour.stops for _, note in look_for.aside(words_of(tour), stop, usual)]

    assert summary.access(tour) == "Access at 2 of 5 stops: Flat paving."
    assert told == ["Stufen am Eingang.", "UCLA's side is cobbled."]


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Boulevard Voltaire", "Bd Voltaire"),
        ("Avenue Foch", "Av. Foch"),
        ("Avenue of the Stars", "Avenue of the Stars"),
        ("Boulevard", "Boulevard"),
    ],
)
def test_a_street_is_shortened_as_its_own_language_does_it(name: str, sign: str) -> None:
    assert figures.street(name) == sign
