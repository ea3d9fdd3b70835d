"""How distances, times, sizes, dates and streets are written, on paper and on a screen."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from tour.model import Leg, Track
from tour.normalize.abbreviations import MONTHS

_SHORT = {
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


def kilometres(metres: float) -> str:
    """Return such as ``3.75 km``."""
    return f"{metres / 1000:.2f} km"


def long_distance(metres: float) -> str:
    """Return such as ``3.75 km (2.3 miles)``."""
    return f"{kilometres(metres)} ({metres / 1609.344:.1f} miles)"


def counted(count: int, thing: str) -> str:
    """Return ``1 stop`` or ``2 stops``."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def date(iso: str) -> str:
    """Return ``22 November 2026`` for ``2026-11-22``; anything else as it is."""
    try:
        day = datetime.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def street(name: str) -> str:
    """Return *name* as street signs shorten it: ``Hauser Blvd``."""
    first, _, last = name.rpartition(" ")
    return f"{first} {_SHORT[last]}" if first and last in _SHORT else name
