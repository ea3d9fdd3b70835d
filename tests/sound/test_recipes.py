from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tour.sound import recipes
from tour.sound.earcons import EARCONS
from tour.sound.loudness import momentary

RATE = 22_050


@cache
def samples(name: str) -> np.ndarray:
    return np.frombuffer(getattr(recipes, name)(), "<i2").astype(np.float32) / 32768


def spectrum(sound: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return power and the frequencies, in hertz."""
    return np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 17)) ** 2, np.fft.rfftfreq(1 << 17, 1 / RATE)


def pitch(sound: np.ndarray, start: float, seconds: float) -> float:
    """Return the frequency, in hertz, of the strongest partial of a stretch of *sound*."""
    power, hertz = spectrum(sound[round(start * RATE) : round((start + seconds) * RATE)])
    return float(hertz[power.argmax()])


def level(sound: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.square(sound).mean())))


def test_quiet_comes_down_to_rest() -> None:
    sound = samples("quiet")

    assert len(sound) == int(1.4 * RATE)
    assert pitch(sound, 0.02, 0.2) > 1.4 * pitch(sound, 0.3, 0.3)
    assert level(sound[-round(0.3 * RATE) :]) < level(sound[: round(0.5 * RATE)]) - 15


def test_what_is_heard_in_the_street_sounds_where_traffic_leaves_room() -> None:
    power, hertz = spectrum(samples("quiet"))

    assert power[(hertz > 600) & (hertz < 3000)].sum() > 0.95 * power.sum()


@pytest.mark.parametrize("name", EARCONS)
def test_a_sound_does_not_startle(name: str) -> None:
    sound = samples(name)

    envelope = np.abs(sound[: len(sound) // 22 * 22]).reshape(-1, 22).max(axis=1)

    assert envelope[:2].max() < 0.5 * envelope.max()  # no hard attack: 2 ms in it is still less than half as high
    assert envelope[-5:].max() < 0.01  # and it ends in nothing
    assert 0.4 < envelope.max() <= 0.51
    assert -18 < momentary(sound, RATE) < -12


class TestIdent:
    def test_it_lasts_from_three_to_four_seconds(self) -> None:
        assert 3.0 <= len(samples("ident")) / RATE <= 4.0

    def test_its_filter_opens_slowly_and_closes_again(self) -> None:
        sound = samples("ident")
        centres = []
        for start in np.arange(0, 3.5, 0.5):
            power, hertz = spectrum(sound[round(start * RATE) : round((start + 0.5) * RATE)])
            centres.append(float((np.sqrt(power) * hertz).sum() / np.sqrt(power).sum()))

        assert centres[:5] == sorted(centres[:5])
        assert centres[4] > 2 * centres[0]
        assert centres[-1] < centres[4] / 1.5

    def test_its_notes_come_as_evenly_as_from_a_sequencer(self) -> None:
        sound = samples("ident")[: round(2.5 * RATE)]
        windows = np.lib.stride_tricks.sliding_window_view(sound, 256)[::64] * np.hanning(256)
        loud = np.log(np.abs(np.fft.rfft(windows, axis=1))[:, 8:] + 1e-3)  # from 700 Hz, above the pad
        rises = np.maximum(np.diff(loud, axis=0), 0).sum(axis=1)

        beat = np.abs(np.fft.rfft(rises - rises.mean(), 1 << 14))
        hertz = np.fft.rfftfreq(1 << 14, 64 / RATE)
        fast = (hertz > 2) & (hertz < 15)

        assert hertz[fast][beat[fast].argmax()] == pytest.approx(1 / 0.115, abs=0.15)

    def test_its_last_chord_is_neither_major_nor_minor(self) -> None:
        power, hertz = spectrum(samples("ident")[round(2.7 * RATE) : round(3.4 * RATE)])

        def share(semitones: set[int]) -> float:
            """Return how much of the sound lies within 40 cents of these notes, counted up from D."""
            heard = (hertz > 130) & (hertz < 700)
            notes = 12 * np.log2(hertz[heard] / 440) + 7
            near = np.zeros(len(notes), bool)
            for note in semitones:
                near |= np.abs((notes - note + 6) % 12 - 6) < 0.4
            return float(power[heard][near].sum() / power[heard].sum())

        assert share({0, 2, 7}) > 0.9  # D, E, A
        assert share({3, 4}) < 0.02  # F, F sharp

    def test_a_small_loudspeaker_gives_it_whole(self) -> None:
        power, hertz = spectrum(samples("ident"))

        assert power[hertz < 120].sum() < 0.02 * power.sum()
        assert power[hertz > 9500].sum() < 1e-4 * power.sum()

    def test_it_dies_away(self) -> None:
        sound = samples("ident")

        assert level(sound[-round(0.2 * RATE) :]) < level(sound[: round(2.5 * RATE)]) - 20
