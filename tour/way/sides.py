"""From a way through the network to the line that is walked: beside the roads, not down their middle.

Where no sidewalk is drawn apart, the map has one line in the middle of the roadway. A walk along it would meet each
side street at its very end, where nobody can say whether it is crossed. So the line keeps to one side of such a road,
the one on which it crosses least, and changes over where there is no junction. It keeps out of the middle of a
roundabout, and from between the two arms of a street, though nothing is crossed there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist, hypot, inf

from tour.osm.elements import Tags
from tour.way import tags as told
from tour.way.ground import Ground, half
from tour.way.network import Network, Step
from tour.way.search import Found
from tour.way.shapes import Piece, Point, bearing, between, box, foot, side, turn
from tour.way.standing import KERB, Stand

LEFT, RIGHT, ON = 1, -1, 0
"""Which side of a road the line keeps to; on the way itself where no cars drive."""
_CLEAR = 10.0
"""Metres from a junction at which one may change over to the other side."""
_SAME = 2.0
"""Degrees between an arm of a junction and the way, that are taken for one."""
_SWITCH = 1.5
"""Arms of a road that it is worth crossing rather than to change over where no crossing is marked."""
_WEIGHTS = {"major": 2.0, "collector": 1.3, "local": 1.0}
_SHARES = (1.0, 0.75, 0.5, 0.3)
"""Of the way from a road's line to beyond its kerb: the first that is free of houses is taken."""
_TINY = 0.05
"""Metres between two points that are taken for one."""
_BACK = 176.0
"""Degrees of a bend from which on the line goes back the way it came."""
_SPIKE = 15.0
"""Metres out and back that nobody walks: where a road's line meets that of a path, which ends in the road's middle."""
_STRAIGHT = 0.17
"""Sine of the bend of a road that is taken for none."""
_SHARPEST = 2.5
"""A corner goes no farther from the road's than so many times the way off it."""
_UNPAVED = 0.01
"""Arms that it is worth crossing, a metre, rather than to walk on the side that has no sidewalk."""
_AMIDST = 0.02
"""Arms that it is worth crossing, a metre, rather than to walk between the lanes of a street."""
_INSIDE = 1.0
"""Arms that it is worth crossing, a metre, rather than to walk inside a roundabout."""
_ARMS = 30.0
"""Metres from one to the other arm of a street, at most."""
_PARALLEL = 25.0
"""Degrees by which the two may differ."""


@dataclass(frozen=True, slots=True)
class Walked:
    """The line of a leg, and for each of its pieces what it goes along."""

    points: tuple[Point, ...]
    steps: tuple[Step, ...]
    """One fewer than points."""
    keeps: tuple[int, ...]
    """`LEFT`, `RIGHT` or `ON`, for each step."""
    joins: tuple[tuple[Point, Tags], ...] = ()
    """Where the way itself has a node on a road, and the road's tags: there the two are on a level."""


@dataclass(frozen=True, slots=True)
class _Corner:
    """A node of the way, with the weight of the roads that leave it on either side."""

    point: Point
    left: float = 0.0
    right: float = 0.0
    switch: float = _SWITCH
    """What it costs to change over here."""

    def arms(self, keeps: int) -> float:
        if keeps == ON:
            return 0.0
        return self.left if keeps == LEFT else self.right


def walked(net: Network, ground: Ground, found: Found, start: Stand, end: Stand) -> Walked:
    """Return the line that is walked from *start* to *end* along *found*."""
    corners, steps = _corners(net, found)
    pieces = list(pairwise(corner.point for corner in corners))
    amidst = [_amidst(net, ground, piece, step) for piece, step in zip(pieces, steps, strict=True)]
    sides = _stands(start, corners[0], corners[1]), _stands(end, corners[-2], corners[-1])
    keeps = _keeps(corners, steps, amidst, sides)
    aways = [_away(ground, piece, step, keep) for piece, step, keep in zip(pieces, steps, keeps, strict=True)]
    joints = _joints([corner.point for corner in corners], aways)
    points: list[Point] = [start.point]
    taken: list[int] = []
    for index, joint in enumerate([*joints, [end.point]]):
        for point in joint:
            _go_on(points, taken, point, min(max(index - 1, 0), len(steps) - 1))
    joins = tuple((net.points[node], tags) for node in found.nodes for _, tags in net.arms.get(node, ()))
    return Walked(tuple(points), tuple(steps[index] for index in taken), tuple(keeps[index] for index in taken), joins)


