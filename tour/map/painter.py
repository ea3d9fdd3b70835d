"""The one painter of maps: it walks a display list and tells a pen what to draw, back to front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import cos, inf, radians, sin, sqrt

from tour.map.clipping import clipped_area
from tour.map.drawing import ROUTE_WIDTH, Area, Arrow, Crossing, Disc, Drawing, Label, Line
from tour.map.inks import INKS, Ink, Inks
from tour.map.label_spots import holds
from tour.map.overlaps import Point, Size, shape
from tour.map.pen import Pen, Wave
from tour.style import fonts

_KINDS = ("local", "collector", "major")
"""Of streets: the broader ones lie on the narrower."""
_HEAD = ((5.2, 0.0), (-4.2, 4.6), (-2.2, 0.0), (-4.2, -4.6))
"""The corners of an arrowhead that points east."""
_WAVE = 9.0
"""Points from the start of a wave to its end."""
_LEAST_WAVE = 3.0
"""The same, on a narrow water."""
_ROW = 5.0
"""Points between two rows of waves."""
_MOST_WAVES = 150
"""On one map, about. On broad waters they lie farther apart: that water is water is told by few as well."""
_STRIPS = (-2.3, 0.0, 2.3)
"""Where the strips of a crossing lie, along the route."""
_STRIP = ROUTE_WIDTH / 2 + 0.3
"""Half of a strip's length."""
_MIDDLE = 0.334
"""How high the middle of a figure is, in the size of its type."""


def measure(text: str, size: float, bold: bool) -> float:
    """Return how wide *text* comes out in the type that names on a map are set in; infinite where no font has it."""
    if fonts.missing(text):
        return inf
    return fonts.width(text, size, "bold" if bold else "regular")


class Painter:
    """Paints with one pen in one set of inks; a sign without ink is left out.

    All of a display list but its scale and close-ups, which only paper has.
    """

    def __init__(self, pen: Pen, inks: Inks = INKS) -> None:
        self._pen, self._inks = pen, inks

    def paint(self, drawing: Drawing) -> None:
        """Paint *drawing*. Nothing is cut off at its frame."""
        self._lines("grid", drawing.grid)
        self.areas(drawing.areas, (drawing.width, drawing.height), drawing.rivers)
        self.paths(drawing.paths)
        self.streets(drawing.streets)
        self.rails(drawing.rails)
        self.rides(drawing.rides)
        self.route(drawing.route)
        self.crossings(drawing.crossings)
        self.arrows(drawing.arrows)
        self.stations(drawing.stations)
        for disc in drawing.discs:
            self.spot(disc)
        for disc in drawing.discs:
            self.disc(disc)
        for label in drawing.labels:
            self.label(label)

    def areas(self, areas: Sequence[Area], size: Size, rivers: Sequence[Line] = ()) -> None:
        """Paint *rivers* and broad waters, with waves within *size* (in grey, a lake looks like a park); then what lies
        on land, and what water lies in that."""
        ponds = _ponds(areas)
        apart = set(map(id, ponds))
        broad = [area for area in areas if area.kind == "water" and id(area) not in apart]
        self._waters(broad, size, rivers)
        for kind in ("square", "park", "building"):
            for guess in (False, True):
                self._grounds(
                    kind, [area.points for area in areas if area.kind == kind and area.estimate is guess], guess
                )
        self._waters(ponds, size)

    def _grounds(self, sign: str, outlines: Sequence[Sequence[Point]], guess: bool) -> None:
        ink = self._inks.get(sign)
        if ink and outlines:
            self._pen.outlines([_anticlockwise(outline) for outline in outlines], _guessed(ink, guess))

    def _waters(self, waters: Sequence[Area], size: Size, rivers: Sequence[Line] = ()) -> None:
        """Paint all banks before the water between them, so that waters which meet open into each other."""
        bank, ripple = self._inks.get("bank"), self._inks.get("ripple")
        if bank:
            for guess in (True, False):
                self._lines("bank", [_closed(water.points) for water in waters if water.estimate is guess], guess)
            for river in rivers:
                self._pen.lines([river.points], replace(bank, width=river.width + bank.width))
        if waters:
            self._pen.outlines([_anticlockwise(water.points) for water in waters], self._inks["water"])
        if river_ink := self._inks.get("river"):
            for river in rivers:
                self._pen.lines([river.points], replace(river_ink, width=river.width))
        seen = [water for area in waters if (water := clipped_area(area.points, size, 0.0))]
        if ripple and seen:
            apart = _thinned(seen)
            for water in seen:
                self._pen.waves(list(_waves(water, apart)), ripple)

    def paths(self, paths: Sequence[Line]) -> None:
        """Paint ways for feet only: those with a name as narrow streets, others dashed, steps as rungs."""
        alleys = [path.points for path in paths if path.kind == "alley"]
        for sign in ("casing-alley", "street-alley"):
            self._lines(sign, alleys)
        for kind in ("path", "steps"):
            # Each by itself, so that its dashes begin where it does.
            for path in paths:
                if path.kind == kind:
                    self._lines(kind, [path.points])

    def streets(self, streets: Sequence[Line]) -> None:
        """Paint all casings before what lies between them, so that crossings open into each other."""
        for kind in _KINDS:
            for guess in (True, False):
                of_kind = [line.points for line in streets if line.kind == kind and line.estimate is guess]
                self._lines(f"casing-{kind}", of_kind, guess)
        for kind in _KINDS:
            self._lines(f"street-{kind}", [line.points for line in streets if line.kind == kind])

    def rails(self, rails: Iterable[Line]) -> None:
        """Paint each by itself, so that its dashes begin where it does."""
        for rail in rails:
            self._lines("rail", [rail.points])

    def route(self, lines: Sequence[Sequence[Point]]) -> None:
        """Paint the route, on a halo that keeps it off the streets."""
        drawn = [line for line in lines if len(line) > 1]
        self._lines("halo", drawn)
        self._lines("route", drawn)

    def rides(self, lines: Sequence[Sequence[Point]]) -> None:
        """Paint what is ridden: dots in the route's colour, each line by itself so that they begin at its stop."""
        drawn = [line for line in lines if len(line) > 1]
        self._lines("halo", drawn)
        for line in drawn:
            self._lines("ride", [line])

    def crossings(self, crossings: Iterable[Crossing]) -> None:
        strips = []
        for crossing in crossings:
            for along in _STRIPS:
                strips.append([_turned((along, -_STRIP), crossing), _turned((along, _STRIP), crossing)])
        self._lines("zebra", strips)

    def arrows(self, arrows: Sequence[Arrow]) -> None:
        ink = self._inks.get("arrow")
        if ink and arrows:
            self._pen.outlines([[_turned(corner, arrow) for corner in _HEAD] for arrow in arrows], ink)

    def stations(self, stations: Iterable[Point]) -> None:
        ink = self._inks.get("station")
        if ink:
            for at in stations:
                self._pen.square(at, ink)

    def spot(self, disc: Disc) -> None:
        """Paint the dot where to stand, with the line that leads to its disc."""
        self._lines("leader", [[disc.spot, (disc.x, disc.y)]])
        with self._pen.stop(disc):
            self.dot(disc.spot)

    def dot(self, at: Point) -> None:
        ink = self._inks["dot"]
        self._pen.circle(at, ink.size, ink)

    def disc(self, disc: Disc) -> None:
        """Paint the disc with its number: after all dots, for a crowded one may lie on a neighbour's."""
        ink = self._inks.get("disc")
        if ink:
            with self._pen.stop(disc):
                self._pen.circle((disc.x, disc.y), disc.radius, ink)
                ink = self._inks["number"]
                self._pen.number(disc.number, (disc.x, disc.y - _MIDDLE * ink.size), ink)

    def label(self, label: Label) -> None:
        ink = self._inks.get(f"label-{label.role}")
        if ink:
            self._pen.label(label, ink)

    def _lines(self, sign: str, lines: Sequence[Sequence[Point]], guess: bool = False) -> None:
        ink = self._inks.get(sign)
        if ink and lines:
            self._pen.lines(lines, _guessed(ink, guess))


