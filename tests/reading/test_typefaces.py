"""A font of the author's own, for letters that the program's fonts lack."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from conftest import TourTest
from paper import words
from tour.style import fonts


def make_font(path: Path, letters: str) -> None:
    """Write a TrueType font of solid boxes with just these *letters*."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 700), (450, 700), (450, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    names = [".notdef", *(f"letter{n}" for n in range(len(letters)))]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    font.setupGlyf(dict.fromkeys(names, box))
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    path.parent.mkdir(exist_ok=True)
    font.save(path)


@pytest.fixture
def cats(tour: TourTest) -> TourTest:
    """Return a tour with a Japanese title of a stop, and a font that has its letters."""
    tour.edit("02-mill.md", "title: The Mill", "title: 猫の店")
    tour.edit("tour.toml", 'engine = "tone"', 'engine = "tone"\nfonts = ["fonts/boxes.ttf"]')
    make_font(tour.root / "stops/fonts/boxes.ttf", "猫の店")
    return tour


def test_with_it_the_card_prints_what_no_font_of_the_program_has(cats: TourTest) -> None:
    cats.run("check").ok()
    cats.run("build", "--executor", "inline", "--only", "card", "--only", "cover").ok()

    assert "猫の店" in words((cats.pack / "route-card-a4.pdf").read_bytes())


def test_without_it_there_is_one_fault_a_script(cats: TourTest) -> None:
    cats.edit("tour.toml", 'fonts = ["fonts/boxes.ttf"]', "")

    run = cats.run("check")

    assert run.code == 1
    assert run.stderr.count("no font of the card has") == 2  # Chinese and Hiragana


def test_it_is_forgotten_when_the_tour_is_done(cats: TourTest) -> None:
    cats.run("build", "--executor", "inline", "--only", "card").ok()

    assert fonts.missing("猫") == "猫"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("fonts/none.ttf", None, "there is no font"),
        ("fonts/boxes.otf", b"OTTO", "is not the name of a TrueType font"),
        ("fonts/bad.ttf", b"no font at all", "cannot be used"),
        ("fonts/bad.ttf", b"\x00\x01\x00\x00" + bytes(60), "cannot be used"),
        ("../boxes.ttf", b"", "is not a value of 'fonts'"),
    ],
)
def test_a_file_that_is_no_such_font_is_told_at_its_name(
    cats: TourTest, name: str, data: bytes | None, said: str
) -> None:
    cats.edit("tour.toml", "fonts/boxes.ttf", name)
    if data is not None and ".." not in name:
        (cats.root / "stops" / name).write_bytes(data)

    run = cats.run("check")

    assert run.code == 1
    assert said in run.stderr
    assert "tour.toml" in run.stderr
