"""The cover as a file of its own; the tracks and the episode carry the same picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tour.model import File, Pack
from tour.words.card_digest import seen_digest
from tour.writers import writer


@writer(sees=lambda pack: seen_digest(pack.tour), for_the_street=False)
def cover(pack: Pack) -> Iterator[File]:
    """Yield ``cover.jpg``. Raises TourError when a character of title or subtitle is in no font."""
    from tour.cover.cover import cover_jpeg

    yield File(PurePosixPath("cover.jpg"), (cover_jpeg(pack.tour),))
