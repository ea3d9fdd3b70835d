"""What a glyph is made of is known before a library puts it together, in no more steps than the font has glyphs."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from own_fonts import LETTERS, ODD, SPOILT, a_font
from tour.style.outlines import Outlines


def looked_at(font: bytes, letters: str = LETTERS) -> None:
    read = TTFont(io.BytesIO(font))
    outlines = Outlines(read.getTableData("glyf"), list(read["loca"]))
    for letter in letters:
        outlines.look_at(read.getGlyphID(read.getBestCmap()[ord(letter)]))


@pytest.mark.parametrize("font", [a_font(), *ODD.values()])
def test_a_letter_of_few_outlines_is_no_fault(font: bytes) -> None:
    looked_at(font)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a letter is a part of itself", "without end"),
        ("letters are parts of each other", "without end"),
        ("a letter is 8**40 boxes", "without end"),
        ("a letter is 2**40 times nothing", "without end"),
        ("a letter is 180**3 times nothing", "more than 32,767 points"),
        ("an outline ends before it begins", "lies where there is none"),
        ("an outline lies outside", "lies where there is none"),
    ],
)
def test_a_letter_that_is_more_than_a_letter_is_refused(name: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        looked_at(SPOILT[name])


def test_letters_that_share_one_large_outline_count_each() -> None:
    wide = b"\0\1" + bytes(8) + b"\x75\x30" + bytes(40)  # of one contour, whose last point is number 30,000
    places = [0, len(wide)]
    part = b"\xff\xff" + bytes(8) + b"\0\2\0\0\0\0"
    places += [len(wide) + len(part) * (n + 1) for n in range(100)]
    outlines = Outlines(wide + part * 100, places)

    for glyph in range(1, 67):
        outlines.look_at(glyph)
    with pytest.raises(ValueError, match="more than 2,000,000 points"):
        outlines.look_at(67)


def test_one_letter_of_a_hundred_thousand_parts_is_refused_by_its_first_parts() -> None:
    parts = b"\xff\xff" + bytes(8) + b"\0\x22\0\1\0\0" * 100_000
    outlines = Outlines(parts, [0, len(parts), len(parts)])

    with pytest.raises(ValueError, match="more than 200 outlines"):
        outlines.look_at(0)


def test_outlines_that_lie_over_each_other_are_refused() -> None:
    outlines = Outlines(bytes(1000), [0, 900, 100, 1000])

    outlines.look_at(0)
    with pytest.raises(ValueError, match="lies where there is none"):
        outlines.look_at(2)
