"""Where the names on a map might stand, and what each place costs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from math import atan2, cos, degrees, dist, hypot, pi, sin, sqrt

from tour.map.drawing import LEADING, WIDTHS, Label, Measure, Role
from tour.map.overlaps import Point, Shape, Size, box, shape, towards
from tour.model import Feature
from tour.words import figures
from tour.words.plaintext import breakable

Shown = tuple[Feature, tuple[Point, ...]]
"""A feature of the map, and where its places are drawn."""

_ASIDE = ((0.0, 0.0), (1.0, 6.0), (-1.0, 7.0), (2.2, 14.0), (-2.2, 15.0))
"""How far beside its line a name may stand, in half streets, and the cost. A rail line is too thin to write on."""
_SIZE = 9.0
"""Of the type, in points; streets of the first rank are set in 10.5."""
_MOST_COURSES = 6
"""In how many directions a water's name is tried."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name set in type."""

    lines: tuple[str, ...]
    size: float
    width: float
    role: Role
    bold: bool = False

    @property
    def height(self) -> float:
        return self.size * LEADING * len(self.lines)

    def ground(self, x: float, y: float, angle: float) -> Shape:
        """Return that of the label at (*x*, *y*)."""
        return box(x, y, self.width, self.height, angle)

    def at(self, x: float, y: float, angle: float) -> Label:
        return Label(self.lines, x, y, angle, self.size, self.width, self.role, self.bold)


Wanted = tuple[float, float, float, float, Name]
"""(cost, x, y, angle, name): a label that might be. A map weighs some ten thousand, and makes few of them."""


def street_names(feature: Feature, lines: Sequence[Sequence[Point]], size: Size, measure: Measure) -> Iterator[Wanted]:
    """Yield the name on its lines and just beside them, turned with them, wherever they are straight enough."""
    bold = feature.kind == "major"
    type_size = 10.5 if bold else _SIZE
    beside = WIDTHS.get(feature.kind, 3.0) / 2 + type_size * 0.62
    role: Role = "street"
    sides: Sequence[tuple[float, float]] = _ASIDE
    if feature.kind in ("rail", "water"):
        # Too thin to write on.
        role, sides = ("rail" if feature.kind == "rail" else "water"), _ASIDE[1:]
    for rank, text in enumerate(_spellings(feature)):
        name = Name((text,), type_size, measure(text, type_size, bold), role, bold)
        for line in lines:
            for x, y, angle in _straights(line, name.width + 6, size):
                u, v = -sin(angle * pi / 180), cos(angle * pi / 180)
                for times, cost in sides:
                    aside = times * beside
                    yield cost + 10.0 * rank, x + u * aside, y + v * aside, angle, name


def area_names(feature: Feature, points: Sequence[Point], size: Size, measure: Measure) -> Iterator[Wanted]:
    """Yield the area's name on one to three lines, inside it where it fits, else round a point in its middle.

    On water it may be turned, on one line: a river has room for no other.
    """
    inside = _grid_inside(points, size)
    if not inside:
        return
    middle = _heart(inside)
    outline = shape(points)
    role = _role(feature)
    places = inside if role == "water" else [*inside, *_rings(*middle)]
    for lines in wrapped(_plain(feature.name)):
        name = set_name(lines, role, measure)
        half_wide, half_high = name.width / 2, name.height / 2
        for u, v in places:
            out = max(outline.left - u + half_wide, u + half_wide - outline.right, 0.0)
            out += max(outline.bottom - v + half_high, v + half_high - outline.top, 0.0)
            yield 0.3 * dist((u, v), middle) + 0.4 * out + 2.0 * len(lines), u, v, 0.0, name
    if role == "water":
        name = set_name((_plain(feature.name),), role, measure)
        for angle in _courses(points, size):
            for u, v in inside:
                yield 8.0 + 0.3 * dist((u, v), middle), u, v, angle, name


def _courses(points: Sequence[Point], size: Size) -> list[float]:
    """Return the directions of an area's longest banks, each once: how a name may be turned, never upside down."""
    long: dict[float, float] = {}
    for a, b in pairwise([*points, points[0]]):
        if max(a[0], b[0]) > 0 < max(a[1], b[1]) and min(a[0], b[0]) < size[0] and min(a[1], b[1]) < size[1]:
            angle = upright(round(degrees(atan2(b[1] - a[1], b[0] - a[0])) / 10) * 10.0)
            long[angle] = long.get(angle, 0.0) + dist(a, b)
    known = sorted(long, key=lambda angle: (-long[angle], angle))[:_MOST_COURSES]
    return [angle for angle in known if angle]


def _heart(inside: Sequence[Point]) -> Point:
    """Return the one of the points *inside* an area that is nearest to their mean: that of a bent one lies outside."""
    mean = sum(p[0] for p in inside) / len(inside), sum(p[1] for p in inside) / len(inside)
    return min(inside, key=lambda point: dist(point, mean))


