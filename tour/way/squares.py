"""Squares, crossed as people cross them: straight from any gate to any other that is seen from it.

Routers that follow drawn lines only go round: from the statue to the cathedral of Helsinki they made 1,100 m of 250.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import dist

from tour.osm import classes
from tour.way import tags as told
from tour.way.ground import Ground, Square
from tour.way.network import Anchor, Line, Network
from tour.way.shapes import Grid, Piece, Point, between, box, cross, foot, side

FARTHEST = 400.0
"""Metres across a square that somebody sees, and walks straight."""
MOST_GATES = 160
"""Of one square: each pair of them is looked at."""
_FIRST = -1_000_000
"""Ids of corners of houses are this and less."""
_EDGE = 0.3
"""Metres from its outline at which a node still lies on a square."""
_SLOW = ("service", "living_street", "track")
"""Roads over which people walk as they like."""


def cross_squares(net: Network, ground: Ground, lines: Sequence[Line], stops: Sequence[Anchor]) -> None:
    """Add to *net*, the network of *lines*, the steps across each square of *ground*."""
    paths = {node for line in lines if not told.road(line.tags) for node in line.nodes}
    heights = _heights(lines)
    nodes: Grid[int] = Grid()
    for node in sorted(net.points):
        nodes.put((*net.points[node], *net.points[node]), node)
    for square in ground.squares:
        outline: Grid[Piece] = Grid()
        for piece in square.shape.pieces():
            outline.put(box(piece), piece)
        gates = [node for node in _gates(net, square, outline, nodes, paths) if _reached(square, node, heights)]
        if gates or any(stop.square is square for stop in stops):
            _cross(net, ground, square, outline, _spread(net, [*gates, *_corners(net, ground, square)]))


def _heights(lines: Sequence[Line]) -> dict[int, set[int]]:
    """Return how high the ways lie that lead to each node; where stairs, or a path, come up and end, the ground too."""
    heights: dict[int, set[int]] = {}
    uses = Counter(node for line in lines for node in line.nodes)
    for line in lines:
        for node in line.nodes:
            heights.setdefault(node, set()).add(classes.layer(line.tags))
        if not told.road(line.tags):
            for end in (line.nodes[0], line.nodes[-1]):
                heights[end] |= {0} if uses[end] == 1 else set()
    return heights


def _reached(square: Square, node: int, heights: Mapping[int, Collection[int]]) -> bool:
    """Say whether one gets from *node* onto *square*: not from a tunnel below it, nor from a bridge above."""
    return (
        node not in heights or classes.layer(square.tags) in heights[node] or any(node in ring for ring in square.nodes)
    )


def _gates(net: Network, square: Square, outline: Grid[Piece], nodes: Grid[int], paths: Collection[int]) -> list[int]:
    """Return the nodes at which one gets onto *square* or crosses the roads on it, those on roads alone behind the
    others; stops on it come first."""
    found = []
    for node in nodes.near(box(square.shape.outer, _EDGE)):
        if _on(square, outline, net.points[node]):
            found.append(node)
    return sorted(found, key=lambda node: (node >= 0 and node not in paths, node))


def _corners(net: Network, ground: Ground, square: Square) -> Iterator[int]:
    """Yield the corners that the shortest way may go round: those of the rim that stick into the square, and those of
    the houses on it. They join the network; a house's are none of OpenStreetMap's nodes here."""
    for ids, ring, sign in square.rings():
        for index, bend in enumerate(_bends(ring)):
            if bend * sign < 0:
                net.points.setdefault(ids[index], ring[index])
                yield ids[index]
    for house in ground.houses.near(square.shape.box):
        sign = _turned(house.outer)
        for corner, bend in zip(house.outer, _bends(house.outer), strict=True):
            if bend * sign > 0 and square.shape.has(corner) and square.shape.off(corner) > _EDGE:
                node = _FIRST - len(net.points)
                net.points[node] = corner
                yield node


def _bends(ring: Sequence[Point]) -> list[float]:
    """Return for each corner of *ring* more than 0 where it bends left, less than 0 where right."""
    return [side(ring[index - 1], point, ring[(index + 1) % len(ring)]) for index, point in enumerate(ring)]


def _turned(ring: Sequence[Point]) -> float:
    """Return more than 0 for a *ring* that runs anticlockwise, less than 0 for any other."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*ring, ring[0])))


def _spread(net: Network, nodes: Sequence[int]) -> list[int]:
    """Return *nodes*, each once, so far apart that there are not too many; stops are always kept."""
    once = list(dict.fromkeys(nodes))
    apart = 0.0
    kept = once
    while len(kept) > MOST_GATES:
        apart += 5.0
        kept = []
        for node in once:
            if _FIRST < node < 0 or all(dist(net.points[node], net.points[other]) > apart for other in kept):
                kept.append(node)
    return kept


def _on(square: Square, outline: Grid[Piece], point: Point) -> bool:
    """Say whether *point* is on *square*, or on its rim."""
    if square.shape.has(point):
        return True
    return any(foot(piece, point)[0] < _EDGE for piece in outline.near(box([point], _EDGE)))


def _cross(net: Network, ground: Ground, square: Square, outline: Grid[Piece], nodes: Sequence[int]) -> None:
    """Add the steps between those of *nodes* that see each other."""
    for a, b in combinations(nodes, 2):
        if _seen(ground, square, outline, net.points[a], net.points[b]):
            net.join_across(a, b, square.tags)


def _seen(ground: Ground, square: Square, outline: Grid[Piece], a: Point, b: Point) -> bool:
    """Say whether one walks straight over *square* from *a* to *b*: past no wall, water or road."""
    if not 0.0 < dist(a, b) <= FARTHEST:
        return False
    if any(cross((a, b), piece) for piece in outline.near(box((a, b)))):
        return False
    if not all(_on(square, outline, between(a, b, share)) for share in (0.5, 0.17, 0.83)):
        return False
    return ground.clear(a, b) and not _over_road(ground, a, b)


def _over_road(ground: Ground, a: Point, b: Point) -> bool:
    roads = ground.roads.near(box((a, b)))
    return any(road.tags.get("highway") not in _SLOW and cross((a, b), road.piece) for road in roads)
