"""Shapes the spectrum of speech, so that it is followed beside traffic.

Traffic is low, and covers first what is low in a voice; words are told apart between 1 and 5 kHz (ANSI S3.5-1997,
table 3). A narration is mastered to one loudness, so what is taken from the lows is given to those. Sibilants lie
higher, and are left as they are.

Hz    100   300   600  1000  2000  4000  7000
dB     −6    −2     0    +3    +5    +5     0

In between it goes by half a cosine over the octaves; below and above, it goes on as at the end.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tour.sound.loudness import Samples

SHAPE = ((100.0, -6.0), (300.0, -2.0), (600.0, 0.0), (1000.0, 3.0), (2000.0, 5.0), (4000.0, 5.0), (7000.0, 0.0))
"""Hz, rising, and the dB there."""

_GRID = 10.0
"""Hz from one to the next of the frequencies that the shape is worked out for: cheaper than for each of a spectrum."""

_HIGHEST = 24_000.0
"""Hz, over all that a track at 44.1 kHz holds."""


def gains(hertz: npt.NDArray[np.float64]) -> Samples:
    """Return by what to multiply a spectrum of speech at each of *hertz*, from 0 up; real, so nothing is delayed."""
    grid, factors = _table(SHAPE)
    return np.interp(hertz, grid, factors).astype(np.float32)


@cache
def _table(shape: tuple[tuple[float, float], ...]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return frequencies, in hertz, and by what to multiply each."""
    grid = np.arange(0, _HIGHEST + _GRID, _GRID)
    octaves = np.log2(np.maximum(grid, _GRID))
    decibels = np.full(len(grid), shape[0][1])
    for (low, before), (high, after) in pairwise(shape):
        way = np.clip((octaves - np.log2(low)) / np.log2(high / low), 0, 1)
        decibels += (after - before) * (0.5 - 0.5 * np.cos(np.pi * way))
    return grid, 10 ** (decibels / 20)
