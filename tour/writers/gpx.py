"""The tour as GPX 1.1 (topografix.com/GPX/1/1): stops, route and track, for map apps and receivers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, groupby
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from gpxpy.gpx import GPX, GPXBounds, GPXRoute, GPXRoutePoint, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

from tour.geo import crosses_180
from tour.model import File, Leg, Pack, Place, Stop, Tour
from tour.words import figures, rides
from tour.words.degrees import as_given
from tour.words.for_apps import cautions, footing, standing, way
from tour.words.language import words_of
from tour.words.links import home, link
from tour.words.plaintext import plain, stopped
from tour.writers import writer


@writer(for_the_street=False)
def gpx(pack: Pack) -> Iterator[File]:
    """Yield tour.gpx; nothing for a tour of rooms, where a receiver shows no way."""
    tour = pack.tour
    if tour.indoors:
        return
    rounded = as_given(tour)
    stops = [(stop, rounded(stop.place)) for stop in tour.stops if stop.place]
    legs = [list(map(rounded, leg.path)) for leg in tour.legs]
    out = GPX()
    _describe(out, tour)
    out.bounds = _bounds([*(place for _, place in stops), *chain.from_iterable(legs)])
    out.waypoints = [_waypoint(pack, stop, place) for stop, place in stops]
    if stops:
        out.routes.append(_route(tour, stops, legs))
    out.tracks += _tracks(tour, legs)
    yield File(PurePosixPath("tour.gpx"), ((out.to_xml(version="1.1") + "\n").encode(),))


def _describe(out: GPX, tour: Tour) -> None:
    out.creator = "tourpack"
    out.name = plain(tour.title)
    about = (tour.subtitle, *cautions(tour), tour.licence)
    out.description = " ".join(stopped(plain(told)) for told in about if told)
    out.time = datetime.fromisoformat(tour.published).replace(tzinfo=UTC)
    if tour.author:
        out.author_name = plain(tour.author)
        out.copyright_author = _attribute(plain(tour.author))
        out.copyright_year = tour.published[:4]
    if tour.base_url:
        _link(out, home(tour), plain(tour.title), "text/html")


def _bounds(places: Sequence[Place]) -> GPXBounds | None:
    if not places or any(crosses_180(places[0], place) for place in places):
        return None  # GPX has no box over the 180th meridian
    lats, lons = [place.lat for place in places], [place.lon for place in places]
    return GPXBounds(min(lats), max(lats), min(lons), max(lons))


def _waypoint(pack: Pack, stop: Stop, place: Place) -> GPXWaypoint:
    look = next((track for track in pack.tracks if track.stop == stop.slug and track.kind == "look"), None)
    words = words_of(pack.tour)
    sound = [words("gpx.hear", file=look.path.name)] if look else []
    point = GPXWaypoint(
        place.lat,
        place.lon,
        name=_name(stop),
        description=" ".join(standing(words, stop)),
        # Apps show it below the description, and not all show the link: so the sound is named here too.
        comment=" ".join((*sound, *footing(stop))),
        symbol="Scenic Area",
        type=words("gpx.stop"),
    )
    if look:
        # Relative without base_url: to this file, as with RFC 3986, section 5.1.3. Map apps write their own sound
        # notes so, and those that follow links find the file where the whole pack was copied.
        _link(point, link(pack.tour, look.path), look.path.name, "audio/mpeg")
    return point


def _route(tour: Tour, stops: Sequence[tuple[Stop, Place]], legs: Sequence[Sequence[Place]]) -> GPXRoute:
    """Return the stops, named, with the turns between them.

    The stops alone would be enough for the format; but apps join a route's points by straight lines, which would lead
    through houses.
    """
    words = words_of(tour)
    route = GPXRoute(name=words("gpx.route", title=plain(tour.title)))
    for index, (stop, place) in enumerate(stops):
        route.points.append(GPXRoutePoint(place.lat, place.lon, name=_name(stop), type=words("gpx.stop")))
        ends = {place, stops[index + 1][1]} if index + 1 < len(stops) else {place}
        turns = legs[index] if len(legs) == len(stops) - 1 and index < len(legs) else []
        route.points += [GPXRoutePoint(turn.lat, turn.lon) for turn in turns if turn not in ends]
    return route


def _tracks(tour: Tour, paths: Sequence[Sequence[Place]]) -> Iterator[GPXTrack]:
    """Yield the walked line, a segment a leg; between its parts a track of its own for each ride."""
    begun = 0
    for ridden, run in groupby(tour.legs, key=lambda leg: leg.ridden):
        legs = list(run)
        lines = paths[begun : begun + len(legs)]
        begun += len(legs)
        if ridden:
            for leg, line in zip(legs, lines, strict=True):
                yield _ride(tour, leg, line)
        else:
            yield _walk(tour, legs, lines)


def _walk(tour: Tour, legs: Sequence[Leg], lines: Sequence[Sequence[Place]]) -> GPXTrack:
    words = words_of(tour)
    far = figures.long_distance(words, figures.total_metres(legs))
    about = words("gpx.track", far=far, legs=words.count("leg", len(legs)))
    track = GPXTrack(name=plain(tour.title), description=about)
    track.type = "walking"  # type: ignore[assignment]  # gpxpy declares None and no text
    track.segments = [_segment(line) for line in lines]
    return track


def _ride(tour: Tour, leg: Leg, line: Sequence[Place]) -> GPXTrack:
    words = words_of(tour)
    there = next(plain(stop.title) for stop in tour.stops if stop.slug == leg.end)
    name = words("ride.to", ride=rides.name(words, leg.by), next=there)
    track = GPXTrack(name=name, description=way(words, leg))
    track.type = leg.by  # type: ignore[assignment]  # as above
    track.segments = [_segment(line)]
    return track


def _segment(line: Sequence[Place]) -> GPXTrackSegment:
    return GPXTrackSegment([GPXTrackPoint(place.lat, place.lon) for place in line])


def _link(thing: GPX | GPXWaypoint, address: str, text: str, kind: str) -> None:
    thing.link, thing.link_text, thing.link_type = _attribute(address), text, kind


def _name(stop: Stop) -> str:
    return f"{stop.number}. {plain(stop.title)}"


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})  # gpxpy escapes elements, but not attributes
