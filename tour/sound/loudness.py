"""How loud a sound is to an ear: ITU-R BS.1770-4 loudness and true peak, EBU Tech 3341.

Samples are floats, full scale ±1, one channel. Loudness is that of *dual mono*: the one channel plays on two
loudspeakers or two ears, as a phone plays it, which is 3.01 dB more than a meter reads that sees one channel.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

SILENCE = -70.0
"""LUFS of anything too quiet or too short to measure: BS.1770-4's absolute gate."""

NO_PEAK = -120.0
"""dBTP of digital silence."""

STEP = 10
"""Steps per second of the 400 ms gating blocks: they overlap by three quarters."""

_BLOCK = 4
"""Steps per block."""

_PHASES = 4
"""Oversampling of the true peak."""

_REACH = 8
"""Samples on either side from which a value between two samples is interpolated."""


def integrated(samples: Samples, rate: int) -> float:
    """Return the loudness of the whole, gated, in LUFS; `SILENCE` when nothing of it passes the gate."""
    return gated(energies(samples, rate))


class Meter:
    """Measures a sound that comes in pieces, to the bit as `integrated` and `true_peak` measure it whole.

    Each piece but the last has `whole_piece` samples. The memory that it takes does not grow with the sound's length.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._energies: list[npt.NDArray[np.float64]] = []
        self._before: Samples = np.zeros(_k_filter(rate)[0], np.float32)
        """What was heard last, which the filter still rings of."""
        self._loudest = 0.0
        self._hop = _peak_hop(rate)
        self._rest: Samples = np.zeros(0, np.float32)
        """Samples whose peaks cannot be told before more has come, and, but at the start, a hop ahead of them."""
        self._begun = 0
        """Hops at the start of the rest of which the peaks are known."""
        self._peak = 0.0

    def add(self, samples: Samples) -> None:
        """Take in the next piece."""
        self._energies.append(energies(samples, self._rate, self._before))
        self._before = np.concatenate((self._before, samples))[-len(self._before) :].copy()
        self._loudest = max(self._loudest, float(np.abs(samples).max(initial=0.0)))
        heard = np.concatenate((self._rest, samples))
        known = len(heard) // self._hop - 1
        if known > self._begun:
            self._peak = max(self._peak, self._highest(heard)[self._begun : known].max())
            self._begun, heard = 1, heard[(known - 1) * self._hop :].copy()
        self._rest = heard

    @property
    def lufs(self) -> float:
        """The integrated loudness of what was taken in."""
        return gated(np.concatenate(self._energies or [np.zeros(0)]))

    @property
    def dbtp(self) -> float:
        """The true peak of what was taken in."""
        return _decibels(max(self._peak, self._highest(self._rest)[self._begun :].max(initial=0.0)))

    def _highest(self, samples: Samples) -> Samples:
        return peaks(samples, self._hop, self._loudest / 2)


def whole_piece(rate: int) -> int:
    """Return how many samples a `Meter` takes at once: whole tenths of a second, and whole windows of the K filter."""
    overlap, response = _k_filter(rate)
    return math.lcm(rate // STEP, 2 * (len(response) - 1) - overlap)


def momentary(samples: Samples, rate: int) -> float:
    """Return the loudness of the loudest 400 ms, in LUFS. A shorter sound is heard with silence around it."""
    silence = np.zeros(_BLOCK * rate // STEP, np.float32)
    blocks = _blocks(energies(np.concatenate((silence, samples, silence)), rate))
    return max(_lufs(float(blocks.max())), SILENCE)


def true_peak(samples: Samples, rate: int) -> float:
    """Return the highest value between and on the samples, in dBTP; `NO_PEAK` for silence."""
    loudest = float(np.abs(samples).max(initial=0.0))
    if not loudest:
        return NO_PEAK
    # A wave can rise between two samples, but not from half of the highest one to above it, unless it is made to.
    return _decibels(float(peaks(samples, _peak_hop(rate), loudest / 2).max()))


def energies(samples: Samples, rate: int, before: Samples | None = None) -> npt.NDArray[np.float64]:
    """Return the mean square of each tenth of a second as an ear hears it (K-weighted), both ears summed.

    What is left over at the end is dropped. Energies of sounds that follow each other may be added up. *before* is what
    was heard ahead of them, as long as the filter rings; silence, if it is not given.
    """
    step = rate // STEP
    count = len(samples) // step
    heard = _weighted(samples[: count * step], rate, before)
    np.square(heard, out=heard)
    return np.asarray(2.0 * heard.reshape(count, step).mean(axis=1), np.float64)


def gated(steps: npt.NDArray[np.float64]) -> float:
    """Return the integrated loudness, in LUFS, of what `energies` gave (BS.1770-4, annex 1, equations 4 to 7)."""
    blocks = _blocks(steps)
    loud = blocks[blocks > _energy(SILENCE)]
    if not len(loud):
        return SILENCE
    return _lufs(float(loud[loud > loud.mean() / 10].mean()))


def peaks(samples: Samples, hop: int, above: float) -> Samples:
    """Return the highest absolute value in each *hop* samples, the waves between the samples included.

    Those are reckoned only where a sample of the hop or of a neighbour is higher than *above*: 4 × oversampling
    (BS.1770-4, annex 2), with 16 taps a phase.
    """
    count = -(-len(samples) // hop)
    if not count:
        return np.zeros(0, np.float32)
    padded = np.zeros(count * hop + 2 * _REACH, np.float32)
    padded[_REACH - 1 : _REACH - 1 + len(samples)] = samples
    inner = np.abs(padded[_REACH - 1 : _REACH - 1 + count * hop]).reshape(count, hop)
    highest: Samples = inner.max(axis=1)
    windows = np.lib.stride_tricks.sliding_window_view(padded, hop + 2 * _REACH - 1)[::hop]
    near = np.pad(highest, 1)
    hot = np.flatnonzero(np.maximum(np.maximum(near[:-2], near[1:-1]), near[2:]) > above)
    taps = _interpolators()
    for start in range(0, len(hot), 512):  # as many hops as stay in the processor's cache
        some = hot[start : start + 512]
        window = windows[some]
        best = highest[some]
        for phase in taps:
            wave = phase[0] * window[:, :hop]
            for k in range(1, 2 * _REACH):
                wave += phase[k] * window[:, k : k + hop]
            best = np.maximum(best, np.abs(wave).max(axis=1))
        highest[some] = best
    return highest


def _blocks(steps: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    if len(steps) < _BLOCK:
        return np.zeros(0)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(steps, _BLOCK).mean(axis=1))


def _peak_hop(rate: int) -> int:
    """Return how many samples are looked at together for a true peak: a thousandth of a second."""
    return rate // 1000 or 1


def _decibels(peak: float) -> float:
    return max(20 * math.log10(peak), NO_PEAK) if peak else NO_PEAK


def _lufs(energy: float) -> float:
    return -0.691 + 10 * math.log10(energy) if energy > 0 else -math.inf


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _weighted(samples: Samples, rate: int, before: Samples | None) -> Samples:
    """Return the samples through the K filter, by overlap-save: a recursion over samples would be a Python loop."""
    overlap, response = _k_filter(rate)
    size = 2 * (len(response) - 1)
    hop = size - overlap
    count = -(-len(samples) // hop)
    padded = np.zeros(overlap + count * hop, np.float32)
    padded[overlap : overlap + len(samples)] = samples
    if before is not None:
        padded[:overlap] = before
    windows = (
        np.lib.stride_tricks.sliding_window_view(padded, size)[::hop] if count else np.zeros((0, size), np.float32)
    )
    out = np.empty((count, hop), np.float32)
    for start in range(0, count, 8):
        spectra = np.fft.rfft(windows[start : start + 8], axis=1)
        spectra *= response
        out[start : start + 8] = np.fft.irfft(spectra, size, axis=1)[:, overlap:]
    return out.reshape(-1)[: len(samples)]


@cache
def _k_filter(rate: int) -> tuple[int, npt.NDArray[np.complex64]]:
    """Return how many samples the K filter rings on, to −90 dB, and its response for blocks of eight times that.

    BS.1770-4, annex 1, gives the two stages for 48 kHz. For other rates they are made from the analogue prototypes
    that give those coefficients (Mansbridge, Finn, Reiss 2012, AES 132, paper 8693; as in libebur128).
    """
    overlap = 2 ** math.ceil(math.log2(0.045 * rate))
    z = np.exp(-1j * np.pi * np.arange(4 * overlap + 1) / (4 * overlap))
    k, q = math.tan(math.pi * 1681.974450955533 / rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    middle = high**0.4996667741545416
    shelf = (high + middle * k / q + k * k) + 2 * (k * k - high) * z + (high - middle * k / q + k * k) * z * z
    shelf /= (1 + k / q + k * k) + 2 * (k * k - 1) * z + (1 - k / q + k * k) * z * z
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    cut = 1 - 2 * z + z * z
    # The standard leaves the numerator of the second stage at 1, -2, 1, so the pass band is not quite at 0 dB.
    cut /= 1 + 2 * (k * k - 1) / (1 + k / q + k * k) * z + (1 - k / q + k * k) / (1 + k / q + k * k) * z * z
    return overlap, (shelf * cut).astype(np.complex64)


@cache
def _interpolators() -> tuple[Samples, ...]:
    """Return the filters for a quarter, a half and three quarters of the way to the next sample: Kaiser sinc."""
    filters = []
    for phase in range(1, _PHASES):
        t = np.arange(1 - _REACH, _REACH + 1) - phase / _PHASES
        taps = np.sinc(t) * np.i0(6.0 * np.sqrt(1 - (t / _REACH) ** 2)) / np.i0(6.0)
        filters.append((taps / taps.sum()).astype(np.float32))
    return tuple(filters)
