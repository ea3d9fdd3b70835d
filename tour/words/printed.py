"""What the card prints, as a digest: so that a stale card is told from a fresh one."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tour.digests import digest
from tour.model import Pack, Stop
from tour.words.figures import audio_minutes, megabytes


@lru_cache(1)
def card_digest(pack: Pack) -> str:
    """Return the SHA-256, in hex, of all that a card shows of *pack*; the manifest and each card carry it.

    What is only heard does not count, but for the minutes and megabytes that the card quotes.
    """
    tour = pack.tour
    welcome = _seen(tour.welcome) if tour.welcome else None
    seen = replace(tour, welcome=welcome, stops=tuple(map(_seen, tour.stops)), lexicon=())
    tracks = [(track.stop, track.kind, track.path) for track in pack.tracks]
    return digest([seen, tracks, audio_minutes(pack.tracks), megabytes(pack.tracks)])


def _seen(stop: Stop) -> Stop:
    return replace(stop, look=(), walk=(), ending=(), claims=())
