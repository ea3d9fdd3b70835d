"""The street that a narration is heard beside: made, and the same each time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import street


def speech(seconds: float) -> street.Samples:
    """A tone that stands for words."""
    return 0.2 * np.sin(2 * np.pi * 300 * np.arange(round(seconds * street.RATE)) / street.RATE)


def silence(seconds: float) -> street.Samples:
    return np.zeros(round(seconds * street.RATE))


def power(sound: street.Samples, first: float, last: float) -> float:
    """The power between *first* and *last* Hz."""
    hertz = np.fft.rfftfreq(len(sound), 1 / street.RATE)
    spectrum = np.abs(np.fft.rfft(sound)) ** 2
    return float(spectrum[(hertz >= first) & (hertz < last)].sum())


def decibels(ratio: float) -> float:
    return float(10 * np.log10(ratio))


def test_a_name_gives_the_same_street_each_time() -> None:
    assert np.array_equal(street.street(8000, "mill"), street.street(8000, "mill"))


def test_another_name_gives_another_street() -> None:
    assert not np.array_equal(street.street(8000, "mill"), street.street(8000, "lock"))


def test_at_another_hour_other_cars_pass() -> None:
    assert not np.array_equal(street.street(8000, "mill", 1), street.street(8000, "mill", 2))


def test_traffic_is_low() -> None:
    noise = street.street(20 * street.RATE, "mill")

    assert power(noise, 0, 45) < 0.001 * power(noise, 45, 8000)
    assert power(noise, 45, 1000) > 0.75 * power(noise, 45, 8000)


@pytest.mark.parametrize(("octave", "falls"), [(100, 0), (250, 0), (1100, 6), (2200, 6)])
def test_an_octave_is_as_loud_as_the_next_below_the_bend_and_louder_above(octave: float, falls: float) -> None:
    noise = street.street(60 * street.RATE, "mill")

    drop = decibels(power(noise, octave, 2 * octave) / power(noise, 2 * octave, 4 * octave))

    # Pink noise has equal octaves. From 250 Hz the second octave ends at the bend.
    assert drop == pytest.approx(falls, abs=0.7)


def test_cars_swell_and_fade() -> None:
    noise = street.street(60 * street.RATE, "mill")

    seconds = (noise.reshape(-1, street.RATE) ** 2).mean(axis=1)

    assert decibels(seconds.max() / seconds.min()) > 6


@pytest.mark.parametrize("snr", [10.0, 0.0])
def test_the_noise_is_set_by_the_words_and_not_by_the_silence_between_them(snr: float) -> None:
    words = np.concatenate([silence(2), speech(1), silence(3), speech(1)])
    noise = np.random.default_rng(0).standard_normal(len(words))

    both = street.beside(words, noise, snr)

    talking = words != 0
    added = both - words * (both[talking] @ words[talking]) / (words[talking] @ words[talking])
    assert decibels((words[talking] ** 2).mean() / (added[~talking] ** 2).mean()) == pytest.approx(snr, abs=0.2)


def test_what_would_clip_is_made_softer() -> None:
    both = street.beside(4.9 * speech(1), street.street(street.RATE, "mill"), 0.0)

    assert np.abs(both).max() == 1.0


def test_silence_has_nothing_to_set_the_noise_by() -> None:
    with pytest.raises(ValueError, match="no speech"):
        street.beside(silence(1), street.street(street.RATE, "mill"), 10.0)


def test_a_folder_of_speech_becomes_a_folder_beside_the_street(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "stale.wav").write_bytes(b"")
    street.write(tmp_path / "in" / "mill.wav", speech(2))

    street.main([str(tmp_path / "in"), str(tmp_path / "out")])

    [path] = (tmp_path / "out").iterdir()
    assert path.name == "mill.wav"
    assert len(street.read(path)) == 2 * street.RATE
