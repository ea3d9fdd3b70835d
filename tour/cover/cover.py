"""The cover, for players, tags and feeds: drawn once, and kept."""

from __future__ import annotations

from functools import lru_cache

from tour.model import Tour
from tour.pack.kept import kept
from tour.words.card_digest import seen_digest


@lru_cache(maxsize=1)
def cover_jpeg(tour: Tour) -> bytes:
    """Return the cover as `poster` makes it, a JPEG. Raises TourError as that does."""

    def drawn() -> bytes:
        from tour.cover.poster import poster  # on use: most builds draw none

        return poster(tour)

    return kept("cover.jpg", seen_digest(tour), drawn)
