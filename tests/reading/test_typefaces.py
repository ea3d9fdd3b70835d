"""A font of the author's own, for letters that the program's fonts lack."""

from __future__ import annotations

import pytest

from conftest import TourTest
from own_fonts import FIRST, ODD, SPOILT, a_font, put_together
from paper import words
from tour.style import fonts


@pytest.fixture
def cats(tour: TourTest) -> TourTest:
    """Return a tour with a Japanese title of a stop, and a font that has its letters."""
    tour.edit("02-mill.md", "title: The Mill", "title: 猫の店")
    tour.edit("tour.toml", 'engine = "tone"', 'engine = "tone"\nfonts = ["fonts/boxes.ttf"]')
    return tour.write("fonts/boxes.ttf", a_font("猫の店"))


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
    assert "no font of the card has" not in run.stderr, "that follows from the first"


def test_a_blank_that_it_lacks_is_not_printed_as_a_box(cats: TourTest) -> None:
    cats.edit("02-mill.md", "title: 猫の店", "title: 猫 の店")

    cats.run("build", "--executor", "inline", "--only", "card").ok()

    assert "猫 の店" in words((cats.pack / "route-card-a4.pdf").read_bytes())


def test_two_fonts_of_one_name_are_two_fonts(cats: TourTest) -> None:
    cats.edit("tour.toml", 'fonts = ["fonts/boxes.ttf"]', 'fonts = ["fonts/cat.ttf", "fonts/shop.ttf"]')
    cats.edit("02-mill.md", "title: 猫の店", "title: 猫 の店")
    cats.write("fonts/cat.ttf", a_font(" 猫")).write("fonts/shop.ttf", a_font(" の店"))

    cats.run("build", "--executor", "inline", "--only", "card").ok()

    assert "猫 の店" in words((cats.pack / "route-card-a4.pdf").read_bytes())


@pytest.fixture
def shown(cats: TourTest) -> TourTest:
    """Return the tour with the letters in its own title too, which the cover shows as large as they fit."""
    return cats.edit("tour.toml", 'title = "Harbour walk"', 'title = "猫の店 walk"')


@pytest.mark.parametrize("name", SPOILT)
def test_a_font_that_cannot_be_drawn_is_a_fault_of_check_and_build(shown: TourTest, name: str) -> None:
    shown.write("fonts/boxes.ttf", SPOILT[name])

    for command in (("check",), ("build", "--executor", "inline", "--only", "card", "--only", "cover")):
        run = shown.run(*command)

        assert run.code == 1, run.stderr
        assert "boxes.ttf cannot be used: it" in run.stderr
        assert "tour.toml:9:9" in run.stderr


@pytest.mark.parametrize("name", ODD)
def test_a_font_that_is_only_odd_is_drawn(shown: TourTest, name: str) -> None:
    shown.write("fonts/boxes.ttf", ODD[name])

    shown.run("check").ok()
    done = shown.run("build", "--executor", "inline", "--only", "card", "--only", "cover").ok()

    assert "Warning" not in done.stderr
    assert "猫の店" in words((shown.pack / "route-card-a4.pdf").read_bytes())


def test_a_letter_that_nobody_asks_for_may_be_spoilt(shown: TourTest) -> None:
    shown.write("fonts/boxes.ttf", a_font("犬猫の店", spoil=lambda font: put_together(font, FIRST, [FIRST])))

    shown.run("check").ok()
    shown.run("build", "--executor", "inline", "--only", "card", "--only", "cover").ok()
