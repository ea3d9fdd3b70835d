"""The levels inside a track: a gentle compressor for speech, and a limiter that looks ahead.

Both work out one gain per step of `HOP` samples, about a millisecond at 44.1 kHz, and draw a straight line between
one step's gain and the next.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tour.sound.loudness import Samples

HOP = 49
"""Samples per step: 90 of them make a tenth of a second at 44.1 kHz, which is the loudness meter's step."""

_STEP = HOP / 44_100
"""Seconds."""

THRESHOLD = 0.0
"""dB above the speech's own level, so that loud and quiet voices are treated alike."""

_RATIO = 3.0
_KNEE = 6.0
_ATTACK, _RELEASE = 0.008, 0.160
"""Seconds."""

_AHEAD = 6
"""Steps by which the limiter begins before a peak: 6.7 ms."""

_RECOVERY = 0.080
"""Seconds in which the limiter lets go."""


def compress(samples: Samples) -> None:
    """Even out *samples*, whole steps of speech, in place: 3 to 1 from its own level on, with a soft knee."""
    steps = powers(samples)
    sounding = steps[steps > steps.max(initial=0.0) * 1e-6]
    if not len(sounding):
        return
    level = sounding[sounding > sounding.mean() / 10].mean()
    over = 10 * np.log10(np.maximum(steps / level, 1e-9)) - THRESHOLD
    knee = np.clip(over + _KNEE / 2, 0, _KNEE)
    wanted = (1 - 1 / _RATIO) * (knee * knee / (2 * _KNEE) + np.maximum(over - _KNEE / 2, 0))
    # A smooth, decoupled peak detector (Giannoulis, Massberg, Reiss 2012, J. Audio Eng. Soc. 60(6), equation 17).
    held = _decaying(wanted, _STEP / _RELEASE)
    attack = np.exp(-_STEP / _ATTACK * np.arange(8 * _ATTACK // _STEP))
    cuts = np.concatenate(((0.0,), np.convolve(held, attack / attack.sum())[: len(held)]))
    ride(samples, (10 ** (cuts / -20)).astype(np.float32))


def limits(peaks: Samples, ceiling: float) -> Samples:
    """Return the gains, one more than there are steps, that keep each step's peak at or under *ceiling*."""
    allowed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    if allowed.min(initial=1.0) == 1.0:
        return np.ones(len(peaks) + 1, np.float32)
    # A gain stands between two steps and must suit both; each suits all that comes within the look-ahead too.
    cuts = np.pad(1.0 - allowed, (1, _AHEAD + 1))
    count = len(peaks) + 1
    most = cuts[:count].copy()
    for ahead in range(1, _AHEAD + 2):
        np.maximum(most, cuts[ahead : ahead + count], out=most)
    held = _decaying(most, _STEP / _RECOVERY)
    # A mean over the look-ahead turns each sudden fall into a smooth one, and still allows no step too much.
    window = np.hanning(_AHEAD + 3)[1:-1]
    early = np.concatenate((np.full(_AHEAD, held[0]), held))
    return (1.0 - np.convolve(early, window / window.sum(), "valid")).astype(np.float32)


def ride(samples: Samples, gains: Samples) -> None:
    """Apply the gains, one more than there are steps, to *samples*, whole steps, in place."""
    steps = samples.reshape(-1, HOP)
    ramp = np.arange(HOP, dtype=np.float32) / HOP
    for start in range(0, len(steps), 1024):  # as many steps as stay in the processor's cache
        before, after = gains[start : start + 1025][:-1, None], gains[start + 1 : start + 1025, None]
        steps[start : start + 1024] *= before + (after - before) * ramp


def powers(samples: Samples) -> npt.NDArray[np.float64]:
    """Return the mean square of each step."""
    return np.asarray(np.square(samples).reshape(-1, HOP).mean(axis=1), np.float64)


def _decaying(values: npt.NDArray[np.float64], rate: float) -> npt.NDArray[np.float64]:
    """Return the highest of each value and those before it, each dying away by exp(−*rate*) a step.

    Tilted in the logarithm by as much as they die away, that is a running maximum: no loop.
    """
    tilt = rate * np.arange(len(values))
    return np.asarray(np.exp(np.maximum.accumulate(np.log(np.maximum(values, 1e-9)) + tilt) - tilt))