def _guessed(ink: Ink, guess: bool) -> Ink:
    return ink.guessed() if guess else ink


def _closed(points: Sequence[Point]) -> Sequence[Point]:
    return [*points, points[0]]


def _ponds(areas: Sequence[Area]) -> list[Area]:
    """Return the waters that lie in a park or a square, and not round it."""
    grounds = [(area.points, shape(area.points)) for area in areas if area.kind in ("park", "square")]
    found = []
    for area in areas:
        if area.kind != "water":
            continue
        x, y = area.points[0]
        for points, box in grounds:
            near = box.left <= x <= box.right and box.bottom <= y <= box.top
            if near and holds(points, (x, y)) and _acreage(area.points) < _acreage(points):
                found.append(area)
                break
    return found


def _thinned(waters: Iterable[Sequence[Point]]) -> float:
    """Return how many times farther apart than at their nearest waves lie, both ways, so that there are few enough."""
    room = sum(_acreage(water) for water in waters)
    return max(1.0, sqrt(room / (_WAVE * _ROW * _MOST_WAVES)))


def _acreage(area: Sequence[Point]) -> float:
    """Return how many square points an area has."""
    return abs(_turn(area))


def _turn(area: Sequence[Point]) -> float:
    """Return an area's square points, less than 0 where it runs clockwise (the shoelace formula: Meister 1769)."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*area, *area[:1]])) / 2


def _anticlockwise(outline: Sequence[Point]) -> Sequence[Point]:
    """Return *outline* so turned that areas drawn as one figure add up where they overlap."""
    return outline if _turn(outline) >= 0 else outline[::-1]


def _waves(area: Sequence[Point], apart: float) -> Iterator[Wave]:
    """Yield rows of waves that lie on the water, shores and all: one at least wherever there is room for it.

    Rows, and the waves in them, lie *apart* times farther from each other than at their nearest.
    """
    ground = shape(area)
    y = ground.top - 4.0
    while y > ground.bottom:
        shores = _shores(area, y)
        for left, right in zip(shores[::2], shores[1::2], strict=True):
            room = right - left - 2
            long = min(room, _WAVE)
            if long < _LEAST_WAVE:
                continue
            step = long * apart
            count = int((room - long) // step) + 1
            start = (left + right - long - step * (count - 1)) / 2
            for k in range(count):
                yield (start + step * k, y), long
        y -= _ROW * apart


def _shores(area: Sequence[Point], y: float) -> list[float]:
    """Return where the outline crosses the height *y*, from the left."""
    shores = []
    for (ax, ay), (bx, by) in pairwise([*area, area[0]]):
        if (ay > y) != (by > y):
            shores.append(ax + (y - ay) * (bx - ax) / (by - ay))
    return sorted(shores)


def _turned(point: Point, sign: Arrow | Crossing) -> Point:
    """Return where *point*, seen from *sign* on its way, lies on the drawing."""
    c, s = cos(radians(sign.angle)), sin(radians(sign.angle))
    return sign.x + c * point[0] - s * point[1], sign.y + s * point[0] + c * point[1]
