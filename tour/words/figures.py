"""How distances, times, sizes and streets are told, on paper and on a screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    "Allée": "All.",
    "Avenida": "Av.",
    "Avenue": "Av.",
    "Boulevard": "Bd",
    "Calle": "C/",
    "Carretera": "Ctra.",
    "Chemin": "Ch.",
    "Impasse": "Imp.",
    "Paseo": "P.º",
    "Place": "Pl.",
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


FOOT = 0.3048
"""Metres."""
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
    """Return such as ``940 m``, or ``3.75 km`` from a kilometre on; with more, fewer decimals: ``42.2 km``."""
    if metres < 1000:
        return words("figures.metres", n=metres)
    if metres < 10_000:
        return kilometres(words, metres)
    return words("figures.kilometres", n=words.number(metres / 1000, 1 if metres < 100_000 else 0))


def imperial(words: Words, metres: float) -> str:
    """Return such as ``330 ft``, to ten feet, or ``0.27 mi`` from a tenth of a mile on."""
    far = metres / METRES_A_MILE
    if far < 0.1:
        return words("figures.feet", n=round(metres / FOOT / 10) * 10)
    return words("figures.mi", n=words.number(far, 2 if far < 10 else 1))


LONG = 2000
"""Metres from which a leg is told in kilometres; a walk whose legs are all shorter is so from five times as many."""


def far(words: Words, metres: int, long: int = LONG) -> str:
    """Return how far a way is in the tour's units: ``433 m``, ``0.27 mi`` or ``433 m (0.27 mi)``.

    In kilometres from *long* metres on.
    """
    if words.units == "imperial":
        return imperial(words, metres)
    told = words("figures.metres", n=metres) if metres < long else distance(words, metres)
    return f"{told} ({imperial(words, metres)})" if words.units == "both" else told


def all_legs(words: Words, legs: Sequence[Leg]) -> str:
    """Return how far all *legs* are: in metres where each of them is, so that a reader who adds them up gets it."""
    alike = all(metres(leg) < LONG for leg in legs)
    return far(words, total_metres(legs), 5 * LONG if alike else LONG)


def glance(words: Words, metres: int) -> tuple[str, str]:
    """Return how far a walk is as a large figure, and in the other units below it."""
    if words.units == "imperial":
        return miles(words, metres), distance(words, metres)
    return distance(words, metres), miles(words, metres)


def long_distance(words: Words, metres: float) -> str:
    """Return such as ``3.75 km (2.3 miles)``, the tour's own units first."""
    here, there = glance(words, round(metres))
    if words.units != "imperial" and metres < 1000:
        here = kilometres(words, metres)
    return words("figures.long_distance", here=here, there=there)


def duration(words: Words, minutes: int) -> str:
    """Return such as ``95 min``, or ``2 h 5 min`` from two hours on."""
    hours, rest = divmod(minutes, 60)
    if hours < 2:
        return words("figures.minutes", n=minutes)
    whole = words("figures.hours", n=hours)
    return f"{whole} {words('figures.minutes', n=rest)}" if rest else whole


def told_minutes(words: Words, minutes: int) -> str:
    """Return such as ``95 minutes``, or ``2 h 5 min`` from two hours on."""
    return words.count("minute", minutes) if minutes < 120 else duration(words, minutes)


def street(name: str) -> str:
    """Return *name* as street signs shorten it: ``Hauser Blvd``, ``C/ Mayor``, ``Bd Voltaire``."""
    start, _, last = name.rpartition(" ")
    if start and last in _SHORT_LAST:
        return f"{start} {_SHORT_LAST[last]}"
    first, _, rest = name.partition(" ")
    if rest and first in _SHORT_FIRST and not rest.startswith("of "):  # "Avenue of the Stars" is English
        return f"{_SHORT_FIRST[first]} {rest}"
    return name
