"""Room for the names on a map: searched for, never assumed. What finds none is left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import accumulate, combinations, pairwise
from math import atan2, cos, degrees, dist, hypot, pi, sin, sqrt

from tour.map.drawing import LEADING, WIDTHS, Label, Measure, Role
from tour.map.placing import Crowd, Point, Shape, box, shape, strokes, towards
from tour.model import Feature
from tour.words import figures

Size = tuple[float, float]

_EDGE = 3.0
"""Points that a label keeps from the frame."""
_ON_STREET = 12.0
"""What it costs to cover a piece of street."""
_FAR = 0.12
"""What each point of distance from the route costs."""
_REPEAT = 320.0
"""Points between two labels of one long street."""
_ASIDE = ((0.0, 0.0), (1.0, 6.0), (-1.0, 7.0), (2.2, 14.0), (-2.2, 15.0))
"""How far beside its line a name may stand, in half streets, and the cost. A rail line is too thin to write on."""


def place_labels(
    lines: Sequence[tuple[Feature, tuple[Point, ...]]],
    crossed: frozenset[str],
    taken: Crowd,
    route: Sequence[Point],
    size: Size,
    measure: Measure,
) -> Iterator[Label]:
    """Yield the names that found room, the most useful first. *taken* grows by each; *route* are some points on it.

    *crossed* are the streets that the walk crosses: a walker counts corners, so these come before other side streets.
    """
    streets = {name: [p for f, p in lines if f.name == name] for name in dict.fromkeys(f.name for f, _ in lines)}
    drawn = [piece for f, p in lines if f.shape == "line" for piece in strokes(p, WIDTHS.get(f.kind, 2.0))]
    soft = Crowd(piece for piece in drawn if piece.right > 0 and piece.left < size[0])
    done: set[str] = set()
    for feature, points in sorted(lines, key=lambda one: _rank(one[0], crossed)):
        if not feature.name or feature.name in done:
            continue
        if feature.kind in WIDTHS:
            done.add(feature.name)
            wanted = _street_labels(feature, streets[feature.name], size, measure)
            repeats = 2 if feature.kind == "major" else 1
        elif feature.shape == "area":
            wanted, repeats = _area_labels(feature, points, size, measure), 1
        elif feature.shape == "point":
            wanted, repeats = _point_labels(feature, points[0], measure), 1
        else:
            wanted, repeats = _street_labels(feature, [points], size, measure), 1
        yield from _best(wanted, repeats, taken, soft, route, size)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name set in type."""

    lines: tuple[str, ...]
    size: float
    width: float
    role: Role
    bold: bool = False

    def ground(self, x: float, y: float, angle: float) -> Shape:
        """Return that of the label at (*x*, *y*)."""
        return box(x, y, self.width, self.size * LEADING * len(self.lines), angle)

    def at(self, x: float, y: float, angle: float) -> Label:
        return Label(self.lines, x, y, angle, self.size, self.width, self.role, self.bold)


_Wanted = tuple[float, float, float, float, _Name]
"""(cost, x, y, angle, name): a label that might be. A map weighs some ten thousand, and makes few of them."""


def _best(
    wanted: Iterable[_Wanted], repeats: int, taken: Crowd, soft: Crowd, route: Sequence[Point], size: Size
) -> Iterator[Label]:
    """Yield up to *repeats* of the cheapest labels that fit, far from each other; each is added to *taken*."""
    # Cheapest first. A label's price is found only when its cost alone is the least left: most are never asked.
    queue: list[tuple[float, int, _Wanted, Shape | None]] = [
        (one[0], index, one, None) for index, one in enumerate(wanted) if 0 < one[1] < size[0] and 0 < one[2] < size[1]
    ]
    heapify(queue)
    placed: list[Point] = []
    while queue and len(placed) < repeats:
        _, index, one, ground = heappop(queue)
        cost, x, y, angle, name = one
        if ground is None:
            ground = name.ground(x, y, angle)
            if ground.within(*size, _EDGE) and taken.free(ground):
                cost += _ON_STREET * soft.touched(ground) + _FAR * _distance(x, y, route)
                heappush(queue, (cost, index, one, ground))
        elif all(dist((x, y), other) > _REPEAT for other in placed) and taken.free(ground):
            taken.add(ground)
            placed.append((x, y))
            yield name.at(x, y, angle)


def _distance(x: float, y: float, route: Sequence[Point]) -> float:
    """Return about how far (*x*, *y*) is from the route: a name helps where the walker passes."""
    here = (x, y)
    return min([dist(here, at) for at in route], default=0.0)


def _rank(feature: Feature, crossed: frozenset[str]) -> int:
    order = ("major", "station", "water", "park", "crossed", "building", "collector", "local", "rail")
    return order.index("crossed" if feature.name in crossed and feature.kind != "major" else feature.kind)