def _go_on(points: list[Point], taken: list[int], point: Point, step: int) -> None:
    """Add *point* to a line, and the index of the *step* that leads there; what was a spike, out and back along itself,
    is taken off."""
    while len(points) > 1 and dist(points[-1], point) > _TINY:
        before, tip = points[-2], points[-1]
        bend = abs(turn(bearing(before, tip), bearing(tip, point)))
        if bend < _BACK or min(dist(before, tip), dist(tip, point)) > _SPIKE:
            break
        points.pop()
        if dist(tip, point) < dist(before, tip):
            step = taken[-1]
        taken.pop()
    if dist(points[-1], point) > _TINY:
        points.append(point)
        taken.append(step)


def _corners(net: Network, found: Found) -> tuple[list[_Corner], list[Step]]:
    """Return the nodes of a way, with more of them on its roads where one may change over, and the steps between."""
    nodes = [_corner(net, found, index) for index in range(len(found.nodes))]
    corners, steps = [nodes[0]], []
    for (a, b), step in zip(pairwise(nodes), found.steps, strict=True):
        inner = [_Corner(between(a.point, b.point, share)) for share in _shares(step)]
        corners += [*inner, b]
        steps += [step] * (len(inner) + 1)
    return corners, steps


def _shares(step: Step) -> tuple[float, ...]:
    """Return where along a step of the way one may change over to the other side of the road, away from junctions."""
    if not told.road(step.tags) or step.free or step.metres < _CLEAR:
        return ()
    if step.metres < 2.4 * _CLEAR:
        return (0.5,)
    return _CLEAR / step.metres, 1.0 - _CLEAR / step.metres


def _corner(net: Network, found: Found, index: int) -> _Corner:
    """Return a node of the way with the roads that leave it on either side, those of the way itself apart."""
    node = found.nodes[index]
    point = net.points[node]
    if not 0 < index < len(found.nodes) - 1:
        return _Corner(point)
    back = bearing(point, net.points[found.nodes[index - 1]])
    ahead = bearing(point, net.points[found.nodes[index + 1]])
    left = right = 0.0
    for other, tags in net.arms.get(node, ()):
        arm = bearing(point, other)
        if min(abs(turn(arm, back)), abs(turn(arm, ahead))) < _SAME:
            continue
        # Seen from the way ahead, clockwise: what comes before the way back lies right.
        if (arm - ahead) % 360.0 < (back - ahead) % 360.0:
            right += _weight(tags)
        else:
            left += _weight(tags)
    return _Corner(point, left, right, inf if left or right else _switch(net.tags.get(node, {})))


def _weight(tags: Tags) -> float:
    """Return how much it is worth not to cross a road."""
    if not tags.get("name"):
        return 0.3
    return _WEIGHTS[told.weight(tags)]


def _switch(tags: Tags) -> float:
    if told.signalled(tags):
        return 0.6
    return 0.8 if told.marked(tags) else _SWITCH


def _stands(stand: Stand, a: _Corner, b: _Corner) -> int:
    """Return on which side of the way from *a* to *b* somebody stands."""
    off = side(a.point, b.point, stand.point)
    if abs(off) < _TINY * dist(a.point, b.point):
        return ON
    return LEFT if off > 0 else RIGHT


def _amidst(net: Network, ground: Ground, piece: Piece, step: Step) -> int:
    """Return on which side of a step's line there are more lanes of the same street: the middle of a roundabout, or
    the other arm of a street of two; `ON` where there are none."""
    if told.roundabout(step.tags):
        return net.middle if step.forward else -net.middle
    if step.free or not told.one_way(step.tags) or "name" not in step.tags:
        return ON
    middle = between(*piece, 0.5)
    for road in ground.roads.near(box([middle], _ARMS)):
        arm = told.one_way(road.tags) and road.tags.get("name") == step.tags["name"]
        off, share = foot(road.piece, middle)
        skew = abs(turn(bearing(*piece), bearing(*road.piece)))
        along = min(skew, 180.0 - skew) < _PARALLEL and 0.0 < share < 1.0
        if arm and along and half(step.tags) < off < _ARMS:
            return LEFT if side(*piece, between(*road.piece, share)) > 0 else RIGHT
    return ON


