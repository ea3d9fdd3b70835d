from __future__ import annotations

import pytest

from samples import VOICE, cross, line_of, pause, say, stop, tour, words
from tour.model import Gaps, Sound, Voice
from tour.timing import WORDS_A_SECOND, spoken_seconds, walking_seconds


def test_words_gaps_and_pauses_are_counted() -> None:
    plain = tour([stop(1)], gaps=Gaps(sentence=0.5, paragraph=2.0))

    seconds = spoken_seconds((words(10), words(10), words(10, 1), pause(3), words(10, 1)), plain)

    assert seconds == pytest.approx(40 / WORDS_A_SECOND + 0.5 + 2.0 + 3)


def test_of_neighbouring_pauses_the_longest_counts() -> None:
    plain = tour([stop(1)])

    one = spoken_seconds((words(10), pause(9), words(10)), plain)

    assert spoken_seconds((words(10), pause(9), cross(), pause(4), words(10)), plain) == one
    assert spoken_seconds((words(10), pause(9), Sound("ident"), pause(4), words(10)), plain) == one + 4


def test_a_faster_voice_takes_less_time_for_its_words_only() -> None:
    fast = tour([stop(1)], voice=Voice(VOICE.engine, VOICE.name, "en", 2.0))

    assert spoken_seconds((words(10), pause(3)), fast) == pytest.approx(10 / WORDS_A_SECOND / 2 + 3)


def test_what_is_said_counts_not_what_is_written() -> None:
    assert spoken_seconds((say(""),), line_of(1)) == 0
    assert spoken_seconds((cross(),), line_of(1)) == 0


def test_the_walk_is_the_sum_of_its_legs() -> None:
    assert walking_seconds(line_of(3)) == 200
