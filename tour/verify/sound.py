"""Checks what a track sounds like, decoded: how long it is, how loud, and where it is silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tour.diagnostics import TourError
from tour.narration.plan import BED_PAUSE
from tour.sound.codec import RATE, decode_pieces
from tour.sound.loudness import Meter, Samples, whole_piece
from tour.sound.mix import PEAK
from tour.timing import clock
from tour.verify.manifest import TrackRow
from tour.verify.mpeg import LENGTH_TOLERANCE

UNDER = 39.0
"""dB under the loudness from which 10 ms are silent: under breath and room, over what MP3 leaves in a pause."""
SHORTEST = 0.3
"""Seconds of a silence that counts; shorter ones are part of speech."""
LULL = 0.5
"""Seconds of a silence that is no part of a voice's pace."""

OFF = 0.5
"""LU that a track may be off."""
SPREAD = 1.0
"""LU from the quietest track to the loudest."""
HEAD = (0.5, 1.0)
"""Least and most seconds of silence before the first sound."""
TAIL = (1.0, 2.0)
"""Least and most seconds of silence after the last sound."""
HOLD_OFF = 0.5
"""Seconds that the silence after a hold may be off."""
LONGEST = 1.5
"""Seconds of silence inside that nobody asked for."""
WORDS = (70.0, 260.0)
"""A minute, of the time that is not silent."""
BEEPS = 700.0
"""As many words a minute, at most, beeps the engine that says none."""

_EDGE = 0.15
"""Seconds: a pause is there when it is silent up to this near to either end."""
_ROUNDED = 0.06
"""LU or dB that the manifest's figures may be off."""


Stretches = Sequence[tuple[float, float]]
"""(start, seconds) pairs."""
_Rows = npt.NDArray[np.float64]
"""(start, end) pairs."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One decoded track, measured."""

    seconds: float
    lufs: float
    """Integrated loudness."""
    dbtp: float
    """True peak."""
    silences: tuple[tuple[float, float], ...]
    """(start, end) of each, in seconds, those at either end included."""

    @property
    def head(self) -> float:
        """Seconds of silence at the start."""
        if not self.silences or self.silences[0][0] > 0:
            return 0.0
        return self.silences[0][1]

    @property
    def tail(self) -> float:
        """Seconds of silence at the end."""
        if not self.silences or self.silences[-1][1] < self.seconds:
            return 0.0
        return self.seconds - self.silences[-1][0]

    @property
    def inside(self) -> tuple[tuple[float, float], ...]:
        """The silences that are at neither end."""
        return tuple((start, end) for start, end in self.silences if start > 0 and end < self.seconds)

    def voiced(self, sounds: Stretches = ()) -> float:
        """Return the seconds that are neither silent nor *sounds*; the breath between two sentences is neither."""
        lulls = [(start, end) for start, end in self.silences if end - start >= LULL]
        within = _rows(lulls)
        effects = sum(seconds - _overlap((at, at + seconds), within) for at, seconds in sounds)
        return self.seconds - sum(end - start for start, end in lulls) - effects


def listen(mp3: bytes, loudness: float) -> Measured | str:
    """Return what an MP3 sounds like, or why it cannot be told; runs in a worker. *loudness* is the tour's, in LUFS."""
    meter, quiet, count = Meter(RATE), [], 0
    try:
        for piece in decode_pieces(mp3, whole_piece(RATE)):
            meter.add(piece)
            quiet.append(_quiet(piece, loudness - UNDER))
            count += len(piece)
    except TourError as fault:
        return fault.diagnostics[0].message
    return Measured(count / RATE, meter.lufs, meter.dbtp, _silences(np.concatenate(quiet), count / RATE))


def _quiet(samples: Samples, floor: float) -> npt.NDArray[np.bool_]:
    """Return which 10 ms stay at or under *floor*, in dB of full scale; what is left over at the end is dropped."""
    hop = RATE // 100
    count = len(samples) // hop
    power = np.square(samples[: count * hop]).reshape(count, hop).mean(axis=1)
    return np.asarray(power <= 10 ** (floor / 10))


def _silences(still: npt.NDArray[np.bool_], total: float) -> tuple[tuple[float, float], ...]:
    """Return (start, end), in seconds, of each silence; *still* are the 10 ms that are, of *total* seconds."""
    count = len(still)
    quiet = np.concatenate(([False], still, [False]))
    turns = np.flatnonzero(quiet[1:] != quiet[:-1]).tolist()
    found = []
    for first, last in zip(turns[::2], turns[1::2], strict=True):
        start, end = first / 100, last / 100
        if last == count:
            end = total
        if end - start >= SHORTEST:
            found.append((start, end))
    return tuple(found)


