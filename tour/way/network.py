"""The ways that one may walk, as a network of nodes and steps between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import dist

from tour.osm.elements import Extract, Tags
from tour.way import tags as told
from tour.way.ground import Ground, Square, carriageway, lines
from tour.way.shapes import Grid, Point, box, meet

_TOLLS = {"major": (4.0, 20.0, 80.0), "collector": (4.0, 8.0, 20.0), "local": (3.0, 4.0, 6.0)}
"""Metres that it is worth walking round rather than to cross a road: with signals, where marked, anywhere else."""


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
    arms: dict[int, list[tuple[int, Tags]]] = field(default_factory=dict)
    """For each node on a carriageway the nodes to which roads lead from it."""
    tolls: dict[int, float] = field(default_factory=dict)
    """What it costs to cross the roads that a node lies on."""
    over: Grid[tuple[Point, bool]] = field(default_factory=Grid)
    """Where a crossing is marked, and whether it has signals."""

    def ways_over(self, point: Point, metres: float) -> tuple[bool, bool]:
        """Return whether within *metres* of *point* there is a crossing with signals, and whether there is any."""
        near = [lit for where, lit in self.over.near(box([point], metres)) if dist(where, point) <= metres]
        return any(near), bool(near)

    def join(self, a: int, b: int, tags: Tags, cost: float, *, free: bool = False) -> None:
        """Add the steps from *a* to *b* and back; *cost* is for each metre."""
        metres = dist(self.points[a], self.points[b])
        toll = 0.0
        if free or not told.road(tags):
            toll = (self.tolls.get(a, 0.0) + self.tolls.get(b, 0.0)) / 2
        self.steps.setdefault(a, []).append(Step(b, metres, metres * cost + toll, tags, True, free))
        self.steps.setdefault(b, []).append(Step(a, metres, metres * cost + toll, tags, False, free))


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a way that one may walk, between nodes that are there."""

    nodes: tuple[int, ...]
    tags: Tags
    cost: float
    """For each metre."""


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
    return found


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


def largest(found: Iterable[Line], squares: Iterable[Sequence[int]]) -> set[int]:
    """Return the nodes of the largest part of the network in which everything is joined; *squares* join their nodes."""
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
    return max((members[head] for head in sorted(members)), key=len, default=set())


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
            net.join(a, b, line.tags, line.cost)
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


def _carriageways(net: Network, extract: Extract, ground: Ground, found: Sequence[Line]) -> None:
    """Note what roads meet at each node, and what it costs to cross them there."""
    drawn = {node for line in found if told.marked(line.tags) for node in line.nodes}
    lit = {node for line in found if told.signalled(line.tags) for node in line.nodes}
    for way in extract.ways.values():
        if not carriageway(way.tags):
            continue
        for line in lines(extract, way):
            for a, b in pairwise(line):
                net.arms.setdefault(a, []).append((b, way.tags))
                net.arms.setdefault(b, []).append((a, way.tags))
            for node in line:
                tags = extract.nodes[node].tags
                how = 0 if told.signalled(tags) or node in lit else 1 if told.marked(tags) or node in drawn else 2
                net.tolls[node] = max(net.tolls.get(node, 0.0), _toll(way.tags, how))
                if how < 2:
                    net.over.put((*ground.points[node], *ground.points[node]), (ground.points[node], how == 0))


def _toll(tags: Tags, how: int) -> float:
    if tags.get("highway") == "service":
        return 1.0
    return _TOLLS[told.ROADS.get(tags.get("highway", ""), "major")][how]
