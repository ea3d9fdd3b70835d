"""Squares, crossed as people cross them: straight from any gate to any other that is seen from it.

Routers that follow drawn lines only go round: from the statue to the cathedral of Helsinki they made 1,100 m of 250.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from math import dist

from tour.way.ground import Ground, Square
from tour.way.network import Anchor, Network
from tour.way.shapes import Grid, Piece, Point, between, box, cross, side

FARTHEST = 400.0
"""Metres across a square that somebody sees, and walks straight."""
MOST_GATES = 160
"""Of one square: each pair of them is looked at."""
_EDGE = 0.3
"""Metres from its outline at which a node still lies on a square."""
_SLOW = ("service", "living_street", "track")
"""Roads over which people walk as they like."""


def cross_squares(net: Network, ground: Ground, paths: Collection[int], stops: Sequence[Anchor]) -> None:
    """Add to *net* the steps across each square of *ground*; *paths* are the nodes of ways without cars."""
    nodes: Grid[int] = Grid()
    for node in sorted(net.points):
        nodes.put((*net.points[node], *net.points[node]), node)
    for square in ground.squares:
        gates = _gates(net, square, nodes, paths)
        if gates or any(stop.square is square for stop in stops):
            _cross(net, ground, square, _spread(net, [*gates, *_corners(net, square)]))


def _gates(net: Network, square: Square, nodes: Grid[int], paths: Collection[int]) -> list[int]:
    """Return the nodes at which one gets onto *square* or crosses the roads on it, those on roads alone behind the
    others; stops on it come first."""
    found = []
    for node in nodes.near(box(square.shape.outer, _EDGE)):
        point = net.points[node]
        if square.shape.has(point) or square.shape.off(point) < _EDGE:
            found.append(node)
    return sorted(found, key=lambda node: (node >= 0 and node not in paths, node))


def _corners(net: Network, square: Square) -> Iterator[int]:
    """Yield the corners that the shortest way may go round: those that stick into the square. They join the network."""
    for ids, ring, sign in square.rings():
        for index in range(len(ring)):
            bend = side(ring[index - 1], ring[index], ring[(index + 1) % len(ring)])
            if bend * sign < 0:
                net.points.setdefault(ids[index], ring[index])
                yield ids[index]


def _spread(net: Network, nodes: Sequence[int]) -> list[int]:
    """Return *nodes*, each once, so far apart that there are not too many; stops are always kept."""
    once = list(dict.fromkeys(nodes))
    apart = 0.0
    kept = once
    while len(kept) > MOST_GATES:
        apart += 5.0
        kept = []
        for node in once:
            if node < 0 or all(dist(net.points[node], net.points[other]) > apart for other in kept):
                kept.append(node)
    return kept


def _cross(net: Network, ground: Ground, square: Square, nodes: Sequence[int]) -> None:
    """Add the steps between those of *nodes* that see each other."""
    outline: Grid[Piece] = Grid()
    for piece in square.shape.pieces():
        outline.put(box(piece), piece)
    for a, b in combinations(nodes, 2):
        if _seen(ground, square, outline, net.points[a], net.points[b]):
            net.join(a, b, square.tags, 1.0, free=True)


def _seen(ground: Ground, square: Square, outline: Grid[Piece], a: Point, b: Point) -> bool:
    """Say whether one walks straight over *square* from *a* to *b*: past no wall, water or road."""
    if not 0.0 < dist(a, b) <= FARTHEST:
        return False
    if any(cross((a, b), piece) for piece in outline.near(box((a, b)))):
        return False
    for share in (0.5, 0.17, 0.83):
        point = between(a, b, share)
        if not square.shape.has(point) and square.shape.off(point) > _EDGE:
            return False
    return ground.clear(a, b) and not _over_road(ground, a, b)


def _over_road(ground: Ground, a: Point, b: Point) -> bool:
    roads = ground.roads.near(box((a, b)))
    return any(road.tags.get("highway") not in _SLOW and cross((a, b), road.piece) for road in roads)
