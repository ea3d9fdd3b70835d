"""The parts of a track: a walk may begin with what is heard standing."""

from __future__ import annotations

from collections.abc import Sequence

from tour.model import Chapter, Say, Tour
from tour.narration.plan import Sheet
from tour.words.language import words_of

LEAD = 0.25
"""Seconds of silence before the first word of a part: who leaps there hears it whole."""


def chapters(tour: Tour, sheet: Sheet, offsets: Sequence[float]) -> tuple[Chapter, ...]:
    """Return the parts of the track *sheet*; none when it has but one.

    *offsets* are where each segment starts, in seconds.
    """
    walking = [at for at, segment in enumerate(sheet.segments) if isinstance(segment, Say) and at >= sheet.standing]
    if not sheet.standing or not walking:
        return ()
    words = words_of(tour)
    begins = round(offsets[walking[0]] - LEAD, 3)
    return Chapter(0.0, words("texts.part_stand")), Chapter(begins, words("texts.part_walk"))
