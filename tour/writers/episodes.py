"""What a podcast feed tells of each sound file of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tour.model import File, Pack, Stop, Track
from tour.words.links import captions_path, episode_captions_path, episode_path
from tour.words.plain import plain
from tour.words.wording import cautions, told

_WHOLE = (
    "The whole tour in one file, with a chapter for each track. "
    "The episodes after it are the same tour, track by track. "
    "To hear it while you walk, take the tracks or the page: here the silences that keep step with you are left out."
)


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


def items(pack: Pack) -> Iterator[Item]:
    """Yield the whole tour in one file, if there is one, then every track in which something is heard, in order."""
    tour, episode = pack.tour, pack.episode
    places = {stop.slug: stop for stop in tour.stops}
    first = tour.stops[0] if tour.stops else None
    if episode:
        yield Item(
            title=f"{plain(tour.title)}: the whole tour",
            path=episode_path(tour),
            kind="audio/x-m4a",  # what Apple's guide lists for AAC in MP4; some apps refuse audio/mp4
            size=episode.size,
            seconds=episode.seconds,
            paragraphs=(_WHOLE, *cautions(tour)),
            captions=episode_captions_path(tour),
            chapters=True,
            stop=first,
        )
    sizes = _sizes(pack)
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


def _sizes(pack: Pack) -> dict[PurePosixPath, int]:
    """Return the bytes of each track's file, tag and all: asked of the writer that makes it, and of nobody else."""
    from tour.writers.audio import audio  # on use: it draws the cover

    return {file.path: _size(file, pack.tracks) for file in audio(pack)}


def _size(file: File, tracks: Iterable[Track]) -> int:
    """Return the bytes of *file* without reading the tracks' sound."""
    sounds: dict[Path, int] = {track.audio: track.size for track in tracks}
    return sum(len(part) if isinstance(part, bytes) else sounds[part] for part in file.parts)
