"""How the card and the map's alternative text tell the way."""

from __future__ import annotations

from collections.abc import Sequence

from tour.geo import bearing, distance
from tour.model import Leg, Stop, Tour, Track
from tour.words import figures, rides
from tour.words.language import Words, words_of
from tour.words.plaintext import stopped

_WAYS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_COMES_BACK = 0.3
"""A leg whose ends are nearer to each other than this share of its length heads nowhere."""
_LONGEST_UNBROKEN = 24
"""Characters of a street's name that stay on one line."""


def onward(words: Words, leg: Leg, after: Stop) -> tuple[str, str]:
    """Return the way to *after*: how far, and which way with what to cross; to a room on the same spot, its name."""
    time = figures.duration(words, figures.minutes(leg.seconds))
    if leg.ridden:
        return _ridden(words, leg, after, time)
    if after.room and not figures.metres(leg) and not leg.crossings and not leg.unsettled:
        return into(words, after)
    far = words("card.far", far=figures.far(words, figures.metres(leg)), time=time, stop=after.number)
    way = direction(leg)
    told = f", {words(f'ways.{way}')}" if way else ""
    if leg.unsettled:
        return far, f"{told}. {words('tour.cross_unsettled')}"
    if not leg.crossings:
        return far, f"{told}."
    streets = ", ".join(unbroken(figures.street(street)) for street in leg.crossings)
    return far, f"{told}. {words('tour.cross', streets=streets)}"


def _ridden(words: Words, leg: Leg, after: Stop, time: str) -> tuple[str, str]:
    """Return the ride to *after*: by what and how long, and which line and how far."""
    ride = words("ride.card", ride=rides.name(words, leg.by), time=time, stop=after.number)
    told = ", ".join(part for part in (leg.line, figures.far(words, figures.metres(leg))) if part)
    return ride, f": {stopped(told)}"


def into(words: Words, after: Stop) -> tuple[str, str]:
    """Return the way to *after* where nothing is known of it but where it ends: in a house."""
    where = after.room or after.title
    return words("card.onward", stop=after.number), f" {stopped(where)}"


def direction(leg: Leg) -> str:
    """Return the compass point that the leg heads for, such as ``northeast``; nothing when it comes back."""
    if len(leg.path) < 2 or distance(leg.path[0], leg.path[-1]) < _COMES_BACK * leg.metres:
        return ""
    return compass_point(bearing(leg.path[0], leg.path[-1]))


def facing(words: Words, stop: Stop) -> str:
    """Return what the walker looks at, and which way that is where the author gave the bearing; else nothing."""
    if stop.face_bearing is None:
        return stop.face
    way = words(f"compass.{compass_point(stop.face_bearing)}")
    return words("compass.facing", what=stop.face, way=way) if stop.face else way


def compass_point(degrees: float) -> str:
    """Return the compass point nearest to *degrees*, clockwise from north."""
    return _WAYS[int((degrees + 22.5) // 45) % 8]


def total(tour: Tour) -> str:
    """Return what all legs come to; without the crossings, where those of one leg are not settled."""
    words, ridden = words_of(tour), ". ".join(rides.times(tour))
    if not tour.walks:
        return stopped(ridden)
    far = figures.all_legs(words, tour.walks)
    minutes = figures.told_minutes(words, figures.total_minutes(tour.walks))
    crossings = sum(len(leg.crossings) for leg in tour.walks)
    section = "ride" if ridden else "card"
    if not crossings or any(leg.unsettled for leg in tour.walks):
        return words(f"{section}.total", far=far, minutes=minutes, rides=ridden)
    across = words.count("crossing", crossings)
    return words(f"{section}.total_across", far=far, minutes=minutes, crossings=across, rides=ridden)


def home(tour: Tour, tracks: Sequence[Track]) -> str:
    """Return what is said after the last stop."""
    words, last = words_of(tour), tour.stops[-1]
    for track in tracks:
        if track.stop == last.slug and track.kind == "walk":
            return f". {words('card.home', sound=track.path.name.partition('-')[0])}"
    return "."


def route(tour: Tour) -> str:
    """Return the walk as somebody who cannot see the map needs it: the map's alternative text."""
    words = words_of(tour)
    if not tour.stops:
        return words("map.empty")
    if tour.indoors:
        return words("map.rooms", stops="; ".join(_at(words, stop) for stop in tour.stops))
    out = [words("map.begins", stop=_at(words, tour.stops[0]))]
    legs = {leg.start: leg for leg in tour.legs}
    for stop, after in zip(tour.stops, tour.stops[1:], strict=False):
        if leg := legs.get(stop.slug):
            out.append(_leg(words, leg, after))
    return " ".join(out)


def _leg(words: Words, leg: Leg, after: Stop) -> str:
    if leg.ridden:
        there = rides.take(words, leg, _at(words, after))
        return " ".join(part for part in (there, leg.line and stopped(leg.line)) if part)
    way = words(f"ways.{direction(leg) or 'there_and_back'}")
    far, stop = _far(words, figures.metres(leg)), _at(words, after)
    if leg.unsettled:
        return f"{words('map.leg', way=way, far=far, stop=stop)} {words('tour.cross_unsettled')}"
    if not leg.crossings:
        return words("map.leg_clear", way=way, far=far, stop=stop)
    return words("map.leg_across", way=way, far=far, stop=stop, streets=", ".join(leg.crossings))


def _far(words: Words, metres: int) -> str:
    """Return how far a leg is as a listener is told it: metres as a word."""
    if words.units == "metric" and metres < figures.LONG:
        return words.count("metre", metres)
    return figures.far(words, metres)


def _at(words: Words, stop: Stop) -> str:
    named = words("map.at", number=stop.number, title=stop.title)
    return ", ".join(part for part in (named, stop.room, stop.stand) if part)


def unbroken(words: str) -> str:
    """Return *words* so that they stay on one line, unless they are long."""
    return words.replace(" ", "\u00a0") if len(words) <= _LONGEST_UNBROKEN else words
