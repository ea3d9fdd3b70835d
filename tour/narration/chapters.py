"""The parts of a track: a walk has the way to the first crossing, the way after it, and the hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    segments = sheet.segments
    hold = next((at for at, segment in enumerate(segments) if _own(segment, "hold")), len(segments))
    held = max((at for at in range(hold) if isinstance(segments[at], Say)), default=0) if hold < len(segments) else hold
    kerb = next((at for at, segment in enumerate(segments) if _own(segment, "kerb")), len(segments))
    across = next((at for at in range(kerb, held) if isinstance(segments[at], Say)), 0)
    if across:
        yield "part_across", across
    if 0 < held < len(segments):
        yield "part_hold", held


def _own(segment: Say | Pause | Sound, name: str) -> bool:
    return isinstance(segment, Sound) and segment.path is None and segment.name == name
