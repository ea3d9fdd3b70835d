"""What the files for map and podcast apps say of a tour, in plain words. Nothing here tells an ending."""

from __future__ import annotations

from collections.abc import Iterator

from tour.model import Leg, Pack, Stop, Tour, Track
from tour.words import figures
from tour.words.plain import plain
from tour.words.spoken import texts

NOT_WALKED = "Researched from published sources, not yet walked. Trust signs and signals over this tour."
SYNTHETIC = "A synthetic voice narrates this tour."


def cautions(tour: Tour) -> Iterator[str]:
    """Yield what has to be said wherever the tour is listed."""
    if not tour.walked:
        yield NOT_WALKED
    yield SYNTHETIC
    yield from map(plain, tour.safety)


def standing(stop: Stop) -> Iterator[str]:
    """Yield where to stand, the address, and what to look for."""
    if stop.stand:
        yield ended(f"Stand {plain(stop.stand)}")
    if stop.address:
        yield ended(plain(stop.address))
    yield from map(plain, stop.card)


def footing(stop: Stop) -> Iterator[str]:
    """Yield what the ground is like, and what to do at a fence."""
    for words in (stop.access, stop.if_closed):
        if words:
            yield ended(plain(words))


def way(leg: Leg) -> str:
    """Return how far a walk is, and what it crosses."""
    streets = ", ".join(map(plain, leg.crossings))
    far = f"{figures.metres(leg)} m, about {figures.counted(figures.minutes(leg.seconds), 'minute')}"
    return f"{far}. Cross {streets}." if streets else f"{far}."


def told(pack: Pack, track: Track) -> Iterator[str]:
    """Yield what a listing says of *track*, a paragraph each."""
    tour = pack.tour
    stop = next((stop for stop in tour.stops if stop.slug == track.stop), tour.welcome)
    leg = next((leg for leg in tour.legs if leg.start == track.stop), None)
    match track.kind:
        case "look" if stop:
            yield from standing(stop)
            yield from footing(stop)
        case "walk" if leg:
            yield way(leg)
        case "ending":
            yield plain(texts(tour.language, dict(tour.texts)).get("ending", ""))
        case "welcome" if stop:
            yield from map(plain, stop.card)


def ended(words: str) -> str:
    """Return *words* with a full stop, unless they end with one."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
