"""The passages that two speeds are compared on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import passages
from samples import parts, pause, sound, stop, tour, words
from tour.model import Gaps, Tour
from tour.pack.cache import Store
from tour.sound import dynamics, presence

GAPS = Gaps(sentence=0.5, head=0.1, tail=0.2)


def one(*look: Any, **changes: Any) -> Tour:  # segments; any field of Tour
    return tour([stop(1, look=look)], welcome=None, gaps=GAPS, **changes)


def counts(tour: Tour) -> list[int]:
    return [passage.words for passage in passages.passages(tour)]


def test_a_paragraph_is_a_passage() -> None:
    assert counts(one(words(12, 0), words(8, 0), words(15, 1))) == [20, 15]


def test_what_is_too_short_to_go_by_is_left_out() -> None:
    assert counts(one(words(11, 0), words(12, 1))) == [12]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    assert counts(one(words(30), words(25), words(20))) == [55, 20]


def test_no_sentence_is_cut() -> None:
    assert counts(one(words(70), words(20))) == [70, 20]


def test_only_the_voice_is_heard() -> None:
    [passage] = passages.passages(one(words(6), pause(3), words(6), sound(), words(6)))

    assert [part for part in parts(passage.segments) if isinstance(part, float)] == [0.1, 0.5, 0.5, 0.2]
    assert len(passage.segments) == 7


def test_the_programs_own_lines_are_left_out() -> None:
    far = stop(2, stand=" ".join(["beside"] * 20))  # the line that ends a walk says where to stand

    assert counts(tour([stop(1), far], welcome=None)) == []


def test_each_passage_has_a_name_of_its_own() -> None:
    names = [passage.path.stem for passage in passages.passages(one(words(12, 0), words(3, 1), words(12, 2)))]

    assert names == ["01a-stop-1-01", "01a-stop-1-03"]


def test_another_speed_has_the_gaps_of_a_tour_that_sets_none() -> None:
    other = passages.at(one(words(12)), 0.93)

    assert (other.voice.speed, other.gaps) == (0.93, Gaps())


def test_what_was_mixed_at_first_is_mixed_so_again_and_nothing_else_is(tmp_path: Path) -> None:
    spoken, store = one(words(12)), Store(tmp_path)
    shape, threshold = presence.SHAPE, dynamics.THRESHOLD

    [today], [first] = passages.now(spoken, store), passages.at_first(spoken, store)

    assert first.audio.read_bytes() != today.audio.read_bytes()
    assert first.seconds == today.seconds
    assert passages.now(spoken, store) == (today,)
    assert (shape, threshold) == (presence.SHAPE, dynamics.THRESHOLD)
