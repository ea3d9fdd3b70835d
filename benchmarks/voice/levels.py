"""How far a voice is over a street, as the standards measure either: what street.py's decibels come to. numpy only.

Both are A-weighted, as by a sound level meter (IEC 61672-1:2013, annex E):

- the street by its mean power over all of the time, LAeq (ISO 1996-1:2016);
- the voice by its active level, which leaves out the silence between phrases (ITU-T P.56, 12/2011, method B). So does
  VOICEBOX's v_activlev with its option "a".

For it is in dBA that levels of streets are published, and how far over a noise people speak and listen. A noisy city by
day has 70 to 80 dBA, its shopping streets 60 to 70 (Caltrans 2013, Technical Noise Supplement, table 2-5): a voice at
70 to 75 dBA is 10 dB over a street where that is calm, and 5 or 0 dB where it is not. Pearsons, Bennett & Fidell 1977,
EPA-600/1-77-025, found people speaking 5 to 15 dB over the noise of homes and shops, and 1 or 2 dB under that of trains
and aircraft; Kobayashi et al. 2007, J. Acoust. Soc. Am. 121, p. 251, found 15 dB best in public places.
"""

from __future__ import annotations

from typing import Any

import numpy as np

RATE = 16_000
"""Samples per second of all that is measured here."""
SMOOTHED = 0.03
"""Seconds: the time constant of either stage of P.56's envelope."""
HELD = 0.2
"""Seconds that a voice counts as speaking, after its envelope has fallen under the threshold: P.56's hangover."""
MARGIN = 15.9
"""dB from the threshold up to the active level: P.56's margin."""
THRESHOLDS = 2.0 ** np.arange(-15, 0)
"""P.56's thresholds, for 16 bits: 6 dB from one to the next."""
_POLES = (20.6, 107.7, 737.9, 12194.0)
"""Hz: f1 to f4 of IEC 61672-1:2013, annex E."""

Samples = Any  # a numpy array of float64, ±1 at full scale


def weighted(sound: Samples) -> Samples:
    """Return *sound* as an ear takes it: A-weighted, 1 kHz as it is (IEC 61672-1:2013, annex E)."""
    squared = np.fft.rfftfreq(len(sound), 1 / RATE) ** 2
    first, second, third, fourth = (pole**2 for pole in _POLES)
    falling = (squared + first) * np.sqrt((squared + second) * (squared + third)) * (squared + fourth)
    gains = 10 ** (2.0 / 20) * fourth * squared**2 / falling
    return np.fft.irfft(np.fft.rfft(sound) * gains, len(sound))


def over(speech: Samples, noise: Samples) -> float:
    """Return how many dB *speech* is over *noise*, both as they are heard together.

    Raises ValueError where nobody speaks.
    """
    return active_level(weighted(speech)) - mean_level(weighted(noise))


def mean_level(sound: Samples) -> float:
    """Return the level of *sound* over all of its time, in dB from full scale; minus infinity for silence."""
    with np.errstate(divide="ignore"):
        return float(10 * np.log10((sound**2).mean()))


def active_level(speech: Samples) -> float:
    """Return the level of *speech* while somebody speaks, in dB from full scale: ITU-T P.56, method B.

    Raises ValueError where nobody speaks.
    """
    envelope = _smooth(np.abs(speech))
    lower = None
    for threshold in THRESHOLDS:
        active = _speaking(envelope >= threshold)
        if not active:
            break
        level = 10 * np.log10((speech**2).sum() / active)
        margin = level - 20 * np.log10(threshold)
        if margin <= MARGIN:
            return float(level if lower is None else np.interp(MARGIN, (margin, lower[0]), (level, lower[1])))
        lower = margin, level
    raise ValueError("there is no speech to measure")


def _smooth(sound: Samples) -> Samples:
    """Return *sound* averaged twice, each time with weights that fall by e in `SMOOTHED` seconds."""
    kept = np.exp(-1 / (RATE * SMOOTHED))
    steps = np.arange(RATE)  # after a second nothing is left of a sample
    kernel = (1 - kept) ** 2 * (steps + 1) * kept**steps
    size = len(sound) + len(kernel)
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(kernel, size), size)[: len(sound)]


def _speaking(above: Samples) -> int:
    """Return for how many samples *above* holds, or held less than `HELD` seconds ago."""
    held = round(RATE * HELD)
    places = np.arange(len(above))
    latest = np.maximum.accumulate(np.where(above, places, -held))
    return int((places - latest < held).sum())
