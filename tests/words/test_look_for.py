from __future__ import annotations

import pytest

from samples import stop
from tour.model import Film
from tour.words import look_for
from tour.words.language import words_in

CARD = ("Built in 1930. Seen in two films. Look for the zigzag tower. The yard is private.",)
ENGLISH, SPANISH = words_in("en"), words_in("es")


def test_the_whole_eye_text_is_told_where_there_is_room() -> None:
    assert look_for.look(ENGLISH, stop(1, card=CARD)) == CARD[0]


@pytest.mark.parametrize(
    ("most", "told"),
    [
        (0, "Look for the zigzag tower. The yard is private."),
        (1, "Built in 1930. Look for the zigzag tower. The yard is private."),
        (2, CARD[0]),
    ],
)
def test_what_to_look_for_and_to_leave_alone_is_told_before_all_else(most: int, told: str) -> None:
    assert look_for.look(ENGLISH, stop(1, card=CARD), most) == told


def test_a_text_that_tells_nothing_to_do_is_never_cut() -> None:
    assert (
        look_for.look(ENGLISH, stop(1, card=("Built in 1930. Seen in two films.",)), 0)
        == "Built in 1930. Seen in two films."
    )


def test_what_tells_what_to_do_is_known_by_the_words_of_the_language() -> None:
    card = ("Se construyó en 1930. Fíjate en la torre. ¿Ves el reloj? El patio es privado.",)

    assert look_for.look(SPANISH, stop(1, card=card), 0) == "Fíjate en la torre. El patio es privado."


@pytest.mark.parametrize(
    ("language", "card", "told"),
    [
        ("en", "Built in 1930. Private property lies behind.", "Private property lies behind."),
        ("de", "Erbaut 1930. Achte auf den Turm. „Uhr“ heißt er. Privatgrund.", "Achte auf den Turm. Privatgrund."),
        (
            "fr",
            "Construit en 1930. Œuvre connue. Repérez la tour. « Oui ! » N’entrez pas.",
            "Repérez la tour. N’entrez pas.",
        ),
    ],
)
def test_in_other_languages_sentences_begin_with_their_own_signs(language: str, card: str, told: str) -> None:
    assert look_for.look(words_in(language), stop(1, card=(card,)), 0) == told


@pytest.mark.parametrize(
    ("language", "note"),
    [("de", "Falls das Tor zu ist, schau darüber."), ("fr", "S’il est fermé, regardez par-dessus.")],
)
def test_such_a_note_is_known_in_other_languages(language: str, note: str) -> None:
    assert list(look_for.aside(words_in(language), stop(1, if_closed=note))) == [("", note)]


def test_a_scene_is_told_unless_it_is_the_ending() -> None:
    scene = stop(1, film=Film("He jumps"))
    ending = stop(1, film=Film("He lives", "ending"))

    assert list(look_for.aside(ENGLISH, scene)) == [("Film:", "He jumps.")]
    assert list(look_for.aside(ENGLISH, ending)) == []


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Look over the fence", ("If closed:", "Look over the fence.")),
        ("If the gate is shut, look over it.", ("", "If the gate is shut, look over it.")),
    ],
)
def test_a_note_on_a_closed_way_says_once_when_it_holds(note: str, told: tuple[str, str]) -> None:
    assert list(look_for.aside(ENGLISH, stop(1, if_closed=note))) == [told]
