from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.diagnostics import Span
from tour.model import Lexeme
from tour.narration.lexicon import Names, pronounce

AT = Span("stops/lexicon.toml", 1, 1)
LEXICON = (
    Lexeme(("La Brea",), AT, "lə ˈbɹeɪ.ə"),
    Lexeme(("La Brea Tar Pits", "Tar Pits"), AT, "x"),
    Lexeme(("Desmond's", "Desmond’s"), AT, "ˈdɛz.məndz"),
    Lexeme(("Johnie's",), AT, "ˈdʒɑn.iz"),
    Lexeme(("Wyle",), AT, alias=(("gtts", "wily"),)),
    Lexeme(("St.",), AT, "y"),
)


def _notate(grapheme: str, lexeme: Lexeme) -> str:
    return f"<{grapheme}={lexeme.graphemes[0]}>"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Go to La Brea now.", "Go to <La Brea=La Brea> now."),
        ("The La Brea Tar Pits.", "The <La Brea Tar Pits=La Brea Tar Pits>."),
        ("La Brea's end.", "<La Brea's=La Brea> end."),
        ("La Brea’s end.", "<La Brea's=La Brea> end."),
        ("La Breast, Allà La Brea2 and ÀLa Brea.", "La Breast, Allà La Brea2 and ÀLa Brea."),
        ("La Brea-Wilshire", "<La Brea=La Brea>-Wilshire"),
        ('"La Brea"', '"<La Brea=La Brea>"'),
        ("la brea", "la brea"),
        ("Desmond's store", "<Desmond's=Desmond's> store"),
        ("Desmond’s store", "<Desmond’s=Desmond's> store"),
        ("Desmond's's", "<Desmond's's=Desmond's>"),
        ("Desmond alone", "Desmond alone"),
        ("two Wyles met", "two <Wyles=Wyle> met"),
        ("the Wyles’ house", "the <Wyles'=Wyle> house"),
        ("Wyle'sx", "<Wyle=Wyle>'sx"),
        ("At St. Vibiana", "At <St.=St.> Vibiana"),
        ("", ""),
    ],
)
def test_the_longest_whole_word_wins_and_an_owner_s_s_goes_along(text: str, said: str) -> None:
    assert pronounce(text, LEXICON, _notate) == said


def test_an_empty_lexicon_changes_nothing() -> None:
    assert pronounce("La Brea", (), _notate) == "La Brea"
    assert list(Names(()).used("La Brea")) == []


def test_what_a_text_uses_is_told_by_the_grapheme_without_its_s() -> None:
    assert list(Names(LEXICON).used("La Brea's Tar Pits, then the La Brea Tar Pits.")) == [
        "La Brea",
        "Tar Pits",
        "La Brea Tar Pits",
    ]


WORDS = st.sampled_from(["La", "Brea", "Tar", "Pits", "Wyle", "Wyle's", "the", "Desmond's", "Breaks", "x"])
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


@given(TEXTS)
def test_taking_the_notation_away_gives_the_text_again(text: str) -> None:
    said = pronounce(text, LEXICON, _notate)

    assert re.sub(r"<([^=]*)=[^>]*>", r"\1", said) == text


@given(TEXTS, st.permutations(LEXICON))
def test_the_order_of_the_lexicon_does_not_matter(text: str, lexicon: list[Lexeme]) -> None:
    assert pronounce(text, lexicon, _notate) == pronounce(text, LEXICON, _notate)


@given(TEXTS)
def test_used_names_what_pronounce_replaces(text: str) -> None:
    said: list[str] = []
    pronounce(text, LEXICON, lambda grapheme, _: said.append(grapheme) or "")

    assert [grapheme.removesuffix("'s") if "Wyle" in grapheme else grapheme for grapheme in said] == list(
        Names(LEXICON).used(text)
    )
