from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest

from tour.earcons import EARCONS, earcon
from tour.loudness import momentary


def samples(name: str) -> np.ndarray:
    return np.frombuffer(earcon(name).pcm, "<i2").astype(np.float32) / 32768


def pitch(sound: np.ndarray, start: float, seconds: float) -> float:
    """Return the frequency, in hertz, of the strongest partial of a stretch of *sound*."""
    stretch = sound[round(start * 44_100) : round((start + seconds) * 44_100)]
    spectrum = np.abs(np.fft.rfft(stretch * np.hanning(len(stretch)), 1 << 17))
    return float(spectrum.argmax() * 44_100 / (1 << 17))


def test_hold_comes_down_to_rest() -> None:
    sound = samples("hold")

    notes = [pitch(sound, start, 0.18) for start in (0.02, 0.22, 0.45)]

    assert len(sound) == round(1.6 * 44_100)
    assert notes == sorted(notes, reverse=True)
    assert notes[0] > 1.4 * notes[2]


def test_kerb_rises_and_is_short() -> None:
    sound = samples("kerb")

    assert len(sound) == round(0.6 * 44_100)
    assert pitch(sound, 0.17, 0.12) > 1.2 * pitch(sound, 0.02, 0.12)


@pytest.mark.parametrize("name", EARCONS)
def test_it_sounds_where_traffic_leaves_room(name: str) -> None:
    power = np.abs(np.fft.rfft(samples(name))) ** 2
    hertz = np.fft.rfftfreq(len(samples(name)), 1 / 44_100)

    assert power[(hertz > 600) & (hertz < 3000)].sum() > 0.95 * power.sum()


@pytest.mark.parametrize("name", EARCONS)
def test_it_does_not_startle(name: str) -> None:
    sound = samples(name)

    envelope = np.abs(sound[: len(sound) // 44 * 44]).reshape(-1, 44).max(axis=1)

    assert envelope[:2].max() < 0.5 * envelope.max()  # no hard attack: 2 ms in it is still less than half as high
    assert envelope[-5:].max() < 0.01  # and it ends in nothing
    assert 0.4 < envelope.max() <= 0.51
    assert -18 < momentary(sound, 44_100) < -12


@pytest.mark.parametrize("name", EARCONS)
def test_another_process_makes_the_same_bytes(name: str) -> None:
    code = f"import hashlib; from tour.earcons import earcon; print(hashlib.sha256(earcon({name!r}).pcm).hexdigest())"

    told = subprocess.run((sys.executable, "-c", code), capture_output=True, check=True, text=True).stdout

    assert told.strip() == hashlib.sha256(earcon(name).pcm).hexdigest()


def test_their_names_are_known_without_numpy() -> None:
    code = "import sys, tour.earcons; assert tour.earcons.EARCONS == ('hold', 'kerb'); sys.exit('numpy' in sys.modules)"

    assert subprocess.run((sys.executable, "-c", code), check=False).returncode == 0


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no sound 'gong'"):
        earcon("gong")
