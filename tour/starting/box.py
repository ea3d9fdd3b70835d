"""The ground that a tour's map needs, and where to get it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from tour.geo import Frame
from tour.model import Place

_MARGIN = 400.0
"""Metres round the places, at least: the way may lead round a block, and the map shows more than the way."""
_SHARE = 0.35
"""Of the longer side, as a margin."""
_LEAST_SHARE = 0.8
"""Of the longer side that the shorter one has at least, for the paper is not as narrow as a walk may be."""
_GRID = 1e4
"""Steps a degree: eleven metres."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box on the ground, in degrees WGS 84."""

    west: float
    south: float
    east: float
    north: float

    @property
    def numbers(self) -> str:
        """West, south, east and north, as maps' services take them."""
        return f"{self.west:.4f},{self.south:.4f},{self.east:.4f},{self.north:.4f}"

    @property
    def export_link(self) -> str:
        """The page of openstreetmap.org on which the box is exported by a click."""
        return f"https://www.openstreetmap.org/export?bbox={self.numbers}"

    def has(self, place: Place) -> bool:
        return self.south <= place.lat <= self.north and self.west <= place.lon <= self.east


def box_round(places: Iterable[Place]) -> Box:
    """Return the box that a map of *places*, of which there is one at least, needs, with a margin all round."""
    places = list(places)
    frame = Frame(places[0])
    points = [frame.to_xy(place) for place in places]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    longer = max(wide, high)
    margin = max(_MARGIN, _SHARE * longer)
    half_wide = max(wide, _LEAST_SHARE * longer) / 2 + margin
    half_high = max(high, _LEAST_SHARE * longer) / 2 + margin
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    low = frame.to_place(middle_x - half_wide, middle_y - half_high)
    top = frame.to_place(middle_x + half_wide, middle_y + half_high)
    return Box(_down(low.lon), _down(low.lat), _up(top.lon), _up(top.lat))


def _down(degrees: float) -> float:
    return floor(degrees * _GRID) / _GRID


def _up(degrees: float) -> float:
    return ceil(degrees * _GRID) / _GRID
