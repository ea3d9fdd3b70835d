"""What stands and lies on the ground round a walk: houses, squares, water, walls, and the streets with their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tour import geo
from tour.model import Place
from tour.osm import classes
from tour.osm.areas import areas
from tour.osm.elements import Extract, Tags, Way
from tour.way import tags as told
from tour.way.shapes import Box, Grid, Piece, Point, Shape, box, cross, foot, meet

_BARRIERS = ("wall", "fence", "hedge", "retaining_wall", "city_wall", "guard_rail")
_PAVED = ("pedestrian", "footway", "living_street", "residential", "unclassified", "road", "service")
"""Kinds of ``highway`` that are squares where they are areas: in an old town cars may cross them too."""
_UNDER = ("roof", "carport", "canopy", "no")
"""Kinds of ``building`` below which one can stand."""


@dataclass(frozen=True, slots=True)
class Road:
    """A piece of a carriageway on the ground."""

    piece: Piece
    tags: Tags
    half: float
    """Metres from its line to the kerb."""


@dataclass(frozen=True, slots=True)
class Square:
    """An area that one may walk across."""

    shape: Shape
    tags: Tags
    nodes: tuple[tuple[int, ...], ...]
    """Those of the outer ring, and of each hole, in the order of `shape`'s points."""

    def rings(self) -> Iterator[tuple[tuple[int, ...], tuple[Point, ...], float]]:
        """Yield each ring's nodes and points, and a sign: a corner that bends to that side sticks out of the square."""
        for index, (nodes, points) in enumerate(zip(self.nodes, (self.shape.outer, *self.shape.holes), strict=True)):
            turned = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*points, points[0])))
            sign = 1.0 if turned > 0 else -1.0
            yield nodes, points, -sign if index else sign


@dataclass(slots=True)
class Ground:
    """The ground inside a box, drawn flat: metres from the origin of the frame."""

    frame: geo.Frame
    box: Box
    houses: Grid[Shape] = field(default_factory=Grid)
    squares: list[Square] = field(default_factory=list)
    water: Grid[Shape] = field(default_factory=Grid)
    obstacles: Grid[Piece] = field(default_factory=Grid)
    """Walls, shores and the outlines of houses."""
    roads: Grid[Road] = field(default_factory=Grid)
    """Carriageways on the ground."""
    bridges: Grid[Road] = field(default_factory=Grid)
    """Those above it."""
    entrances: Grid[tuple[Point, Tags]] = field(default_factory=Grid)
    named: list[tuple[Tags, Shape]] = field(default_factory=list)
    """Areas of every kind that have a name."""
    points: dict[int, Point] = field(default_factory=dict)
    """Where each node of the extract is drawn."""

    def house_at(self, point: Point) -> Shape | None:
        """Return the house that *point* is in; None outdoors."""
        return next((house for house in self.houses.near((*point, *point)) if house.has(point)), None)

    def square_at(self, point: Point) -> Square | None:
        """Return the square that *point* is on, the smallest of several; None elsewhere."""
        near = (square for square in self.squares if meet(square.shape.box, (*point, *point)))
        return min((square for square in near if square.shape.has(point)), key=_size, default=None)

    def wet(self, point: Point) -> bool:
        """Say whether *point* is in water."""
        return any(shape.has(point) for shape in self.water.near((*point, *point)))

    def in_roadway(self, point: Point) -> bool:
        """Say whether cars drive over *point*."""
        near = self.roads.near(box([point], 20.0))
        return any(foot(road.piece, point)[0] < road.half for road in near)

    def clear(self, a: Point, b: Point, besides: Shape | None = None) -> bool:
        """Say whether nothing stands between *a* and *b*; the outline of *besides* does not count."""
        own = set(besides.pieces()) if besides else set()
        pieces = self.obstacles.near(box([a, b]))
        return not any(cross((a, b), piece) for piece in pieces if piece not in own)


def _size(square: Square) -> float:
    west, south, east, north = square.shape.box
    return (east - west) * (north - south)


