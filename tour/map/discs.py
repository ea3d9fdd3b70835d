"""Room for the stops' discs beside their spots on a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, inf, pi, sin

from tour.map.drawing import DOT_RADIUS, NUMBER_SIZE, Disc, Measure
from tour.map.placing import Crowd, Point, Shape, disc, stroke, towards
from tour.model import Stop

Size = tuple[float, float]


def radius(number: str, measure: Measure) -> float:
    """Return how large a disc must be for *number*."""
    return hypot(max(measure(number, NUMBER_SIZE, True), measure("00", NUMBER_SIZE, True)), NUMBER_SIZE * 0.7) / 2 + 1.8


def place_discs(
    stops: Sequence[tuple[Stop, Point]],
    route: Crowd,
    signs: Iterable[Shape],
    water: Iterable[Shape],
    folds: Iterable[Shape],
    size: Size,
    measure: Measure,
) -> tuple[Disc, ...]:
    """Return a disc for every stop, beside its spot: none on another, on *signs* or *folds*.

    Off route and water if it can be.

    The most crowded stops choose first.
    """
    dots = {stop.slug: disc(*spot, DOT_RADIUS + 1) for stop, spot in stops}
    spots = [spot for _, spot in stops]
    crowded = sorted(stops, key=lambda one: -sum(hypot(one[1][0] - x, one[1][1] - y) < 60 for x, y in spots))
    discs: dict[str, Disc] = {}
    folded = Crowd(folds)
    leaders, grounds, lakes = Crowd(), Crowd(signs), Crowd(water)
    for stop, spot in crowded:
        others = Crowd(dot for slug, dot in dots.items() if slug != stop.slug)
        around = radius(str(stop.number), measure)
        x, y = _disc_room(spot, around, _Rivals(route, others, leaders, grounds, lakes, folded), size)
        discs[stop.slug] = Disc(x, y, around, str(stop.number), stop.slug, spot)
        grounds.add(disc(x, y, around + 1))
        leaders.add(stroke(towards((x, y), spot, around), spot, 1.0))
    return tuple(discs[stop.slug] for stop, _ in stops)


@dataclass(frozen=True, slots=True)
class _Rivals:
    """What a disc must not, or would rather not, cover."""

    route: Crowd
    dots: Crowd
    leaders: Crowd
    discs: Crowd
    lakes: Crowd
    folds: Crowd


def _disc_room(spot: Point, around: float, rivals: _Rivals, size: Size) -> Point:
    best, least = spot, inf
    for ring in range(26):
        out = around + DOT_RADIUS + 3 + 4 * ring
        if out > least:
            break
        for k in range(24):
            x, y = spot[0] + out * cos(pi * k / 12), spot[1] + out * sin(pi * k / 12)
            cost = out + _disc_cost((x, y), spot, around, rivals, size)
            if cost < least - 1e-9:
                best, least = (x, y), cost
    return best if least < inf else _any_room(spot, around, rivals, size)


def _disc_cost(at: Point, spot: Point, around: float, rivals: _Rivals, size: Size) -> float:
    """Return what it costs to put a disc here: infinite on another disc, dot or leader, dear on the route."""
    ground = disc(*at, around + 1)
    if not ground.within(*size, 1.0) or not (rivals.discs.free(ground) and rivals.dots.free(ground)):
        return inf
    if not rivals.folds.free(ground):
        return inf
    # It starts clear of its own dot, which lies on the route.
    leader = stroke(towards(at, spot, around), towards(spot, at, DOT_RADIUS + 3), 1.5)
    if not (rivals.leaders.free(ground) and rivals.leaders.free(leader) and rivals.discs.free(leader)):
        return inf
    if not rivals.dots.free(leader):
        return inf
    return (
        30.0 * rivals.route.touched(leader) + 60.0 * rivals.route.touched(ground) + 14.0 * rivals.lakes.touched(ground)
    )


def _any_room(spot: Point, around: float, rivals: _Rivals, size: Size) -> Point:
    """Return the nearest room that covers no other disc, wherever its leader goes; the spot itself if there is none."""
    steps = [(x * 8.0, y * 8.0) for x in range(1, int(size[0] // 8)) for y in range(1, int(size[1] // 8))]
    steps.sort(key=lambda at: hypot(at[0] - spot[0], at[1] - spot[1]))
    for at in steps:
        ground = disc(*at, around + 1)
        if ground.within(*size, 1.0) and rivals.discs.free(ground) and rivals.folds.free(ground):
            return at
    return spot
