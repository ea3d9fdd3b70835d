"""The level of a sound that goes on under speech."""

from __future__ import annotations

import numpy as np

from tour.sound.codec import RATE
from tour.sound.loudness import Samples

DEPTH = 14.0
"""dB by which it is softer under speech than alone."""

FADE = 0.4
"""Seconds in which it grows softer before the first word, and in which it fades away."""


def ducked(sound: Samples, words: int, end: int) -> Samples:
    """Return *sound*, at 44.1 kHz, as it is heard when speech begins at its sample *words* and is over at *end*.

    Until `FADE` before the words it is as it was; at the words it is softer by `DEPTH`. It has faded away at *end*, or
    where it ends itself.
    """
    sound = sound[:end]
    at, fade = np.arange(len(sound)), FADE * RATE
    softer = _smooth((at - words) / fade + 1)
    left = _smooth((len(sound) - at) / fade)
    return sound * (10 ** (-DEPTH / 20 * softer) * left).astype(np.float32)


def _smooth(x: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    """Return *x*, held between 0 and 1, as a raised cosine."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(x, 0, 1)))
