"""The areas of an extract: closed ways, and relations of ways (wiki.openstreetmap.org/wiki/Relation:multipolygon)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from tour.model import Place
from tour.osm.elements import Extract, Relation, Tags, Way
from tour.osm.rings import Rings, holds, rings

_KEYS = (
    "aeroway",
    "amenity",
    "area:highway",
    "boundary",
    "building",
    "building:part",
    "craft",
    "historic",
    "indoor",
    "landuse",
    "leisure",
    "man_made",
    "natural",
    "office",
    "place",
    "power",
    "public_transport",
    "shop",
    "tourism",
    "water",
)
"""A closed way with one of these encloses something, unless it says ``area=no``."""
_LINES = {
    "leisure": ("slipway", "track"),
    "man_made": ("breakwater", "cutline", "embankment", "groyne", "pipeline"),
    "natural": ("cliff", "coastline", "ridge", "tree_row"),
    "power": ("line", "cable", "minor_line"),
}
"""Values of such keys that are lines all the same."""
_ROADS = ("highway", "railway", "barrier", "aerialway", "waterway")
"""A closed way with one of these runs in a circle, unless it says ``area=yes``."""
_WATERS = ("riverbank", "dock", "basin", "boatyard", "dam")
"""Values of ``waterway`` that are areas."""
_OUTER, _INNER = ("outer", "", "outline", "exclave"), ("inner", "enclave")
_MOST_TOLD = 5
_MOST_RINGS = 500
"""Of one relation, each of which is held against each other one."""


@dataclass(frozen=True, slots=True)
class Polygon:
    """One piece of an area. Rings are ids of nodes that the extract has, the first not repeated at the end."""

    outer: tuple[int, ...]
    inners: tuple[tuple[int, ...], ...] = ()
    """Holes in it."""
    gaps: tuple[tuple[int, int], ...] = ()
    """Neighbours on the outline between which it has nodes that the extract lacks."""


@dataclass(frozen=True, slots=True)
class Area:
    kind: Literal["way", "relation"]
    id: int
    tags: Tags
    polygons: tuple[Polygon, ...]

    @property
    def cut(self) -> bool:
        """Whether nodes of its outline are not in the extract: it goes on beyond it."""
        return any(polygon.gaps for polygon in self.polygons)


def areas(extract: Extract) -> tuple[Area, ...]:
    """Return the areas of *extract*, those of ways before those of relations, each in the order of the ids.

    A relation without tags of its own, as they were drawn until 2017, has those of its outline; a way that only draws
    the outline of a relation is no area by itself. Relations that do not close are left out; `unclosed` tells them.
    """
    outlines: set[int] = set()
    found = []
    for one in _relations(extract):
        if one.closes and (area := _of_relation(one, extract)):
            found.append(area)
            outlines.update(_said_twice(one, extract))
    ways = []
    for way in extract.ways.values():
        if way.closed and encloses(way.tags) and way.id not in outlines and (area := _of_way(way, extract)):
            ways.append(area)
    return (*ways, *found)


def encloses(tags: Tags) -> bool:
    """Say whether a closed way with these *tags* is an area, and not a line that ends where it begins."""
    said = tags.get("area")
    if said in ("yes", "no"):
        return said == "yes"
    if tags.get("waterway") in _WATERS or tags.get("railway") in ("platform", "station"):
        return True
    if any(key in tags for key in _ROADS):
        return tags.get("place") == "square"
    return any(key in tags and tags[key] not in _LINES.get(key, ()) for key in _KEYS)


def places(ring: Iterable[int], extract: Extract) -> tuple[Place, ...]:
    """Return where the nodes of *ring* lie."""
    return tuple(Place(extract.nodes[ref].lat, extract.nodes[ref].lon) for ref in ring)


def unclosed(extract: Extract, drawn: Iterable[str]) -> list[str]:
    """Return a line for each relation that does not close, if it has a tag of *drawn* (keys); few lines for many."""
    keys = tuple(drawn)
    told = []
    for one in _relations(extract):
        if not one.closes and any(key in one.tags for key in keys):
            name = f" ({one.tags['name']})" if "name" in one.tags else ""
            lacking = f" ({one.lacking} of its ways are not in the extract)" if one.lacking else ""
            told.append(f"the outline of relation {one.id}{name} does not close, so it is not drawn{lacking}")
    more = len(told) - _MOST_TOLD
    return told if more <= 0 else [*told[:_MOST_TOLD], f"{more} more outlines do not close"]


@dataclass(frozen=True, slots=True)
class _Outline:
    """A relation that encloses something, its ways put together."""

    id: int
    tags: Tags
    ways: tuple[int, ...]
    """Those of its outline, in the order of their ids, as far as the extract has them."""
    rings: Rings
    holes: Rings
    lacking: int
    """How many of its ways the extract lacks."""

    @property
    def closes(self) -> bool:
        return bool(self.rings.closed) and not self.rings.open


def _relations(extract: Extract) -> Iterator[_Outline]:
    for relation in extract.relations.values():
        if relation.tags.get("type") == "multipolygon":
            outer, inner = _ways(relation, _OUTER), _ways(relation, _INNER)
            here = tuple(ref for ref in outer if ref in extract.ways)
            yield _Outline(
                relation.id,
                _tags(relation, here, extract),
                here,
                rings(extract.ways[ref].nodes for ref in here),
                rings(extract.ways[ref].nodes for ref in inner if ref in extract.ways),
                sum(ref not in extract.ways for ref in (*outer, *inner)),
            )


def _ways(relation: Relation, roles: Sequence[str]) -> list[int]:
    """Return the ways of *relation* that have one of *roles*, in the order of their ids."""
    return sorted({member.ref for member in relation.members if member.kind == "way" and member.role in roles})


def _tags(relation: Relation, outlines: Iterable[int], extract: Extract) -> Tags:
    """Return the tags of what *relation* encloses: its own, or where it has none, those of its outline."""
    own = {key: value for key, value in relation.tags.items() if key != "type"}
    if _tells(own):
        return own
    return next((extract.ways[ref].tags for ref in outlines if _tells(extract.ways[ref].tags)), own)


def _tells(tags: Tags) -> bool:
    """Say whether *tags* tell what something is, and not only what it is called."""
    return any(key in tags for key in (*_KEYS, *_ROADS))


def _said_twice(one: _Outline, extract: Extract) -> Iterator[int]:
    """Yield the ways of an outline that are no areas by themselves, for they say what the relation says."""
    for ref in one.ways:
        tags = extract.ways[ref].tags
        if any(tags.get(key) == value for key, value in one.tags.items() if key in (*_KEYS, *_ROADS)):
            yield ref


def _of_way(way: Way, extract: Extract) -> Area | None:
    ring = _known(way.nodes[:-1], extract)
    if len(ring) < 3:
        return None
    return Area("way", way.id, way.tags, (Polygon(ring, gaps=_gaps(way.nodes[:-1], ring)),))


def _of_relation(one: _Outline, extract: Extract) -> Area | None:
    """Return the area of a relation that closes. Holes that do not close are passed over."""
    outers = {}
    for ring in one.rings.closed:
        known = _known(ring, extract)
        if len(known) > 2:
            outers[known] = _gaps(ring, known)
    inners = [_known(ring, extract) for ring in one.holes.closed]
    nested = _nested if len(outers) + len(inners) <= _MOST_RINGS else _separate
    polygons = [replace(polygon, gaps=outers[polygon.outer]) for polygon in nested(list(outers), inners, extract)]
    return Area("relation", one.id, one.tags, tuple(polygons)) if polygons else None


def _known(ring: Iterable[int], extract: Extract) -> tuple[int, ...]:
    return tuple(ref for ref in ring if ref in extract.nodes)


def _gaps(ring: Sequence[int], known: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the neighbours among the *known* nodes of *ring* that are none in *ring* itself."""
    if len(known) == len(ring):
        return ()
    neighbours = set(pairwise((*ring, ring[0])))
    return tuple(pair for pair in pairwise((*known, known[0])) if pair not in neighbours)


