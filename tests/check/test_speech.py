from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samples import say, stop, tour
from tour.check import speech
from tour.diagnostics import Diagnostic
from tour.engines.hibari import Hibari
from tour.model import Voice
from tour.narration.orders import make_plan
from tour.narration.plan import sheets
from tour.pack.cache import Store
from tour.pack.remembered import remembered_in

HIBARI = Voice("hibari", "heart", "en")


def faults(text: str, voice: Voice = HIBARI) -> list[Diagnostic]:
    sentence = say(text, line=7)
    sentence = replace(sentence, span=replace(sentence.span, length=len(text)))
    walk = replace(tour([stop(1, look=(sentence,))]), voice=voice)
    return [fault for fault in speech.faults(make_plan(walk, sheets(walk))) if fault.span and fault.span.line == 7]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Hbf is near.", "Hbf"),
        ("It is in qrt. four.", "qrt."),
        ("We saw XKCDQ there.", "XKCDQ"),
        ("Go to the R2D2 room.", "R2D2"),
    ],
)
def test_a_word_that_no_voice_knows_is_a_warning_at_its_place(text: str, word: str) -> None:
    (fault,) = faults(text)

    assert fault.severity == "warning"
    assert fault.message.startswith(f"the voice does not know {word!r}, and would say ")
    assert fault.span
    assert (fault.span.line, fault.span.column, fault.span.length) == (7, 1 + text.index(word), len(word))


@pytest.mark.parametrize(
    "text",
    [
        "The quay is old.",
        "By the sky, my rhythm!",
        "A W Ross and the F B I met.",
        "UNESCO and the MUSEUM agree.",
        "WAIT FOR THE SIGNAL, PEDESTRIANS.",
        "Wait… and look!",
        "It is the end of St. James.",
    ],
)
def test_what_a_voice_can_say_is_not_warned_of(text: str) -> None:
    assert [fault for fault in faults(text) if "'St.'" not in fault.message] == []


def test_the_dictionary_is_asked_once_what_it_makes_of_a_word(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def built() -> list[str]:
        with remembered_in(store, Path("mile")) as keep:
            told = [fault.message for fault in faults("The Hbf is near.")]
        keep()
        return told

    first = built()

    def unasked(*_: object) -> None:
        pytest.fail("the dictionary is asked again")

    monkeypatch.setattr(Hibari, "knows", unasked)
    monkeypatch.setattr(Hibari, "phonemes", unasked)

    assert len(first) == 1
    assert built() == first


def test_a_word_is_named_once() -> None:
    assert len(faults("The Hbf, and the Hbf again.")) == 1


def test_other_languages_are_left_to_their_voice() -> None:
    assert faults("Der Hbf am 3. Mai.", Voice("gtts", "com", "de")) == []
