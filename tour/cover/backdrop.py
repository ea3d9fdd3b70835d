"""Streets and route under a poster's words, as pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

from PIL import ImageDraw

from tour.geo import Frame
from tour.model import Place, Tour
from tour.style import colours

PALE = "#f3ead8"

_BLOCK = "#2c2620"
_LAKE = "#164450"
_PARK = "#26301f"
_STREET = "#3b332b"
_STREETS = {"major": 13, "collector": 9, "local": 6}

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """A part of the image, in pixels from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class View:
    """How places come to lie on the image."""

    frame: Frame
    turn: float
    """Radians anticlockwise."""
    scale: float
    """Pixels a metre."""
    middle: _Point
    """What lies in the middle, in metres of the turned frame."""
    at: _Point
    """Where the middle is, in pixels."""

    def point(self, place: Place) -> _Point:
        x, y = _turned(self.frame.to_xy(place), self.turn)
        return self.at[0] + (x - self.middle[0]) * self.scale, self.at[1] - (y - self.middle[1]) * self.scale


def view(tour: Tour, ground: Ground) -> View | None:
    """Return the view in which the route fills *ground* best, turned by up to 40 degrees: a thin walk lies aslant.

    None for a tour without places.
    """
    route = _route(tour)
    if not route:
        return None
    frame = Frame(route[0])
    points = [frame.to_xy(place) for place in route]
    views = []
    for degrees in (0, *(sign * d for d in range(2, 42, 2) for sign in (1, -1))):
        turned = [_turned(point, radians(degrees)) for point in points]
        (left, right), (low, high) = ((min(v), max(v)) for v in zip(*turned, strict=True))
        scale = min(ground.width / max(right - left, 50.0), ground.height / max(high - low, 50.0))
        at = (ground.left + ground.right) / 2, (ground.top + ground.bottom) / 2
        views.append(View(frame, radians(degrees), scale, ((left + right) / 2, (low + high) / 2), at))
    return max(views, key=lambda one: one.scale)


def paint(pen: ImageDraw.ImageDraw, tour: Tour, seen: View, fine: int, star: bool) -> None:
    """Draw parks, water, streets and the route, *fine* pixels of the image a pixel; a *star* says where it begins."""

    def point(place: Place) -> _Point:
        x, y = seen.point(place)
        return x * fine, y * fine

    for kind, colour in (("park", _PARK), ("building", _BLOCK), ("water", _LAKE)):
        for feature in tour.map:
            if feature.kind == kind and feature.shape == "area" and len(feature.places) > 2:
                pen.polygon([point(place) for place in feature.places], fill=colour)
    for kind, wide in _STREETS.items():
        for feature in tour.map:
            if feature.kind == kind:
                _line(pen, [point(place) for place in feature.places], wide * fine, _STREET)
    line = [point(place) for place in _route(tour)]
    _line(pen, line, 15 * fine, colours.TAR)
    _line(pen, line, 9 * fine, colours.GOLD)
    spots = [point(stop.place) for stop in tour.stops if stop.place]
    for spot in spots:
        _dot(pen, spot, 13 * fine, colours.TAR)
        _dot(pen, spot, 9 * fine, PALE)
    for spot in spots[:1]:
        if star:
            burst(pen, spot, 66 * fine)
        else:
            _dot(pen, spot, 15 * fine, colours.TAR)
            _dot(pen, spot, 12 * fine, colours.NEON)
        _dot(pen, spot, 9 * fine if star else 5 * fine, PALE)


def burst(pen: ImageDraw.ImageDraw, at: _Point, radius: float) -> None:
    """Draw the diner-sign star of the card."""
    for long, turn, colour in ((1.0, 0.0, colours.NEON), (0.76, 0.3927, colours.GOLD)):
        pen.polygon(colours.starburst(*at, radius * long, turn), fill=colour)


def _route(tour: Tour) -> list[Place]:
    return [place for leg in tour.legs for place in leg.path] or [stop.place for stop in tour.stops if stop.place]


def _turned(point: _Point, turn: float) -> _Point:
    return point[0] * cos(turn) - point[1] * sin(turn), point[0] * sin(turn) + point[1] * cos(turn)


def _line(pen: ImageDraw.ImageDraw, points: Sequence[_Point], wide: int, colour: str) -> None:
    far = 3 * max(pen.im.size)
    near = [point for point in points if hypot(point[0], point[1]) < far]
    if len(near) > 1:
        pen.line(near, fill=colour, width=wide, joint="curve")
        for end in (near[0], near[-1]):
            _dot(pen, end, wide / 2, colour)


def _dot(pen: ImageDraw.ImageDraw, at: _Point, radius: float, colour: str) -> None:
    pen.ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill=colour)
