"""Mixes clips and pauses into one mastered MP3.

Shape the speech, join once, compress the speech, set the effects by its level, one fixed gain, limit the true peak,
encode, decode, measure. scipy.signal would do some of it, here and in `part_samples` and `loudness`, in fewer lines;
but it takes a second to import in every worker, in which a minute and a half is mixed, and nothing else needs scipy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from tour.sound import begun
from tour.sound.codec import RATE, decode_pcm, decoded, encode_mp3
from tour.sound.ducking import ducked
from tour.sound.dynamics import HOP, compress, limits, powers, ride
from tour.sound.loudness import SILENCE, STEP, Samples, energies, gated, integrated, momentary, peaks, true_peak
from tour.sound.part_samples import piece
from tour.sound.parts import ALONE, Bed, Effect, Master, Part, Silence, Speech
from tour.sound.silence import HUM_PEAK, silent_mp3

PEAK = -1.0
"""dBTP that no finished MP3 exceeds."""

_CEILING = -1.8
"""dBTP the limiter aims at: what the coding adds may raise a peak by a few tenths of a dB."""

_LOST = 0.445
"""dB that LAME takes off: at 96 kbit/s it multiplies what it is given by 0.95."""

_NEAR = 0.35
"""LU that a finished MP3 may be off before it is made once more."""

_EFFECT = -2.0
"""LU from the speech to the loudest 400 ms of an effect, or of a bed where it is alone."""

_NOMINAL = -26.0
"""LUFS that effects are set by where nobody speaks."""

_MOST_GAIN = 53.0
"""dB. Whatever asks for more is noise. About 3 of them make up for what the compressor takes."""

_MOST_LIMITING = 20.0
"""dB. A track of clicks is left quieter, not crushed."""


@dataclass(frozen=True, slots=True)
class _Track:
    """All parts in a row, before the gain."""

    samples: Samples
    """Whole steps of the limiter, a second at least: silence may be added to the end."""
    energies: npt.NDArray[np.float64]
    """Of each tenth of a second, as the loudness meter hears it."""
    level: float
    """LUFS."""
    spoken: bool


def mix(parts: tuple[Part, ...], loudness: float, with_aac: bool = False) -> Master:
    """Return the parts as one track of *loudness* LUFS (dual mono). Made to run in a worker process.

    *with_aac*, its AAC is begun (`begun`) while it is encoded. The same parts give the same bytes. Silence alone is
    coded in as few bytes as it takes. A track without speech is left as far under *loudness* as an effect is under
    speech. Raises TourError without ffmpeg, and ValueError when no part lasts.
    """
    if parts and all(isinstance(part, Silence) for part in parts):
        return _silent(parts)
    track, starts = _in_a_row(parts)
    finished = _master(track, starts[-1], loudness, with_aac)
    offsets = tuple(start / RATE for start in starts[:-1])
    return Master(finished.mp3, starts[-1] / RATE, finished.lufs, finished.dbtp, offsets)


def rehearse(parts: tuple[Part, ...], loudness: float) -> None:
    """Do what `mix` does before anything is encoded, for what stays of it: filters are reckoned once for all tracks."""
    track, starts = _in_a_row(parts)
    _rendered(track, starts[-1], loudness, PEAK)


def _in_a_row(parts: tuple[Part, ...]) -> tuple[_Track, list[int]]:
    """Return them together, and where each begins and the last ends, in samples. Raises ValueError where none lasts."""
    pieces = [piece(part) for part in parts]
    starts = list(accumulate(map(_length, parts, pieces), initial=0))
    if not starts[-1]:
        raise ValueError("a track needs a part that lasts")
    return _joined(parts, pieces, starts), starts


def _silent(parts: tuple[Part, ...]) -> Master:
    """Return a track in which nothing is heard: as few bytes as that takes."""
    starts = list(accumulate((part.seconds for part in parts if isinstance(part, Silence)), initial=0.0))
    if not starts[-1]:
        raise ValueError("a track needs a part that lasts")
    mp3, seconds = silent_mp3(starts[-1])
    return Master(mp3, seconds, SILENCE, HUM_PEAK, tuple(starts[:-1]))


def _length(part: Part, sound: Samples) -> int:
    """Return after how many samples the next part begins."""
    if isinstance(part, Bed):
        return min(len(sound), round(ALONE * RATE))
    return len(sound)


def _joined(parts: tuple[Part, ...], pieces: list[Samples], starts: list[int]) -> _Track:
    """Return the parts together; *starts* are theirs, and the end of the last."""
    samples = np.zeros(-(-max(starts[-1], RATE) // HOP) * HOP, np.float32)
    for part, sound, start in zip(parts, pieces, starts, strict=False):
        if isinstance(part, Speech):
            samples[start : start + len(sound)] = sound
    compress(samples)
    heard = energies(samples, RATE)
    speech = gated(heard)
    spoken = speech > SILENCE
    aim = _EFFECT + (speech if spoken else _NOMINAL)
    for n, part in enumerate(parts):
        if not isinstance(part, Effect | Bed):
            continue
        own = momentary(pieces[n], RATE)
        if own <= SILENCE:
            continue
        effect = pieces[n] * np.float32(_ratio(min(aim - own, _MOST_GAIN)))
        if isinstance(part, Bed):
            effect = _laid(effect, n, part.under, parts, starts)
        samples[starts[n] : starts[n] + len(effect)] += effect
        _add_energies(heard, effect, starts[n])
    return _Track(samples, heard, gated(heard) if spoken else _NOMINAL, spoken)


def _laid(sound: Samples, n: int, under: int, parts: tuple[Part, ...], starts: list[int]) -> Samples:
    """Return the bed that is part *n* at the levels it is heard with."""
    end = min(n + 1 + under, len(parts))
    words = next((m for m in range(n + 1, end) if isinstance(parts[m], Speech)), end)
    return ducked(sound, starts[words] - starts[n], starts[end] - starts[n])


def _add_energies(heard: npt.NDArray[np.float64], effect: Samples, start: int) -> None:
    """Add the effect's energies to *heard*, in place.

    They just add up: an effect sounds where no speech does, and a bed has nothing in common with the speech over it.
    """
    step = RATE // STEP
    first = start // step
    alone = energies(np.pad(effect, (start - first * step, 2 * step)), RATE)[: len(heard) - first]
    heard[first : first + len(alone)] += alone


@dataclass(frozen=True, slots=True)
class _Finished:
    """An MP3 with what it was measured to have."""

    mp3: bytes
    lufs: float
    dbtp: float


def _master(track: _Track, length: int, target: float, with_aac: bool) -> _Finished:
    """Return the first *length* samples as a finished MP3."""
    aim, ceiling, attempt = target + _LOST, _CEILING + _LOST, 1
    while True:
        encode = begun.encode_mp3 if with_aac else encode_mp3  # in vain where it has to be made once more: seldom
        mp3 = encode(_rendered(track, length, aim, ceiling))
        sound: Samples = decode_pcm(mp3)
        if with_aac and len(sound) != decoded(length):
            begun.forget(mp3)  # another ffmpeg, which cuts the end elsewhere
        lufs, dbtp = integrated(sound, RATE), true_peak(sound, RATE)
        off = target - lufs if track.spoken and lufs > SILENCE else 0.0
        # Clicks, or a sound with most of its energy out of reach, may never come near: two corrections are enough.
        near = abs(off) <= _NEAR or attempt > 2
        if near and dbtp <= PEAK:
            return _Finished(mp3, lufs, dbtp)
        if not near:
            aim += 1.15 * off
        if dbtp > PEAK:
            ceiling -= dbtp - PEAK + 0.1
        attempt += 1


def _rendered(track: _Track, length: int, aim: float, ceiling: float) -> bytes:
    """Return the track at *aim* LUFS with no true peak over *ceiling* dBTP, as signed 16-bit little-endian."""
    most = min(_MOST_GAIN, ceiling + _MOST_LIMITING - 20 * math.log10(np.abs(track.samples).max() + 1e-6))
    heard, top = track.level, _ratio(ceiling)
    # A peak between samples is looked for only where the samples come within 8 dB of the ceiling.
    steps = peaks(track.samples, HOP, top * _ratio(heard - aim - 8))
    for _ in range(3):
        # Rounded, so that the last bit of a sum never reaches the sound.
        gain = round(min(aim - heard, most), 3)
        gains = limits(steps * np.float32(_ratio(gain)), top)
        if not track.spoken or gains.min() == 1.0:
            break
        heard = _limited(track, gains)
    sound = track.samples * np.float32(_ratio(gain))
    ride(sound, gains)
    whole: npt.NDArray[np.int16] = np.clip(np.rint(sound[:length] * 32768), -32768, 32767).astype("<i2")
    return whole.tobytes()


def _limited(track: _Track, gains: Samples) -> float:
    """Return how loud the track is, before the gain, when the limiter has taken its part."""
    per = RATE // STEP // HOP
    count = len(track.energies)
    power = powers(track.samples)[: count * per].reshape(count, per)
    kept = np.square((gains[:-1] + gains[1:]) / 2)[: count * per].reshape(count, per)
    return gated(track.energies * (power * kept).sum(axis=1) / np.maximum(power.sum(axis=1), 1e-30))


def _ratio(decibels: float) -> float:
    return float(10 ** (decibels / 20))