def lie_of_land(extract: Extract, frame: geo.Frame, inside: Box) -> Ground:
    """Return the ground of *extract* inside the box *inside*, in metres from the origin of *frame*."""
    ground = Ground(frame, inside)
    ground.points = {node.id: frame.to_xy(Place(node.lat, node.lon)) for node in extract.nodes.values()}
    for area in areas(extract):
        for polygon in area.polygons:
            _lay(ground, area.tags, polygon.outer, polygon.inners)
    for way in extract.ways.values():
        for line in lines(extract, way):
            _draw(ground, extract, way, line)
    for node in extract.nodes.values():
        if "entrance" in node.tags:
            point = ground.points[node.id]
            ground.entrances.put((*point, *point), (point, node.tags))
    return ground


def _lay(ground: Ground, tags: Tags, outer: Sequence[int], holes: Sequence[Sequence[int]]) -> None:
    """Put an area, given by the nodes of its rings, on the ground, if it is one of those that matter."""
    kind = _kind(tags)
    if not kind and "name" not in tags:
        return
    rings = [tuple(ground.points[node] for node in ring) for ring in (outer, *holes)]
    shape = Shape(rings[0], tuple(rings[1:]))
    if not meet(shape.box, ground.box):
        return
    if "name" in tags:
        ground.named.append((tags, shape))
    if kind == "square":
        ground.squares.append(Square(shape, tags, (tuple(outer), *map(tuple, holes))))
    elif kind:
        for piece in shape.pieces():
            ground.obstacles.put(box(piece), piece)
        (ground.houses if kind == "house" else ground.water).put(shape.box, shape)


def _kind(tags: Tags) -> str:
    """Return what an area is for somebody on foot: ``house``, ``water``, ``square`` or nothing of the kind."""
    if tags.get("building", "no") not in _UNDER:
        return "" if classes.layer(tags) < 0 or tags.get("location") == "underground" else "house"
    if tags.get("natural") == "water" or tags.get("waterway") in ("riverbank", "dock") or _pool(tags):
        return "" if tags.get("intermittent") == "yes" or classes.layer(tags) < 0 else "water"
    return "square" if _square(tags) else ""


def _pool(tags: Tags) -> bool:
    return tags.get("amenity") == "fountain" or tags.get("leisure") == "swimming_pool"


def _square(tags: Tags) -> bool:
    """Say whether one may walk across an area: a square or a pedestrian area, on the ground and in the open."""
    paved = tags.get("highway") in _PAVED and tags.get("area", "yes") != "no"
    if not paved and tags.get("place") != "square":
        return False
    if classes.layer(tags) < 0 or told.tunnelled(tags):
        return False
    return told.factor({"highway": "pedestrian", **tags}) is not None


def lines(extract: Extract, way: Way) -> Iterator[list[int]]:
    """Yield the nodes of *way*, in pieces where the extract lacks some: nothing is drawn across such a gap."""
    piece: list[int] = []
    for node in way.nodes:
        if node in extract.nodes:
            piece.append(node)
        elif piece:
            yield piece
            piece = []
    if len(piece) > 1:
        yield piece


def _draw(ground: Ground, extract: Extract, way: Way, line: list[int]) -> None:
    """Put a wall or a carriageway on the ground."""
    wall = way.tags.get("barrier") in _BARRIERS
    height = classes.layer(way.tags)
    if not wall and not (told.road(way.tags) and height >= 0 and way.tags.get("area") != "yes"):
        return
    points = [ground.points[node] for node in line]
    if not meet(box(points), ground.box):
        return
    for piece in pairwise(points):
        if wall:
            ground.obstacles.put(box(piece), piece)
        else:
            grid = ground.bridges if height else ground.roads
            grid.put(box(piece), Road(piece, way.tags, half(way.tags)))


def half(tags: Tags) -> float:
    """Return the metres from the line of a road to its kerb."""
    return classes.width(tags) / 2
