from __future__ import annotations

import pytest

from tour.normalize import numerals


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("7", "seven"),
        ("20", "twenty"),
        ("520", "five twenty"),
        ("0520", "five twenty"),
        ("600", "six hundred"),
        ("6000", "six thousand"),
        ("6101", "sixty-one oh one"),
        ("10250", "ten two fifty"),
        ("10005", "ten oh oh five"),
    ],
)
def test_a_house_number_is_said_in_pairs(written: str, said: str) -> None:
    assert numerals.door(written) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(1905, "nineteen oh five"), (1900, "nineteen hundred"), (2004, "two thousand four"), (2026, "twenty twenty-six")],
)
def test_a_year_is_said_by_century(number: int, said: str) -> None:
    assert numerals.year(number) == said


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (1930, "nineteen thirties"),
        (1910, "nineteen tens"),
        (1900, "nineteen hundreds"),
        (2000, "two thousands"),
    ],
)
def test_a_decade_is_plural(first: int, said: str) -> None:
    assert numerals.decade(first) == said


def test_an_amount_has_no_and() -> None:
    assert numerals.cardinal(1_120) == "one thousand one hundred twenty"
    assert numerals.decimal("3.75") == "three point seven five"


def test_a_number_too_long_to_grasp_is_said_digit_by_digit() -> None:
    assert numerals.decimal("1" * 15).endswith("eleven")
    assert numerals.decimal("1" * 16) == " ".join(["one"] * 16)


@pytest.mark.parametrize(("written", "may"), [("1499", False), ("1500", True), ("2099", True), ("2100", False)])
def test_people_name_years_of_five_centuries_or_so(written: str, may: bool) -> None:
    assert numerals.may_be_year(written) == may
