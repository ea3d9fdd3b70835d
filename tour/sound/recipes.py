"""The recipes of the program's own sounds: additive synthesis, in the manner of the late 1980s' synthesizers.

Run only when a sound is changed; a build reads the WAVs that `python -m tour.sound.earcons` writes from these.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RATE = 22_050
"""Samples per second: enough, since nothing here sounds above 9 kHz."""

_HIGHEST = 9_000.0
"""Hertz."""

_B5, _E5 = 987.77, 659.26

_SEQUENCE = 0.115
"""Seconds from one note of the ident's sequence to the next."""

_PATTERN = (2, 4, 3, 5, 4, 2, 5, 3)
"""Which notes of a chord the sequence plays, in order."""

_CHORDS = ((52, 59, 64, 67, 71, 78), (48, 55, 64, 67, 71, 74), (50, 57, 62, 64, 69, 76))
"""MIDI keys, bass first: E minor, C major, and a D that is neither, for it has no third. It ends open."""

_STARTS = (0, 8, 16, 22)
"""Steps at which each chord begins; at the last the sequence stops, and what sounds dies away."""

Wave = npt.NDArray[np.float64]
"""Samples, at `RATE`."""


def quiet() -> bytes:
    """Return two soft bells, the second lower and longer, 1.4 s, as signed 16-bit little-endian mono."""
    sound = np.zeros(int(1.4 * RATE))
    bell = ((1.0, 1.0), (2.0, 0.35), (3.0, 0.2), (4.0, 0.06))
    for start, pitch, level, decay in ((0.0, _B5, 0.8, 0.2), (0.26, _E5, 1.0, 0.36)):
        _add(sound, start, level * _struck(pitch, 1.4 - start, 0.012, decay, bell))
    _echo(sound, 0.31, 0.16)
    return _pcm(sound, 0.5)


def ident() -> bytes:
    """Return the signature, 3.6 s, as signed 16-bit little-endian mono: a sequence over a pad, the filter opening."""
    seconds = 3.6
    pad, sequence = np.zeros(int(seconds * RATE)), np.zeros(int(seconds * RATE))
    for n, chord in enumerate(_CHORDS):
        start, end = _STARTS[n] * _SEQUENCE, _STARTS[n + 1] * _SEQUENCE
        held = end - start if n < 2 else seconds - start
        for key in chord[1:5]:
            _add(pad, start, 0.22 * _swelling(key, start, held))
        for step in range(_STARTS[n], _STARTS[n + 1]):
            bar = step - _STARTS[n]
            note = chord[_PATTERN[bar % len(_PATTERN)]]
            accent = 1.0 if bar % 4 == 0 else 0.72
            _add(sequence, step * _SEQUENCE, accent * _plucked(note, step * _SEQUENCE, 0.16))
            if bar % 8 in (0, 3, 6):
                _add(sequence, step * _SEQUENCE, 0.8 * _plucked(chord[0], step * _SEQUENCE, 0.24))
    _echo(sequence, 3 * _SEQUENCE, 0.34)
    return _pcm(pad + sequence, 0.7)


def _struck(
    pitch: float, seconds: float, attack: float, decay: float, partials: tuple[tuple[float, float], ...]
) -> Wave:
    """Return a struck note: each partial twice, a little apart, so that it shimmers; high ones die first."""
    t = np.arange(int(seconds * RATE)) / RATE
    tone = np.zeros(len(t))
    for multiple, level in partials:
        for cents in (-3, 3):
            frequency = pitch * multiple * 2 ** (cents / 1200)
            tone += level / 2 * np.sin(2 * np.pi * frequency * t) * np.exp(-t / decay * (0.6 + 0.4 * multiple))
    return tone * _smooth(t / attack)


def _plucked(key: int, start: float, decay: float) -> Wave:
    """Return a short note of the sequence, whose own filter closes as it dies; the later, the brighter."""
    t = np.arange(int(6 * decay * RATE)) / RATE
    cutoff = _sweep(start + t) * (0.6 + 2.2 * np.exp(-t / 0.07))
    tone = _sawtooth(key, t, cutoff, (-4, 4))
    return tone * _smooth(t / 0.006) * np.exp(-t / decay) * _smooth((t[-1] - t) / 0.03)


def _swelling(key: int, start: float, seconds: float) -> Wave:
    """Return a note of the pad, which comes and goes slowly under the sweep of the filter."""
    t = np.arange(int((seconds + 0.25) * RATE)) / RATE
    tone = _sawtooth(key, t, _sweep(start + t), (-9, 0, 8))
    return tone * _smooth(t / 0.18) * _smooth((seconds + 0.25 - t) / 0.25)


def _sweep(t: Wave) -> Wave:
    """Return the filter's cut-off, in hertz: it opens for 2.5 s by three octaves, and closes again."""
    return np.asarray(380 * 2 ** (3 * _smooth(t / 2.5) - 1.6 * _smooth((t - 2.5) / 1.1)))


def _sawtooth(key: int, t: Wave, cutoff: Wave, detune: tuple[int, ...]) -> Wave:
    """Return a sawtooth of one oscillator for each of *detune*, in cents, through a resonant low-pass filter."""
    pitch = 440 * 2 ** ((key - 69) / 12)
    tone = np.zeros(len(t))
    # One turning pointer for each oscillator; its n-th power is the n-th harmonic, and cheaper than a sine.
    turns = [np.exp(2j * np.pi * (pitch * 2 ** (cents / 1200) * t + n / 3)) for n, cents in enumerate(detune)]
    waves = [np.ones(len(t), complex) for _ in detune]
    for n in range(1, int(_HIGHEST / pitch) + 1):
        ratio = n * pitch / cutoff
        passed = 1 / np.sqrt(((1 - ratio**2) ** 2 + (ratio / 1.5) ** 2) * (1 + ratio**2))
        for wave, turn in zip(waves, turns, strict=True):
            wave *= turn
            tone += passed / (n * len(detune)) * wave.imag
    return tone


def _smooth(x: Wave) -> Wave:
    """Return *x*, held between 0 and 1, with a soft start and end."""
    x = np.clip(x, 0, 1)
    return np.asarray(x * x * (3 - 2 * x))


def _add(sound: Wave, start: float, note: Wave) -> None:
    at = round(start * RATE)
    note = note[: len(sound) - at]
    sound[at : at + len(note)] += note


def _echo(sound: Wave, seconds: float, level: float) -> None:
    delay = round(seconds * RATE)
    sound[delay:] += level * sound[:-delay].copy()


def _pcm(sound: Wave, fade: float) -> bytes:
    """Return the sound with its last *fade* seconds drawn down to nothing, at half of full scale."""
    tail = round(fade * RATE)
    sound[-tail:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, tail + 1) / tail)
    whole: npt.NDArray[np.int16] = np.rint(sound * (16_384 / np.abs(sound).max())).astype("<i2")
    return whole.tobytes()
