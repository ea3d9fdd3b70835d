"""Names that the voices' dictionary says badly, and that every tour gets said well."""

from __future__ import annotations

import pytest

from tour.diagnostics import Span
from tour.engines.hibari import Hibari
from tour.engines.kokoro import Kokoro
from tour.engines.well_known import names, names_in
from tour.model import Lexeme, Voice
from tour.narration.lexicon import Names, pronounce

HEART = Voice("hibari", "heart", "en")


@pytest.fixture(scope="module")
def hibari() -> Hibari:
    return Hibari()


def _said(text: str, engine: Hibari, *own: Lexeme) -> str:
    return engine.phonemes(Names(own).joined_by(engine.names(text, HEART)).pronounce(text, engine.pronounce))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Los Angeles", "lɔs ˈænʤələs"),
        ("LACMA", "lˈækmə"),
        ("MoMA's", "mˈOməz"),
        ("Pius the Ninth", "pˈIəs ðə nˈInθ"),
        ("Da Nang", "dˌɑ nˈɑŋ"),
        ("the Roosevelts", "ðə ɹˈOzəvɛlts"),
        ("Cézanne and Cezanne", "sAzˈɑn ænd sAzˈɑn"),
        ("Gdańsk and Gdansk", "ɡədˈænsk ænd ɡədˈænsk"),
        ("Hawai’i", "həwˈIi"),
    ],
)
def test_a_well_known_name_is_said_as_people_say_it(text: str, said: str, hibari: Hibari) -> None:
    assert _said(text, hibari) == said


def test_the_voice_can_say_every_name(hibari: Hibari) -> None:
    for lexeme in names():
        assert hibari.pronounce(lexeme.graphemes[0], lexeme), lexeme
        assert "ˈ" in lexeme.phoneme, f"{lexeme.graphemes[0]} has no stress"


def test_no_name_is_there_that_the_voice_says_so_by_itself(hibari: Hibari) -> None:
    idle = [
        lexeme.graphemes[0]
        for lexeme in names()
        if all(hibari.phonemes(name) == hibari.phonemes(hibari.pronounce(name, lexeme)) for name in lexeme.graphemes)
    ]

    assert idle == []


def test_no_way_to_write_a_name_stands_twice() -> None:
    every = [grapheme for lexeme in names() for grapheme in lexeme.graphemes]

    assert sorted(every) == sorted(set(every))


@pytest.mark.parametrize("text", ["Los Pinos", "Monetary, a pius man", "PIUS", "", "Fellow Angeles"])
def test_part_of_a_name_is_no_name(text: str, hibari: Hibari) -> None:
    assert pronounce(text, names_in(text), hibari.pronounce) == text


def test_the_authors_own_word_goes_before(hibari: Hibari) -> None:
    at = Span("stops/lexicon.toml", 1, 1)

    assert _said("Pius", hibari, Lexeme(("Pius",), at, "ˈpi.us")) == "pˈius"
    assert _said("Los Angeles", hibari, Lexeme(("Angeles",), at, "ˈɑŋ.hɛ.lɛs")).endswith("ˈɑŋhɛlɛs")
    assert _said("Los Angeles", hibari, Lexeme(("Los Gatos",), at, "x")) == "lɔs ˈænʤələs"


def test_only_an_english_voice_is_told_how_an_english_speaker_says_them() -> None:
    assert Kokoro().names("Los Angeles", Voice("kokoro", "af_heart", "en-GB"))
    assert Kokoro().names("Los Angeles", Voice("kokoro", "ef_dora", "es")) == ()
