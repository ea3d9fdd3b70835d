from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.lists import names, pin
from tour.geo import distance
from tour.places.order import in_order, nearest_first


def ordered(*given_names: str, folders: str = "") -> list[str]:
    pins = [pin(name, 60 + i / 1000, 24, folders[i : i + 1]) for i, name in enumerate(given_names)]
    return names(in_order(pins)[0])


@pytest.mark.parametrize(
    "listed",
    [
        ("2. B", "1. A", "10. C"),
        ("02 B", "01 A", "10 C"),
        ("2) B", "1) A", "3) C"),
        ("#2 B", "#1 A", "#3 C"),
        ("2 - B", "1 – A", "3: C"),
        ("Stop 2: B", "Stop 1: A", "stop 3: C"),
        ("1.2 B", "1.1 A", "1.10 C"),
        ("1b. B", "1a. A", "2. C"),
        ("2 B", "1 A", "3 C"),
    ],
)
def test_numbers_that_all_names_begin_with_are_the_order_and_the_names_lose_them(listed: tuple[str, ...]) -> None:
    assert ordered(*listed) == ["A", "B", "C"]


@pytest.mark.parametrize(
    "listed",
    [
        ("221 Baker Street", "10 Downing Street"),
        ("B", "A"),
        ("2. B", "A", "1. C"),
        ("1. A", "1. B"),
        ("3", "2", "1"),
        ("1920s diner", "1908 fountain"),
    ],
)
def test_else_the_order_is_that_of_the_list_and_names_stay(listed: tuple[str, ...]) -> None:
    assert ordered(*listed) == list(listed)


def test_one_name_without_a_number_is_told() -> None:
    _, told = in_order([pin("2. B", 60.1, 24), pin("A", 60.2, 24), pin("1. C", 60.3, 24)])

    assert [fault.message for fault in told] == [
        "'A' begins with no number as the others do, so the order is that of the list"
    ]


def test_numbers_may_begin_anew_in_each_folder() -> None:
    assert ordered("2. B", "1. A", "1. C", "2. D", folders="xxyy") == ["A", "B", "C", "D"]


def test_numbers_through_the_whole_list_go_before_its_folders() -> None:
    assert ordered("3. C", "1. A", "2. B", folders="xxy") == ["A", "B", "C"]


def test_a_column_of_numbers_is_the_order_and_names_stay() -> None:
    pins, _ = in_order([pin("2. B", 60.1, 24, number=2), pin("1. A", 60.2, 24, number=1)])

    assert names(pins) == ["1. A", "2. B"]


def test_the_nearest_first_begins_with_the_first_and_walks_on() -> None:
    pins = [pin(name, 60 + far / 1000, 24) for name, far in (("A", 0), ("D", 3), ("B", 1), ("C", 2))]

    assert names(nearest_first(pins)) == ["A", "B", "C", "D"]


places = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=9)


@given(places)
def test_no_stretch_of_the_nearest_order_gets_shorter_when_turned_round(spots: list[tuple[int, int]]) -> None:
    pins = [pin(str(i), 60 + lat / 1000, 24 + lon / 1000) for i, (lat, lon) in enumerate(spots)]

    walked = list(nearest_first(pins))

    assert walked[0] == pins[0]
    assert sorted(names(walked)) == sorted(names(pins))
    length = _length(walked)
    for i in range(1, len(walked)):
        for j in range(i + 1, len(walked) + 1):
            assert _length(walked[:i] + walked[i:j][::-1] + walked[j:]) > length - 0.02


def _length(pins: list) -> float:  # type: ignore[type-arg]
    return sum(distance(a.place, b.place) for a, b in pairwise(pins))
