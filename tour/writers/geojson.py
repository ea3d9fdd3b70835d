"""The tour as GeoJSON (RFC 7946): its stops as points, its legs as lines, for maps on the web and for anything else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from tour.geo import parted_at_180
from tour.model import File, Leg, Pack, Place, Stop, Tour
from tour.words import figures
from tour.words.degrees import as_given
from tour.words.language import words_of
from tour.words.plaintext import plain
from tour.writers import writer

Round = Callable[[Place], Place]


@writer(for_the_street=False)
def geojson(pack: Pack) -> Iterator[File]:
    """Yield tour.geojson."""
    tour = pack.tour
    rounded = as_given(tour)
    head: dict[str, Any] = {"type": "FeatureCollection", "name": plain(tour.title)}
    if tour.openstreetmap:
        head["attribution"] = words_of(tour)("map.openstreetmap")
    if places := _places(tour):
        head["bbox"] = _box(map(rounded, places))
    features = [_stop(pack, stop, rounded) for stop in tour.stops]
    features += [_leg(leg, rounded) for leg in tour.legs]
    # A line a feature: a changed stop is a changed line.
    lines = ",\n".join(map(_text, features))
    text = f'{_text(head)[:-1]}, "features": [\n{lines}\n]}}\n'
    yield File(PurePosixPath("tour.geojson"), (text.encode(),))


def _places(tour: Tour) -> list[Place]:
    """Return every place of the tour, so that the box holds them all."""
    places = [stop.place for stop in tour.stops if stop.place]
    for leg in tour.legs:
        places += leg.path
    return places


def _stop(pack: Pack, stop: Stop, rounded: Round) -> dict[str, Any]:  # JSON
    heard = [track.path.as_posix() for track in pack.tracks if track.stop == stop.slug]
    properties = {
        "kind": "stop",
        "number": stop.number,
        "name": plain(stop.title),
        "slug": stop.slug,
        "stand": plain(stop.stand),
        "address": plain(stop.address),
        "tracks": heard,
    }
    point = {"type": "Point", "coordinates": _position(rounded(stop.place))} if stop.place else None
    return {"type": "Feature", "properties": properties, "geometry": point}


def _leg(leg: Leg, rounded: Round) -> dict[str, Any]:  # JSON
    properties = {
        "kind": "leg",
        "from": leg.start,
        "to": leg.end,
        "by": leg.by,
        **({"line": plain(leg.line)} if leg.line else {}),
        "metres": figures.metres(leg),
        "seconds": round(leg.seconds),
        "crossings": None if leg.unsettled else [plain(street) for street in leg.crossings],
    }
    return {"type": "Feature", "properties": properties, "geometry": _line(list(map(rounded, leg.path)))}


def _line(path: Sequence[Place]) -> dict[str, Any] | None:  # JSON
    """Return *path* as a line, in two where it crosses the 180th meridian (section 3.1.9); none of a single place."""
    if len(path) < 2:
        return None  # section 3.1.4: a line has two positions at least
    parts = [list(map(_position, part)) for part in parted_at_180(path)]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def _position(place: Place) -> list[float]:
    """Return longitude before latitude (section 3.1.1)."""
    return [place.lon, place.lat]


def _box(places: Iterable[Place]) -> list[float]:
    """Return west, south, east, north; west is the greater number where the 180th meridian is between (section 5.2)."""
    known = list(places)
    south, north = min(place.lat for place in known), max(place.lat for place in known)
    west, east = min(place.lon for place in known), max(place.lon for place in known)
    if east - west > 180:
        west = min(place.lon for place in known if place.lon > 0)
        east = max(place.lon for place in known if place.lon <= 0)
    return [west, south, east, north]


def _text(value: dict[str, Any]) -> str:  # JSON
    return json.dumps(value, ensure_ascii=False)
