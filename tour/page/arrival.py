"""How near to a stop a walker's phone says: you are there."""

from __future__ import annotations

from tour.geo import distance
from tour.model import Stop, Tour

WIDEST = 25.0
"""Metres. About the width of a boulevard: whoever is nearer sees the stop."""
SHARE = 0.45
"""Of the way to the nearest other stop. Below a half, so that nobody is ever at two stops."""


def radius(stop: Stop, tour: Tour) -> float:
    """Return how many metres from its place *stop* has been reached: the author's wish, kept within both limits.

    0 for a stop without a place, or on the very spot of another: a walker starts those by hand.
    """
    here = stop.place
    if here is None:
        return 0.0
    others = (distance(here, other.place) for other in tour.stops if other.place and other.slug != stop.slug)
    return min(WIDEST if stop.radius is None else stop.radius, WIDEST, SHARE * min(others, default=WIDEST / SHARE))
