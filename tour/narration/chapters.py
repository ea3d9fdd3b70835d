"""The parts of a track: a walk may begin with what is heard standing."""

from __future__ import annotations

from collections.abc import Sequence

from tour.model import Chapter, Say, Tour
from tour.narration.plan import Sheet
from tour.words.spoken import texts

LEAD = 0.25
"""Seconds of silence before the first word of a part: who leaps there hears it whole."""


def chapters(tour: Tour, sheet: Sheet, offsets: Sequence[float]) -> tuple[Chapter, ...]:
    """Return the parts of the track *sheet*; none when it has but one, or in a language that lacks their names.

    *offsets* are where each segment starts, in seconds.
    """
    lines = texts(tour.language, dict(tour.texts))
    walking = [at for at, segment in enumerate(sheet.segments) if isinstance(segment, Say) and at >= sheet.standing]
    if not sheet.standing or not walking or "part_stand" not in lines or "part_walk" not in lines:
        return ()
    return Chapter(0.0, lines["part_stand"]), Chapter(round(offsets[walking[0]] - LEAD, 3), lines["part_walk"])
