from __future__ import annotations

from dataclasses import replace

import pytest

from samples import at, line_of, say, stop, tour
from tour.check import voice
from tour.diagnostics import Diagnostic
from tour.model import Lexeme, Tour, Voice
from tour.narration.orders import make_plan
from tour.narration.plan import sheets

LAKE = at(3, 1, "stops/lexicon.toml")


def faults(tour: Tour) -> list[Diagnostic]:
    return voice.faults(make_plan(tour, sheets(tour)))


def _lexeme(*graphemes: str, phoneme: str = "ˈleɪk") -> Lexeme:
    return Lexeme(graphemes, LAKE, phoneme)


def test_a_name_that_is_in_no_text_is_a_warning() -> None:
    walk = line_of(1, lexicon=(_lexeme("Curson", "Curson’s"),))

    (fault,) = faults(walk)

    assert (fault.severity, fault.message, fault.span) == ("warning", "the name 'Curson' is in no text", LAKE)


@pytest.mark.parametrize("text", ["See Curson.", "Curson's end.", "Curson’s end.", "The CURSON, no: Curson-like."])
def test_a_name_is_used_wherever_it_is_said(text: str) -> None:
    walk = tour([stop(1, look=(say(text),))], lexicon=(_lexeme("Nobody", "Curson"),))

    assert faults(walk) == []


def test_a_name_may_be_used_in_a_hold_or_an_ending() -> None:
    stops = [stop(1), stop(2, stand="at Curson", ending=(say("Balch ends."),))]

    assert faults(tour(stops, lexicon=(_lexeme("Curson"), _lexeme("Balch")))) == []


def test_part_of_a_word_is_no_use_of_a_name() -> None:
    walk = tour([stop(1, look=(say("Cursonia and Precurson."),))], lexicon=(_lexeme("Curson"),))

    assert len(faults(walk)) == 1


def test_what_the_voice_drops_is_pointed_at() -> None:
    odd = say("Go to 猛犸 now.", line=7)
    walk = tour([stop(1, look=(replace(odd, span=replace(odd.span, column=5, length=12)),))])
    walk = replace(walk, voice=Voice("hibari", "heart", "en"))

    (fault,) = faults(walk)

    assert fault.message == "the voice hibari 'heart' cannot say 猛 犸"
    assert fault.span
    assert (fault.span.line, fault.span.column) == (7, 11)


def test_a_phoneme_that_one_of_the_voices_lacks_is_said_once_at_its_lexeme() -> None:
    walk = tour(
        [stop(1, look=(say("Curson and Curson."), say("Curson.")))],
        lexicon=(_lexeme("Curson", phoneme="ˈkǃ"),),
        voice=Voice("hibari", "heart", "en"),
    )

    (fault,) = faults(walk)

    assert (fault.span, fault.message) == (LAKE, "the hibari engine has no sound for ǃ in 'ˈkǃ'")


def test_a_voice_that_cannot_be_used_is_said_at_its_paragraph() -> None:
    other = replace(say("Turn left.", line=9), voice=Voice("tone", "bepp", "en"))

    (fault,) = faults(tour([stop(1, look=(other,))]))

    assert fault.message == "the tone engine has no voice 'bepp'"
    assert fault.span == other.span


def test_a_phoneme_without_a_stress_mark_is_a_warning() -> None:
    walk = tour([stop(1, look=(say("Curson."),))], lexicon=(_lexeme("Curson", phoneme="kɝ.sən"),))

    (fault,) = faults(walk)

    assert (fault.span, fault.severity) == (LAKE, "warning")
    assert "no stress mark" in fault.message
