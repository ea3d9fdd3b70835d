from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.sound.dynamics import HOP, compress, limits, powers, ride
from tour.sound.loudness import Samples

LOUD, SOFT = 0.5, 0.1


def tone(steps: int, level: float) -> Samples:
    return (level * np.sin(2 * np.pi * 450 * np.arange(steps * HOP) / 44_100)).astype(np.float32)


@given(peaks=st.lists(st.floats(0, 8, width=32), min_size=1, max_size=60), ceiling=st.floats(0.1, 1.0))
def test_the_limiter_lets_no_step_over_the_ceiling(peaks: list[float], ceiling: float) -> None:
    sound = np.repeat(np.array(peaks, np.float32), HOP)

    gains = limits(np.array(peaks, np.float32), ceiling)
    ride(sound, gains)

    assert sound.max() <= ceiling * 1.00001
    assert gains.min() > 0
    assert gains.max() <= 1.00001


def test_the_limiter_leaves_what_is_far_from_a_peak_alone() -> None:
    peaks = np.full(1000, 0.3, np.float32)
    peaks[300] = 2.0

    gains = limits(peaks, 0.8)

    assert (gains[:290] == 1.0).all()
    assert gains[300] == pytest.approx(0.4)
    assert gains[900] > 0.995


def test_the_limiter_falls_before_the_peak_and_without_a_step() -> None:
    peaks = np.full(100, 0.3, np.float32)
    peaks[50] = 1.6

    gains = limits(peaks, 0.8)

    assert np.abs(np.diff(gains)).max() < 0.15
    assert gains[46] < 0.9


def test_the_compressor_leaves_a_third_of_what_is_over_the_voices_level() -> None:
    sound = np.concatenate((tone(800, SOFT), tone(200, LOUD)))
    level = powers(sound).mean()
    before = 10 * np.log10(powers(sound)[[700, 980]] / level)

    compress(sound)

    after = 10 * np.log10(powers(sound)[[700, 980]] / level)
    assert before == pytest.approx([-7.6, 6.4], abs=0.1)
    assert after == pytest.approx([-7.6, 6.4 / 3], abs=0.3)


def test_the_compressor_treats_quiet_and_loud_voices_alike() -> None:
    sound = np.concatenate((tone(800, SOFT), tone(200, LOUD)))
    quiet = sound / np.float32(64)

    compress(sound)
    compress(quiet)

    np.testing.assert_allclose(quiet * 64, sound, atol=1e-4)


def test_the_compressor_makes_an_even_voice_softer_and_no_less_even() -> None:
    even = tone(500, 0.2)

    compress(even)

    softer = powers(even)[20:] / powers(tone(500, 0.2))[20:]
    assert 10 * np.log10(softer) == pytest.approx(-0.5, abs=0.15)  # at its own level it is in the middle of the knee


def test_silence_passes_the_compressor_unchanged() -> None:
    still = np.zeros(100 * HOP, np.float32)

    compress(still)

    assert not still.any()
