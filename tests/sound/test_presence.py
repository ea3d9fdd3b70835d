from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tour.model import Clip
from tour.sound import presence
from tour.sound.codec import RATE
from tour.sound.part_samples import piece
from tour.sound.parts import Bed, Effect, Speech

RATES = (8000, 16_000, 22_050, 24_000, 44_100, 48_000)


def clip(samples: np.ndarray, rate: int) -> Clip:
    return Clip(np.rint(samples * 32768).astype("<i2").tobytes(), rate)


def tone(hertz: float, rate: int) -> Clip:
    return clip(0.3 * np.sin(2 * np.pi * hertz * np.arange(rate) / rate), rate)


def level(samples: np.ndarray) -> float:
    """Return the level, in dB, of the middle of a second: there no end is faded."""
    return float(10 * np.log10(np.square(samples[RATE // 4 : 3 * RATE // 4]).mean()))


@pytest.mark.parametrize(
    ("hertz", "gain"),
    [(50, -6), (100, -6), (300, -2), (600, 0), (1000, 3), (2000, 5), (3000, 5), (4000, 5), (7000, 0), (8000, 0)],
)
@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100, 48_000])
def test_speech_has_the_spectrum_that_is_written(hertz: float, gain: float, rate: int) -> None:
    sound = tone(hertz, rate)

    assert level(piece(Speech(sound))) - level(piece(Effect(sound))) == pytest.approx(gain, abs=0.1)


def test_between_two_points_of_the_shape_it_rises_or_falls_without_a_turn() -> None:
    for (low, before), (high, after) in pairwise(presence.SHAPE):
        steps = np.diff(presence.gains(np.linspace(low, high, 50)))

        assert (steps * np.sign(after - before) >= 0).all()


@pytest.mark.parametrize("rate", RATES)
def test_words_are_heard_when_they_were_and_last_as_long(rate: int) -> None:
    words = clip(0.2 * np.random.default_rng(1).uniform(-1, 1, rate), rate)

    shaped, plain = piece(Speech(words)), piece(Effect(words))

    alike = np.fft.irfft(np.fft.rfft(shaped) * np.conj(np.fft.rfft(plain)))
    assert len(shaped) == len(plain) == RATE
    assert alike.argmax() == 0


def test_silence_stays_silence() -> None:
    assert not piece(Speech(clip(np.zeros(24_000), 24_000))).any()
    assert not len(piece(Speech(Clip(b"", 24_000))))


def test_a_sound_of_the_authors_keeps_its_spectrum() -> None:
    samples = 0.3 * np.random.default_rng(1).uniform(-1, 1, RATE)

    for part in (Effect(clip(samples, RATE)), Bed(clip(samples, RATE), 1)):
        assert piece(part)[1000:-1000] == pytest.approx(samples[1000:-1000], abs=1 / 32768)
