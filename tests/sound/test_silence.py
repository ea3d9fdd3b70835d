"""A silent MP3 made without an encoder is one that decoders take, and costs next to nothing."""

import numpy as np
import pytest

from tour.sound.codec import RATE as TRACKS
from tour.sound.codec import aac_frames, decode_pcm, encode_aac
from tour.sound.mix import mix
from tour.sound.parts import Silence
from tour.sound.silence import HUM_PEAK, RATE, silent_mp3


@pytest.mark.parametrize("seconds", [0.5, 5, 30, 1055.0])
def test_it_is_silent_for_at_least_so_long(seconds: float) -> None:
    mp3, lasts = silent_mp3(seconds)

    sound = decode_pcm(mp3)

    assert seconds <= lasts < seconds + 0.025
    assert len(sound) / RATE == pytest.approx(lasts, abs=0.06)
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(HUM_PEAK, abs=0.1)


def test_nobody_hears_it() -> None:
    """42 dB at a phone's utmost of some 105, where hearing begins at 59 at 31 Hz, and at 37 from 60 Hz (ISO 226)."""
    sound = decode_pcm(silent_mp3(20.0)[0])

    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)

    assert 10 * np.log10(np.mean(sound**2)) < -63
    assert power[hertz < 60].sum() > 0.99 * power.sum()


def test_no_browser_takes_it_for_nothing() -> None:
    """Chromium lets a page fall asleep whose sound stays under -72.25 dBFS, as it measures with 10 ms of memory."""
    sound = decode_pcm(silent_mp3(20.0)[0])

    power = np.convolve(sound[RATE:-RATE] ** 2, np.full(RATE // 100, 100 / RATE), "valid")

    assert 10 * np.log10(power.min()) > -70


def test_it_is_never_so_short_that_no_decoder_finds_it() -> None:
    assert len(decode_pcm(silent_mp3(0.01)[0]))


def test_an_hour_and_a_half_of_it_has_five_and_a_half_megabytes() -> None:
    assert len(silent_mp3(5400)[0]) == 5_400_000


def test_a_track_of_silence_alone_is_made_so() -> None:
    master = mix((Silence(30.0),), -16.0)

    assert master.mp3 == silent_mp3(30.0)[0]
    assert (master.seconds, master.lufs, master.dbtp, master.offsets) == (30.0, -70.0, HUM_PEAK, (0.0,))


def test_the_m4b_takes_it_at_the_rate_of_the_other_tracks() -> None:
    adts = encode_aac(silent_mp3(7.5)[0])

    assert len(aac_frames(adts)) == pytest.approx(7.5 * TRACKS / 1024, abs=3)
