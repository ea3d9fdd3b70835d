"""What the web pages show of a pack, as plain values: no HTML, no templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any

from tour.model import Cue, Film, Leg, Pack, Source, Stop, Tour, Track
from tour.page.arrival import radius
from tour.page.line import line
from tour.timing import clock
from tour.words import for_apps, rides
from tour.words.language import Words, words_of
from tour.words.plaintext import stopped

_UNITS = ("metres", "kilometres", "feet", "mi")
"""In which the player's scripts tell distances."""


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
    """Such as ``433 m, about 8 minutes``, or ``Ferry, about 15 minutes``."""
    ride: str = ""
    """The same of a ride with its line, in sentences; empty where one walks."""


def shown(pack: Pack) -> tuple[Shown, ...]:
    """Return what there is to show of each stop, the welcome first."""
    tour = pack.tour
    heard: dict[str, list[Heard]] = {}
    for index, track in enumerate(pack.tracks):
        heard.setdefault(track.stop, []).append(_heard(tour, index, track))
    stops = list(tour.stops)
    if tour.welcome:
        stops.insert(0, tour.welcome)
    return tuple(_shown(tour, stop, heard.get(stop.slug, ())) for stop in stops)


def _shown(tour: Tour, stop: Stop, tracks: Iterable[Heard]) -> Shown:
    heard: list[Heard] = []
    endings: list[Heard] = []
    home: list[Heard] = []
    for one in tracks:
        if one.track.kind == "ending":
            endings.append(one)
        elif endings:
            home.append(one)
        else:
            heard.append(one)
    return Shown(
        stop, tuple(heard), tuple(endings), tuple(home), tuple(_sources(tour, stop)), stop.film, _onward(tour, stop)
    )


def _sources(tour: Tour, stop: Stop) -> Iterator[Source]:
    """Yield what *stop* cites, each once, in the order in which it does."""
    by_key = {source.key: source for source in tour.sources}
    for key in dict.fromkeys(stop.cites):
        if key in by_key:
            yield by_key[key]


def _onward(tour: Tour, stop: Stop) -> Onward | None:
    by_slug = {after.slug: after for after in tour.stops}
    for leg in tour.legs:
        if leg.start == stop.slug and leg.end in by_slug:
            words = words_of(tour)
            ride = for_apps.way(words, leg) if leg.ridden else ""
            return Onward(by_slug[leg.end], leg, for_apps.far(words, leg), ride)
    return None


def _heard(tour: Tour, index: int, track: Track) -> Heard:
    paragraphs = [tuple(cue.text for cue in cues) for _, cues in groupby(track.cues, _paragraph)]
    return Heard(index, track, _name(tour, track), tuple(paragraphs))


def _paragraph(cue: Cue) -> int:
    return cue.paragraph


def _name(tour: Tour, track: Track) -> str:
    words = words_of(tour)
    if track.kind == "quiet" or (track.way and track.way.part > 1):
        return track.title.partition(". ")[2]
    if track.kind == "walk" and not _next(tour, track.stop):
        return words("texts.home")
    return words(f"page.heard_{track.kind}")


def _next(tour: Tour, slug: str) -> Stop | None:
    """Return the stop after that one; after the welcome, the first."""
    slugs = [stop.slug for stop in tour.stops]
    after = slugs.index(slug) + 1 if slug in slugs else 0
    return tour.stops[after] if after < len(slugs) else None


def hold(track: Track, after: Track | None) -> float | None:
    """Return the second at which *track* is to wait until the walker is at the next stop; None: it goes on to *after*.

    That is at the end of the welcome, and of the last silence of a walk: the page never begins a Look by itself. A
    walk's words and its other silences go on, as they would in any app.
    """
    arrives = after is not None and after.kind == "look"
    return track.seconds if arrives and track.kind in ("welcome", "quiet") else None


def for_script(pack: Pack) -> Mapping[str, Any]:  # JSON
    """Return what the player's scripts need to know."""
    tour, way = pack.tour, line(pack.tour)
    return {
        "slug": tour.slug,
        "title": tour.title,
        "author": tour.author,
        "pace": tour.pace,
        "published": tour.published,
        "tracks": [_track(track, after) for track, after in zip_longest(pack.tracks, pack.tracks[1:])],
        "stops": list(_places(tour, way.metres)),
        "route": [[round(place.lat, 6), round(place.lon, 6)] for place in way.places],
        "kerbs": list(way.kerbs),
        "legs": [_leg(tour, leg) for leg in tour.legs],
        "units": tour.units,
        "texts": texts(words_of(tour)),
    }


def _track(track: Track, after: Track | None) -> Mapping[str, Any]:  # JSON
    return {
        "path": track.path.as_posix(),
        "stop": track.stop,
        "kind": track.kind,
        "title": track.title,
        "seconds": track.seconds,
        "bytes": track.size,
        "cues": [round(cue.seconds, 2) for cue in track.cues],
        "hold": hold(track, after),
        "stand": track.way.stand_seconds if track.way else 0,
        **_way(track),
    }


def _way(track: Track) -> Mapping[str, Any]:  # JSON
    """Return which leg *track* is for, from 0, its part, and where on the leg that begins; nothing for a Look."""
    if track.way is None:
        return {}
    return {"leg": track.way.leg - 1, "part": track.way.part, "starts": round(track.way.starts_metres, 1)}


def _leg(tour: Tour, leg: Leg) -> Mapping[str, Any]:  # JSON
    told = {"from": leg.start, "to": leg.end, "metres": round(leg.metres, 1), "seconds": round(leg.seconds)}
    if not leg.ridden:
        return told
    words = words_of(tour)
    there = next(stop.title for stop in tour.stops if stop.slug == leg.end)
    take = " ".join(part for part in (rides.take(words, leg, there), leg.line and stopped(leg.line)) if part)
    return {**told, "ride": take, "told": rides.far(words, leg)}


def _places(tour: Tour, metres: Mapping[str, float]) -> Iterator[Mapping[str, Any]]:  # JSON
    """Yield what is to know of each stop that one can be at."""
    words, ridden = words_of(tour), {leg.end for leg in tour.rides}
    for stop in tour.stops:
        if stop.place or tour.indoors:
            along = metres.get(stop.slug)
            yield {
                "slug": stop.slug,
                "number": stop.number,
                "title": stop.title,
                "stand": _stand(words, stop),
                "closed": stopped(stop.if_closed) if stop.if_closed else "",
                "lat": stop.place.lat if stop.place else None,
                "lon": stop.place.lon if stop.place else None,
                "radius": round(radius(stop, tour), 1),
                "along": None if along is None else round(along, 1),
                **({"ride": True} if stop.slug in ridden else {}),
            }


def _stand(words: Words, stop: Stop) -> str:
    """Return in which room *stop* is, and where to stand there, in sentences."""
    told = [stop.room, words("tour.stand", stand=stop.stand) if stop.stand else ""]
    return " ".join(stopped(line) for line in told if line)


def texts(words: Words) -> Mapping[str, str]:
    """Return the player's lines by their keys, those of ``offline.js`` by keys such as ``offline.ask``, and units."""
    saving = {f"offline.{key}": line for key, line in words.section("offline").items()}
    figures = {f"figures.{unit}": words.lines[f"figures.{unit}"] for unit in _UNITS}
    return words.section("player") | saving | figures


def notes(tour: Tour) -> Iterator[str]:
    """Yield what everybody is to know before setting out."""
    words = words_of(tour)
    if not tour.walked:
        yield words("tour.not_walked", this=words("tour.this_guide"))
    yield words("tour.synthetic")
