"""The parts of a track: a walk has the way to the first crossing, the way after it, and the hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tour.model import Chapter, Pause, Say, Sound, Tour
from tour.narration.plan import Sheet
from tour.words.language import words_of

LEAD = 0.25
"""Seconds of silence before the first word of a part: who leaps there hears it whole."""


def chapters(tour: Tour, sheet: Sheet, offsets: Sequence[float]) -> tuple[Chapter, ...]:
    """Return the parts of the track *sheet*; none when it has but one.

    *offsets* are where each segment starts, in seconds.
    """
    words = words_of(tour)
    starts = [("part_walk", 0.0), *((key, round(offsets[at] - LEAD, 3)) for key, at in _parts(sheet))]
    if len(starts) < 2:
        return ()
    return tuple(Chapter(seconds, words(f"texts.{key}")) for key, seconds in starts)


def _parts(sheet: Sheet) -> Iterator[tuple[str, int]]:
    """Yield (its line, index of its first sentence) of each part but the first."""
    if sheet.kind != "walk":
        return
    segments, end = sheet.segments, len(sheet.segments)
    sound = _find(sheet, "hold")
    # The sentence before the hold's sound belongs to it.
    held = max(_says(segments[:sound]), default=0) if sound < end else end
    kerb = _find(sheet, "kerb")
    across = next((at for at in _says(segments[:held]) if at > kerb), 0)
    if across:
        yield "part_across", across
    if 0 < held < end:
        yield "part_hold", held


def _find(sheet: Sheet, name: str) -> int:
    """Return the index of the program's own sound *name*; how many segments there are when it is not among them."""
    for at, segment in enumerate(sheet.segments):
        if isinstance(segment, Sound) and segment.path is None and segment.name == name:
            return at
    return len(sheet.segments)


def _says(segments: Iterable[Say | Pause | Sound]) -> Iterator[int]:
    """Yield the indices of the sentences."""
    for at, segment in enumerate(segments):
        if isinstance(segment, Say):
            yield at
