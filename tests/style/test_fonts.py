from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from own_fonts import a_font
from tour.diagnostics import Span, TourError
from tour.model import Typeface
from tour.style import fonts
from tour.style.fonts import Weight
from tour.style.joined import joined, shapes


def test_letters_of_european_languages_and_typographic_signs_have_glyphs() -> None:
    assert fonts.missing("Armét, Łódź, Žižkov, Ñandú, ½ → “quoted” … — Ελλάδα, Москва") == ""


def test_missing_names_each_character_once_in_order() -> None:
    assert fonts.missing("中 and \U0001f600 and 中") == "中\U0001f600"


def test_a_letter_with_a_loose_accent_is_drawn_as_one() -> None:
    assert fonts.runs("Arme\u0301t") == (("AtkinsonHyperlegible-Regular", "Armét"),)


def test_marks_without_a_shape_are_dropped() -> None:
    assert fonts.clean("soft\u00adhyphen zero\u200bwidth heart\ufe0f\ttab") == "softhyphen zerowidth heart tab"


def test_blanks_that_no_font_has_are_set_as_one_that_it_has() -> None:
    assert fonts.missing("Quoi\u202f? 10\u2009000, 10\u2007000") == ""
    assert fonts.clean("Quoi\u202f? 10\u2009m") == "Quoi\u00a0? 10 m"


def test_only_what_the_first_font_lacks_falls_back() -> None:
    runs = fonts.runs("To Москва now", "bold")

    assert runs == (
        ("AtkinsonHyperlegible-Bold", "To "),
        ("FiraSans-Bold", "Москва "),
        ("AtkinsonHyperlegible-Bold", "now"),
    )


def test_a_word_is_set_in_one_typeface() -> None:
    assert fonts.runs("Πλατεία Ομονοίας 2") == (
        ("FiraSans-Regular", "Πλατεία Ομονοίας "),
        ("AtkinsonHyperlegible-Regular", "2"),
    )


@pytest.mark.parametrize("weight", ["regular", "bold", "italic"])
def test_the_second_typeface_has_all_that_the_first_has(weight: Weight) -> None:
    """So every word whose letters can be drawn at all can be drawn in one typeface."""
    first, second = fonts.faces(weight)

    assert set(first.face.charToGlyph) <= set(second.face.charToGlyph)


@given(st.text(st.characters(codec="latin-1", exclude_categories=("Cc", "Cf"))))
def test_runs_lose_nothing(text: str) -> None:
    assert "".join(run for _, run in fonts.runs(text)) == fonts.clean(text)


@given(st.text(st.sampled_from("ab &Ж")), st.text(st.sampled_from("ab &Ж")))
def test_width_adds_up(left: str, right: str) -> None:
    # A space takes the font of what stands before it, so the two parts are kept apart by a word.
    together = fonts.width(f"{left} x {right}", 10)

    assert together == pytest.approx(
        fonts.width(f"{left} x ", 10) + fonts.width(f"x {right}", 10) - fonts.width("x ", 10)
    )


@pytest.mark.parametrize("weight", ["bold", "italic"])
def test_every_weight_has_the_characters_of_the_regular(weight: Weight) -> None:
    for regular, other in zip(fonts.faces("regular"), fonts.faces(weight), strict=True):
        assert set(regular.face.charToGlyph) <= set(other.face.charToGlyph)


def test_markup_is_inert() -> None:
    assert fonts.markup('<b>&"') == '<font name="AtkinsonHyperlegible-Regular">&lt;b&gt;&amp;"</font>'


def test_require_tells_character_and_place_of_every_fault() -> None:
    span = Span("stops/01-a.md", 2, 8)

    with pytest.raises(TourError) as caught:
        fonts.require(
            [("fine", "the title", None), ("a\U0001f600", "the title of stop 1", span), ("中", "a credit", None)]
        )

    assert [(d.span, d.message) for d in caught.value.diagnostics] == [
        (span, "no font has a glyph for '\U0001f600' (U+1F600 GRINNING FACE), in the title of stop 1"),
        (None, "no font has a glyph for '中' (U+4E2D CJK UNIFIED IDEOGRAPH-4E2D), in a credit"),
    ]


def own(path: Path, letters: str) -> Typeface:
    data = a_font(letters)
    path.write_bytes(data)
    return Typeface(path, sha256(data).hexdigest())


def test_letters_are_joined_as_far_as_a_font_has_their_shapes(tmp_path: Path) -> None:
    """An Arabic font without the shapes of a Persian letter: that one stands alone, and the others join."""
    face = own(tmp_path / "a.ttf", "".join({*"سلگ", *shapes("سل")}))

    with fonts.with_own([face]):
        (run,) = fonts.runs("سلگسل")

    assert run[1] == joined("سل") + "گ" + joined("سل")


def test_a_joiner_is_heeded_and_not_drawn(tmp_path: Path) -> None:
    face = own(tmp_path / "a.ttf", "".join({*"میشد", *shapes("میشد")}))
    apart = joined("می") + joined("شد")

    with fonts.with_own([face]):
        assert fonts.missing("می\u200cشد") == ""
        assert "".join(run for _, run in fonts.runs("می\u200cشد")) == apart
        assert fonts.drawn("می\u200cشد") == apart[::-1]
    assert fonts.clean("می\u200cشد") == "می\u200cشد"  # a browser joins by itself
