"""The tracks as MP3 files with ID3v2.3 tags. A tag is a prefix: a new title re-encodes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from tour.model import File, Pack
from tour.writers import writer


@writer(heavy=("tour.cover.cover", "tour.formats.id3_tags"))
def audio(pack: Pack) -> Iterator[File]:
    """Yield one MP3 a track. Raises TourError as the cover does."""
    from tour.cover.cover import cover_jpeg
    from tour.formats.id3_tags import mp3

    picture = cover_jpeg(pack.tour)
    for track in pack.tracks:
        yield mp3(pack, track, picture)