def faults(track: TrackRow, sound: Measured, loudness: float) -> Iterator[str]:
    """Yield what is wrong with the sound of *track*, measured against the pack's numbers and the manifest's."""
    if abs(sound.seconds - track.seconds) > LENGTH_TOLERANCE:
        yield f"lasts {sound.seconds:.2f} s; pack.json says {track.seconds:.2f}"
    if abs(sound.lufs - loudness) > OFF:
        yield f"is at {sound.lufs:.2f} LUFS; it must be {loudness:g} ± {OFF:g}"
    if sound.dbtp > PEAK:
        yield f"has a true peak of {sound.dbtp:.2f} dBTP; it must stay at or under {PEAK:g}"
    for name, measured, said in (("LUFS", sound.lufs, track.lufs), ("dBTP", sound.dbtp, track.dbtp)):
        if abs(measured - said) > _ROUNDED:
            yield f"measures {measured:.2f} {name}; pack.json says {said:.2f}"
    yield from _silence_faults(track, sound)


def _silence_faults(track: TrackRow, sound: Measured) -> Iterator[str]:
    if sound.voiced() <= 0:
        yield "is silent from end to end"
        return
    yield from _end_faults(track, sound)
    for start, unasked in _unasked(track, sound):
        if unasked > LONGEST:
            yield f"is silent for {unasked:.2f} s at {clock(start)} that nobody asked for"
    silences = _rows(sound.silences)
    for start, seconds in track.pauses:
        # Under a shorter one a sound may go on.
        if seconds >= BED_PAUSE and not _silent(silences, start, min(start + seconds, sound.seconds)):
            yield f"has no pause of {seconds:g} s at {clock(start)}, where one was asked for"


def _end_faults(track: TrackRow, sound: Measured) -> Iterator[str]:
    """Yield where the silence at either end is too long or too short."""
    if not HEAD[0] <= sound.head <= HEAD[1]:
        yield f"begins with {sound.head:.2f} s of silence; it must be {HEAD[0]:g} to {HEAD[1]:g}"
    asked = last_pause(track)
    if asked is None and not TAIL[0] <= sound.tail <= TAIL[1]:
        yield f"ends with {sound.tail:.2f} s of silence; it must be {TAIL[0]:g} to {TAIL[1]:g}"
    if asked is not None and abs(sound.tail - asked) > HOLD_OFF:
        yield f"ends with {sound.tail:.2f} s of silence; it must be {asked:g} ± {HOLD_OFF:g}"


def _silent(silences: _Rows, start: float, end: float) -> bool:
    """Return whether one of *silences* reaches from *start* to *end*, in seconds, but for `_EDGE` at either."""
    return bool(((silences[:, 0] <= start + _EDGE) & (silences[:, 1] >= end - _EDGE)).any())


def last_pause(track: TrackRow) -> float | None:
    """Return the seconds of silence that were asked for at the very end, as after a hold; None for an ordinary end."""
    if track.pauses:
        start, seconds = track.pauses[-1]
        if start + seconds >= track.seconds - LENGTH_TOLERANCE:
            return seconds
    return None


def longest_unasked(track: TrackRow, sound: Measured) -> float:
    """Return the seconds of the longest silence inside, without what of it was asked for."""
    return max((unasked for _, unasked in _unasked(track, sound)), default=0.0)


def _unasked(track: TrackRow, sound: Measured) -> Iterator[tuple[float, float]]:
    """Yield (start, seconds that nobody asked for) of each silence inside."""
    pauses = _rows([(start, start + seconds) for start, seconds in track.pauses])
    for start, end in sound.inside:
        yield start, end - start - _overlap((start, end), pauses)


def words_a_minute(text: str, language: str, track: TrackRow, sound: Measured) -> float | None:
    """Return the pace of a track; None for a script that puts no space between words."""
    if language.partition("-")[0].lower() in ("ja", "zh", "th", "lo", "km", "my"):
        return None
    return len(text.split()) / max(sound.voiced(track.sounds), 0.1) * 60


def pace_faults(wpm: float, engine: str = "") -> Iterator[str]:
    """Yield a fault when nobody speaks so few or so many words a minute, but for the *engine* ``tone``, which beeps."""
    most = BEEPS if engine == "tone" else WORDS[1]
    if not WORDS[0] <= wpm <= most:
        yield f"has {wpm:.0f} words a minute; {WORDS[0]:g} to {most:g} are plausible: words or sound are missing"


def apart(sounds: Sequence[Measured]) -> Iterator[str]:
    """Yield a fault when the tracks are not equally loud."""
    levels = [sound.lufs for sound in sounds]
    if levels and max(levels) - min(levels) > SPREAD:
        yield f"the tracks are {max(levels) - min(levels):.2f} LU apart; {SPREAD:g} is the most"


def _rows(stretches: Sequence[tuple[float, float]]) -> _Rows:
    """Return (start, end) pairs as an array: in a hostile pack each of thousands is held against each of thousands."""
    return np.array(stretches, np.float64).reshape(-1, 2)


def _overlap(within: tuple[float, float], stretches: _Rows) -> float:
    """Return how many seconds of *within*, (start, end), are covered by *stretches*."""
    start, end = within
    return float(np.maximum(0.0, np.minimum(end, stretches[:, 1]) - np.maximum(start, stretches[:, 0])).sum())
