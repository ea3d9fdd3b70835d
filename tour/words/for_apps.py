"""What the files for map and podcast apps say of a tour, in plain words. Nothing here tells an ending."""

from __future__ import annotations

from collections.abc import Iterator

from tour.model import Leg, Pack, Stop, Tour, Track
from tour.words import figures, rides
from tour.words.language import Words, words_of
from tour.words.plaintext import plain, stopped


def cautions(tour: Tour) -> Iterator[str]:
    """Yield what has to be said wherever the tour is listed."""
    words = words_of(tour)
    if not tour.walked:
        yield words("tour.not_walked", this=words("tour.this_tour"))
    yield words("tour.synthetic")
    yield from map(plain, tour.safety)


def standing(words: Words, stop: Stop) -> Iterator[str]:
    """Yield where to stand, the address, and what to look for."""
    if stop.stand:
        yield stopped(words("tour.stand", stand=plain(stop.stand)))
    if stop.address:
        yield stopped(plain(stop.address))
    yield from map(plain, stop.card)


def footing(stop: Stop) -> Iterator[str]:
    """Yield what the ground is like, and what to do at a fence."""
    for note in (stop.access, stop.if_closed):
        if note:
            yield stopped(plain(note))


def far(words: Words, leg: Leg) -> str:
    """Return such as ``433 m, about 8 minutes``, and of a ride ``Ferry, about 15 minutes``."""
    if leg.ridden:
        return rides.far(words, leg)
    minutes = figures.told_minutes(words, figures.minutes(leg.seconds))
    return words("tour.far", far=figures.far(words, figures.metres(leg)), minutes=minutes)


def way(words: Words, leg: Leg) -> str:
    """Return how far a walk is, and what it crosses; of a ride how long it takes, and which line it is."""
    if leg.line:
        return f"{far(words, leg)}. {stopped(plain(leg.line))}"
    told = f"{far(words, leg)}."
    if leg.unsettled:
        return f"{told} {words('tour.cross_unsettled')}"
    if not leg.crossings:
        return told
    return f"{told} {words('tour.cross', streets=', '.join(map(plain, leg.crossings)))}"


def told(pack: Pack, track: Track) -> Iterator[str]:
    """Yield what a listing says of *track*, a paragraph each."""
    tour, words = pack.tour, words_of(pack.tour)
    stop = next((stop for stop in tour.stops if stop.slug == track.stop), tour.welcome)
    leg = next((leg for leg in tour.legs if leg.start == track.stop), None)
    match track.kind:
        case "look" if stop:
            yield from standing(words, stop)
            yield from footing(stop)
        case "walk" if leg:
            yield way(words, leg)
        case "ending":
            yield plain(words("texts.ending"))
        case "welcome" if stop:
            yield from map(plain, stop.card)
