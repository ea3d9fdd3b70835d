from __future__ import annotations

import re
from dataclasses import replace

import pytest

from places.lists import names, pin
from tour.diagnostics import TourError
from tour.geo import distance
from tour.model import Place
from tour.places.clean import MOST_TEXT, refuse_strays, shortened, without_doubles
from tour.reading.limits import most
from tour.starting.scripts import script_text

A, B, C = pin("A", 60.1676, 24.9521), pin("B", 60.1695, 24.9522), pin("C", 60.1712, 24.9414)


def messages(*pins: object) -> list[str]:
    with pytest.raises(TourError) as caught:
        refuse_strays(pins)  # type: ignore[arg-type]
    return [fault.message for fault in caught.value.diagnostics]


def test_places_of_one_name_within_fifteen_metres_are_one_with_the_words_of_both() -> None:
    again = replace(pin("a", 60.1677, 24.9521), text="More.", address="Street 1")

    pins, told = without_doubles([replace(A, text="Some."), B, again])

    assert names(pins) == ["A", "B"]
    assert (pins[0].text, pins[0].address) == ("Some.\n\nMore.", "Street 1")
    assert told[0].message == "'a' stands here again, 11 m from line 28"
    assert told[0].severity == "warning"


@pytest.mark.parametrize(("place", "other"), [((10.0, 180.0), (10.0, -180.0)), ((89.99999, 0.0), (89.99999, 120.0))])
def test_places_are_one_across_the_180th_meridian_and_the_pole(
    place: tuple[float, float], other: tuple[float, float]
) -> None:
    pins, _ = without_doubles([pin("A", *place), pin("A", *other)])

    assert names(pins) == ["A"]


def test_of_several_places_as_near_the_one_that_comes_first_has_the_words() -> None:
    east, west = replace(A, place=Place(60.0, 24.0004), text="East."), replace(A, place=Place(60.0, 24.0), text="West.")
    between = replace(A, place=Place(60.0, 24.0002), text="Between.")

    pins, _ = without_doubles([east, west, between])

    assert [one.text for one in pins] == ["East.\n\nBetween.", "West."]


def test_thousands_of_one_name_are_held_against_those_near_them_only(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = []
    monkeypatch.setattr("tour.places.clean.distance", lambda a, b: measured.append((a, b)) or distance(a, b))

    pins, _ = without_doubles([pin("A", 60 + i % 50 / 1000, 24 + i // 50 / 1000) for i in range(2_500)])

    assert len(pins) == 2_500
    assert len(measured) < 2_500


def test_thousands_of_texts_of_one_place_are_all_kept() -> None:
    pins, _ = without_doubles([replace(A, text=f"{i} " * 1_000) for i in range(1_000)])

    assert len(pins) == 1
    assert pins[0].text.split("\n\n")[-1].startswith("999 ")


def test_words_that_both_have_stand_there_once() -> None:
    pins, _ = without_doubles([replace(A, text="Some."), replace(A, text="Some.")])

    assert pins[0].text == "Some."


def test_of_a_place_with_more_to_say_than_a_script_holds_the_beginning_is_taken_and_told() -> None:
    long = replace(B, text="word [" * MOST_TEXT)

    pins, told = shortened([A, long])

    assert pins[0] == A
    assert len(pins[1].text) <= MOST_TEXT
    assert long.text.startswith(f"{pins[1].text} ")
    assert [fault.message for fault in told] == ["'B' says 48,001 characters, more than a stop can"]


@pytest.mark.parametrize("letter", ["[", "é", "界", "🎬", "word. ", "¡"])
def test_whatever_a_place_says_its_script_can_be_read(letter: str) -> None:
    (kept,), _ = shortened([replace(A, name=letter * 100_000, text=letter * 100_000)])

    assert len(script_text(kept.name + kept.text).encode()) < most("01-a.md") - 5_000  # of front matter


@pytest.mark.parametrize("other", [pin("A", 60.1678, 24.9521), pin("Z", 60.1676, 24.9521), pin("", 60.1676, 24.9521)])
def test_places_of_other_names_or_farther_off_are_two(other: object) -> None:
    pins, told = without_doubles([A, other])  # type: ignore[list-item]

    assert len(pins) == 2
    assert told == []


def test_places_in_one_town_are_no_strays() -> None:
    refuse_strays([A, B, C])
    refuse_strays([A])
    refuse_strays([])


def test_a_walk_may_be_long_where_each_step_is_short() -> None:
    refuse_strays([pin(str(n), 60 + n * 0.04, 24) for n in range(6)])


def test_a_place_at_nothing_is_named() -> None:
    assert messages(A, pin("Lost", 0.0, 0.0), B) == ["'Lost' lies at 0, 0, which is in the sea: its place is lost"]


def test_swapped_coordinates_are_named_with_what_is_right() -> None:
    with pytest.raises(TourError) as caught:
        refuse_strays([A, pin("Turned", 24.9522, 60.1695), B])

    (fault,) = caught.value.diagnostics
    assert (fault.message, fault.hint) == (
        "'Turned' has latitude and longitude swapped",
        "its latitude is 60.1695, its longitude 24.9522",
    )


def test_a_place_in_another_town_is_named_with_how_far_it_is() -> None:
    (message,) = messages(A, B, pin("Espoo", 60.2055, 24.6559))

    assert re.fullmatch("'Espoo' lies 16.. km from the nearest of the others, '[AB]'", message)


def test_of_two_towns_the_one_with_fewer_places_is_told_else_the_later_one() -> None:
    far = pin("X", 48.2, 16.3)

    assert [message.split("'")[1] for message in messages(far, A, B)] == ["X"]
    assert [message.split("'")[1] for message in messages(A, far)] == ["X"]
