"""Crowded stops, and room on the map for a close-up of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import dist, inf
from typing import NamedTuple

from tour.map.discs import radius
from tour.map.drawing import INSET_TITLE, Measure
from tour.map.overlaps import Crowd, Point, Shape, Size, apart, box
from tour.map.projection import Projection
from tour.model import Place, Stop, Tour
from tour.words.language import Words, words_of

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


class _Spot(NamedTuple):
    """A stop's disc as if it lay on the very spot. In order: from west to east."""

    at: Point
    radius: float
    rank: int
    """Of the stop, from 0."""

    def touches(self, other: _Spot) -> bool:
        return apart(self.at, other.at) < self.radius + other.radius


def crowds(tour: Tour, size: Size, measure: Measure, most: int = 2) -> tuple[tuple[Stop, ...], ...]:
    """Return the groups of three or more stops whose discs would overlap on the spot: what deserves a close-up.

    At most *most* groups, the largest; in order from west to east. The frame of *size* is the map's.
    """
    frame = Projection(tour, size)
    groups: list[list[_Spot]] = []
    for rank, stop in enumerate(tour.stops):
        if stop.place:
            here = _Spot(frame.point(stop.place), radius(str(stop.number), measure), rank)
            groups = _joined(groups, here)
    large = sorted((group for group in groups if len(group) >= 3), key=lambda group: (-len(group), min(group)))
    return tuple(_stops(tour, group) for group in sorted(large[:most], key=min))


def _joined(groups: Sequence[list[_Spot]], here: _Spot) -> list[list[_Spot]]:
    """Return *groups* with *here* among them, those that it touches made one."""
    others, mine = [], [here]
    for group in groups:
        if any(map(here.touches, group)):
            mine += group
        else:
            others.append(group)
    return [*others, mine]


def _stops(tour: Tour, group: Iterable[_Spot]) -> tuple[Stop, ...]:
    return tuple(tour.stops[rank] for rank in sorted(spot.rank for spot in group))


def closeups(tour: Tour, frame: Projection, taken: Crowd, measure: Measure) -> Iterator[Closeup]:
    """Yield close-ups of crowded stops where they cover nothing of *taken*, to which each is added.

    As large as there is room for, and as near to them; none that would not show its stops at least twice as large.
    """
    for group in crowds(tour, frame.size, measure):
        around = tuple(stop.place for stop in group if stop.place)
        for wide, high in _SIZES:
            if Projection(tour, (wide, high), around).scale < 2 * frame.scale:
                continue
            if room := _room(wide + 6, high + INSET_TITLE + 6, frame, around, taken):
                taken.add(room)
                yield Closeup(room.left + 3, room.bottom + 3, wide, high, _title(words_of(tour), group), around)
                break


def _title(words: Words, group: Sequence[Stop]) -> str:
    *first, last = (str(stop.number) for stop in group)
    return words("map.closer", first=", ".join(first), last=last)


def _room(wide: float, high: float, frame: Projection, around: Iterable[Place], taken: Crowd) -> Shape | None:
    """Return the free ground of this size that is nearest to the middle of *around*."""
    xs, ys = zip(*map(frame.point, around), strict=True)
    middle = sum(xs) / len(xs), sum(ys) / len(ys)
    rooms = _without_corners(wide, high, frame.size, taken)
    for at in sorted(rooms, key=lambda at: (dist(at, middle), at)):
        room = box(*at, wide, high)
        if taken.free(room):
            return room
    return None


def _without_corners(wide: float, high: float, size: Size, taken: Crowd) -> Iterator[Point]:
    """Yield the middles of rooms that hold no corner of *taken*: most hold one, and are told without a closer look."""
    corners = sorted(taken.corners())
    columns, rows = int((size[0] - wide - 2) // 16) + 1, int((size[1] - high - 2) // 4) + 1
    for column in range(columns):
        left = 1 + 16 * column
        ups = sorted([v for _, v in corners[bisect_right(corners, (left, inf)) : bisect_left(corners, (left + wide,))]])
        for row in range(rows):
            low = 1 + 4 * row
            over = bisect_right(ups, low)
            if over == len(ups) or ups[over] >= low + high:
                yield left + wide / 2, low + high / 2
