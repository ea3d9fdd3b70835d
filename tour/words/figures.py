"""How distances, times, sizes and streets are told, on paper and on a screen."""

from __future__ import annotations

from collections.abc import Iterable

from tour.geo import METRES_A_MILE
from tour.model import Leg, Track
from tour.words.language import Words

_SHORT_LAST = {
    "Avenue": "Ave",
    "Boulevard": "Blvd",
    "Court": "Ct",
    "Drive": "Dr",
    "Highway": "Hwy",
    "Lane": "Ln",
    "Parkway": "Pkwy",
    "Place": "Pl",
    "Road": "Rd",
    "Square": "Sq",
    "Street": "St",
    "Terrace": "Ter",
}
_SHORT_FIRST = {
    "Avenida": "Av.",
    "Calle": "C/",
    "Carretera": "Ctra.",
    "Paseo": "P.º",
    "Plaza": "Pl.",
}
"""How street signs shorten the last word of a name, or the first: in the language of the street, not of the tour."""


def metres(leg: Leg) -> int:
    """Return *leg*'s length in whole metres, as the manifest tells it."""
    return round(leg.metres)


def total_metres(legs: Iterable[Leg]) -> int:
    """Return the sum of the legs' printed metres, so that a reader who adds them up gets it too."""
    return sum(map(metres, legs))


def minutes(seconds: float) -> int:
    """Return *seconds* in whole minutes, half a minute going up; never less than one.

    From whole seconds, for these are what the manifest tells: who divides them gets the same minutes.
    """
    return max(1, int(round(seconds) / 60 + 0.5))


def total_minutes(legs: Iterable[Leg]) -> int:
    """Return the walk's whole minutes: from the sum of seconds, not from the legs' rounded minutes."""
    return minutes(sum(leg.seconds for leg in legs))


def audio_minutes(tracks: Iterable[Track]) -> int:
    """Return the whole minutes of the tracks in which something is heard."""
    return minutes(sum(track.seconds for track in tracks if track.kind != "quiet"))


TAG = 80_000
"""Bytes of a track's tag, about: the cover, which has at most as many, and the words."""


def sound(tracks: Iterable[Track]) -> int:
    """Return how many bytes the tracks' files have, tags and all; to within half a percent, for no tag is made here."""
    return sum(track.size + TAG for track in tracks)


def megabytes(tracks: Iterable[Track]) -> int:
    """Return the tracks' size in whole megabytes of 10⁶ bytes, rounded up: what must be free on a phone."""
    return -(-sound(tracks) // 1_000_000)


def kilometres(words: Words, metres: float) -> str:
    """Return such as ``3.75 km``."""
    return words("figures.kilometres", n=words.number(metres / 1000, 2))


def miles(words: Words, metres: float) -> str:
    """Return such as ``2.3 miles``."""
    return words("figures.miles", n=words.number(metres / METRES_A_MILE, 1))


def distance(words: Words, metres: int) -> str:
    """Return such as ``940 m``, or ``3.75 km`` from a kilometre on."""
    if metres < 1000:
        return words("figures.metres", n=metres)
    return kilometres(words, metres)


def long_distance(words: Words, metres: float) -> str:
    """Return such as ``3.75 km (2.3 miles)``."""
    return words("figures.long_distance", kilometres=kilometres(words, metres), miles=miles(words, metres))


def street(name: str) -> str:
    """Return *name* as street signs shorten it: ``Hauser Blvd``, ``C/ Mayor``."""
    start, _, last = name.rpartition(" ")
    if start and last in _SHORT_LAST:
        return f"{start} {_SHORT_LAST[last]}"
    first, _, rest = name.partition(" ")
    if rest and first in _SHORT_FIRST:
        return f"{_SHORT_FIRST[first]} {rest}"
    return name
