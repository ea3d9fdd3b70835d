"""Levels that can be worked out by hand, of a voice and of a street."""

from __future__ import annotations

import numpy as np
import pytest

import levels


def tone(hertz: float, seconds: float, amplitude: float = 0.2) -> levels.Samples:
    return amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * levels.RATE)) / levels.RATE)


def silence(seconds: float) -> levels.Samples:
    return np.zeros(round(seconds * levels.RATE))


LEVEL = -16.99
"""dB from full scale: a sine of 0.2."""


# The tenths of a decibel are those of IEC 61672-1:2013, table 3, at frequencies that are exact there.
@pytest.mark.parametrize(
    ("hertz", "gain"),
    [(63.1, -26.2), (125.9, -16.1), (251.2, -8.6), (501.2, -3.2), (1000, 0), (1995.3, 1.2), (3981, 1)],
)
def test_a_tone_is_weighted_as_by_a_sound_level_meter(hertz: float, gain: float) -> None:
    assert levels.mean_level(levels.weighted(tone(hertz, 4))) == pytest.approx(LEVEL + gain, abs=0.06)


def test_who_never_stops_is_as_loud_as_the_mean() -> None:
    assert levels.active_level(tone(1000, 10)) == pytest.approx(LEVEL, abs=0.02)


def test_twice_the_amplitude_is_six_decibels_more() -> None:
    phrase = np.concatenate([silence(1), tone(300, 2), silence(1)])

    assert levels.active_level(2 * phrase) == pytest.approx(levels.active_level(phrase) + 6.02, abs=0.01)


@pytest.mark.parametrize("rest", [1, 5, 30])
def test_silence_between_phrases_does_not_make_a_voice_softer(rest: float) -> None:
    voice = np.concatenate([silence(rest), tone(1000, 5), silence(rest), tone(1000, 5), silence(rest)])

    # A voice counts as speaking for 0.2 s after each phrase, and a little more while its envelope falls.
    assert LEVEL - 0.4 < levels.active_level(voice) < LEVEL - 10 * np.log10(5.2 / 5)
    assert levels.mean_level(voice) < levels.active_level(voice)


def test_a_gap_within_a_phrase_is_speech() -> None:
    voice = np.tile(np.concatenate([tone(1000, 0.1), silence(0.1)]), 50)

    assert levels.active_level(voice) == pytest.approx(levels.mean_level(voice), abs=0.02)


def test_a_hiss_between_phrases_is_no_speech() -> None:
    voice = np.concatenate([tone(1000, 5), silence(5)])
    hiss = 0.0005 * np.random.default_rng(0).standard_normal(len(voice))

    assert levels.active_level(voice + hiss) == pytest.approx(levels.active_level(voice), abs=0.1)


def test_silence_has_no_level() -> None:
    assert levels.mean_level(silence(1)) == -np.inf
    with pytest.raises(ValueError, match="no speech"):
        levels.active_level(silence(1))
