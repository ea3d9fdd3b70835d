"""Crowded stops, and room on the map for a close-up of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import dist, inf

from tour.map.discs import radius
from tour.map.drawing import INSET_TITLE, Measure
from tour.map.placing import Crowd, Point, Shape, apart, box
from tour.map.projection import Projection
from tour.model import Place, Stop, Tour
from tour.words.language import words_of

_SIZES = ((250.0, 140.0), (220.0, 120.0), (190.0, 105.0), (165.0, 92.0))
"""Sizes of a close-up, its title apart, in points; the first that finds room is taken."""


@dataclass(frozen=True, slots=True)
class Closeup:
    """What is to be drawn closer, and where. (x, y) is the lower left corner, in points."""

    x: float
    y: float
    width: float
    height: float
    """Its title apart."""
    title: str
    around: tuple[Place, ...]


def crowds(tour: Tour, width: float, height: float, measure: Measure, most: int = 2) -> tuple[tuple[Stop, ...], ...]:
    """Return the groups of three or more stops whose discs would overlap on the spot: what deserves a close-up.

    At most *most* groups, the largest; in order from west to east. The frame is the map's.
    """
    frame = Projection(tour, width, height, ())
    groups: list[list[tuple[Point, float, int]]] = []
    for index, stop in enumerate(tour.stops):
        if stop.place:
            here = frame.point(stop.place), radius(str(stop.number), measure), index
            near = [g for g in groups if any(apart(here[0], there[0]) < here[1] + there[1] for there in g)]
            groups = [g for g in groups if g not in near] + [[*(one for g in near for one in g), here]]
    groups = sorted((g for g in groups if len(g) >= 3), key=lambda g: (-len(g), min(g)))[:most]
    return tuple(tuple(tour.stops[i] for i in sorted(i for _, _, i in g)) for g in sorted(groups, key=min))


def closeups(tour: Tour, frame: Projection, taken: Crowd, measure: Measure) -> Iterator[Closeup]:
    """Yield close-ups of crowded stops where they cover nothing of *taken*, to which each is added.

    As large as there is room for, and as near to them; none that would not show its stops at least twice as large.
    """
    for group in crowds(tour, *frame.size, measure):
        around = tuple(stop.place for stop in group if stop.place)
        for wide, high in _SIZES:
            if Projection(tour, wide, high, around).scale < 2 * frame.scale:
                continue
            if room := _room(wide + 6, high + INSET_TITLE + 6, frame, around, taken):
                taken.add(room)
                numbers = [str(stop.number) for stop in group]
                title = words_of(tour)("map.closer", first=", ".join(numbers[:-1]), last=numbers[-1])
                yield Closeup(room.left + 3, room.bottom + 3, wide, high, title, around)
                break


def _room(wide: float, high: float, frame: Projection, around: Iterable[Place], taken: Crowd) -> Shape | None:
    """Return the free ground of this size that is nearest to the middle of *around*."""
    width, height = frame.size
    xs, ys = zip(*map(frame.point, around), strict=True)
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    columns, rows = int((width - wide - 2) // 16) + 1, int((height - high - 2) // 4) + 1
    corners = sorted(taken.corners())
    middles = []
    for column in range(columns):
        left = 1 + 16 * column
        # Most rooms hold a corner of something: these are told without a closer look.
        ups = sorted([v for _, v in corners[bisect_right(corners, (left, inf)) : bisect_left(corners, (left + wide,))]])
        for row in range(rows):
            low = 1 + 4 * row
            over = bisect_right(ups, low)
            if over == len(ups) or ups[over] >= low + high:
                middles.append((left + wide / 2, low + high / 2))
    middles.sort(key=lambda at: (dist(at, (x, y)), at))
    return next((room for at in middles for room in [box(*at, wide, high)] if taken.free(room)), None)
