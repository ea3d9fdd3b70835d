from __future__ import annotations

import re
from dataclasses import replace

import pytest

from places.lists import names, pin
from tour.diagnostics import TourError
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
