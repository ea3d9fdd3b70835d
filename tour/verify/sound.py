"""What a track sounds like: how long, how loud, where it is silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tour.diagnostics import TourError
from tour.narration.plan import BED_PAUSE
from tour.sound.codec import RATE, decode_pcm
from tour.sound.loudness import Samples, integrated, true_peak
from tour.sound.mix import PEAK
from tour.timing import clock
from tour.verify.manifest import TrackRow

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
TAIL = (1.0, 2.0)
HOLD_OFF = 0.5
"""Seconds that the silence after a hold may be off."""
LONGEST = 1.5
"""Seconds of silence inside that nobody asked for."""
SAME = 0.05
"""Seconds that two accounts of one length may differ: two frames."""
WORDS = (70.0, 260.0)
"""A minute, of the time that is not silent."""

_EDGE = 0.15
"""Seconds: a pause is there when it is silent up to this near to either end."""
_ROUNDED = 0.06
"""LU or dB that the manifest's figures may be off."""


Stretches = Sequence[tuple[float, float]]
"""(start, seconds) pairs."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One decoded track."""

    seconds: float
    lufs: float
    dbtp: float
    silences: tuple[tuple[float, float], ...]
    """(start, end) of each, in seconds, those at either end included."""

    @property
    def head(self) -> float:
        return self.silences[0][1] if self.silences and self.silences[0][0] == 0 else 0.0

    @property
    def tail(self) -> float:
        return self.seconds - self.silences[-1][0] if self.silences and self.silences[-1][1] == self.seconds else 0.0

    @property
    def inside(self) -> tuple[tuple[float, float], ...]:
        return tuple((start, end) for start, end in self.silences if start > 0 and end < self.seconds)

    def voiced(self, sounds: Stretches = ()) -> float:
        """Return the seconds that are neither silent nor *sounds*; the breath between two sentences is neither."""
        lulls = [(start, end - start) for start, end in self.silences if end - start >= LULL]
        effects = sum(seconds - _overlap((at, at + seconds), lulls) for at, seconds in sounds)
        return self.seconds - sum(seconds for _, seconds in lulls) - effects


def listen(mp3: bytes, loudness: float) -> Sound | str:
    """Return what an MP3 sounds like, or why it cannot be told; runs in a worker. *loudness* is the tour's, in LUFS."""
    try:
        samples: Samples = decode_pcm(mp3)
    except TourError as fault:
        return fault.diagnostics[0].message
    if not len(samples):
        return "it holds no sound"
    return Sound(
        len(samples) / RATE, integrated(samples, RATE), true_peak(samples, RATE), _silences(samples, loudness - UNDER)
    )


def _silences(samples: Samples, floor: float) -> tuple[tuple[float, float], ...]:
    hop = RATE // 100
    count = len(samples) // hop
    power = np.square(samples[: count * hop]).reshape(count, hop).mean(axis=1)
    quiet = np.concatenate(([False], power <= 10 ** (floor / 10), [False]))
    turns = np.flatnonzero(quiet[1:] != quiet[:-1]).tolist()
    total = len(samples) / RATE
    ends = [
        (start / 100, total if end == count else end / 100) for start, end in zip(turns[::2], turns[1::2], strict=True)
    ]
    return tuple((start, end) for start, end in ends if end - start >= SHORTEST)


def faults(track: TrackRow, sound: Sound, loudness: float) -> Iterator[str]:
    """Yield what is wrong with the sound of *track*, measured against the pack's numbers and the manifest's."""
    if abs(sound.seconds - track.seconds) > SAME:
        yield f"lasts {sound.seconds:.2f} s; pack.json says {track.seconds:.2f}"
    if abs(sound.lufs - loudness) > OFF:
        yield f"is at {sound.lufs:.2f} LUFS; it must be {loudness:g} ± {OFF:g}"
    if sound.dbtp > PEAK:
        yield f"has a true peak of {sound.dbtp:.2f} dBTP; it must stay at or under {PEAK:g}"
    for name, measured, said in (("LUFS", sound.lufs, track.lufs), ("dBTP", sound.dbtp, track.dbtp)):
        if abs(measured - said) > _ROUNDED:
            yield f"measures {measured:.2f} {name}; pack.json says {said:.2f}"
    yield from _silence_faults(track, sound)


def _silence_faults(track: TrackRow, sound: Sound) -> Iterator[str]:
    if sound.voiced() <= 0:
        yield "is silent from end to end"
        return
    if not HEAD[0] <= sound.head <= HEAD[1]:
        yield f"begins with {sound.head:.2f} s of silence; it must be {HEAD[0]:g} to {HEAD[1]:g}"
    asked = last_pause(track)
    if asked is None and not TAIL[0] <= sound.tail <= TAIL[1]:
        yield f"ends with {sound.tail:.2f} s of silence; it must be {TAIL[0]:g} to {TAIL[1]:g}"
    if asked is not None and abs(sound.tail - asked) > HOLD_OFF:
        yield f"ends with {sound.tail:.2f} s of silence; it must be {asked:g} ± {HOLD_OFF:g}"
    for start, end in sound.inside:
        if (unasked := end - start - _overlap((start, end), track.pauses)) > LONGEST:
            yield f"is silent for {unasked:.2f} s at {clock(start)} that nobody asked for"
    for start, seconds in track.pauses:
        ends = min(start + seconds, sound.seconds)
        # Under a shorter one a sound may go on.
        if seconds >= BED_PAUSE and not any(a <= start + _EDGE and b >= ends - _EDGE for a, b in sound.silences):
            yield f"has no pause of {seconds:g} s at {clock(start)}, where one was asked for"


def last_pause(track: TrackRow) -> float | None:
    """Return the seconds of silence that were asked for at the very end, as after a hold; None for an ordinary end."""
    if track.pauses:
        start, seconds = track.pauses[-1]
        if start + seconds >= track.seconds - SAME:
            return seconds
    return None


def longest_unasked(track: TrackRow, sound: Sound) -> float:
    """Return the seconds of the longest silence inside, without what of it was asked for."""
    return max((end - start - _overlap((start, end), track.pauses) for start, end in sound.inside), default=0.0)


def words_a_minute(text: str, language: str, track: TrackRow, sound: Sound) -> float | None:
    """Return the pace of a track; None for a script that puts no space between words."""
    if language.partition("-")[0].lower() in ("ja", "zh", "th", "lo", "km", "my"):
        return None
    return len(text.split()) / max(sound.voiced(track.sounds), 0.1) * 60


def pace_faults(wpm: float) -> Iterator[str]:
    if not WORDS[0] <= wpm <= WORDS[1]:
        yield f"has {wpm:.0f} words a minute; {WORDS[0]:g} to {WORDS[1]:g} are plausible: words or sound are missing"


def apart(sounds: Sequence[Sound]) -> Iterator[str]:
    """Yield a fault when the tracks are not equally loud."""
    levels = [sound.lufs for sound in sounds]
    if levels and max(levels) - min(levels) > SPREAD:
        yield f"the tracks are {max(levels) - min(levels):.2f} LU apart; {SPREAD:g} is the most"


def _overlap(within: tuple[float, float], stretches: Stretches) -> float:
    start, end = within
    return sum(max(0.0, min(end, at + seconds) - max(start, at)) for at, seconds in stretches)
