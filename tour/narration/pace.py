"""How far a voice may be off the pace that every length is estimated with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tour import plugins
from tour.diagnostics import TourError
from tour.engines import Paced
from tour.model import Segment, Tour, Voice, said_in

_OTHERWISE = (0.7, 1.7)
"""Of a voice whose engine does not say: as uneven as the most uneven one that we know."""


def spread(segments: Iterable[Segment], tour: Tour) -> tuple[float, float]:
    """Return how many times as long as estimated *segments* may take at least, and at most, by their voices."""
    voices = {segment.voice or tour.voice for segment in said_in(segments)} or {tour.voice}
    known = [_of(voice) for voice in voices]
    return min(least for least, _ in known), max(most for _, most in known)


@cache
def _of(voice: Voice) -> tuple[float, float]:
    try:
        engine = plugins.engine(voice.engine)
    except TourError:  # told where the voice is looked at
        return _OTHERWISE
    return engine.spread(voice) if isinstance(engine, Paced) else _OTHERWISE
