"""Room for a map's scale and north arrow: never on the route."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tour.geo import METRES_A_MILE
from tour.map.drawing import Scale
from tour.map.overlaps import Crowd, Point, Shape, Size, box
from tour.map.projection import Projection
from tour.words.figures import FOOT
from tour.words.language import Words

STEPS = sorted(step * 10**power for step in (1, 2, 5) for power in range(6))
"""Metres that a bar may stand for."""
_FEET = (5, 10, 20, 50, 100, 200, 500)
_MILES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
_LONGEST = 130.0
"""Points of a bar; a quarter of the frame where that is less."""
_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 240, 300, 480)
_EDGE = 7.0
"""Points that it keeps from the frame."""
_LEAST_EDGE = 2.0
"""The same, where it would else cover the route: the route itself keeps some 25 from the frame."""
_SMALL = 22.0
"""Height of a scale of one bar, in points."""
_STEP = 12.0
"""Points between the spots that are tried along the rim."""

Bar = tuple[float, str]
"""Metres, and how they are told."""


def bars(words: Words) -> Iterator[Bar]:
    """Yield what a bar may stand for in the units of *words*, the shortest first."""
    if words.units == "imperial":
        for feet in _FEET:
            yield feet * FOOT, words("figures.feet", n=feet)
        for miles in _MILES:
            yield miles * METRES_A_MILE, words("figures.mi", n=words.number(miles, 1 if miles < 1 else 0))
        return
    for metres in STEPS:
        if metres < 1000:
            yield metres, words("figures.metres", n=metres)
        else:
            yield metres, words("figures.kilometres", n=metres // 1000)


def place_scale(frame: Projection, route: Sequence[Shape], useful: Sequence[Shape], pace: float, words: Words) -> Scale:
    """Return bars and arrow at the frame's rim, where they cover nothing of the *route* and least of what is *useful*.

    In a corner if one is free; one bar alone where there is no room for two. *pace* is in metres a second.
    """
    most, a_minute = _most(frame), pace * 60
    metres, told = _largest(words, most)
    minutes = max((step for step in _MINUTES if step <= most / a_minute), default=0)
    metres_long, minutes_long = metres * frame.scale, minutes * a_minute * frame.scale
    size = 62 + max(metres_long, minutes_long, 60), 44.0
    at = _room(frame, size, route, useful, _EDGE)
    if at:
        return Scale(*at, *size, metres, metres_long, told, minutes, minutes_long)
    return place_small_scale(frame, route, useful, words)


def place_small_scale(frame: Projection, route: Sequence[Shape], useful: Sequence[Shape], words: Words) -> Scale:
    """Return one bar, without an arrow; none where it would cover the route."""
    metres, told = _largest(words, _most(frame))
    metres_long = metres * frame.scale
    size = 14 + max(metres_long, 30), _SMALL
    at = _room(frame, size, route, useful, _EDGE) or _room(frame, size, route, useful, _LEAST_EDGE)
    if not at:
        return Scale()
    return Scale(*at, *size, metres, metres_long, told)


def _most(frame: Projection) -> float:
    """Return how many metres a bar may stand for."""
    return min(_LONGEST, frame.size[0] / 4) / frame.scale


def _largest(words: Words, most: float) -> Bar:
    """Return the longest bar of up to *most* metres; the shortest where all are longer."""
    known = list(bars(words))
    return max((bar for bar in known if bar[0] <= most), default=known[0])


def _room(frame: Projection, size: Size, route: Sequence[Shape], useful: Sequence[Shape], edge: float) -> Point | None:
    """Return the lower left corner of a room of *size* that is clear of *route*: the cheapest corner, else any spot."""
    walked, others = Crowd(route), Crowd(useful)

    def cost(at: Point) -> int | None:
        ground = box(at[0] + size[0] / 2, at[1] + size[1] / 2, *size)
        return others.touched(ground) if walked.free(ground) else None

    corners, spots = _spots(frame.size, size, edge)
    for places in (corners, spots):
        costs = [(least, rank) for rank, at in enumerate(places) if (least := cost(at)) is not None]
        if costs:
            return places[min(costs)[1]]
    return None


def _spots(frame: Size, size: Size, edge: float) -> tuple[list[Point], list[Point]]:
    """Return the corners of *frame* where a room of *size* may be, and the spots between them along its rim."""
    right, top = frame[0] - size[0] - edge, frame[1] - size[1] - edge
    corners = [(edge, edge), (right, edge), (edge, top), (right, top)]
    spots = []
    for k in range(1, int((right - edge) // _STEP) + 1):
        spots += [(edge + k * _STEP, edge), (edge + k * _STEP, top)]
    for k in range(1, int((top - edge) // _STEP) + 1):
        spots += [(edge, edge + k * _STEP), (right, edge + k * _STEP)]
    return corners, spots
