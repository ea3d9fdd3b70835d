"""Areas with holes as one ring: an outline that goes in to each hole, round it the other way, and out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tour.model import Place

_MOST_PAIRS = 1_000_000
"""Corners of the outline times corners of holes, each pair of which is looked at for the shortest ways in."""
_FEW = 10_000
"""Pairs that are looked at one by one."""

Ring = tuple[Place, ...]
"""Not closed: the last place is not the first again."""

_Nearest = Callable[[Sequence[Place], Ring, int], tuple[int, int]]


def keyholed(outer: Ring, holes: Sequence[Ring]) -> Ring:
    """Return *outer* with *holes* cut out.

    Whoever fills the ring, by either rule, leaves the holes open: the way in is walked twice, and holds no ground.
    """
    holes = [hole for hole in holes if len(hole) >= 3]
    if not holes or len(outer) < 3:
        return outer
    nearest: _Nearest = _nearest
    if len(outer) * sum(map(len, holes)) > _FEW:
        # Here, not at the top: numpy takes half a second, and most areas do without.
        from tour.reading import long_lines

        nearest = long_lines.nearest_corners
    ring = list(outer)
    turn = _turn(outer)
    for hole in holes:
        against = hole if (_turn(hole) > 0) != (turn > 0) else hole[::-1]
        step = max(1, len(ring) * len(hole) * len(holes) // _MOST_PAIRS)
        i, k = nearest(ring, against, step)
        ring[i + 1 : i + 1] = [*against[k:], *against[: k + 1], ring[i]]
    return tuple(ring)


def _turn(ring: Ring) -> float:
    """Return twice the area in square degrees: above 0 where the ring goes round to the left (Meister 1769)."""
    origin = ring[0]
    total = 0.0
    for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
        total += (a.lon - origin.lon) * (b.lat - origin.lat) - (b.lon - origin.lon) * (a.lat - origin.lat)
    return total


def _nearest(ring: Sequence[Place], hole: Ring, step: int) -> tuple[int, int]:
    """Return the indexes of a corner of each that lie near each other; of *ring* each *step*-th is looked at."""
    best, found = float("inf"), (0, 0)
    for i in range(0, len(ring), step):
        here = ring[i]
        for k, there in enumerate(hole):
            apart = (here.lat - there.lat) ** 2 + (here.lon - there.lon) ** 2
            if apart < best:
                best, found = apart, (i, k)
    return found
