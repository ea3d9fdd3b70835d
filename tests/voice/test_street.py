"""The street that a narration is heard beside: made, and the same each time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import street
from levels import mean_level, over, weighted


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


# ISO 717-1:2020, table 4, spectrum 2: A-weighted octaves of traffic, in dB from the whole; 4 kHz: EN 1793-3:1997.
@pytest.mark.parametrize(("middle", "level"), [(250, -10), (500, -7), (1000, -4), (2000, -6), (4000, -11.4)])
def test_to_an_ear_traffic_has_the_octaves_of_traffic(middle: float, level: float) -> None:
    noise = weighted(street.street(60 * street.RATE, "mill"))

    octave = power(noise, middle / 2**0.5, middle * 2**0.5)

    assert decibels(octave / power(noise, 0, 8000)) == pytest.approx(level, abs=2.5)


@pytest.mark.parametrize("snr", [10.0, 0.0])
def test_the_noise_is_set_by_the_words_and_not_by_the_silence_between_them(snr: float) -> None:
    words = np.concatenate([silence(2), speech(1), silence(3), speech(1)])

    noise = street.under(words, np.random.default_rng(0).standard_normal(len(words)), snr)

    talking = words != 0
    assert decibels((words[talking] ** 2).mean() / (noise**2).mean()) == pytest.approx(snr, abs=0.2)


def test_what_would_clip_is_made_softer() -> None:
    voice, noise = 4.9 * speech(1), street.street(street.RATE, "mill")

    both = street.together(voice, noise)

    assert np.abs(both).max() == 1.0
    assert both == pytest.approx((voice + noise) / np.abs(voice + noise).max())


def test_silence_has_nothing_to_set_the_noise_by() -> None:
    with pytest.raises(ValueError, match="no speech"):
        street.under(silence(1), street.street(street.RATE, "mill"), 10.0)


def test_a_folder_of_speech_becomes_a_folder_beside_the_street(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "stale.wav").write_bytes(b"")
    street.write(tmp_path / "in" / "mill.wav", speech(2))

    street.main([str(tmp_path / "in"), str(tmp_path / "out")])

    [path] = (tmp_path / "out").iterdir()
    assert path.name == "mill.wav"
    both = street.read(path)
    assert len(both) == 2 * street.RATE
    # Where nothing clips, what is not the voice is the street.
    assert f"the voice is {over(speech(2), both - speech(2)):.1f} dB over the street" in capsys.readouterr().out


def test_a_voice_without_its_lows_is_not_given_a_milder_street(tmp_path: Path) -> None:
    whole = speech(3) + 0.02 * np.sin(2 * np.pi * 3000 * np.arange(3 * street.RATE) / street.RATE)
    thin = whole - speech(3)
    for folder, voice in (("before", whole), ("now", np.concatenate([thin, thin]))):
        (tmp_path / folder).mkdir()
        street.write(tmp_path / folder / "mill.wav", voice)

    noises = []
    for folder, voice in (("before", whole), ("now", np.concatenate([thin, thin]))):
        out = tmp_path / f"{folder}-street"
        street.main([str(tmp_path / folder), str(out), "--by", str(tmp_path / "before")])
        noises.append(street.read(out / "mill.wav") - voice)

    # Beside the longer one it goes on for longer; it is as loud.
    assert mean_level(noises[1]) == pytest.approx(mean_level(noises[0]), abs=0.02)
    assert over(whole, noises[0]) > over(np.concatenate([thin, thin]), noises[1]) + 3