def point_names(feature: Feature, at: Point, measure: Measure) -> Iterator[Wanted]:
    """Yield the name on one to three lines round *at*, the nearest first."""
    for lines in wrapped(_plain(feature.name)):
        name = set_name(lines, "station", measure)
        for gap in range(7, 60, 5):
            for k in range(16):
                u, v = cos(pi * k / 8), sin(pi * k / 8)
                x, y = at[0] + u * (gap + name.width / 2), at[1] + v * (gap + name.height / 2)
                yield gap + 3.0 * len(lines), x, y, 0.0, name


def _spellings(feature: Feature) -> Iterator[str]:
    """Yield a street's name as it is, if it is one of the first rank, and as on signs."""
    short = figures.street(feature.name)
    if feature.kind == "major" and feature.name != short:
        yield feature.name
    yield short


def _role(area: Feature) -> Role:
    if area.kind == "water":
        return "water"
    if area.kind == "square":
        return "street"
    return "park" if area.kind == "park" else "building"


def set_name(lines: tuple[str, ...], role: Role, measure: Measure) -> Name:
    """Return *lines* in the type of their *role*."""
    bold = role in ("station", "stop", "leg")
    return Name(lines, _SIZE, max(measure(line, _SIZE, bold) for line in lines), role, bold)


def _rings(x: float, y: float) -> Iterator[Point]:
    """Yield (*x*, *y*) and points on circles round it."""
    yield x, y
    for out in (6, 12, 18, 24):
        for k in range(16):
            yield x + out * cos(pi * k / 8), y + out * sin(pi * k / 8)


def _straights(line: Sequence[Point], wide: float, size: Size) -> Iterator[tuple[float, float, float]]:
    """Yield middle and angle of every stretch of *wide* points that is nearly straight and starts in the frame."""
    along = list(accumulate((hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line)), initial=0.0))
    at = 0.0
    while at + wide <= along[-1]:
        a, middle, b = (_at(line, along, at + part * wide) for part in (0.0, 0.5, 1.0))
        at += 9.0
        if not (-wide < a[0] < size[0] + wide and -wide < a[1] < size[1] + wide):
            continue
        chord = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        if hypot(middle[0] - chord[0], middle[1] - chord[1]) < 1.5:
            angle = degrees(atan2(b[1] - a[1], b[0] - a[0]))
            yield *chord, upright(angle)


def upright(angle: float) -> float:
    """Return *angle*, in degrees, so that words are never upside down; what runs due north is read upwards."""
    return (angle + 89.0) % 180.0 - 89.0


def _at(line: Sequence[Point], along: Sequence[float], long: float) -> Point:
    """Return the point *long* points along *line*, whose corners stand at *along*."""
    i = min(max(1, bisect_left(along, long)), len(line) - 1)
    return towards(line[i - 1], line[i], long - along[i - 1])


def _grid_inside(points: Sequence[Point], size: Size) -> list[Point]:
    """Return points spread evenly over what the frame shows of an area; its middle when it is tiny."""
    outline = shape(points)
    left, right = max(0.0, outline.left), min(size[0], outline.right)
    bottom, top = max(0.0, outline.bottom), min(size[1], outline.top)
    if left >= right or bottom >= top:
        return []
    step = max(6.0, sqrt((right - left) * (top - bottom) / 70))
    columns, rows = int((right - left) / step) + 1, int((top - bottom) / step) + 1
    inside = []
    for i in range(columns):
        for j in range(rows):
            at = left + (right - left) * (i + 0.5) / columns, bottom + (top - bottom) * (j + 0.5) / rows
            if holds(points, at):
                inside.append(at)
    return inside or [((left + right) / 2, (bottom + top) / 2)]


def holds(points: Sequence[Point], at: Point) -> bool:
    """Say whether the area holds *at*: even-odd rule (Shimrat 1962, CACM 5(8), algorithm 112)."""
    x, y = at
    inside = False
    for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def _plain(name: str) -> str:
    """Return *name* without a remark in brackets at its end: the key below the map says what is approximate."""
    head, bracket, _ = name.partition(" (")
    return head if bracket and name.endswith(")") else name


def wrapped(text: str) -> Iterator[tuple[str, ...]]:
    """Yield *text* on one line, and broken at spaces into two and three lines of about the same length."""
    words = breakable(text)
    for count in range(1, min(3, len(words)) + 1):
        breaks = combinations(range(1, len(words)), count - 1)
        yield min((_lines(words, cut) for cut in breaks), key=lambda lines: (max(map(len, lines)), lines))


def _lines(words: Sequence[str], cut: Sequence[int]) -> tuple[str, ...]:
    return tuple(" ".join(words[a:b]) for a, b in pairwise((0, *cut, len(words))))
