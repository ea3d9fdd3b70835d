"""The ways that one may walk, as a network of nodes and steps between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import dist

from tour.osm import classes
from tour.osm.elements import Extract, Tags
from tour.way import tags as told
from tour.way.ground import Ground, Square, half, lines
from tour.way.shapes import Grid, Piece, Point, bearing, between, box, cross, foot, meet, side, turn

_TOLLS = {"major": (4.0, 20.0, 80.0), "collector": (4.0, 8.0, 20.0), "local": (3.0, 4.0, 6.0)}
"""Metres that it is worth walking round rather than to cross a road: with signals, where marked, anywhere else."""
_LIT, _DRAWN, _BARE = range(3)
_APART = 0.5
"""Of a road: with sidewalks drawn apart along so much of it, one walks there."""
_NEXT = 8.0
"""Metres from the kerb within which a path that runs along a road is its sidewalk."""
_SKEW = 20.0
"""Degrees by which the two may differ."""
_GAP = 0.6
"""Metres between the end of a way and the line of another that somebody forgot to join."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one node of the network straight to the next."""

    to: int
    metres: float
    cost: float
    """Metres of a good path that it is worth, tolls for roads included."""
    tags: Tags
    forward: bool
    """Whether it goes as its way is drawn."""
    free: bool = False
    """Across a square, where no way is drawn."""


@dataclass(slots=True)
class Network:
    """Where one may walk."""

    points: dict[int, Point] = field(default_factory=dict)
    steps: dict[int, list[Step]] = field(default_factory=dict)
    tags: dict[int, Tags] = field(default_factory=dict)
    """Of the nodes that have any."""
    arms: dict[int, list[tuple[Point, Tags]]] = field(default_factory=dict)
    """For each node on a carriageway where the roads lead from it, to their next nodes."""
    tolls: dict[int, float] = field(default_factory=dict)
    """What it costs to cross the roads that a node lies on."""
    over: Grid[tuple[Point, bool]] = field(default_factory=Grid)
    """Where a crossing is marked, and whether it has signals."""
    middle: int = 1
    """On which hand of the traffic the middle of a roundabout lies: 1 left, where one drives on the right, else -1."""

    def ways_over(self, point: Point, metres: float) -> tuple[bool, bool]:
        """Return whether within *metres* of *point* there is a crossing with signals, and whether there is any."""
        near = [lit for where, lit in self.over.near(box([point], metres)) if dist(where, point) <= metres]
        return any(near), bool(near)

    def join(self, a: int, b: int, line: Line, toll: float) -> None:
        """Add the steps along *line* from *a* to *b* and back; *toll* is for the roads that lie between them."""
        metres = dist(self.points[a], self.points[b])
        if not told.road(line.tags):
            toll += self._toll(a, b)
        self._put(a, Step(b, metres, metres * line.cost + toll, line.tags, True))

    def join_across(self, a: int, b: int, tags: Tags) -> None:
        """Add the steps from *a* to *b* and back straight across a square, whose *tags* they bear."""
        metres = dist(self.points[a], self.points[b])
        self._put(a, Step(b, metres, metres + self._toll(a, b), tags, True, free=True))

    def _toll(self, a: int, b: int) -> float:
        """Return the half of what it costs to cross the roads at either end: the other half is the next step's."""
        return (self.tolls.get(a, 0.0) + self.tolls.get(b, 0.0)) / 2

    def _put(self, a: int, step: Step) -> None:
        """Add *step*, which begins at *a* and goes forward, and the step back."""
        self.steps.setdefault(a, []).append(step)
        self.steps.setdefault(step.to, []).append(replace(step, to=a, forward=False))


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a way that one may walk, between nodes that are there."""

    nodes: tuple[int, ...]
    tags: Tags
    cost: float
    """For each metre."""
    apart: bool = False
    """Whether it is a road whose sidewalks are lines of their own."""


def walkable(extract: Extract, ground: Ground, *, step_free: bool = False) -> list[Line]:
    """Return the ways on the ground's box that one may walk, each in pieces where a locked gate or a gap parts it."""
    found = []
    for way in extract.ways.values():
        cost = told.factor(way.tags, step_free=step_free)
        if cost is None or (way.tags.get("area") == "yes" and told.road(way.tags)):
            continue
        for line in lines(extract, way):
            points = [ground.points[node] for node in line]
            if meet(box(points), ground.box):
                found += [Line(part, way.tags, cost) for part in _passable(extract, line, step_free)]
    return _joined(ground, _beside(ground, found))


