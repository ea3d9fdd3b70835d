"""What stands on the route's lines of a map: crossings of streets, and arrowheads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import atan2, degrees

from tour.map.drawing import WIDTHS, Arrow, Crossing, Disc
from tour.map.overlaps import Point, apart
from tour.map.projection import Projection
from tour.model import Tour

_EVERY = 75
"""Points from arrowhead to arrowhead, about."""
_NUDGES = (0, 7, -7, 14, -14, 21, -21)
"""Points along the line that an arrowhead may be moved by to stand clear, the best first."""


def place_crossings(tour: Tour, frame: Projection, legs: Sequence[Sequence[Sequence[Point]]]) -> Iterator[Crossing]:
    """Yield where *legs*, as lines, cross the streets that their walks name."""
    streets: dict[str, list[tuple[Point, Point]]] = {}
    for feature in tour.map:
        if feature.kind in WIDTHS:
            streets.setdefault(feature.name, []).extend(pairwise(frame.points(feature.places)))
    for leg, lines in zip(tour.legs, legs, strict=True):
        pieces = [piece for line in lines for piece in pairwise(line)]
        for street in dict.fromkeys(leg.crossings):
            met = []
            for piece in pieces:
                met += [at for at in _met(piece, streets.get(street, ())) if frame.holds((at.x, at.y), 0.0)]
            # A street drawn as two arms of a Y is met twice; a leg that names it once crosses one of them.
            yield from met[: leg.crossings.count(street)]


def _met(piece: tuple[Point, Point], others: Iterable[tuple[Point, Point]]) -> Iterator[Crossing]:
    (ax, ay), (bx, by) = piece
    for (cx, cy), (dx, dy) in others:
        turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
        if turn == 0:
            continue
        t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
        u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
        if 0 <= t < 1 and 0 <= u <= 1:
            yield Crossing(ax + t * (bx - ax), ay + t * (by - ay), degrees(atan2(by - ay, bx - ax)))


def place_arrows(
    route: Iterable[Sequence[Point]], frame: Projection, crossings: Sequence[Crossing], discs: Sequence[Disc]
) -> Iterator[Arrow]:
    """Yield an arrowhead every now and then, at least one a leg where there is room, clear of dots and bends."""
    avoid = [(c.x, c.y) for c in crossings] + [one.spot for one in discs]
    for line in route:
        along = list(accumulate((apart(a, b) for a, b in pairwise(line)), initial=0.0))
        count = max(1, round(along[-1] / _EVERY))
        for k in range(count):
            middle = along[-1] * (k + 0.5) / count
            for nudge in _NUDGES:
                arrow = _arrow(line, along, middle + nudge)
                if arrow and frame.holds((arrow.x, arrow.y), 6.0) and _clear(arrow, avoid, discs):
                    yield arrow
                    break


def _arrow(line: Sequence[Point], along: Sequence[float], at: float) -> Arrow | None:
    for (a, b), (start, end) in zip(pairwise(line), pairwise(along), strict=True):
        # Not across a bend: the head would point off the line.
        if start + 4 <= at <= end - 4:
            t = (at - start) / (end - start)
            return Arrow(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), degrees(atan2(b[1] - a[1], b[0] - a[0])))
    return None


def _clear(arrow: Arrow, avoid: Iterable[Point], discs: Iterable[Disc]) -> bool:
    here = (arrow.x, arrow.y)
    if any(apart(here, at) <= 10 for at in avoid):
        return False
    return all(apart(here, (one.x, one.y)) > one.radius + 6 for one in discs)
