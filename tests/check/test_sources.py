from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from samples import at, say, stop, tour
from tour.check.sources import faults, told
from tour.model import Claim, Feature, Say, Tour


def _of(*sentences: str, **changes: Any) -> Tour:  # any field of Tour
    """Return a tour of one stop, whose Look is *sentences*; what stands behind a ``^`` names their source."""
    look = tuple(_said(sentence, line) for line, sentence in enumerate(sentences, 1))
    return tour([stop(1, title="The Pit", look=look, walk=())], welcome=None, **changes)


def _said(sentence: str, line: int) -> Say:
    text, _, source = sentence.partition("^")
    return replace(say(text, line=line), cites=(source,) if source else ())


def _carried(text: str, **changes: Any) -> tuple[str, ...]:  # any field of Tour
    return told(_of(text, **changes))[0].carries


@pytest.mark.parametrize(
    ("text", "carries"),
    [
        ("It opened in 1949.", ("a year",)),
        ("It was dug in the 1800s.", ("a year",)),
        ("They came in 2026 and paid $54,000.", ("a year", "a figure")),
        ("It weighs 2,000 pounds.", ("a figure",)),
        ("Some seventy minutes are left.", ("a figure",)),
        ("It stood for half a century.", ("a figure",)),
        ("It is the tallest of them.", ("a superlative",)),
        ("Most of it has come down.", ("a superlative",)),
        ("They call it La Brea.", ("the name 'La'", "the name 'Brea'")),
        ("Watch the dark water for bubbles.", ()),
        ("Two side streets come first, then the west corner.", ()),
        ("Stop at the nearest curb on Sunday.", ()),
    ],
)
def test_years_figures_superlatives_and_names_ask_for_a_source(text: str, carries: tuple[str, ...]) -> None:
    assert _carried(text) == carries


def test_a_name_asks_for_a_source_only_where_it_is_heard_first() -> None:
    first, second = told(_of("They say that Ross lost.", "Then Ross's luck turned."))

    assert first.carries == ("the name 'Ross'",)
    assert second.carries == ()


def test_a_word_that_begins_a_sentence_is_a_name_if_it_is_one_elsewhere() -> None:
    first, second, _ = told(_of("Whoever came had a car.", "Metro dug a hole.", "It was dug by Metro."))

    assert first.carries == ()
    assert second.carries == ("the name 'Metro'",)


def test_stops_and_what_is_on_the_map_vouch_for_their_names() -> None:
    street = Feature("6th Street", "local", "line", ())

    assert _carried("Walk to the Pit, then up to 6th Street.", map=(street,)) == ()


def test_a_language_without_tables_still_has_years_figures_and_names() -> None:
    assert _carried("Het was in 1921 van meneer Ross.", language="nl") == ("a year", "the name 'Ross'")


@pytest.mark.parametrize(
    ("language", "text", "carries"),
    [
        ("es", "Es la más alta de todas.", ("a superlative",)),
        ("de", "Der Turm ist der höchste der Stadt.", ("a superlative",)),
        ("de", "Er trägt am meisten.", ("a superlative",)),
        ("de", "Hier lebten zweihundert Menschen.", ("a figure",)),
        ("de", "Der nächste Turm gehört dem Herrn Ross, der ihn verkaufen musste.", ()),
        ("fr", "C’est la plus haute tour de la ville.", ("a superlative",)),
        ("fr", "Deux cents personnes vivaient ici.", ("a figure",)),
        ("fr", "La place est au centre, près de Ross.", ("the name 'Ross'",)),
        ("fr-CH", "Vers le nord, trois marches descendent.", ()),
    ],
)
def test_other_languages_have_figures_and_superlatives_and_german_nouns_are_no_names(
    language: str, text: str, carries: tuple[str, ...]
) -> None:
    assert _carried(text, language=language) == carries


def test_sentences_are_told_in_the_order_in_which_they_are_heard() -> None:
    welcome = stop(0, title="Welcome", look=(say("One."),), walk=())
    last = stop(1, look=(say("Two."),), ending=(say("Three."),), walk=(say("Four."),))

    assert [one.say.text for one in told(tour([last], welcome=welcome))] == ["One.", "Two.", "Three.", "Four."]


def test_a_sentence_that_names_its_source_is_no_fault() -> None:
    assert faults(_of("It opened in 1949.^Q1")) == []


def test_a_sentence_without_a_source_is_found_at_its_line() -> None:
    (fault,) = faults(_of("Look up.", "It opened in 1949 as the biggest of all."))

    assert (fault.span.line if fault.span else 0, fault.severity) == (2, "warning")
    assert fault.message == "this has a year and a superlative, and no source"


def test_tour_toml_may_say_why_a_sentence_needs_no_source() -> None:
    made = _of("This is the longest stretch.", unsourced=(("longest stretch", "measured on the route"),))

    assert faults(made) == []
    assert told(made)[0].excuse == "measured on the route"


def test_a_claim_of_the_welcome_needs_no_source() -> None:
    claim = Claim("forty minutes", 40, "minutes", at())
    welcome = stop(0, title="Welcome", look=(say("It takes forty minutes."),), walk=(), claims=(claim,))

    assert not told(tour([stop(1)], welcome=welcome))[0].bare


def test_an_excuse_that_no_sentence_needs_is_a_fault() -> None:
    made = _of("It opened in 1949.^Q1", unsourced=(("opened in", "everybody knows"),))

    assert [fault.message for fault in faults(made)] == ["no sentence without a source needs the excuse 'opened in'"]
