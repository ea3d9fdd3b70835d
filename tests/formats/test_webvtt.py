"""Captions as text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path, PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from tour.formats.webvtt import SHORTEST, Caption, captions, shifted, webvtt
from tour.model import Cue, Gaps, Track

GAPS = Gaps()
TRACK = Track(
    stop="quay",
    kind="look",
    title="1. The Quay",
    path=PurePosixPath("audio/01a-quay.mp3"),
    number=1,
    audio=Path("unread.mp3"),
    size=1,
    digest="0" * 64,
    seconds=20.0,
    words=9,
    lufs=-16.0,
    dbtp=-1.5,
    cues=(Cue(0.7, "This is the quay."), Cue(3.0, "Look at the water."), Cue(9.0, "It moves.")),
)


def times(track: Track) -> list[tuple[float, float]]:
    return [(caption.start, caption.end) for caption in captions(track, GAPS)]


def test_a_caption_lasts_until_the_next_and_the_last_one_until_the_tail() -> None:
    assert times(TRACK) == [(0.7, 3.0), (3.0, 9.0), (9.0, 18.5)]


def test_no_caption_hangs_through_a_silence_that_was_asked_for() -> None:
    assert times(replace(TRACK, pauses=((5.25, 3.5),)))[1] == (3.0, 5.25)


def test_the_last_caption_of_a_walk_ends_before_the_hold() -> None:
    walk = replace(TRACK, sounds=((12.4, 1.1),), pauses=((13.5, 6.5),))

    assert times(walk)[-1] == (9.0, 12.4)


def test_a_short_word_stays_long_enough_to_be_seen_where_there_is_room() -> None:
    track = replace(TRACK, cues=(Cue(1.0, "Wait."), Cue(8.0, "So."), Cue(8.6, "Go on.")), pauses=((1.3, 6.7),))

    assert times(track)[:2] == [(1.0, 1.0 + SHORTEST), (8.0, 8.6)]


MOMENTS = st.integers(0, 3_000_000).map(lambda n: n / 1000)


@given(st.sets(MOMENTS, min_size=1), st.lists(MOMENTS), MOMENTS)
def test_captions_rise_and_end_before_the_track_does(starts: set[float], quiet: list[float], more: float) -> None:
    cues = tuple(Cue(start, f"Sentence {n}.") for n, start in enumerate(sorted(starts)))
    track = replace(
        TRACK, cues=cues, seconds=round(cues[-1].seconds + 0.01 + more, 3), pauses=tuple((at, 1.0) for at in quiet)
    )

    shown = times(track)

    assert [start for start, _ in shown] == [cue.seconds for cue in cues]
    assert all(start < end for start, end in shown)
    assert all(end <= following for (_, end), (following, _) in pairwise(shown))
    assert shown[-1][1] <= track.seconds


def test_a_part_of_something_longer_is_moved_there_and_ends_with_it() -> None:
    part = [Caption(1.0, 4.0, "One."), Caption(4.0, 9.0, "Two."), Caption(9.0, 9.5, "Three.")]

    assert list(shifted(part, 100.0, 108.5)) == [Caption(101.0, 104.0, "One."), Caption(104.0, 108.5, "Two.")]


def test_the_file_is_as_the_standard_writes_it() -> None:
    text = webvtt(
        "1. The Quay --> <b>",
        "en",
        [Caption(0.7, 61.005, "Fish & <b>chips</b> --> now."), Caption(3661, 3662.5, "On.")],
    )

    assert text.decode() == (
        "WEBVTT Kind: captions; Language: en\n\n"
        "NOTE 1. The Quay → <b>\n\n"
        "1\n00:00:00.700 --> 00:01:01.005\nFish &amp; &lt;b&gt;chips&lt;/b&gt; --&gt; now.\n\n"
        "2\n01:01:01.000 --> 01:01:02.500\nOn.\n"
    )


@given(st.text(), st.text())
def test_no_words_make_a_cue_a_note_or_a_style_of_their_own(title: str, words: str) -> None:
    text = webvtt(title, "en", [Caption(0, 1, f"So {words}"), Caption(1, 2, "End.")]).decode()

    blocks = text.rstrip("\n").split("\n\n")
    assert len(blocks) == 4
    assert blocks[1].startswith("NOTE ")
    assert text.count("-->") == 2
    assert re.fullmatch(r"1\n[0-9:.]+ --> [0-9:.]+\n[^\n<>]+", blocks[2])
