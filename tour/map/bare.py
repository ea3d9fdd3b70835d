"""A map of a walk with no streets to draw: no blank sheet, but a diagram that tells what is known.

A grid as wide as the scale's bar, the stops' titles beside their discs, and beside each leg how far it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import atan2, ceil, cos, degrees, pi, sin

from tour.map.drawing import Disc, Measure, Scale
from tour.map.label_spots import Wanted, set_name, upright, wrapped
from tour.map.overlaps import Point, Size, apart
from tour.model import Leg, Stop
from tour.words import figures, rides
from tour.words.language import Words

_LEAST_CELL = 24.0
"""Points: a finer grid would be in the way of what is read."""
_ASIDE = (9.0, -9.0, 15.0, -15.0)
"""Points beside its leg where a distance may stand, the best first."""
_NEIGHBOURHOOD = 150.0
"""Points within which another disc may be nearer to a title than its own."""
_SPOTS = 9
"""Places along a leg that are tried for its distance."""


def grid(size: Size, scale: Scale) -> Iterator[tuple[Point, Point]]:
    """Yield lines up and across a frame of *size*, as far apart as the bar of *scale* is long, or some of it."""
    width, height = size
    step = scale.metres_long
    if step <= 0:
        return
    while step < _LEAST_CELL:
        step *= 2
    for k in range(1, ceil(width / step)):
        yield (k * step, 0.0), (k * step, height)
    for k in range(1, ceil(height / step)):
        yield (0.0, k * step), (width, k * step)


def title_spots(stop: Stop, disc: Disc, discs: Sequence[Disc], measure: Measure) -> Iterator[Wanted]:
    """Yield the stop's title on one to three lines round its *disc*, wherever none of the other *discs* is nearer."""
    others = sorted(_others(disc, discs))
    for lines in wrapped(stop.title):
        name = set_name(lines, "stop", measure)
        for gap in range(4, 30, 5):
            for k in range(16):
                u, v = cos(pi * k / 8), sin(pi * k / 8)
                x = disc.x + u * (disc.radius + gap + name.width / 2)
                y = disc.y + v * (disc.radius + gap + name.height / 2)
                if _nearer((x, y), apart((x, y), (disc.x, disc.y)), others):
                    continue
                yield gap + 3.0 * len(lines) - 2.0 * (v == 0), x, y, 0.0, name


def _others(disc: Disc, discs: Sequence[Disc]) -> Iterator[tuple[float, Point]]:
    """Yield how far the others of *discs* are from *disc*, and where, if its title might be taken for theirs."""
    for other in discs:
        if other.slug != disc.slug and abs(other.x - disc.x) < _NEIGHBOURHOOD:
            away = apart((other.x, other.y), (disc.x, disc.y))
            if away < _NEIGHBOURHOOD:
                yield away, (other.x, other.y)


def _nearer(at: Point, near: float, others: Sequence[tuple[float, Point]]) -> bool:
    """Say whether one of *others*, in order, lies nearer to *at* than *near*, which is how far the disc itself does."""
    for away, other in others:
        if away > 2 * near + 1e-6:  # nor does any that follows: the third side of a triangle
            return False
        if apart(at, other) < near:
            return True
    return False


def distance_spots(words: Words, leg: Leg, line: Sequence[Point], measure: Measure) -> Iterator[Wanted]:
    """Yield how far *leg* is, or by what it is ridden, beside its *line*, turned with it, from its middle outwards."""
    told = rides.name(words, leg.by) if leg.ridden else figures.far(words, figures.metres(leg))
    name = set_name((told,), "leg", measure)
    along = list(accumulate((apart(a, b) for a, b in pairwise(line)), initial=0.0))
    for k in range(1, _SPOTS + 1):
        at = along[-1] * k / (_SPOTS + 1)
        for (a, b), (start, end) in zip(pairwise(line), pairwise(along), strict=True):
            if start <= at < end and end - start > 1e-9:
                share = (at - start) / (end - start)
                angle = atan2(b[1] - a[1], b[0] - a[0])
                for rank, aside in enumerate(_ASIDE):
                    x = a[0] + share * (b[0] - a[0]) - sin(angle) * aside
                    y = a[1] + share * (b[1] - a[1]) + cos(angle) * aside
                    yield abs(k - _SPOTS / 2) + 2.0 * rank, x, y, upright(degrees(angle)), name
