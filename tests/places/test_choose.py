from __future__ import annotations

import pytest

from places.lists import names, pin
from tour.diagnostics import TourError
from tour.places.choose import choose

LISTED = [pin(f"P{n}", 60 + n / 10_000, 24, "Old town" if n < 21 else "Harbour / Piers") for n in range(1, 41)]


def test_a_list_of_thirty_is_taken_whole() -> None:
    assert len(choose(LISTED[:30])) == 30


def test_of_a_longer_one_the_folders_are_listed_with_counts_and_numbers() -> None:
    with pytest.raises(TourError) as caught:
        choose(LISTED)

    (fault,) = caught.value.diagnostics
    assert fault.message == (
        "40 places are more than the 30 of a walk:\n  Old town: 20 (1-20)\n  Harbour / Piers: 20 (21-40)"
    )
    assert fault.hint == "choose with --folder NAME, or by number with --pick 1-5,8"


def test_without_folders_the_places_are_listed_by_number() -> None:
    with pytest.raises(TourError, match="1 P1\n    2 P2\n"):
        choose([pin(f"P{n}", 60, 24) for n in range(1, 41)])


@pytest.mark.parametrize("folder", ["Old town", " old TOWN "])
def test_a_folder_is_chosen_by_its_name(folder: str) -> None:
    assert len(choose(LISTED, folder)) == 20


@pytest.mark.parametrize("folder", ["Harbour", "Piers", "harbour / piers"])
def test_a_folder_brings_those_in_it_and_is_known_by_its_last_name(folder: str) -> None:
    assert names(choose(LISTED, folder))[0] == "P21"


def test_places_are_picked_in_the_order_that_they_are_written_in() -> None:
    assert names(choose(LISTED, picked="3, 1-2,2, 40")) == ["P3", "P1", "P2", "P40"]


def test_places_are_picked_from_a_folder_by_its_own_numbers() -> None:
    assert names(choose(LISTED, "Piers", "1–2")) == ["P21", "P22"]


@pytest.mark.parametrize(
    ("folder", "picked", "message", "hint"),
    [
        ("Old twon", "", "there is no folder 'Old twon'", "did you mean 'Old town'?"),
        ("", "41", "there is no place 41 to pick", "the places are numbered from 1 to 40"),
        ("", "0", "there is no place 0 to pick", "the places are numbered from 1 to 40"),
        ("", "5-3", "there is no place 5-3 to pick", "the places are numbered from 1 to 40"),
        ("", "P1", "'P1' picks nothing", "write numbers and ranges"),
        ("", "1,,2", "'' picks nothing", "write numbers and ranges"),
    ],
)
def test_what_is_not_there_cannot_be_chosen(folder: str, picked: str, message: str, hint: str) -> None:
    with pytest.raises(TourError) as caught:
        choose(LISTED, folder, picked)

    assert message in caught.value.diagnostics[0].message
    assert hint in caught.value.diagnostics[0].hint


def test_a_list_without_folders_says_so() -> None:
    with pytest.raises(TourError, match="this list has no folders"):
        choose([pin("A", 60, 24)], "Old town")
