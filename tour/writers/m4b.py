"""The whole tour in one file, for the apps that keep audiobooks."""

from __future__ import annotations

from collections.abc import Iterator

from tour.model import File, Pack
from tour.words.links import episode_path
from tour.writers import writer


@writer(needs_episode=True)
def m4b(pack: Pack) -> Iterator[File]:
    """Yield the episode as ``<slug>.m4b``; it was joined before."""
    if pack.episode:
        yield File(episode_path(pack.tour), pack.episode.parts)