def _street_labels(
    feature: Feature, lines: Sequence[Sequence[Point]], size: Size, measure: Measure
) -> Iterator[_Wanted]:
    """Yield the street's name on it and just beside it, turned with it, wherever it is straight enough."""
    bold = feature.kind == "major"
    type_size = 10.5 if bold else 9.0
    role: Role = "rail" if feature.kind == "rail" else "street"
    beside = WIDTHS.get(feature.kind, 3.0) / 2 + type_size * 0.62
    texts = (feature.name, figures.street(feature.name)) if bold else (figures.street(feature.name),)
    for rank, text in enumerate(dict.fromkeys(texts)):
        name = _Name((text,), type_size, measure(text, type_size, bold), role, bold)
        for line in lines:
            for x, y, angle in _straights(line, name.width + 6, size):
                u, v = -sin(angle * pi / 180), cos(angle * pi / 180)
                for times, cost in _ASIDE[1 if role == "rail" else 0 :]:
                    aside = times * beside
                    yield cost + 10.0 * rank, x + u * aside, y + v * aside, angle, name


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
            # Never upside down; a street that runs due north is read upwards.
            yield *chord, (angle + 89.0) % 180.0 - 89.0


def _at(line: Sequence[Point], along: Sequence[float], long: float) -> Point:
    """Return the point *long* points along *line*, whose corners stand at *along*."""
    i = min(max(1, bisect_left(along, long)), len(line) - 1)
    return towards(line[i - 1], line[i], long - along[i - 1])


def _area_labels(feature: Feature, points: Sequence[Point], size: Size, measure: Measure) -> Iterator[_Wanted]:
    """Yield the area's name on one to three lines, inside it where it fits, else round its middle."""
    role: Role = "water" if feature.kind == "water" else "park" if feature.kind == "park" else "building"
    inside = _grid_inside(points, size)
    if not inside:
        return
    x, y = sum(p[0] for p in inside) / len(inside), sum(p[1] for p in inside) / len(inside)
    near = [
        (x + r * cos(pi * k / 8), y + r * sin(pi * k / 8)) for r in (0, 6, 12, 18, 24) for k in range(16 if r else 1)
    ]
    outline = shape(points)
    for lines in _wrapped(_plain(feature.name)):
        name = _Name(lines, 9.0, max(measure(line, 9.0, False) for line in lines), role)
        w, h = name.width / 2, 9.0 * LEADING * len(lines) / 2
        for u, v in (*inside, *near):
            out = max(outline.left - u + w, u + w - outline.right, 0.0)
            out += max(outline.bottom - v + h, v + h - outline.top, 0.0)
            yield 0.3 * dist((u, v), (x, y)) + 0.4 * out + 2.0 * len(lines), u, v, 0.0, name


def _grid_inside(points: Sequence[Point], size: Size) -> list[Point]:
    """Return points spread evenly over what the frame shows of an area; its middle when it is tiny."""
    left, right = max(0.0, min(x for x, _ in points)), min(size[0], max(x for x, _ in points))
    bottom, top = max(0.0, min(y for _, y in points)), min(size[1], max(y for _, y in points))
    if left >= right or bottom >= top:
        return []
    step = max(6.0, sqrt((right - left) * (top - bottom) / 70))
    columns, rows = int((right - left) / step) + 1, int((top - bottom) / step) + 1
    grid = [
        (left + (right - left) * (i + 0.5) / columns, bottom + (top - bottom) * (j + 0.5) / rows)
        for i in range(columns)
        for j in range(rows)
    ]
    return [at for at in grid if holds(points, at)] or [((left + right) / 2, (bottom + top) / 2)]


def holds(points: Sequence[Point], at: Point) -> bool:
    """Say whether the area holds *at*: even-odd rule (Shimrat 1962, CACM 5(8), algorithm 112)."""
    x, y = at
    inside = False
    for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def _point_labels(feature: Feature, at: Point, measure: Measure) -> Iterator[_Wanted]:
    for lines in _wrapped(_plain(feature.name)):
        name = _Name(lines, 9.0, max(measure(line, 9.0, True) for line in lines), "station", bold=True)
        high = 9.0 * LEADING * len(lines)
        for gap in range(7, 60, 5):
            for k in range(16):
                u, v = cos(pi * k / 8), sin(pi * k / 8)
                x, y = at[0] + u * (gap + name.width / 2), at[1] + v * (gap + high / 2)
                yield gap + 3.0 * len(lines), x, y, 0.0, name


def _plain(name: str) -> str:
    """Return *name* without a remark in brackets at its end: the key below the map says what is approximate."""
    head, bracket, _ = name.partition(" (")
    return head if bracket and name.endswith(")") else name


def _wrapped(text: str) -> Iterator[tuple[str, ...]]:
    """Yield *text* on one line, and broken at spaces into two and three lines of about the same length."""
    words = text.split()
    for count in range(1, min(3, len(words)) + 1):
        breaks = combinations(range(1, len(words)), count - 1)
        yield min((_lines(words, cut) for cut in breaks), key=lambda lines: (max(map(len, lines)), lines))


def _lines(words: Sequence[str], cut: Sequence[int]) -> tuple[str, ...]:
    return tuple(" ".join(words[a:b]) for a, b in pairwise((0, *cut, len(words))))
