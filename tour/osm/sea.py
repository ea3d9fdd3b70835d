"""The sea: what lies to the right of the coast, closed against the rim of a box (wiki.openstreetmap.org: coastline).

OpenStreetMap has no area for it, only lines with the land on their left, cut off wherever the extract ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tour.osm.clip import Point, clipped_line, inside
from tour.osm.elements import Bounds, Extract
from tour.osm.rings import Line, chained, holds

_LOOSE = 0.25
"""Of the box's shorter side: how far from the rim a coast may end that is taken to go on to it."""

Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sea:
    outer: Ring
    """In degrees, (longitude, latitude); the first point is not repeated."""
    islands: tuple[Ring, ...] = ()


class OpenCoastError(ValueError):
    """The coast cannot be closed: it ends in the middle of the map, or changes its direction."""


def seas(extract: Extract, box: Bounds) -> tuple[Sea, ...]:
    """Return the sea within *box*, which the extract must cover: none where no coast is seen in it.

    A coast that ends a little before the rim, since the nodes beyond are not in the extract, is drawn on to it.
    Raises OpenCoastError.
    """
    found = chained(way.nodes for way in extract.ways.values() if way.tags.get("natural") == "coastline")
    lines: list[Ring] = []
    whole: list[Ring] = []
    for chain in found.open:
        for piece in _known(chain, extract):
            lines += clipped_line(_drawn_on(piece, box), box)
    for ring in found.closed:
        pieces = list(_known((*ring, ring[0]), extract))
        if len(pieces) == 1 and len(pieces[0]) == len(ring) + 1 and all(inside(point, box) for point in pieces[0]):
            whole.append(pieces[0][:-1])
        else:
            for piece in _from_outside(pieces, box):
                lines += clipped_line(_drawn_on(piece, box), box)
    return _with_islands(list(_closed(lines, box)), whole, box)


def _known(chain: Line, extract: Extract) -> Iterator[Ring]:
    """Yield the stretches of *chain* whose nodes are in the extract."""
    piece: list[Point] = []
    for ref in (*chain, None):
        node = extract.nodes.get(ref) if ref is not None else None
        if node:
            piece.append((node.lon, node.lat))
        elif piece:
            if len(piece) > 1:
                yield tuple(piece)
            piece = []


def _from_outside(pieces: list[Ring], box: Bounds) -> list[Ring]:
    """Return the pieces of a ring that leaves *box* so that none begins in the middle of it."""
    if len(pieces) == 1 and pieces[0][0] == pieces[0][-1]:
        ring = pieces[0][:-1]
        start = next((index for index, point in enumerate(ring) if not inside(point, box)), 0)
        return [(*ring[start:], *ring[:start], ring[start])]
    if len(pieces) > 1 and pieces[0][0] == pieces[-1][-1]:
        return [*pieces[1:-1], (*pieces[-1], *pieces[0][1:])]
    return pieces


def _drawn_on(line: Ring, box: Bounds) -> Ring:
    """Return *line* drawn on to the rim at an end that lies in *box*. Raises OpenCoastError where that is far away."""
    most = _LOOSE * min(box[2] - box[0], box[3] - box[1])
    start: list[Point] = []
    end: list[Point] = []
    for point, more in ((line[0], start), (line[-1], end)):
        if inside(point, box):
            rim = _nearest(point, box)
            if max(abs(rim[0] - point[0]), abs(rim[1] - point[1])) > most:
                raise OpenCoastError("the coast ends in the middle of the map")
            more.append(rim)
    return (*start, *line, *end)


def _nearest(point: Point, box: Bounds) -> Point:
    """Return the point of the rim that is nearest, in degrees, to one in *box*."""
    x, y = point
    rims = [(box[0], y), (box[2], y), (x, box[1]), (x, box[3])]
    return min(rims, key=lambda rim: abs(rim[0] - x) + abs(rim[1] - y))


def _closed(lines: Sequence[Ring], box: Bounds) -> Iterator[Ring]:
    """Yield rings of coast and rim with the water inside: clockwise along the rim, from where a coast leaves the box
    to where the next one enters it. Raises OpenCoastError."""
    lines = [line for line in lines if len(line) > 1]
    entries = sorted((_along(line[0], box), index) for index, line in enumerate(lines))
    left = dict.fromkeys(range(len(lines)))
    while left:
        first = index = next(iter(left))
        ring: list[Point] = []
        while True:
            if index not in left:
                raise OpenCoastError("the coast changes its direction on the way")
            del left[index]
            ring += lines[index]
            at = _along(lines[index][-1], box)
            entry, index = entries[bisect_left(entries, (at, -1)) % len(entries)]
            ring += _corners(at, entry, box)
            if index == first:
                break
        yield tuple(point for point, before in zip(ring, [None, *ring], strict=False) if point != before)


def _along(point: Point, box: Bounds) -> float:
    """Return how far along the rim *point* lies: 0 at the north-west corner, clockwise, a side being 1."""
    west, south, east, north = box
    x, y = (point[0] - west) / (east - west), (point[1] - south) / (north - south)
    sides = ((1 - y, x), (1 - x, 2 - y), (y, 3 - x), (x, 3 + y))
    return min(sides, key=lambda side: abs(side[0]))[1] % 4.0


def _corners(start: float, end: float, box: Bounds) -> Iterator[Point]:
    """Yield the corners of *box* that are passed clockwise from *start* to *end*, both along the rim."""
    west, south, east, north = box
    corners = ((west, north), (east, north), (east, south), (west, south))
    if end < start:
        end += 4.0
    for number in range(int(start) + 1, int(end) + 1):
        yield corners[number % 4]


def _with_islands(outers: list[Ring], whole: Sequence[Ring], box: Bounds) -> tuple[Sea, ...]:
    """Return the seas with their islands: rings that run anticlockwise have land inside, others water."""
    islands = [ring for ring in whole if _turn(ring) > 0]
    outers += [ring for ring in whole if _turn(ring) < 0]
    if islands and not outers:
        west, south, east, north = box
        outers = [((west, north), (east, north), (east, south), (west, south))]
    return tuple(Sea(outer, tuple(ring for ring in islands if holds(outer, ring[0]))) for outer in outers)


def _turn(ring: Ring) -> float:
    """Return more than 0 where *ring* runs anticlockwise (the shoelace formula)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))
