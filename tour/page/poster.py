"""The walk as one glance shows it, for the page's head: streets and route on tar, a dot for each stop, no words.

It is decoration, and tells a listener nothing: the map below it has the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tour.geo import Frame
from tour.map.drawing import WIDTHS
from tour.map.most_useful import most_useful
from tour.map.overlaps import Point
from tour.model import Leg, Place, Tour
from tour.page.markup import element, number, points
from tour.style import colours

WIDE = 320.0
"""Units of the picture, about a small phone's points."""
_TALLEST, _LOWEST = 0.45, 0.24
"""Of its width: whatever the walk's shape, the button below it stays in sight."""
_EDGE = 14.0
"""Units round the walk."""
_AREAS = {"park": "#26301f", "water": "#164450", "building": "#2c2620"}
_STREET = "#4a4036"
_PALE = "#f3ead8"
_MOST = 500
"""Features of the map in the picture."""


@dataclass(frozen=True, slots=True)
class _View:
    """How the ground comes to lie in the picture."""

    frame: Frame
    middle: Point
    """In metres of the frame."""
    scale: float
    """Units a metre."""
    high: float

    def point(self, place: Place) -> Point:
        x, y = self.frame.to_xy(place)
        return WIDE / 2 + (x - self.middle[0]) * self.scale, self.high / 2 - (y - self.middle[1]) * self.scale


def poster_svg(tour: Tour) -> str:
    """Return the picture as inline SVG; nothing where that were no more than a dot. ``data-dot`` is a stop's slug."""
    spots = [(stop.slug, stop.place) for stop in tour.stops if stop.place]
    if not spots:
        return ""
    seen = _view([place for _, place in spots] + [place for leg in tour.legs for place in leg.path])
    drawn = list(_ground(tour, seen))
    if not drawn and len(spots) < 2:
        return ""
    drawn += [*_way(tour.rides, seen, dots=True), *_way(tour.walks, seen)]
    for slug, place in spots:
        x, y = seen.point(place)
        drawn.append(element("circle", cx=x, cy=y, r=5, fill=_PALE, stroke=colours.TAR, stroke_width=2, data_dot=slug))
    frame = f"0 0 {number(WIDE)} {number(seen.high)}"
    return element("svg", "".join(drawn), class_="poster", viewBox=frame, aria_hidden="true")


def _way(legs: Iterable[Leg], seen: _View, *, dots: bool = False) -> Iterator[str]:
    """Yield the lines of *legs* on an edge of tar; with *dots*, as rides are drawn."""
    route = "".join(points(map(seen.point, leg.path)) for leg in legs if len(leg.path) > 1)
    if not route:
        return
    yield element("path", d=route, fill="none", stroke=colours.TAR, stroke_width=7, stroke_linejoin="round")
    ends = ("round", "0 7") if dots else ("", "")
    yield element(
        "path",
        d=route,
        fill="none",
        stroke=colours.GOLD,
        stroke_width=3.5,
        stroke_linejoin="round",
        stroke_linecap=ends[0],
        stroke_dasharray=ends[1],
    )


def _view(places: Sequence[Place]) -> _View:
    """Return the view in which *places* fill the picture, north up."""
    frame = Frame(places[0])
    xs, ys = zip(*map(frame.to_xy, places), strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    room = WIDE - 2 * _EDGE
    tall = min(max(room * high / max(wide, 1.0) + 2 * _EDGE, WIDE * _LOWEST), WIDE * _TALLEST)
    scale = min(room / max(wide, 50.0), (tall - 2 * _EDGE) / max(high, 50.0))
    return _View(frame, ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2), scale, tall)


def _ground(tour: Tour, seen: _View) -> Iterator[str]:
    """Yield areas, then streets. What lies outside the picture is cut off by its frame."""
    kinds = {*_AREAS, *WIDTHS}
    drawable = [(one, tuple(map(seen.point, one.places))) for one in tour.map if one.kind in kinds and one.places]
    route = [seen.point(place) for leg in tour.legs for place in leg.path]
    shown = most_useful(drawable, route, _MOST)
    for feature, corners in shown:
        if feature.shape == "area" and feature.kind in _AREAS:
            yield element("path", d=points(corners) + "Z", fill=_AREAS[feature.kind])
    for kind, width in WIDTHS.items():
        drawn = "".join(points(road) for feature, road in shown if feature.kind == kind)
        if drawn:
            yield element("path", d=drawn, fill="none", stroke=_STREET, stroke_width=width / 2)