def _nested(
    outers: Sequence[tuple[int, ...]], inners: Sequence[tuple[int, ...]], extract: Extract
) -> Iterator[Polygon]:
    """Yield polygons with their holes. An outline within another is a hole as well: many have no roles."""
    lines = {ring: _flat(ring, extract) for ring in (*outers, *inners) if len(ring) > 2}
    depths = {ring: sum(_within(lines[ring], lines[other]) for other in outers if other != ring) for ring in outers}
    holes = [ring for ring in outers if depths[ring] % 2] + [ring for ring in inners if ring in lines]
    owners: Mapping[tuple[int, ...], list[tuple[int, ...]]] = {ring: [] for ring in outers if depths[ring] % 2 == 0}
    for hole in holes:
        around = [ring for ring in owners if _within(lines[hole], lines[ring])]
        if around:
            owners[max(around, key=lambda ring: depths[ring])].append(hole)
    for ring, inside in owners.items():
        yield Polygon(ring, tuple(inside))


def _separate(
    outers: Sequence[tuple[int, ...]], _inners: Sequence[tuple[int, ...]], _extract: Extract
) -> Iterator[Polygon]:
    """Yield the outlines without their holes, of what has more rings than can be held against each other."""
    yield from map(Polygon, outers)


def _flat(ring: Sequence[int], extract: Extract) -> list[tuple[float, float]]:
    return [(extract.nodes[ref].lon, extract.nodes[ref].lat) for ref in ring]


def _within(ring: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> bool:
    """Say whether *ring* lies within *other*: rings may touch, so the corner that is not on the other one decides."""
    corners = set(other)
    free = next((corner for corner in ring if corner not in corners), ring[0])
    return holds(other, free)