def _keeps(
    corners: Sequence[_Corner], steps: Sequence[Step], amidst: Sequence[int], ends: tuple[int, int]
) -> list[int]:
    """Return the side to keep to on each step, so that the least is crossed (Viterbi 1967, IEEE Trans. IT 13(2)).

    *amidst* is for each step the side that nobody walks on; *ends* where one stands at the start and at the end.
    """
    start, end = ends
    costs: dict[int, float] = {start: 0.0}
    befores: list[dict[int, int]] = []
    lengths = [dist(a.point, b.point) for a, b in pairwise(corners)]
    for corner, step, metres, between_lanes in zip(corners, steps, lengths, amidst, strict=False):
        now: dict[int, float] = {}
        before: dict[int, int] = {}
        for keep in (RIGHT, LEFT) if told.road(step.tags) and not step.free else (ON,):
            found = [(round(costs[old] + _change(corner, old, keep), 6), -old, old) for old in costs]
            cost, _, before[keep] = min(found)
            now[keep] = cost + metres * _worse(step, keep, between_lanes)
        costs = now
        befores.append(before)
    last = min(costs, key=lambda keep: (round(costs[keep] + _change(_Corner((0.0, 0.0)), keep, end), 6), keep))
    keeps = [last]
    for before in reversed(befores[1:]):
        keeps.append(before[keeps[-1]])
    return keeps[::-1]


def _change(corner: _Corner, old: int, new: int) -> float:
    """Return what it costs to keep to the side *old* up to *corner*, and to *new* from there."""
    if ON in (old, new):
        return corner.arms(old or new)
    return corner.arms(new) if old == new else corner.switch


def _worse(step: Step, keep: int, amidst: int) -> float:
    """Return what it costs a metre to keep to a side that has no sidewalk, or that lies *amidst* lanes of traffic."""
    cost = _UNPAVED * _unpaved(step, keep)
    if keep == amidst != ON:
        cost += _INSIDE if told.roundabout(step.tags) else _AMIDST
    return cost


def _unpaved(step: Step, keep: int) -> bool:
    """Say whether a road has a sidewalk, and not on the side that the line keeps to."""
    sides = told.sidewalks(step.tags)
    if keep == ON or sides in ("", "both"):
        return False
    return (sides == "left") != ((keep == LEFT) == step.forward)


def _away(ground: Ground, piece: Piece, step: Step, keep: int) -> float:
    """Return how far to the left of a step's line to walk, in metres; less where houses stand so near."""
    if keep == ON:
        return 0.0
    (ax, ay), (bx, by) = piece
    run = dist(*piece) or 1.0
    normal = (ay - by) / run, (bx - ax) / run
    away = 0.0
    for share in _SHARES:
        away = keep * share * (half(step.tags) + KERB)
        beside = [(x + normal[0] * away, y + normal[1] * away) for x, y in piece]
        if ground.clear(beside[0], beside[1]) and not any(map(ground.house_at, beside)):
            break
    return away


def _joints(points: Sequence[Point], aways: Sequence[float]) -> list[list[Point]]:
    """Return for each of *points* those of the line beside it: *aways* are metres to the left of each piece."""
    lefts = []
    for (ax, ay), (bx, by) in pairwise(points):
        run = dist((ax, ay), (bx, by)) or 1.0
        lefts.append(((ay - by) / run, (bx - ax) / run))
    joints = []
    for index, point in enumerate(points):
        around = range(max(index - 1, 0), min(index + 1, len(lefts)))
        offsets = [(lefts[piece], aways[piece]) for piece in around if aways[piece]]
        joints.append(_joint(point, offsets) if offsets else [point])
    return joints


def _joint(point: Point, offsets: Sequence[tuple[Point, float]]) -> list[Point]:
    """Return the points of the line where it passes *point*, given the left and the way off it of each road there."""
    beside = [(point[0] + left[0] * away, point[1] + left[1] * away) for left, away in offsets]
    if len(offsets) == 1 or (offsets[0][1] > 0) != (offsets[1][1] > 0):
        return beside
    ((ax, ay), first), ((bx, by), second) = offsets
    bend = ax * by - ay * bx
    if abs(bend) < _STRAIGHT:
        return [between(beside[0], beside[1], 0.5)]
    # Where the lines beside both pieces meet.
    x, y = (first * by - second * ay) / bend, (second * ax - first * bx) / bend
    if hypot(x, y) > _SHARPEST * max(abs(first), abs(second)):
        return beside
    return [(point[0] + x, point[1] + y)]
