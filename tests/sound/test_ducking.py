from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.sound.codec import RATE
from tour.sound.ducking import DEPTH, FADE, ducked

SOFT = 10 ** (-DEPTH / 20)


def gains(length: float, words: float, end: float) -> np.ndarray:
    """Return what becomes of a sound of ones; all in seconds."""
    return ducked(np.ones(round(length * RATE), np.float32), round(words * RATE), round(end * RATE))


def at(curve: np.ndarray, seconds: float) -> float:
    return float(curve[round(seconds * RATE)])


def test_it_is_whole_until_just_before_the_words_and_softer_from_the_first_on() -> None:
    curve = gains(20, 1.9, 12)

    assert at(curve, 0) == at(curve, 1.9 - FADE) == 1.0
    assert at(curve, 1.9) == at(curve, 12 - FADE - 0.01) == pytest.approx(SOFT)
    assert SOFT < at(curve, 1.9 - FADE / 2) < 1


def test_it_is_gone_when_the_words_end() -> None:
    curve = gains(20, 1.9, 12)

    assert len(curve) == 12 * RATE
    assert abs(curve[-1]) < 1e-6
    assert 0 < at(curve, 12 - FADE / 2) < SOFT


def test_where_it_ends_itself_it_fades_too() -> None:
    curve = gains(5, 1.9, 12)

    assert len(curve) == 5 * RATE
    assert abs(curve[-1]) < 1e-6
    assert at(curve, 5 - FADE - 0.01) == pytest.approx(SOFT)


def test_one_that_is_over_before_the_words_is_never_softened() -> None:
    curve = gains(3, 8, 12)

    assert at(curve, 3 - FADE - 0.01) == 1.0
    assert abs(curve[-1]) < 1e-6


@given(st.floats(0, 8), st.floats(0, 8), st.floats(0, 8))
def test_it_only_ever_falls_and_never_steps(length: float, words: float, after: float) -> None:
    curve = gains(length, words, words + after)

    assert len(curve) == min(round(length * RATE), round((words + after) * RATE))
    if len(curve) > FADE * RATE:
        steps = np.diff(curve)
        assert steps.max() <= 1e-6
        assert steps.min() > -2e-4  # in 23 µs
