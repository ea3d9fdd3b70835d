"""How the ways are told that are ridden: by what, how long, and which line."""

from __future__ import annotations

from collections.abc import Iterator

from tour.model import By, Leg, Tour
from tour.words import figures
from tour.words.language import Words, words_of


def name(words: Words, by: By) -> str:
    """Return what is ridden, such as ``Ferry``."""
    return words(f"ride.{by}")


def names(tour: Tour) -> str:
    """Return all that is ridden on *tour*, each once: ``Ferry, Bus``; nothing where all is walked."""
    words = words_of(tour)
    return ", ".join(dict.fromkeys(name(words, leg.by) for leg in tour.rides))


def take(words: Words, leg: Leg, there: str) -> str:
    """Return such as ``Take the ferry to Suomenlinna.``, where *there* is what one gets to."""
    return words(f"ride.take_{leg.by}", next=there)


def far(words: Words, leg: Leg) -> str:
    """Return such as ``Ferry, about 15 minutes``."""
    minutes = figures.told_minutes(words, figures.minutes(leg.seconds))
    return words("tour.far", far=name(words, leg.by), minutes=minutes)


def sums(tour: Tour) -> Iterator[tuple[By, int, int]]:
    """Yield each means that is ridden, on how many legs and for how many minutes, in the order of the first legs."""
    for by in dict.fromkeys(leg.by for leg in tour.rides):
        legs = [leg for leg in tour.rides if leg.by == by]
        yield by, len(legs), figures.total_minutes(legs)


def times(tour: Tour) -> Iterator[str]:
    """Yield such as ``Ferry: 15 minutes``, and of several by one means ``Bus (2): 25 minutes``."""
    words = words_of(tour)
    for by, count, minutes in sums(tour):
        time = figures.told_minutes(words, minutes)
        yield words("ride.times" if count > 1 else "ride.time", ride=name(words, by), n=count, time=time)


def glance(tour: Tour) -> Iterator[tuple[str, str]]:
    """Yield the minutes of each means and what it is, as a row of large figures shows them."""
    words = words_of(tour)
    for by, _, minutes in sums(tour):
        yield figures.duration(words, minutes), name(words, by)
