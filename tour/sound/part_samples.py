"""Makes the samples of one part of a track, at the track's rate."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tour.model import Clip
from tour.sound import presence
from tour.sound.codec import RATE
from tour.sound.loudness import Samples
from tour.sound.parts import Bed, Effect, Part, Silence, Speech

_THRESHOLD = 45.0
"""dB under the loudest 5 ms of a sentence, below which its ends are silence."""

_BEFORE, _AFTER = 0.010, 0.025
"""Seconds kept before the first sound of a sentence and after the last."""

Hertz = npt.NDArray[np.float64]


def piece(part: Part) -> Samples:
    """Return *part* at 44.1 kHz: speech cut to its words and shaped, sounds as they are, no click at either end."""
    match part:
        case Silence(seconds):
            return np.zeros(round(seconds * RATE), np.float32)
        case Speech(clip):
            return _faded(_resampled(_trimmed(_samples(clip), clip.rate), clip.rate, presence.gains), 0.004, 0.012)
        case Effect(clip) | Bed(clip):
            return _faded(_resampled(_samples(clip), clip.rate), 0.002, 0.010)


def _samples(clip: Clip) -> Samples:
    return np.frombuffer(clip.pcm, "<i2").astype(np.float32) / np.float32(32768)


def _trimmed(samples: Samples, rate: int) -> Samples:
    step = max(rate // 200, 1)
    count = len(samples) // step
    power = np.square(samples[: count * step]).reshape(count, step).mean(axis=1)
    sounding = np.flatnonzero(power > max(power.max(initial=0.0) * 10 ** (-_THRESHOLD / 10), 1e-9))
    if not len(sounding):
        return samples
    first, last = sounding[0] * step - round(_BEFORE * rate), (sounding[-1] + 1) * step + round(_AFTER * rate)
    return samples[max(first, 0) : last]


def _resampled(samples: Samples, rate: int, gains: Callable[[Hertz], Samples] | None = None) -> Samples:
    """Return the samples at 44.1 kHz: their spectrum, made longer or shorter, and tapered over its last twentieth.

    *gains* say by what to multiply it at some frequencies, in hertz; they are real, so nothing is heard later for them.
    """
    if not len(samples) or (rate == RATE and gains is None):
        return samples
    common = math.gcd(rate, RATE)
    up, down = RATE // common, rate // common
    # A spectrum belongs to a sound that repeats: silence keeps its end from ringing into its beginning.
    periods = _smooth(-(-(len(samples) + 1024) // down))
    spectrum = np.fft.rfft(samples, periods * down)[: periods * min(up, down) // 2 + 1]
    if gains is not None:
        spectrum *= gains(np.arange(len(spectrum), dtype=np.float64) * (rate / (periods * down)))
    taper = len(spectrum) // 20
    edge = 0.5 + 0.5 * np.cos(np.pi * np.arange(1, taper + 1) / taper)
    spectrum[len(spectrum) - taper :] *= edge.astype(np.float32)
    out = np.fft.irfft(spectrum * np.float32(up / down), periods * up)
    return out[: round(len(samples) * RATE / rate)].astype(np.float32)


def _smooth(least: int) -> int:
    """Return the next number from *least* on that has no prime factor over 5: Fourier transforms of it are quick."""
    while True:
        rest = least
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return least
        least += 1


def _faded(samples: Samples, into: float, out: float) -> Samples:
    """Return a copy that rises and falls within *into* and *out* seconds, by raised cosines: no clicks."""
    faded = samples.copy()
    for seconds, view in ((into, faded), (out, faded[::-1])):
        count = min(round(seconds * RATE), len(faded) // 2)
        view[:count] *= (0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(count, 1))).astype(np.float32)
    return faded
