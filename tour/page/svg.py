"""The map on the page: the card's display list as inline SVG, drawn anew for each depth of zoom.

    map_svg(tour)           the map; `tour/page/web/map.js` moves it and puts the walker on it
    picture_svg(drawing)    a stop's drawing

One picture that is only magnified has names too small to read from afar or too large from near. So the map holds a few
levels, each laid out by the same rules as the card, of which one is shown. Without script that is the farthest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, log

from tour.geo import Frame
from tour.map.drawing import Drawing
from tour.map.layout import draw
from tour.map.overlaps import Point, Size
from tour.map.painter import Painter, measure
from tour.model import Place, Tour
from tour.page.markup import element, number, text
from tour.page.svg_pen import SvgPen
from tour.page.svgpicture import picture_svg
from tour.page.svgscale import scale_bar
from tour.style import colours, fonts
from tour.words import directions
from tour.words.language import words_of

__all__ = ["map_svg", "picture_svg"]

AFAR = 440.0
"""Points of the longer side where the whole walk is seen."""
NEAR = 1.0
"""Points a metre at the nearest level: a finger's room is 44 m wide."""
STEP = 2.0
"""How many times larger the next level is, at most."""
_LONGEST = 4000.0
"""Points of the longer side of the nearest level, however far the walk goes."""
_ROOM = 55.0
"""Metres of ground round the walk."""
_FONT = "'Atkinson Hyperlegible', system-ui, sans-serif"


def map_svg(tour: Tour) -> str:
    """Return the map of *tour*, north up, as one ``<svg class="m-map">`` without style, script, id or address.

    What `map.js` and the page may rely on:

    - ``<g class="m-level" data-zoom="Z">``: one a level, the farthest first, the only one without ``display="none"``.
      Z is how many of the map's units one of the level's points is; the nearest has 1.
    - ``<a class="m-stop" href="#stop-SLUG" data-stop="SLUG" data-x data-y>`` in every level; (data-x, data-y) is the
      stop's own spot in the map's units.
    - ``data-lat data-lon data-x data-y data-scale`` on the root: there, at (data-x, data-y), lies that place, and
      data-scale units are a metre. Equirectangular, as `tour.geo.Frame`: less than a metre off in 4 km.
    - ``<g class="m-here" display="none">`` with the circles ``m-fix-ground`` and ``m-fix``: the walker.

    The classes of what is drawn are told in `svg_pen` and `svgscale`.
    """
    words = words_of(tour)
    ground = _ground(tour)
    levels = _levels(tour, ground)
    near = levels[-1]
    width, height = near.whole
    names = {stop.slug: fonts.clean(words("map.stop", number=stop.number, title=stop.title)) for stop in tour.stops}
    spots = {disc.slug: near.placed(disc.spot) for disc in near.drawing.discs}
    drawn = [_painted(level, names, spots, shown=level is levels[0]) for level in levels]
    return element(
        "svg",
        element("title", text(words("map.title", title=fonts.clean(tour.title))))
        + element("desc", text(fonts.clean(directions.route(tour))))
        + element("rect", class_="m-ground", width=width, height=height, fill=colours.GROUND)
        + "".join(drawn)
        + _HERE,
        xmlns="http://www.w3.org/2000/svg",
        class_="m-map",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="group",
        font_family=_FONT,
        data_lat=f"{ground.middle.lat:.7f}",
        data_lon=f"{ground.middle.lon:.7f}",
        data_x=width / 2,
        data_y=height / 2,
        data_scale=number(near.drawing.points_per_metre, 6),
    )


_HERE = element(
    "g",
    element("circle", class_="m-fix-ground", r=20, fill="#1a63d6", fill_opacity=0.18, stroke="#1a63d6")
    + element("circle", class_="m-fix", r=8, fill="#1a63d6", stroke=colours.PAPER, stroke_width=2.5),
    class_="m-here",
    display="none",
    aria_hidden="true",
    pointer_events="none",
)


@dataclass(frozen=True, slots=True)
class _Level:
    """The map as it is drawn for one depth of zoom."""

    drawing: Drawing
    zoom: float
    """How many of the whole map's units one of its points is."""
    whole: Size
    """Of the whole map, in its units."""

    def placed(self, point: Point) -> Point:
        """Return where *point* lies on the whole map: the middles of all levels are one."""
        x, y = point[0] - self.drawing.width / 2, self.drawing.height / 2 - point[1]
        return self.whole[0] / 2 + self.zoom * x, self.whole[1] / 2 + self.zoom * y


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the map shows, in metres round its middle."""

    middle: Place
    wide: float
    high: float

    @property
    def corners(self) -> tuple[Place, Place]:
        frame = Frame(self.middle)
        return frame.to_place(-self.wide / 2, -self.high / 2), frame.to_place(self.wide / 2, self.high / 2)


def _ground(tour: Tour) -> _Ground:
    stops = [stop.place for stop in tour.stops if stop.place]
    places = [*stops, *(place for leg in tour.legs for place in leg.path)] or [Place(0.0, 0.0)]
    frame = Frame(places[0])
    xs, ys = zip(*map(frame.to_xy, places), strict=True)
    wide, high = max(xs) - min(xs) + 2 * _ROOM, max(ys) - min(ys) + 2 * _ROOM
    # A walk along one street gets some land beside it, as a phone is held upright.
    middle = frame.to_place((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return _Ground(middle, max(wide, high / 3), max(high, wide / 4))


def _levels(tour: Tour, ground: _Ground) -> list[_Level]:
    """Return the levels, the farthest first."""
    drawings = [_drawing(tour, ground, points) for points in _depths(ground)]
    near = drawings[-1].points_per_metre
    zooms = [near / drawing.points_per_metre for drawing in drawings]
    pairs = list(zip(drawings, zooms, strict=True))
    whole = max(zoom * one.width for one, zoom in pairs), max(zoom * one.height for one, zoom in pairs)
    return [_Level(one, zoom, whole) for one, zoom in pairs]


def _depths(ground: _Ground) -> list[float]:
    """Return the points a metre of each level, the farthest first."""
    longest = max(ground.wide, ground.high)
    near = min(max(NEAR, 0.7 * AFAR / longest), _LONGEST / longest, 3.0)
    times = longest * near / AFAR
    if times <= 1.2:
        return [near]
    count = max(1, ceil(log(times, STEP)))
    return [near * times ** -(k / count) for k in range(count, -1, -1)]


def _drawing(tour: Tour, ground: _Ground, points: float) -> Drawing:
    # A close-up of the whole: such a frame has no close-ups of its own. It adds 20 m and 30 points.
    size = points * (ground.wide + 20) + 30, points * (ground.high + 20) + 30
    return draw(tour, size, measure, around=[ground.middle, *ground.corners])


def _painted(level: _Level, names: Mapping[str, str], spots: Mapping[str, Point], shown: bool) -> str:
    """Return *level* as a group, with the stops' *names* and *spots* by slug."""
    pen = SvgPen(level.drawing)
    Painter(pen).paint(level.drawing)
    x, y = level.placed((0.0, level.drawing.height))
    return element(
        "g",
        pen.level(names, spots) + scale_bar(level.drawing),
        class_="m-level",
        data_zoom=number(level.zoom, 4),
        display="" if shown else "none",
        transform=f"translate({number(x, 2)} {number(y, 2)}) scale({number(level.zoom, 4)})",
    )
