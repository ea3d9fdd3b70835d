"""Captions: what each track says, and when."""

from __future__ import annotations

from collections.abc import Iterator

from tour.formats.webvtt import captions as shown
from tour.formats.webvtt import webvtt
from tour.model import File, Pack
from tour.words.links import captions_path


def captions(pack: Pack) -> Iterator[File]:
    """Yield one WebVTT file for each track in which somebody speaks, named as its MP3."""
    tour = pack.tour
    for track in pack.tracks:
        if track.kind == "quiet":
            continue
        yield File(captions_path(track), (webvtt(track.title, tour.language, shown(track, tour.gaps)),))
