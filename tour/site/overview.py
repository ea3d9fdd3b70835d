"""The map of the front page: where each tour begins and which way it goes, as inline SVG. No map data is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, floor, log10, radians

from tour.geo import EARTH_RADIUS
from tour.model import Place
from tour.page.markup import element, number, points, text
from tour.site.packs import Listed
from tour.words.language import Words

WIDTH = 400.0
"""Units across the map: pixels, about, on a phone."""
_ROOM = 26.0
"""Units between the outermost spot and the edge."""
_HIGHEST, _LOWEST = 420.0, 160.0
_FOOT = 24.0
"""Units below, for the scale bar."""
_NEAR = 40.0
"""Units between two spots below which they are one: a finger's room on a phone."""
_LEAST = 2000.0
"""Metres that are shown at the least, so that one tour does not fill it all."""
_TRUE = 500_000.0
"""Metres up to which one scale holds all over the map."""
_Point = tuple[float, float]


@dataclass(slots=True)
class Spot:
    """Where one tour begins, or several so near to each other that one finger would hit them all."""

    at: _Point
    tours: list[int] = field(default_factory=list)
    """Their numbers in the list, from 1."""


def overview(tours: Sequence[Listed], words: Words) -> str:
    """Return the map of *tours* as one ``<svg>``; nothing where no tour has a place.

    A spot is ``<a class="spot" href="#tN" data-tours="N M …">``, N and M being numbers in the list, from 1.
    """
    placed = [(n, tour) for n, tour in enumerate(tours, 1) if tour.places]
    if not placed:
        return ""
    frame = _Frame([place for _, tour in placed for place in tour.places])
    lines = "".join(_line(tour, frame) for _, tour in placed)
    spots = _spots([(n, frame.point(tour.places[0])) for n, tour in placed])
    return element(
        "svg",
        element("rect", class_="ground", width=WIDTH, height=frame.height)
        + lines
        + "".join(_drawn(spot, tours) for spot in spots)
        + _scale_bar(frame, words),
        xmlns="http://www.w3.org/2000/svg",
        class_="overview",
        viewBox=f"0 0 {number(WIDTH)} {number(frame.height)}",
        role="group",
        aria_labelledby="map-h",
    )


class _Frame:
    """Degrees → units of the map: equirectangular, true at its middle (Snyder 1987, USGS PP 1395, section 12)."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._west = _west_of(sorted({place.lon for place in places}))
        lats = [place.lat for place in places]
        middle = (min(lats) + max(lats)) / 2
        self._across = EARTH_RADIUS * radians(1) * max(cos(radians(middle)), 0.1)
        self._up = EARTH_RADIUS * radians(1)
        east = max(map(self._turned, places)) * self._across
        north = (max(lats) - min(lats)) * self._up
        wide, high = max(east, _LEAST), max(north, _LEAST / 3)
        inner = WIDTH - 2 * _ROOM
        self.scale = min(inner / wide, (_HIGHEST - 2 * _ROOM) / high)
        """Units a metre."""
        self.metres = max(east, north)
        ground = max(_LOWEST, high * self.scale + 2 * _ROOM)
        self.height = ground + _FOOT
        self._left = (WIDTH - east * self.scale) / 2
        self._top = (ground - north * self.scale) / 2
        self._north = max(lats)

    def point(self, place: Place) -> _Point:
        x = self._left + self._turned(place) * self._across * self.scale
        return x, self._top + (self._north - place.lat) * self._up * self.scale

    def _turned(self, place: Place) -> float:
        """Return the degrees of *place* east of the map's western edge."""
        return (place.lon - self._west) % 360.0


def _west_of(lons: Sequence[float]) -> float:
    """Return the longitude that the map begins with: beyond the widest gap, which may not be the 180th meridian."""
    gaps = [east - west for west, east in pairwise([*lons, lons[0] + 360.0])]
    return lons[(gaps.index(max(gaps)) + 1) % len(lons)]


def _spots(starts: Sequence[tuple[int, _Point]]) -> list[Spot]:
    """Return the spots of *starts*, each joined to the first spot that is too near."""
    cells: dict[tuple[int, int], list[Spot]] = {}
    spots: list[Spot] = []
    for tour, (x, y) in starts:
        column, row = floor(x / _NEAR), floor(y / _NEAR)
        around = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        near = (spot for cell in around for spot in cells.get(cell, ()) if _apart(spot.at, (x, y)) < _NEAR)
        spot = next(near, None)
        if spot is None:
            spot = Spot((x, y))
            spots.append(spot)
            cells.setdefault((column, row), []).append(spot)
        spot.tours.append(tour)
    return spots


def _apart(a: _Point, b: _Point) -> float:
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]))


def _line(tour: Listed, frame: _Frame) -> str:
    way = [frame.point(place) for place in tour.places]
    return element("path", class_="way", d=points(way)) if len(way) > 1 else ""


def _drawn(spot: Spot, tours: Sequence[Listed]) -> str:
    """Return a disc with the tour's number; of several tours a plate that tells how many they are."""
    x, y = spot.at
    names = "; ".join(tours[n - 1].title for n in spot.tours)
    if len(spot.tours) == 1:
        shape, shown = element("circle", cx=x, cy=y, r=14), str(spot.tours[0])
    else:
        shape, shown = element("rect", x=x - 19, y=y - 13, width=38, height=26, rx=6), f"×{len(spot.tours)}"
    label = element("text", text(shown), x=x, y=y + 5)
    title = element("title", text(names))
    return element(
        "a", title + shape + label, class_="spot", href=f"#t{spot.tours[0]}", data_tours=" ".join(map(str, spot.tours))
    )


def _scale_bar(frame: _Frame, words: Words) -> str:
    """Return a bar of a round length; nothing on a map that is too wide for one to hold all over it."""
    if frame.metres > _TRUE:
        return ""
    metres = _round_length(WIDTH / 4 / frame.scale)
    told = words("figures.kilometres", n=words.number(metres / 1000, 0 if metres >= 1000 else 1))
    x, y = 16.0, frame.height - 12
    bar = element("path", class_="bar", d=points([(x, y), (x + metres * frame.scale, y)]))
    return bar + element("text", text(told), class_="bar-says", x=x, y=y - 6)


def _round_length(most: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is at most *most* metres."""
    power = 10.0 ** floor(log10(most))
    return max(step for step in _steps(power) if step <= most)


def _steps(power: float) -> Iterator[float]:
    yield from (power, 2 * power, 5 * power)
