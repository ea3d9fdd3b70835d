"""What a podcast feed tells of each sound file of a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from tour.model import Pack, Stop
from tour.words.for_apps import cautions, told
from tour.words.language import words_of
from tour.words.links import captions_path, episode_captions_path, episode_path
from tour.words.plaintext import plain


@dataclass(frozen=True, slots=True)
class Item:
    """One sound file, as an episode."""

    title: str
    path: PurePosixPath
    kind: str
    """Media type."""
    size: int
    """Bytes of the finished file."""
    seconds: float
    paragraphs: tuple[str, ...]
    captions: PurePosixPath
    chapters: bool
    stop: Stop | None
    """Where it is heard, or begins."""


def items(pack: Pack, sizes: Mapping[PurePosixPath, int]) -> Iterator[Item]:
    """Yield the whole tour in one file, if there is one, then each track in which something is heard, in play order.

    *sizes* are of their files.
    """
    tour, episode = pack.tour, pack.episode
    words = words_of(tour)
    places = {stop.slug: stop for stop in tour.stops}
    first = tour.stops[0] if tour.stops else None
    if episode:
        yield Item(
            title=words("feed.whole_title", title=plain(tour.title)),
            path=episode_path(tour),
            kind="audio/x-m4a",  # what Apple's guide lists for AAC in MP4; some apps refuse audio/mp4
            size=episode.size,
            seconds=episode.seconds,
            paragraphs=(words("feed.whole"), *cautions(tour)),
            captions=episode_captions_path(tour),
            chapters=True,
            stop=first,
        )
    for track in pack.tracks:
        if track.kind == "quiet":
            continue
        yield Item(
            title=plain(track.title),
            path=track.path,
            kind="audio/mpeg",
            size=sizes[track.path],
            seconds=track.seconds,
            paragraphs=tuple(told(pack, track)),
            captions=captions_path(track),
            chapters=False,
            stop=places.get(track.stop, first),
        )
