from __future__ import annotations

from dataclasses import replace

import pytest

from places.lists import pin
from tour.diagnostics import TourError
from tour.places.pins import Listed, Pin
from tour.starting.outline import Wish, outline


def made(*pins: Pin, title: str = "", wish: Wish | None = None):  # type: ignore[no-untyped-def]
    return outline(Listed(title, pins), wish or Wish(), "Old town")


def test_stops_are_numbered_in_walking_order_and_slugs_are_theirs() -> None:
    found = made(pin("2. Café", 60.1676, 24.9521), pin("1. Bar", 60.1695, 24.9522))

    assert [(stop.number, stop.slug, stop.title) for stop in found.stops] == [(1, "bar", "Bar"), (2, "cafe", "Café")]


def test_the_tour_has_the_title_of_its_list_else_of_its_folder() -> None:
    a = pin("A", 60.1, 24.9)

    assert (made(a, title="Walk 🚶 one").title, made(a, title="Walk one").slug) == ("Walk one", "walk-one")
    assert (made(a).title, made(a).slug) == ("Old town", "old-town")


def test_two_stops_of_one_name_are_told() -> None:
    found = made(pin("A", 60.1676, 24.9521), pin("A", 60.1695, 24.9522))

    assert [stop.slug for stop in found.stops] == ["a", "a-2"]
    assert [fault.message for fault in found.told] == ["'A' is the name of another stop too, so its file is called a-2"]


def test_a_place_without_a_name_gets_one_and_is_told() -> None:
    found = made(pin("", 60.1676, 24.9521), wish=Wish(language="es"))

    assert found.stops[0].title == "Parada 1"
    assert found.told[0].message == "a place without a name is called 'Parada 1'"


def test_a_name_too_long_for_a_title_is_cut_between_words_and_stands_whole_in_the_text() -> None:
    long = "The " + "very " * 20 + "long name"

    (stop,) = made(pin(long, 60.1, 24.9)).stops
    (block,) = made(pin("n" * 400, 60.1, 24.9)).stops

    assert len(stop.title) <= 80
    assert stop.title.endswith("very")
    assert stop.text == long
    assert block.title == "n" * 80


@pytest.mark.parametrize(
    ("name", "title"), [("Station 🚉", "Station"), ("A\u200d\ufe0f B", "A B"), ("5° © ®", "5° © ®")]
)
def test_a_title_has_no_pictures(name: str, title: str) -> None:
    assert made(pin(name, 60.1, 24.9)).stops[0].title == title


def test_picked_places_are_walked_in_the_order_they_were_picked_in_and_lose_their_numbers() -> None:
    pins = [pin("1. A", 60.1, 24.9), pin("2. B", 60.101, 24.9), pin("3. C", 60.102, 24.9)]

    found = made(*pins, wish=Wish(picked="3,1"))

    assert names_of(found) == ["C", "A"]


def test_the_nearest_next_is_walked_on_request() -> None:
    pins = [pin("A", 60.1, 24.9), pin("C", 60.102, 24.9), pin("B", 60.101, 24.9)]

    assert names_of(made(*pins, wish=Wish(nearest=True))) == ["A", "B", "C"]


def test_a_language_that_the_program_lacks_is_refused() -> None:
    with pytest.raises(TourError, match="the program has no words in the language 'nl'"):
        made(pin("A", 60.1, 24.9), wish=Wish(language="nl"))


def names_of(found) -> list[str]:  # type: ignore[no-untyped-def]
    return [stop.title for stop in found.stops]


@pytest.mark.parametrize(
    ("name", "title"),
    [("東京タワー", "Stop 1"), ("Αθήνα (Athens)", "Athens"), ("Łódź Café", "Łódź Café"), ("1. Храм 2", "Stop 1")],
)
def test_a_name_in_other_letters_than_latin_ones_is_kept_for_the_author(name: str, title: str) -> None:
    found = made(pin(name, 60.1, 24.9))

    (stop,) = found.stops
    assert stop.title == title
    if stop.title != name:
        assert stop.unsaid == name.removeprefix("1. ")
        assert "is in letters that neither voice nor card has" in found.told[0].message


def test_paragraphs_in_other_letters_are_kept_apart() -> None:
    (stop,) = made(replace(pin("A", 60.1, 24.9), text="One.\n\nХрам.\n\nTwo.")).stops

    assert (stop.text, stop.unsaid) == ("One.\n\nTwo.", "Храм.")