def _beside(ground: Ground, found: Sequence[Line]) -> list[Line]:
    """Return *found* with the roads marked, and made dearer, whose sidewalks are drawn apart."""
    walks: Grid[Piece] = Grid()
    for line in found:
        if line.tags.get("highway") in ("footway", "path", "cycleway") and not told.marked(line.tags):
            for piece in pairwise(ground.points[node] for node in line.nodes):
                walks.put(box(piece), piece)
    out = []
    for line in found:
        apart = told.road(line.tags) and (told.drawn_apart(line.tags) or _has_walks(ground, line, walks))
        out.append(replace(line, cost=line.cost + 0.4, apart=True) if apart else line)
    return out


def _has_walks(ground: Ground, line: Line, walks: Grid[Piece]) -> bool:
    """Say whether paths run along enough of a road, close by."""
    reach = half(line.tags) + _NEXT
    metres = beside = 0.0
    for a, b in pairwise(ground.points[node] for node in line.nodes):
        middle = between(a, b, 0.5)
        metres += dist(a, b)
        for walk in walks.near(box([middle], reach)):
            skew = abs(turn(bearing(a, b), bearing(*walk)))
            if min(skew, 180.0 - skew) < _SKEW and foot(walk, middle)[0] < reach:
                beside += dist(a, b)
                break
    return beside >= _APART * metres > 0.0


def _joined(ground: Ground, found: Sequence[Line]) -> list[Line]:
    """Return *found* with the ways joined whose end lies on another's line, though they share no node there."""
    pieces: Grid[tuple[int, int, Piece]] = Grid()
    uses = Counter(node for line in found for node in line.nodes)
    for index, line in enumerate(found):
        for number, piece in enumerate(pairwise(ground.points[node] for node in line.nodes)):
            pieces.put(box(piece, _GAP), (index, number, piece))
    put: dict[int, list[tuple[int, float, int]]] = {}
    for end in sorted({node for line in found for node in (line.nodes[0], line.nodes[-1]) if uses[node] == 1}):
        point = ground.points[end]
        for index, number, piece in pieces.near((*point, *point)):
            off, share = foot(piece, point)
            if off < _GAP and end not in found[index].nodes:
                put.setdefault(index, []).append((number, share, end))
                break
    return [_put_in(line, sorted(put.get(index, []))) for index, line in enumerate(found)]


def _put_in(line: Line, ends: Sequence[tuple[int, float, int]]) -> Line:
    """Return *line* with the nodes of *ends*, given with the piece and the share of it, between its own."""
    if not ends:
        return line
    nodes: list[int] = []
    for number, node in enumerate(line.nodes):
        nodes.append(node)
        nodes += [end for at, _, end in ends if at == number]
    return replace(line, nodes=tuple(nodes))


def _passable(extract: Extract, line: Sequence[int], step_free: bool) -> Iterator[tuple[int, ...]]:
    """Yield the pieces of *line* between nodes that nobody gets past."""
    piece: list[int] = []
    for node in line:
        if told.passable(extract.nodes[node].tags, step_free=step_free):
            piece.append(node)
            continue
        if len(piece) > 1:
            yield tuple(piece)
        piece = []
    if len(piece) > 1:
        yield tuple(piece)


