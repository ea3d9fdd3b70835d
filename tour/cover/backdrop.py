"""Streets and route under a poster's words: the map's painter, with inks for a dark ground."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import cos, radians, sin

from PIL import Image, ImageDraw

from tour.cover.pixel_pen import PixelPen
from tour.geo import Frame
from tour.map.drawing import WIDTHS, Area, Disc, Drawing, Line
from tour.map.inks import Ink, Inks
from tour.map.overlaps import Point
from tour.map.painter import Painter
from tour.model import Place, Tour
from tour.style import colours

PALE = "#f3ead8"

_STREET = "#3b332b"

INKS: Inks = {
    "park": Ink("park", fill="#26301f"),
    "building": Ink("building", fill="#2c2620"),
    "water": Ink("water", fill="#164450"),
    "street-local": Ink("street", stroke=_STREET, width=6, round=True),
    "street-collector": Ink("street", stroke=_STREET, width=9, round=True),
    "street-major": Ink("street", stroke=_STREET, width=13, round=True),
    "halo": Ink("halo", stroke=colours.TAR, width=15, round=True),
    "ride": Ink("ride", stroke=colours.GOLD, width=9, dash=(0.01, 18), round=True),
    "route": Ink("route", stroke=colours.GOLD, width=9, round=True),
    "dot": Ink("dot", PALE, colours.TAR, width=4, size=11),
}
"""In pixels of the image."""
_BEGIN = Ink("dot", colours.NEON, colours.TAR, width=3, size=13.5)
_HEART = Ink("dot", PALE, PALE)


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
    middle: Point
    """What lies in the middle, in metres of the turned frame."""
    at: Point
    """Where the middle is, in pixels."""

    def point(self, place: Place) -> Point:
        x, y = _turned(self.frame.to_xy(place), self.turn)
        return self.at[0] + (x - self.middle[0]) * self.scale, self.at[1] - (y - self.middle[1]) * self.scale


def view(tour: Tour, ground: Ground) -> View | None:
    """Return the view in which the route fills *ground* best, turned by up to 40 degrees: a thin walk lies aslant.

    None for a tour without places, or one of rooms.
    """
    route = _route(tour)
    if not route or tour.indoors:
        return None
    frame = Frame(route[0])
    points = [frame.to_xy(place) for place in route]
    views = []
    for degrees in sorted(range(40, -42, -2), key=abs):
        turned = [_turned(point, radians(degrees)) for point in points]
        xs, ys = [x for x, _ in turned], [y for _, y in turned]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        scale = min(ground.width / max(right - left, 50.0), ground.height / max(high - low, 50.0))
        at = (ground.left + ground.right) / 2, (ground.top + ground.bottom) / 2
        views.append(View(frame, radians(degrees), scale, ((left + right) / 2, (low + high) / 2), at))
    return max(views, key=lambda one: one.scale)


def paint(image: Image.Image, tour: Tour, seen: View, fine: int, star: bool) -> None:
    """Paint parks, water, streets and the route, *fine* pixels of the image a pixel; a *star* says where it begins."""
    pen = PixelPen(image, fine)
    drawing = _drawing(tour, seen, image.height / fine)
    Painter(pen, INKS).paint(drawing)
    for disc in drawing.discs[:1]:
        if star:
            x, y = disc.spot
            burst(image, (x * fine, image.height - y * fine), 66 * fine)
            pen.circle(disc.spot, 9, _HEART)
        else:
            pen.circle(disc.spot, _BEGIN.size, _BEGIN)
            pen.circle(disc.spot, 5, _HEART)


def burst(image: Image.Image, at: Point, radius: float) -> None:
    """Draw the diner-sign star of the card round *at*, in pixels."""
    pen = ImageDraw.Draw(image)
    for long, turn, colour in ((1.0, 0.0, colours.NEON), (0.76, 0.3927, colours.GOLD)):
        pen.polygon(colours.starburst(*at, radius * long, turn), fill=colour)


def _drawing(tour: Tour, seen: View, height: float) -> Drawing:
    """Return the display list of what the cover shows of *tour*, in pixels of a square so high: no names, no discs."""

    def point(place: Place) -> Point:
        x, y = seen.point(place)
        return x, height - y

    areas, streets, discs = [], [], []
    for feature in tour.map:
        points = tuple(map(point, feature.places))
        if feature.shape == "area" and len(points) > 2:
            areas.append(Area(points, feature.kind, estimate=False))
        elif feature.kind in WIDTHS:
            streets.append(Line(points, feature.kind, estimate=False))
    for stop in tour.stops:
        if stop.place:
            spot = point(stop.place)
            discs.append(Disc(*spot, 0.0, str(stop.number), stop.slug, spot))
    return Drawing(
        width=height,
        height=height,
        points_per_metre=seen.scale,
        areas=tuple(areas),
        streets=tuple(streets),
        route=tuple(tuple(map(point, leg)) for leg in _legs(tour, ridden=False)),
        rides=tuple(tuple(map(point, leg)) for leg in _legs(tour, ridden=True)),
        discs=tuple(discs),
    )


def _legs(tour: Tour, *, ridden: bool) -> list[list[Place]]:
    """Return what is walked as one line after another, or what is *ridden*; without legs, all stops as one walk."""
    if not tour.legs:
        return [] if ridden else [_route(tour)]
    runs: list[list[Place]] = []
    for is_ridden, legs in groupby(tour.legs, key=lambda leg: leg.ridden):
        if is_ridden is ridden:
            runs.append([place for leg in legs for place in leg.path])
    return runs


def _route(tour: Tour) -> list[Place]:
    path = [place for leg in tour.legs for place in leg.path]
    return path or [stop.place for stop in tour.stops if stop.place]


def _turned(point: Point, turn: float) -> Point:
    return point[0] * cos(turn) - point[1] * sin(turn), point[0] * sin(turn) + point[1] * cos(turn)
