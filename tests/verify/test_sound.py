"""Silences, pauses and pace, on sounds that are plain to see."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from tour.sound.codec import RATE, encode_mp3
from tour.verify.manifest import TrackRow
from tour.verify.sound import Measured, apart, faults, listen, longest_unasked, pace_faults, words_a_minute

LOUD = -20.0


def heard(*parts: tuple[float, bool]) -> Measured:
    """Return the sound of (seconds, whether there is a tone) in a row, through the encoder and back."""
    tones = [
        0.2 * np.sin(np.arange(round(seconds * RATE)) / 15) * sounding for seconds, sounding in parts
    ]  # 470 Hz at −17 dBFS
    found = listen(encode_mp3(np.rint(np.concatenate(tones) * 32767).astype("<i2").tobytes()), LOUD)
    assert isinstance(found, Measured)
    return found


def track(sound: Measured, *pauses: tuple[float, float], sounds: tuple[tuple[float, float], ...] = ()) -> TrackRow:
    return TrackRow(
        number=1, path="audio/01a-quay.mp3", stop="quay", kind="look", title="1. The Quay", seconds=sound.seconds,
        words=9, lufs=sound.lufs, dbtp=sound.dbtp, pauses=list(pauses), sounds=list(sounds),
    )  # fmt: skip


def test_silences_are_where_they_are() -> None:
    sound = heard((0.7, False), (2, True), (3, False), (1, True), (0.2, False), (1, True), (1.5, False))

    assert sound.seconds == pytest.approx(9.4, abs=0.002)
    assert sound.head == pytest.approx(0.7, abs=0.03)
    assert sound.tail == pytest.approx(1.5, abs=0.03)
    assert sound.inside == (pytest.approx((2.7, 5.7), abs=0.04),)
    assert sound.voiced() == pytest.approx(4.2, abs=0.1)


def test_a_long_track_takes_no_more_memory_than_a_part_of_it() -> None:
    beep = np.rint(6000 * np.sin(np.arange(RATE // 2) / 15)).astype("<i2").tobytes()
    mp3 = encode_mp3((bytes(RATE) + beep) * 600)

    tracemalloc.start()
    found = listen(mp3, LOUD)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert isinstance(found, Measured)
    assert found.seconds == pytest.approx(600, abs=0.1)
    assert len(found.silences) == 600
    assert most < 120_000_000


def test_a_silence_that_was_asked_for_is_no_fault_and_one_that_was_not_is() -> None:
    sound = heard((0.7, False), (2, True), (3, False), (1, True), (1.5, False))

    assert list(faults(track(sound, (2.7, 3.0)), sound, sound.lufs)) == []
    assert longest_unasked(track(sound, (2.7, 3.0)), sound) < 0.1
    [fault] = faults(track(sound), sound, sound.lufs)
    assert fault == "is silent for 3.00 s at 0:02 that nobody asked for"


def test_a_silence_much_longer_than_was_asked_for_is_a_fault() -> None:
    sound = heard((0.7, False), (2, True), (5, False), (1, True), (1.5, False))

    [fault] = faults(track(sound, (2.7, 3.0)), sound, sound.lufs)

    assert fault.startswith("is silent for 2.0")


def test_a_pause_that_is_not_there_is_a_fault() -> None:
    sound = heard((0.7, False), (4, True), (1.5, False))

    [fault] = faults(track(sound, (2.0, 2.0)), sound, sound.lufs)

    assert fault == "has no pause of 2 s at 0:02, where one was asked for"


@pytest.mark.parametrize(
    ("head", "tail", "pauses", "said"),
    [
        (0.2, 1.5, (), ["begins with"]),
        (1.4, 1.5, (), ["begins with"]),
        (0.7, 0.6, (), ["ends with"]),
        (0.7, 3.0, (), ["ends with"]),
        (0.7, 10.0, ((2.7, 10.0),), []),
        (0.7, 10.3, ((3.0, 10.0),), []),  # the hold's last bell dies away under the threshold
        (0.7, 8.0, ((2.7, 10.0),), ["ends with"]),
        (0.7, 11.0, ((2.7, 11.9),), ["ends with"]),
    ],
)
def test_head_tail_and_hold_have_their_lengths(
    head: float, tail: float, pauses: tuple[tuple[float, float], ...], said: list[str]
) -> None:
    sound = heard((head, False), (2, True), (tail, False))

    found = faults(track(sound, *pauses), sound, sound.lufs)

    assert [" ".join(fault.split()[:2]) for fault in found] == said


def test_loudness_and_peak_have_their_limits() -> None:
    sound = heard((0.7, False), (2, True), (1.5, False))

    assert list(faults(track(sound), sound, sound.lufs + 0.49)) == []
    assert ["LUFS" in fault for fault in faults(track(sound), sound, sound.lufs + 0.51)] == [True]
    hot = Measured(sound.seconds, sound.lufs, -0.9, sound.silences)
    assert ["dBTP" in fault for fault in faults(track(hot), hot, hot.lufs)] == [True]


def test_figures_of_the_manifest_that_are_not_the_measured_ones_are_faults() -> None:
    sound = heard((0.7, False), (2, True), (1.5, False))
    said = track(sound).model_copy(update={"lufs": sound.lufs + 0.1, "dbtp": sound.dbtp - 0.1, "seconds": 9.0})

    found = list(faults(said, sound, sound.lufs))

    assert [fault.split()[0] for fault in found] == ["lasts", "measures", "measures"]


def test_a_track_of_silence_is_said_to_be_one() -> None:
    sound = heard((3, False))

    assert "is silent from end to end" in list(faults(track(sound), sound, -16))


def test_tracks_more_than_one_lu_apart_are_a_fault() -> None:
    sounds = [Measured(9, lufs, -2, ()) for lufs in (-16.0, -16.4, -15.6)]

    assert list(apart(sounds)) == []
    assert list(apart([*sounds, Measured(9, -16.61, -2, ())])) == ["the tracks are 1.01 LU apart; 1 is the most"]


def test_pace_is_of_the_time_that_is_neither_silent_nor_a_sound() -> None:
    sound = Measured(12.0, -16, -2, ((0.0, 1.0), (4.0, 4.4), (6.0, 7.0), (11.0, 12.0)))
    row = track(sound, sounds=((1.0, 2.0),))

    assert words_a_minute("one two three four", "en", row, sound) == pytest.approx(4 / 7 * 60)
    assert words_a_minute("一二三四", "zh-Hans", row, sound) is None


@pytest.mark.parametrize(("wpm", "plausible"), [(69, False), (70, True), (260, True), (261, False)])
def test_a_pace_nobody_speaks_at_is_a_fault(wpm: float, plausible: bool) -> None:
    assert (not list(pace_faults(wpm))) == plausible


def test_what_is_no_sound_is_told_not_raised() -> None:
    assert "ffmpeg" in str(listen(b"no sound at all", LOUD))


def test_the_engine_that_beeps_may_be_faster_than_anybody_speaks() -> None:
    assert list(pace_faults(333.0)) != []
    assert list(pace_faults(333.0, "tone")) == []
    assert list(pace_faults(1000.0, "tone")) != []
