"""The ground that a tour's map needs, and where to get it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from tour.geo import Frame
from tour.model import Place
from tour.osm.elements import Bounds
from tour.starting.frame import frame_of

_MARGIN = 400.0
"""Metres round the places, at least: the way may lead round a block."""
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
    def bounds(self) -> Bounds:
        return self.west, self.south, self.east, self.north

    @property
    def numbers(self) -> str:
        """West, south, east and north, as services for maps take them."""
        return f"{self.west:.4f},{self.south:.4f},{self.east:.4f},{self.north:.4f}"

    @property
    def export_link(self) -> str:
        """The page of openstreetmap.org on which the box is exported by a click."""
        return f"https://www.openstreetmap.org/export?bbox={self.numbers}"


def box_round(places: Sequence[Place]) -> Box:
    """Return the box that a tour of *places*, of which there is one at least, needs: for its maps and for its way."""
    frame = Frame(places[0])
    points = [frame.to_xy(place) for place in places]
    low = frame.to_place(min(x for x, _ in points) - _MARGIN, min(y for _, y in points) - _MARGIN)
    top = frame.to_place(max(x for x, _ in points) + _MARGIN, max(y for _, y in points) + _MARGIN)
    west, south, east, north = frame_of(places, ())
    return Box(
        west=floor(min(west, low.lon) * _GRID) / _GRID,
        south=floor(min(south, low.lat) * _GRID) / _GRID,
        east=ceil(max(east, top.lon) * _GRID) / _GRID,
        north=ceil(max(north, top.lat) * _GRID) / _GRID,
    )
