"""Which of very many features a map draws: a town has twenty thousand, and a sheet of paper room for a tenth."""

from __future__ import annotations

from collections.abc import Sequence
from math import dist

from tour.map.label_spots import Shown
from tour.map.overlaps import Point

MOST_DRAWN = 1800
"""Features of one map. More of them are a grey in which nobody finds a corner."""
_FIRST = ("major", "collector", "water", "station", "rail", "park", "square")
"""What tells where one is from afar as well."""
_POSTS = 40
"""Points of the route to which distances are taken."""


def most_useful(shown: Sequence[Shown], route: Sequence[Point], most: int = MOST_DRAWN) -> list[Shown]:
    """Return those of *shown* that a walker on the *route* needs most, *most* at most, in the order they came in.

    What tells the way from afar comes before what only those see who pass it, and of each the nearest to the route.
    """
    if len(shown) <= most:
        return list(shown)
    posts = route[:: max(1, len(route) // _POSTS)]

    def far(one: Shown) -> tuple[bool, float]:
        here = one[1][0]
        return one[0].kind not in _FIRST, min((dist(here, post) for post in posts), default=0.0)

    ranks = sorted(range(len(shown)), key=lambda rank: far(shown[rank]))
    return [shown[rank] for rank in sorted(ranks[:most])]
