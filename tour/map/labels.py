"""Room for the names on a map: searched for, never assumed. What finds none is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import dist

from tour.map.drawing import WIDTHS, Label, Measure
from tour.map.label_spots import Shown, Wanted, area_names, point_names, street_names
from tour.map.overlaps import Crowd, Point, Shape, Size, strokes
from tour.model import Feature

_EDGE = 3.0
"""Points that a label keeps from the frame."""
_ON_STREET = 12.0
"""What it costs to cover a piece of street."""
_FAR = 0.12
"""What each point of distance from the route costs."""
_REPEAT = 320.0
"""Points between two labels of one long street."""
_ORDER = ("major", "station", "water", "park", "crossed", "building", "collector", "local", "rail")
"""Who looks for room first."""


@dataclass(frozen=True, slots=True)
class Page:
    """What names are written on."""

    size: Size
    taken: Crowd
    """What no name may cover; it grows by each."""
    route: Sequence[Point]
    """Some points on it: a name helps where the walker passes."""

    def holds(self, x: float, y: float) -> bool:
        return 0 < x < self.size[0] and 0 < y < self.size[1]

    def free(self, ground: Shape) -> bool:
        return ground.within(*self.size, _EDGE) and self.taken.free(ground)

    def far(self, x: float, y: float) -> float:
        """Return about how far (*x*, *y*) is from the route."""
        here = (x, y)
        return min([dist(here, at) for at in self.route], default=0.0)


def place_labels(shown: Sequence[Shown], crossed: frozenset[str], page: Page, measure: Measure) -> Iterator[Label]:
    """Yield the names that found room on *page*, the most useful first.

    *crossed* are the streets that the walk crosses: a walker counts corners, so these come before other side streets.
    """
    streets = _by_name(shown)
    soft = Crowd(_lines(shown, page.size))
    done: set[str] = set()
    for feature, points in sorted(shown, key=lambda one: _rank(one[0], crossed)):
        if not feature.name or feature.name in done:
            continue
        lines = [points]
        if feature.kind in WIDTHS:
            # All pieces of a street are named together.
            done.add(feature.name)
            lines = streets[feature.name]
        repeats = 2 if feature.kind == "major" else 1
        yield from _cheapest(_wanted(feature, lines, page.size, measure), repeats, page, soft)


def _by_name(shown: Iterable[Shown]) -> dict[str, list[tuple[Point, ...]]]:
    found: dict[str, list[tuple[Point, ...]]] = {}
    for feature, points in shown:
        found.setdefault(feature.name, []).append(points)
    return found


def _lines(shown: Iterable[Shown], size: Size) -> Iterator[Shape]:
    """Yield the ground of streets and rails that lies between the frame's sides."""
    for feature, points in shown:
        if feature.shape == "line":
            for piece in strokes(points, WIDTHS.get(feature.kind, 2.0)):
                if piece.right > 0 and piece.left < size[0]:
                    yield piece


def _rank(feature: Feature, crossed: frozenset[str]) -> int:
    if feature.name in crossed and feature.kind != "major":
        return _ORDER.index("crossed")
    return _ORDER.index(feature.kind)


def _wanted(feature: Feature, lines: Sequence[tuple[Point, ...]], size: Size, measure: Measure) -> Iterator[Wanted]:
    if feature.shape == "area":
        return area_names(feature, lines[0], size, measure)
    if feature.shape == "point":
        return point_names(feature, lines[0][0], measure)
    return street_names(feature, lines, size, measure)


def _cheapest(wanted: Iterable[Wanted], repeats: int, page: Page, soft: Crowd) -> Iterator[Label]:
    """Yield up to *repeats* of the cheapest labels that fit, far from each other; each is added to the page.

    It costs something to cover any of *soft*.
    """
    # Cheapest first. A label's price is found only when its cost alone is the least left: most are never asked.
    queue: list[tuple[float, int, Wanted, Shape | None]] = [
        (one[0], index, one, None) for index, one in enumerate(wanted) if page.holds(one[1], one[2])
    ]
    heapify(queue)
    placed: list[Point] = []
    while queue and len(placed) < repeats:
        _, index, one, ground = heappop(queue)
        cost, x, y, angle, name = one
        if ground is None:
            ground = name.ground(x, y, angle)
            if page.free(ground):
                cost += _ON_STREET * soft.touched(ground) + _FAR * page.far(x, y)
                heappush(queue, (cost, index, one, ground))
        elif all(dist((x, y), other) > _REPEAT for other in placed) and page.taken.free(ground):
            page.taken.add(ground)
            placed.append((x, y))
            yield name.at(x, y, angle)
