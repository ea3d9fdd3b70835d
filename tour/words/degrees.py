"""How finely places are told: as the author gave them, and no finer."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from tour.model import Place, Tour

FINEST = 7
"""Decimals of a degree: a centimetre. What has more was computed, not given."""
COARSEST = 5
"""Decimals of a degree: a metre. Less would leave the sidewalk."""


def as_given(tour: Tour) -> Callable[[Place], Place]:
    """Return what rounds any place of *tour*: given places stay as they are, computed ones get as many decimals."""
    stops = (stop.place for stop in tour.stops if stop.place)
    places = chain(stops, *(leg.path for leg in tour.legs))
    counts = (_decimals(degrees) for place in places for degrees in (place.lat, place.lon))
    decimals = max((count for count in counts if count <= FINEST), default=COARSEST)
    decimals = max(decimals, COARSEST)
    return lambda place: Place(round(place.lat, decimals) + 0.0, round(place.lon, decimals) + 0.0)  # no -0.0


def _decimals(degrees: float) -> int:
    return len(f"{degrees:.9f}".rstrip("0").partition(".")[2])
