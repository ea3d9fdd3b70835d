"""The two sounds the program makes itself: one that says *pause me now*, one that says *a street to cross*.

Both are additive synthesis, written for this project, in the manner of a small synthesizer of the late eighties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tour.model import Clip

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

EARCONS: tuple[str, ...] = ("hold", "kerb")

_RATE = 44_100

_D6, _B5, _G5 = 1174.66, 987.77, 783.99
_E6 = 1318.51


def earcon(name: str) -> Clip:
    """Return the sound *name*, one of `EARCONS`. The same bytes every time."""
    match name:
        case "hold":
            return _hold()
        case "kerb":
            return _kerb()
    raise ValueError(f"there is no sound {name!r}")


def _hold() -> Clip:
    """Three soft bells that come down to rest, 1.6 s."""
    import numpy as np

    sound = np.zeros(int(1.6 * _RATE))
    bell = ((1.0, 1.0), (2.0, 0.35), (3.0, 0.22), (4.0, 0.06))
    for start, pitch, level, decay in ((0.0, _D6, 0.7, 0.22), (0.2, _B5, 0.8, 0.24), (0.42, _G5, 1.0, 0.36)):
        _add(sound, start, level * _note(pitch, 1.6 - start, 0.014, decay, bell))
    _echo(sound, 0.31, 0.18)
    return _clip(sound, 0.5)


def _kerb() -> Clip:
    """Two short plucks, the second higher, 0.6 s."""
    import numpy as np

    sound = np.zeros(int(0.6 * _RATE))
    pluck = ((1.0, 1.0), (2.0, 0.4), (3.0, 0.08))
    for start, pitch in ((0.0, _B5), (0.15, _E6)):
        _add(sound, start, _note(pitch, 0.6 - start, 0.005, 0.1, pluck))
    _echo(sound, 0.22, 0.15)
    return _clip(sound, 0.1)


def _note(
    pitch: float, seconds: float, attack: float, decay: float, partials: tuple[tuple[float, float], ...]
) -> npt.NDArray[np.float64]:
    """Return a struck note: each partial twice, a little apart, so that it shimmers; high ones die first."""
    import numpy as np

    t = np.arange(int(seconds * _RATE)) / _RATE
    tone = np.zeros(len(t))
    for multiple, level in partials:
        for cents in (-3, 3):
            frequency = pitch * multiple * 2 ** (cents / 1200)
            tone += level / 2 * np.sin(2 * np.pi * frequency * t) * np.exp(-t / decay * (0.6 + 0.4 * multiple))
    rise = np.clip(t / attack, 0, 1)
    return np.asarray(tone * rise * rise * (3 - 2 * rise))


def _add(sound: npt.NDArray[np.float64], start: float, note: npt.NDArray[np.float64]) -> None:
    at = round(start * _RATE)
    sound[at : at + len(note)] += note[: len(sound) - at]


def _echo(sound: npt.NDArray[np.float64], seconds: float, level: float) -> None:
    delay = round(seconds * _RATE)
    sound[delay:] += level * sound[:-delay].copy()


def _clip(sound: npt.NDArray[np.float64], fade: float) -> Clip:
    """Return the sound with its last *fade* seconds drawn down to nothing, at half of full scale."""
    import numpy as np

    tail = round(fade * _RATE)
    sound[-tail:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, tail + 1) / tail)
    return Clip(np.rint(sound * (16_384 / np.abs(sound).max())).astype("<i2").tobytes(), _RATE)