def parts(found: Iterable[Line], squares: Iterable[Sequence[int]]) -> list[set[int]]:
    """Return the nodes of each part of the network in which everything is joined, the largest part first.

    *squares* join their nodes.
    """
    leader: dict[int, int] = {}

    def lead(node: int) -> int:
        while leader.setdefault(node, node) != node:
            leader[node] = node = leader[leader[node]]
        return node

    for nodes in (*(line.nodes for line in found), *squares):
        for node in nodes[1:]:
            a, b = sorted((lead(nodes[0]), lead(node)))
            leader[b] = a
    members: dict[int, set[int]] = {}
    for node in leader:
        members.setdefault(lead(node), set()).add(node)
    # Of two of one size the one with the least id, so that nothing hangs on an order.
    return sorted((members[head] for head in sorted(members)), key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a stop hangs on the network: on a line, or on a square."""

    node: int
    """Below 0: no node of OpenStreetMap's."""
    point: Point
    line: int = -1
    """Index of the line; -1 on a square."""
    piece: int = 0
    """Index of the line's piece."""
    share: float = 0.0
    """How far along the piece: 0 at its start, 1 at its end."""
    square: Square | None = None


def network(extract: Extract, ground: Ground, found: Sequence[Line], anchors: Iterable[Anchor]) -> Network:
    """Return the network of the lines *found* and the ground's squares, with *anchors* among its nodes."""
    net = Network()
    for node in sorted({node for line in found for node in line.nodes}):
        _add(net, extract, ground, node)
    _carriageways(net, extract, ground, found)
    on_lines: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        net.points[anchor.node] = anchor.point
        on_lines.setdefault(anchor.line, []).append(anchor)
    for index, line in enumerate(found):
        for a, b in pairwise(_with(line, on_lines.get(index, []))):
            net.join(a, b, line, _between(net, ground, line, (a, b)))
    return net


def _add(net: Network, extract: Extract, ground: Ground, node: int) -> None:
    one = extract.nodes[node]
    net.points[node] = ground.points[node]
    if one.tags:
        net.tags[node] = one.tags


def _with(line: Line, anchors: Sequence[Anchor]) -> list[int]:
    """Return the nodes of *line* with *anchors* between them."""
    nodes: list[int] = []
    for index, node in enumerate(line.nodes):
        nodes.append(node)
        here = [anchor for anchor in anchors if anchor.piece == index]
        nodes += [anchor.node for anchor in sorted(here, key=lambda anchor: (anchor.share, -anchor.node))]
    return nodes


def _middle(extract: Extract, ground: Ground) -> int:
    """Return on which hand of the traffic the middle of the roundabouts lies, which are drawn as it runs."""
    bends = 0
    for way in extract.ways.values():
        if not told.roundabout(way.tags):
            continue
        for line in lines(extract, way):
            points = [ground.points[node] for node in line]
            for a, b, c in zip(points, points[1:], points[2:], strict=False):
                bends += 1 if side(a, b, c) > 0 else -1
    return -1 if bends < 0 else 1


def _carriageways(net: Network, extract: Extract, ground: Ground, found: Sequence[Line]) -> None:
    """Note what roads meet at each node, and what it costs to cross them there."""
    net.middle = _middle(extract, ground)
    how = _ways_over(net, found)
    for node, best in sorted(how.items()):
        net.over.put((*net.points[node], *net.points[node]), (net.points[node], best == _LIT))
    for way in extract.ways.values():
        if not told.road(way.tags) or way.tags.get("area") == "yes":
            continue
        for line in lines(extract, way):
            for a, b in pairwise(line):
                net.arms.setdefault(a, []).append((ground.points[b], way.tags))
                net.arms.setdefault(b, []).append((ground.points[a], way.tags))
            for node in line:
                net.tolls[node] = max(net.tolls.get(node, 0.0), _toll(way.tags, how.get(node, _BARE)))


def _ways_over(net: Network, found: Sequence[Line]) -> dict[int, int]:
    """Return the nodes at which a crossing is marked, on the node or by a way over the road, and which of its kinds."""
    how = {node: _LIT if told.signalled(tags) else _DRAWN for node, tags in net.tags.items() if told.marked(tags)}
    for line in found:
        if told.marked(line.tags):
            best = _LIT if told.signalled(line.tags) else _DRAWN
            for node in line.nodes:
                how[node] = min(how.get(node, _BARE), best)
    return how


def _between(net: Network, ground: Ground, line: Line, nodes: tuple[int, int]) -> float:
    """Return what it costs to cross the roads that a path crosses between two of its nodes, sharing none with them."""
    if told.road(line.tags) or classes.layer(line.tags):
        return 0.0
    piece = net.points[nodes[0]], net.points[nodes[1]]
    roads = [road for road in ground.roads.near(box(piece)) if cross(piece, road.piece)]
    if not roads:
        return 0.0
    lit, drawn = net.ways_over(between(*piece, 0.5), dist(*piece) / 2 + 1.0)
    how = min([_BARE, *[_DRAWN] * drawn, *[_LIT] * lit])
    return sum(_toll(road.tags, how) for road in roads)


def _toll(tags: Tags, how: int) -> float:
    if tags.get("highway") == "service":
        return 1.0
    return _TOLLS[told.weight(tags)][how]
