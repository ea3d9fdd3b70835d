from __future__ import annotations

from dataclasses import replace

import pytest

from samples import line_of, pause, say, stop, tour, words
from tour.check.ear import faults
from tour.diagnostics import Diagnostic
from tour.model import Leg, Segment, Stop, Tour
from tour.timing import WORDS_A_SECOND, spoken_seconds


def _of(*segments: Segment) -> list[Diagnostic]:
    """Return the faults of a Look."""
    return faults(tour([stop(1, look=segments, walk=())]))


def _walking(talk: tuple[Segment, ...], metres: float, crossings: int = 0, seconds: float = 0.0) -> Tour:
    first, second = stop(1, walk=talk), stop(2, walk=())
    leg = Leg(first.slug, second.slug, (), metres, ("Mill Lane",) * crossings, seconds or metres / 1.1)
    return replace(tour([first, second]), legs=(leg,))


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


@pytest.mark.parametrize(("crossings", "metres"), [(0, 110.0), (1, 118.8), (3, 136.4)])
def test_a_walk_fits_its_way(crossings: int, metres: float) -> None:
    talk = (words(10), pause(100 - 10 / WORDS_A_SECOND))
    assert spoken_seconds(talk, line_of(1)) == pytest.approx(100)

    assert faults(_walking(talk, metres + 0.1, crossings)) == []
    (fault,) = faults(_walking(talk, metres - 1.1, crossings))

    assert fault.severity == "warning"
    assert fault.message == "this Walk takes about 100 s to hear, and the way has room for 99"


def test_a_way_that_is_all_crossings_has_no_room() -> None:
    (fault,) = faults(_walking((words(3),), 10, 5))

    assert fault.message == "this Walk takes about 1 s to hear, and the way has room for 0"


@pytest.mark.parametrize(
    ("seconds", "talk", "faulty"), [(240, 5, False), (241, 59.5, True), (241, 60.5, False), (600, 5, True)]
)
def test_a_long_way_is_not_walked_in_silence(seconds: float, talk: float, faulty: bool) -> None:
    segments = (words(3), pause(talk - 3 / WORDS_A_SECOND))

    found = faults(_walking(segments, 1000, seconds=seconds))

    assert [fault.hint for fault in found] == ["tell a story on the way"] * faulty


def test_a_walk_without_words_is_no_matter_of_the_ear() -> None:
    silent: Stop = stop(1, walk=(pause(1),))

    assert faults(tour([silent, stop(2)])) == []
