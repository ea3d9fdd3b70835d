"""Arabic letters stand in the shapes that they have in a word, also those of Persian and Urdu."""

from __future__ import annotations

import pytest

from tour.style.joined import drawn_by, joined, shapes


def codes(text: str) -> str:
    return " ".join(f"{ord(letter):X}" for letter in text)


@pytest.mark.parametrize(
    ("word", "shaped"),
    [
        ("پارک", "FB58 FE8E FEAD FB8E"),
        ("گلی", "FB94 FEE0 FBFD"),
        ("چاپ", "FB7C FE8E FB56"),
        ("اٹلی", "FE8D FB68 FEE0 FBFD"),
        ("جھیل", "FE9F FBAD FBFF FEDE"),
        ("بڑے", "FE91 FB8D FBAE"),
        ("ٱلله", "FB50 FEDF FEE0 FEEA"),
    ],
)
def test_letters_that_arabic_lacks_join_too(word: str, shaped: str) -> None:
    assert codes(joined(word)) == shaped


def test_a_stroke_that_makes_a_word_longer_joins_on_both_sides() -> None:
    assert codes(joined("مـر")) == "FEE3 640 FEAE"


@pytest.mark.parametrize(("word", "shaped"), [("لَا", "FEFB 64E"), ("سلّام", "FEB3 FEFC 651 FEE1"), ("لأَ", "FEF7 64E")])
def test_lam_and_alef_are_one_with_a_mark_between_too(word: str, shaped: str) -> None:
    assert codes(joined(word)) == shaped


def test_a_mark_of_the_koran_does_not_part_its_word() -> None:
    assert codes(joined("ب\u06d6ب")) == "FE91 6D6 FE90"


@pytest.mark.parametrize(
    ("word", "shaped"),
    [("می\u200cشد", "FEE3 FBFD 200C FEB7 FEAA"), ("ه\u200d", "FEEB 200D"), ("ه\u200cب", "FEE9 200C FE8F")],
)
def test_joiners_join_and_part(word: str, shaped: str) -> None:
    assert codes(joined(word)) == shaped


def test_what_is_not_drawn_is_left_and_nothing_joins_it() -> None:
    forms = drawn_by(shapes("سلام"))

    assert codes(joined("سلامگسل", forms)) == "FEB3 FEFC FEE1 6AF FEB3 FEDE"
    assert codes(joined("سلا", drawn_by(shapes("سل") | shapes("ا")))) == "FEB3 FEE0 FE8E"
