"""Lines with text from the right stand as the Unicode bidirectional algorithm has it, and Arabic letters join."""

from __future__ import annotations

import pytest

from tour.style import bidi
from tour.style.joined import joined


def seen(text: str, rtl: bool) -> str:
    return "".join(character for _, character in bidi.visual(text, rtl))


@pytest.mark.parametrize(
    ("text", "rtl", "as_seen"),
    [
        ("plain words, 12 %", False, "plain words, 12 %"),
        ("abc אבג 123 def", False, "abc 123 גבא def"),
        ("אבג abc דהו", True, "והד abc גבא"),
        ("נבנה ב-1850.", True, ".1850-ב הנבנ"),
        ("מחיר 50% היום", True, "םויה 50% ריחמ"),
        ("שער (12) כאן", True, "ןאכ (12) רעש"),
        ("شارع 12, 3", True, "3 ,12 عراش"),
        ("הסרט Miracle Mile (1988) כאן", True, "ןאכ Miracle Mile (1988) טרסה"),
        ("the [שער] (אבג), then", False, "the [רעש] (גבא), then"),
        ("the גן (אבג 12), then", False, "the (12 גבא) ןג, then"),
        ("גן (א [b) ג]", True, "[ג (b] א) ןג"),
    ],
)
def test_letters_stand_from_left_to_right_as_they_are_read(text: str, rtl: bool, as_seen: str) -> None:
    assert seen(text, rtl) == as_seen


@pytest.mark.parametrize(("text", "rtl"), [("43 m, שלום", False), ("12 שלום abc", True), ("12", False)])
def test_a_paragraph_runs_as_its_first_letter_does(text: str, rtl: bool) -> None:
    assert bidi.begins_from_right(text) is rtl


def test_no_letter_is_lost_or_doubled() -> None:
    text = "a (ב) ג 12% – ד e [و] ف 3.5"

    for rtl in (True, False):
        assert sorted(at for at, _ in bidi.visual(text, rtl)) == list(range(len(text)))


def test_arabic_letters_have_their_shapes_in_the_word() -> None:
    assert [f"{ord(letter):X}" for letter in joined("سلام")] == ["FEB3", "FEFC", "FEE1"]
    assert [f"{ord(letter):X}" for letter in joined("باب")] == ["FE91", "FE8E", "FE8F"]
    assert joined("no Arabic: שלום 12") == "no Arabic: שלום 12"


def test_a_mark_on_a_letter_does_not_part_its_word() -> None:
    assert [f"{ord(letter):X}" for letter in joined("بَب")] == ["FE91", "64E", "FE90"]
