"""What the web pages show of a pack, as plain values: no HTML, no templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from math import inf
from typing import Any

from tour.model import Film, Leg, Pack, Source, Stop, Tour, Track
from tour.page.arrival import clear, radius
from tour.page.words import WORDS
from tour.words import figures


@dataclass(frozen=True, slots=True)
class Heard:
    """One track as a page shows it."""

    index: int
    """In play order, from 0."""
    track: Track
    name: str
    """What it is at its stop: such as ``At the stop``."""
    paragraphs: tuple[tuple[str, ...], ...]
    """Its sentences, in order, by paragraph: as many as it has cues."""

    @property
    def begins(self) -> bool:
        """Say whether a way begins with it: a walk, or the first part of one."""
        return self.track.kind == "walk" and (self.track.way is None or self.track.way.part == 1)

    @property
    def clock(self) -> str:
        return clock(self.track.seconds)


@dataclass(frozen=True, slots=True)
class Shown:
    """One stop as a page shows it."""

    stop: Stop
    heard: tuple[Heard, ...]
    """Endings apart."""
    endings: tuple[Heard, ...]
    home: tuple[Heard, ...]
    """What comes after an ending."""
    sources: tuple[Source, ...]
    film: Film | None
    onward: Onward | None


@dataclass(frozen=True, slots=True)
class Onward:
    """The way to the next stop."""

    after: Stop
    leg: Leg
    far: str
    """Such as ``433 m, about 8 minutes``."""


def clock(seconds: float) -> str:
    """Return such as ``1:05``."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def shown(pack: Pack) -> tuple[Shown, ...]:
    """Return what there is to show of each stop, the welcome first."""
    tour = pack.tour
    stops = (*((tour.welcome,) if tour.welcome else ()), *tour.stops)
    heard = [_heard(tour, index, track) for index, track in enumerate(pack.tracks)]
    return tuple(_shown(tour, stop, [one for one in heard if one.track.stop == stop.slug]) for stop in stops)


def _shown(tour: Tour, stop: Stop, heard: Sequence[Heard]) -> Shown:
    by_key = {source.key: source for source in tour.sources}
    first = next((one.index for one in heard if one.track.kind == "ending"), inf)
    return Shown(
        stop,
        tuple(one for one in heard if one.index < first),
        tuple(one for one in heard if one.track.kind == "ending"),
        tuple(one for one in heard if one.index > first and one.track.kind != "ending"),
        tuple(by_key[key] for key in dict.fromkeys(stop.cites) if key in by_key),
        stop.film,
        next(_onward(tour, stop), None),
    )


def _onward(tour: Tour, stop: Stop) -> Iterator[Onward]:
    by_slug = {after.slug: after for after in tour.stops}
    for leg in tour.legs:
        if leg.start == stop.slug and leg.end in by_slug:
            far = f"{figures.metres(leg)} m, about {figures.counted(figures.minutes(leg.seconds), 'minute')}"
            yield Onward(by_slug[leg.end], leg, far)


def _heard(tour: Tour, index: int, track: Track) -> Heard:
    names = {"welcome": "Before you set out", "look": "At the stop", "ending": "The ending"}
    name = names.get(track.kind) or ("On the way" if _next(tour, track.stop) else "The way home")
    if track.kind == "quiet" or (track.way and track.way.part > 1):
        name = track.title.partition(". ")[2]
    paragraphs = groupby(track.cues, key=lambda cue: cue.paragraph)
    return Heard(index, track, name, tuple(tuple(cue.text for cue in cues) for _, cues in paragraphs))


def _next(tour: Tour, slug: str) -> Stop | None:
    slugs = [stop.slug for stop in tour.stops]
    at = slugs.index(slug) + 1 if slug in slugs else 0
    return tour.stops[at] if at < len(slugs) else None


def hold(track: Track, after: Track | None) -> float | None:
    """Return the second at which *track* is to wait until the walker is at the next stop; None: it goes on to *after*.

    That is at the end of the welcome, and of the last silence of a walk: the page never begins a Look by itself. A
    walk's words and its other silences go on, as they would in any app.
    """
    arrives = after is not None and after.kind == "look"
    return track.seconds if arrives and track.kind in ("welcome", "quiet") else None


def for_script(pack: Pack) -> Mapping[str, Any]:  # JSON
    """Return what the player's script needs to know."""
    tour = pack.tour
    route = [leg.path[1:] if i else leg.path for i, leg in enumerate(tour.legs)]
    return {
        "slug": tour.slug,
        "title": tour.title,
        "author": tour.author,
        "pace": tour.pace,
        "published": tour.published,
        "tracks": [
            {
                "path": track.path.as_posix(),
                "stop": track.stop,
                "kind": track.kind,
                "title": track.title,
                "seconds": track.seconds,
                "bytes": track.size,
                "cues": [round(cue.seconds, 2) for cue in track.cues],
                "hold": hold(track, after),
            }
            for track, after in zip_longest(pack.tracks, pack.tracks[1:])
        ],
        "stops": [
            {
                "slug": stop.slug,
                "number": stop.number,
                "title": stop.title,
                "stand": stop.stand,
                "lat": stop.place.lat,
                "lon": stop.place.lon,
                "radius": round(radius(stop, tour), 1),
                "clear": None if (metres := clear(stop, tour)) is None else round(metres, 1),
            }
            for stop in tour.stops
            if stop.place
        ],
        "route": [[round(place.lat, 6), round(place.lon, 6)] for path in route for place in path],
        "texts": dict(WORDS),
    }


def notes(tour: Tour) -> Iterator[str]:
    """Yield what everybody is to know before setting out."""
    if not tour.walked:
        yield "Researched from published sources, not yet walked. Trust signs and signals over this guide."
    yield "A synthetic voice narrates this tour."
