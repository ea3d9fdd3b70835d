"""The M4B's chapters with their places, for podcast apps: Podcasting 2.0, JSON chapters 1.2 (`jsonChapters.md`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from tour.model import Episode, File, Pack
from tour.words.degrees import as_given
from tour.words.links import episode_path, home, link
from tour.words.plaintext import plain
from tour.writers import writer

VERSION = "1.2.0"

_PAGE = PurePosixPath("transcript.html")


@writer(needs_episode=True)
def chapters(pack: Pack) -> Iterator[File]:
    """Yield chapters.json: a chapter for each track but the silent ones, at the place where one stands when it begins.

    So a walk has the place of the stop that it leaves, and the welcome that of the first stop, where the tour begins.
    """
    if not pack.episode:
        return
    tour = pack.tour
    about = {
        "version": VERSION,
        "title": plain(tour.title),
        "author": plain(tour.author),
        "description": plain(tour.subtitle),
        "fileName": episode_path(tour).as_posix(),
        "waypoints": True,
    }
    told = {key: value for key, value in about.items() if value}
    text = json.dumps({**told, "chapters": list(_chapters(pack, pack.episode))}, indent=1, ensure_ascii=False)
    yield File(PurePosixPath("chapters.json"), (f"{text}\n".encode(),))


def _chapters(pack: Pack, episode: Episode) -> Iterator[dict[str, Any]]:  # JSON
    stops = {stop.slug: stop for stop in pack.tour.stops}
    rounded = as_given(pack.tour)
    first = pack.tour.stops[0] if pack.tour.stops else None
    heard = [one for one in zip(pack.tracks, episode.starts, strict=True) if one[0].kind != "quiet"]
    ends = (*(start for _, start in heard[1:]), episode.seconds)
    for (track, start), end in zip(heard, ends, strict=True):
        chapter: dict[str, Any] = {"startTime": start, "endTime": end, "title": plain(track.title)}
        if home(pack.tour):
            chapter["url"] = f"{link(pack.tour, _PAGE)}#stop-{track.stop}"
        stop = stops.get(track.stop, first)
        if stop and stop.place:
            at = rounded(stop.place)
            chapter["location"] = {"name": plain(stop.title), "geo": f"geo:{_number(at.lat)},{_number(at.lon)}"}
        yield chapter


def _number(degrees: float) -> str:
    """Return degrees as RFC 5870, section 3.3, writes numbers: never with an exponent."""
    return f"{degrees:.7f}".rstrip("0").rstrip(".")
