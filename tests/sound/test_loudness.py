from __future__ import annotations

import re
import subprocess

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tour.sound.codec import ffmpeg
from tour.sound.loudness import (
    NO_PEAK,
    SILENCE,
    Meter,
    Samples,
    energies,
    gated,
    integrated,
    momentary,
    peaks,
    true_peak,
    whole_piece,
)

RATE = 44_100


def ebur128(samples: Samples, rate: int) -> tuple[float, float]:
    """Return integrated loudness, dual mono, and true peak, as ffmpeg's meter reads them."""
    source = ("-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", "-")
    meter = ("-filter_complex", "ebur128=dualmono=true:peak=true", "-f", "null", "-")
    command = (ffmpeg(), "-hide_banner", "-nostats", *source, *meter)
    told = subprocess.run(command, input=samples.astype("<f4").tobytes(), capture_output=True, check=True).stderr
    summary = told.decode().rpartition("Summary:")[2]
    loud, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert loud
    assert peak
    return float(loud[1]), float(peak[1])


def faded(samples: np.ndarray, rate: int) -> Samples:
    ramp = np.minimum(np.arange(len(samples)) / (0.05 * rate), 1)
    return (samples * ramp * ramp[::-1]).astype(np.float32)


def tone(hertz: float, level: float, rate: int = RATE, seconds: float = 3.0, phase: float = 0.0) -> Samples:
    return faded(level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate + phase), rate)


def noise(rate: int, seconds: float = 3.0) -> Samples:
    return faded(0.1 * np.random.default_rng(7).standard_normal(round(seconds * rate)), rate)


def bursts() -> Samples:
    """Return words of noise with pauses, the second half 25 dB quieter: both gates have work to do."""
    words = [np.concatenate((noise(RATE, 0.7), np.zeros(RATE // 2, np.float32))) for _ in range(10)]
    return np.concatenate([word * (1.0 if i < 5 else 0.056) for i, word in enumerate(words)]).astype(np.float32)


SOUNDS = {
    "997 Hz": (tone(997, 0.1), RATE),
    "60 Hz": (tone(60, 0.5), RATE),
    "3 kHz": (tone(3000, 0.9, 24_000), 24_000),
    "quarter of the rate, between its samples": (tone(11_025, 0.7, phase=np.pi / 4), RATE),
    "noise": (noise(RATE), RATE),
    "noise at 24 kHz": (noise(24_000), 24_000),
    "noise at 48 kHz": (noise(48_000), 48_000),
    "words": (bursts(), RATE),
    "over full scale": (tone(440, 1.4), RATE),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_the_meter_agrees_with_ffmpegs(name: str) -> None:
    samples, rate = SOUNDS[name]

    loud, peak = ebur128(samples, rate)

    assert integrated(samples, rate) == pytest.approx(loud, abs=0.15)
    assert true_peak(samples, rate) == pytest.approx(peak, abs=0.2)


def test_a_full_scale_tone_of_997_hz_is_at_0_lufs_on_two_ears() -> None:
    # BS.1770-4, annex 1: a 0 dBFS tone of 997 Hz in one front channel reads −3.01; in two, 3.01 more.
    t = np.arange(5 * RATE) / RATE
    samples = np.sin(2 * np.pi * 997 * t).astype(np.float32)

    assert integrated(samples, RATE) == pytest.approx(0.0, abs=0.03)


def test_a_peak_between_the_samples_is_seen() -> None:
    samples = tone(11_025, 1.0, phase=np.pi / 4)

    highest_sample = 20 * np.log10(np.abs(samples).max())

    assert highest_sample == pytest.approx(-3.01, abs=0.05)
    assert true_peak(samples, RATE) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(10, np.float32), np.zeros(RATE, np.float32)])
def test_silence_has_the_lowest_reading_and_no_infinity(samples: Samples) -> None:
    assert integrated(samples, RATE) == SILENCE
    assert momentary(samples, RATE) == SILENCE
    assert true_peak(samples, RATE) == NO_PEAK


def test_less_than_one_block_cannot_be_gated() -> None:
    assert integrated(tone(997, 0.5, seconds=0.39), RATE) == SILENCE


def test_a_sound_shorter_than_a_block_has_a_momentary_loudness() -> None:
    # A tenth of a second in a block of four tenths: 6.02 dB under the steady tone.
    short = tone(997, 0.1, seconds=0.1)
    steady = momentary(np.tile(short, 20), RATE)

    assert momentary(short, RATE) == pytest.approx(steady - 6.02, abs=0.1)


def test_energies_of_sounds_that_follow_each_other_add_up() -> None:
    first = np.concatenate((tone(500, 0.3, seconds=2), np.zeros(2 * RATE, np.float32)))
    second = np.concatenate((np.zeros(2 * RATE, np.float32), tone(2000, 0.1, seconds=2)))

    assert gated(energies(first, RATE) + energies(second, RATE)) == pytest.approx(
        integrated(first + second, RATE), abs=0.01
    )


@settings(max_examples=20, deadline=None)
@given(decibels=st.floats(-30, 10))
def test_a_gain_moves_loudness_and_peak_by_as_much(decibels: float) -> None:
    samples, louder = noise(8000, 1.0), noise(8000, 1.0) * np.float32(10 ** (decibels / 20))

    assert integrated(louder, 8000) == pytest.approx(integrated(samples, 8000) + decibels, abs=0.001)
    assert true_peak(louder, 8000) == pytest.approx(true_peak(samples, 8000) + decibels, abs=0.001)


def test_each_hop_has_its_own_peak() -> None:
    samples = np.concatenate((tone(200, 0.1, seconds=0.2), tone(200, 0.8, seconds=0.2)))

    steps = peaks(samples, 441, 0.0)

    assert steps.shape == (40,)
    assert steps[:20].max() == pytest.approx(0.1, abs=0.002)
    assert steps[20:].max() == pytest.approx(0.8, abs=0.002)


PIECES = whole_piece(8000)


@pytest.mark.parametrize("length", [0, 5, 900, 3 * PIECES // 2, 2 * PIECES, 2 * PIECES + 3, 3 * PIECES + 1234])
def test_in_pieces_a_sound_measures_what_it_does_whole(length: int) -> None:
    sound = np.random.default_rng(length).normal(0, 0.05, length).astype(np.float32)
    sound *= np.linspace(0.2, 1, length, dtype=np.float32)

    meter = _heard_in_pieces(sound)

    assert (meter.lufs, meter.dbtp) == (integrated(sound, 8000), true_peak(sound, 8000))


@pytest.mark.parametrize("at", [*range(PIECES - 20, PIECES + 20), PIECES // 2, 0, 2 * PIECES - 2])
def test_a_peak_between_two_pieces_is_found(at: int) -> None:
    sound = np.zeros(2 * PIECES, np.float32)
    sound[at : at + 2] = 0.5  # between two equal samples a wave rises above them

    peak = _heard_in_pieces(sound).dbtp

    assert peak == true_peak(sound, 8000)
    assert peak > -5


def _heard_in_pieces(sound: Samples) -> Meter:
    meter = Meter(8000)
    for start in range(0, len(sound), PIECES):
        meter.add(sound[start : start + PIECES])
    return meter
