from __future__ import annotations

from dataclasses import replace

import pytest

from samples import line_of, pause, say, stop, tour, words
from tour.check.ear import faults
from tour.diagnostics import Diagnostic
from tour.model import Segment, Stop
from tour.timing import WORDS_A_SECOND


def _of(*segments: Segment) -> list[Diagnostic]:
    """Return the faults of a Look."""
    return faults(tour([stop(1, look=segments, walk=())]))


def test_a_plain_tour_has_no_fault() -> None:
    assert faults(line_of(3)) == []


@pytest.mark.parametrize(
    ("seconds", "severity", "message"),
    [
        (180, "", ""),
        (180.6, "warning", "this Look takes about 181 s to hear; listeners hold out for 180"),
        (300, "warning", "this Look takes about 300 s to hear; listeners hold out for 180"),
        (300.6, "error", "this Look takes about 301 s to hear, and nobody stands still for more than 300"),
    ],
)
def test_a_look_is_short_enough_to_stand_through(seconds: float, severity: str, message: str) -> None:
    spoken = 10 / WORDS_A_SECOND

    found = _of(words(10), pause(seconds - spoken))

    assert [(fault.severity, fault.message) for fault in found] == ([(severity, message)] if message else [])


@pytest.mark.parametrize(("count", "faulty"), [(320, False), (321, True)])
def test_a_look_has_words_for_a_listener(count: int, faulty: bool) -> None:
    sentences = [words(10, n) for n in range(count // 10)] + [words(count % 10, 99)] * (count % 10 > 0)

    found = _of(*sentences)

    assert [fault.message for fault in found] == [f"this Look has {count} words; 180 to 320 hold a listener"] * faulty


def test_the_welcome_is_stood_through_too() -> None:
    welcome = stop(0, look=(words(3), pause(200)), walk=())

    (fault,) = faults(line_of(1, welcome=welcome))

    assert fault.message.startswith("this Look takes about 201 s")


@pytest.mark.parametrize(("count", "faulty"), [(25, False), (26, True)])
def test_a_sentence_is_short_enough_for_the_ear(count: int, faulty: bool) -> None:
    found = _of(words(1, line=3), words(count, line=4), words(1, line=5))

    assert [(fault.message, fault.span and fault.span.line) for fault in found] == [
        ("this sentence has 26 words; the ear holds 25", 4)
    ] * faulty


@pytest.mark.parametrize(("counts", "faulty"), [((15, 15), False), ((15, 16), True), ((10, 20), False)])
def test_sentences_are_short_on_the_whole(counts: tuple[int, ...], faulty: bool) -> None:
    found = _of(*(words(count) for count in counts))

    assert [fault.message for fault in found] == [
        "the sentences here have 15.5 words each; 15 is what the ear likes"
    ] * faulty


def test_what_is_spoken_counts_not_what_is_written() -> None:
    assert _of(replace(words(30), spoken="Short.")) == []


@pytest.mark.parametrize(
    ("texts", "message", "line"),
    [
        (["In 1967 it came.", "In 1967 it stayed."], "", 0),
        (["In 1967 it came.", "In 1967 it stayed, and in 1992 it sank."], "1967 and 1992", 2),
        (["In 1967 it came.", "In 1967 it stayed.", "In 1992 it sank."], "1967 and 1992", 3),
        (["From the 1920s on.", "By the ’30s it was done."], "1920s and ’30s", 2),
        (["It weighs 2,000 pounds, and in 1967 was 13.", "5801 Wilshire, 1420 feet, 2100."], "", 0),
    ],
)
def test_a_paragraph_has_one_date(texts: list[str], message: str, line: int) -> None:
    found = _of(*(say(text, 0, n) for n, text in enumerate(texts, 1)))

    assert [fault.message for fault in found] == [f"this paragraph has more than one date: {message}"] * bool(message)
    assert [fault.span.line for fault in found if fault.span] == [line] * bool(message)


def test_two_paragraphs_may_have_a_date_each() -> None:
    assert _of(say("In 1967.", 0), say("In 1992.", 1)) == []


def test_walks_and_endings_are_listened_to_as_well() -> None:
    both = stop(1, walk=(words(26),), ending=(words(26),))

    found = faults(tour([both]))

    assert sum(fault.message.startswith("this sentence has") for fault in found) == 2


def test_a_walk_without_words_is_no_matter_of_the_ear() -> None:
    silent: Stop = stop(1, walk=(pause(1),))

    assert faults(tour([silent, stop(2)])) == []
