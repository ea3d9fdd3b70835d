"""Whether a name on a map stands on what it names, and on nothing else that has a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import atan2, degrees
from typing import NamedTuple

from tour.map.drawing import WIDTHS
from tour.map.label_spots import Shown, holds
from tour.map.overlaps import Crowd, Point, Shape, Size, box, shape, strokes

Fits = Callable[[Point, float, Shape], bool]
"""(middle, angle in degrees, ground of a name) → whether it may stand there."""

_CELL = 40.0
_ALONG = 25.0
"""Degrees. A name that touches another street which runs so nearly as it does is taken for that one's."""
_SHORE = 0.5
"""Points that a name keeps from the bank."""
_BESIDE = 4.0
"""Points round an area smaller than its name."""


class _Area(NamedTuple):
    name: str
    water: bool
    points: Sequence[Point]
    outline: Shape

    def holds(self, at: Point) -> bool:
        return self.outline.left <= at[0] <= self.outline.right and holds(self.points, at)


class NamedGround:
    """The areas and streets of a map that have names, by place."""

    def __init__(self, shown: Iterable[Shown], size: Size) -> None:
        self._areas: defaultdict[tuple[int, int], list[_Area]] = defaultdict(list)
        self._streets = Crowd()
        self._names: dict[int, str] = {}
        """Of the streets' pieces, by their identity."""
        for feature, points in shown:
            if not feature.name:
                continue
            if feature.shape == "area":
                self._add_area(_Area(feature.name, feature.kind == "water", points, shape(points)), size)
            elif feature.kind in WIDTHS:
                for piece in strokes(points, WIDTHS[feature.kind]):
                    self._streets.add(piece)
                    self._names[id(piece)] = feature.name

    def fits(self, one: Shown) -> Fits:
        """Return what tells whether a name of *one* may stand somewhere."""
        feature, points = one
        if feature.shape == "area":
            return _on_water(points) if feature.kind == "water" else self._on_area(feature.name, points)
        if feature.kind in WIDTHS:
            return self._at_street(feature.name)
        return lambda middle, angle, ground: True

    def _add_area(self, area: _Area, size: Size) -> None:
        outline = area.outline
        left, right = max(outline.left, 0.0), min(outline.right, size[0])
        low, high = max(outline.bottom, 0.0), min(outline.top, size[1])
        for column in range(int(left // _CELL), int(right // _CELL) + 1):
            for row in range(int(low // _CELL), int(high // _CELL) + 1):
                self._areas[column, row].append(area)

    def _at(self, point: Point) -> Iterator[_Area]:
        """Yield the areas that hold *point*."""
        for area in self._areas.get((int(point[0] // _CELL), int(point[1] // _CELL)), ()):
            if area.holds(point):
                yield area

    def _at_street(self, name: str) -> Fits:
        def fits(middle: Point, angle: float, ground: Shape) -> bool:
            touched = [(piece, self._names[id(piece)]) for piece in self._streets.touching(ground)]
            if any(other != name and _parallel(_course(piece), angle) for piece, other in touched):
                return False
            # Beside its line it stays on land; a bridge has its name on itself.
            return any(other == name for _, other in touched) or not self._wet(middle, ground)

        return fits

    def _wet(self, middle: Point, ground: Shape) -> bool:
        """Say whether a name would stand in water, or begin or end there."""
        return any(area.water for point in (middle, *ground.points) for area in self._at(point))

    def _on_area(self, name: str, points: Sequence[Point]) -> Fits:
        outline = shape(points)
        wide, high = outline.right - outline.left, outline.top - outline.bottom
        around = box(
            (outline.left + outline.right) / 2,
            (outline.bottom + outline.top) / 2,
            wide + 2 * _BESIDE,
            high + 2 * _BESIDE,
        )

        def fits(middle: Point, _: float, ground: Shape) -> bool:
            small = wide < ground.right - ground.left or high < ground.top - ground.bottom
            if holds(points, middle):
                return not any(_less(area.outline, outline) for area in self._others(middle, name, outline))
            return small and ground.touches(around) and not any(self._others(middle, name, outline))

        return fits

    def _others(self, middle: Point, name: str, own: Shape) -> Iterator[_Area]:
        """Yield the areas of another name that hold *middle*, other than those that hold all of this one, *own*."""
        for area in self._at(middle):
            if area.name != name and not _around(area.outline, own):
                yield area


def _less(one: Shape, other: Shape) -> bool:
    """Say whether the box round *one* is smaller: a house in a park, whose edges may cross."""
    return (one.right - one.left) * (one.top - one.bottom) < (other.right - other.left) * (other.top - other.bottom)


def _around(outer: Shape, inner: Shape) -> bool:
    """Say whether the box round *outer* holds the one round *inner*."""
    wide = outer.left <= inner.left and inner.right <= outer.right
    return wide and outer.bottom <= inner.bottom and inner.top <= outer.top


def _on_water(points: Sequence[Point]) -> Fits:
    banks = Crowd(strokes([*points, points[0]], 2 * _SHORE))

    def fits(middle: Point, _: float, ground: Shape) -> bool:
        return holds(points, middle) and banks.free(ground)

    return fits


def _course(piece: Shape) -> float:
    """Return the direction of a stroke, in degrees."""
    (ax, ay), (bx, by) = next(pairwise(piece.points))
    return degrees(atan2(by - ay, bx - ax))


def _parallel(a: float, b: float) -> bool:
    return abs((a - b + 90.0) % 180.0 - 90.0) < _ALONG
