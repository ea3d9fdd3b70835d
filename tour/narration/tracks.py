"""A track sheet and its sound in the store → the track as writers see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tour.model import Cue, Pause, Say, Sound, Tour, Track, Way
from tour.narration.chapters import chapters
from tour.narration.plan import Sheet, under
from tour.pack.cache import Stored
from tour.sound.parts import ALONE

LISTED = 1.0
"""Seconds from which a silence inside a track counts as one that was asked for."""


def finished(tour: Tour, sheet: Sheet, number: int, stored: Stored) -> Track:
    """Return the track of *sheet*, which is the *number*th of *tour*, counted from 1."""
    return Track(
        stop=sheet.stop.slug,
        kind=sheet.kind,
        title=sheet.title,
        path=sheet.path,
        number=number,
        audio=stored.path,
        size=stored.size,
        digest=stored.digest,
        seconds=round(stored.seconds, 3),
        words=sheet.words,
        lufs=round(stored.lufs, 2),
        dbtp=round(stored.dbtp, 2),
        cues=tuple(_cues(sheet, stored.offsets)),
        pauses=tuple(_pauses(sheet, stored.offsets)),
        sounds=tuple(_sounds(sheet, stored.offsets)),
        chapters=chapters(tour, sheet, stored.offsets),
        way=_way(sheet, stored),
    )


def _way(sheet: Sheet, stored: Stored) -> Way | None:
    """Return where on its leg the track belongs, with how long it keeps the walker standing."""
    if sheet.way is None or not sheet.standing:
        return sheet.way
    starts = (*stored.offsets, stored.seconds)
    return replace(sheet.way, stand_seconds=round(starts[sheet.standing], 3))


def _cues(sheet: Sheet, offsets: Sequence[float]) -> Iterator[Cue]:
    for segment, offset in zip(sheet.segments, offsets, strict=True):
        if isinstance(segment, Say):
            yield Cue(round(offset, 3), segment.text, segment.paragraph)


def _sounds(sheet: Sheet, offsets: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield (start, seconds) of each sound, until the next part begins: a track does not end with a sound."""
    for segment, (start, end) in zip(sheet.segments, pairwise(offsets), strict=False):
        if isinstance(segment, Sound):
            yield round(start, 3), round(end - start, 3)


def _pauses(sheet: Sheet, offsets: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield (start, seconds) of the silences that were asked for; not of head and tail, which every track has."""
    for index, segment in enumerate(sheet.segments):
        if isinstance(segment, Pause) and index and _asked_for(sheet, offsets, index, segment):
            yield round(offsets[index], 3), segment.seconds


def _asked_for(sheet: Sheet, offsets: Sequence[float], index: int, pause: Pause) -> bool:
    """Say whether somebody asked for *pause*, which is at *index* and not the first segment."""
    before = sheet.segments[index - 1]
    if index == len(sheet.segments) - 1:
        return pause.span is not None
    if not isinstance(before, Sound):
        return pause.seconds >= LISTED
    if before.path and under(sheet.segments, index - 1):
        # A long sound goes on through this pause. Only one that is cut off after so long is a long one.
        return abs(offsets[index] - offsets[index - 1] - ALONE) > 0.001
    return True
