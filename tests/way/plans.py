"""Small towns drawn in metres, and the way through them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tour.osm.elements import Extract, Member, Node, Relation, Way
from tour.way.find import PlaceAt, find_way
from tour.way.find import Way as Found
from towns.harbour import Town, degrees_of

Point = tuple[float, float]


def extract_of(town: Town) -> Extract:
    """Return *town* as it is read from a file."""
    nodes = {ref: Node(ref, *degrees_of(*point), town.tags[ref]) for point, ref in town.at.items()}
    ways = {ref: Way(ref, tuple(line), tags) for ref, line, tags in town.ways}
    relations = {
        ref: Relation(ref, tuple(Member("way", way, role) for way, role in members), tags)
        for ref, members, tags in town.relations
    }
    return Extract(nodes, ways, relations)


def drawn(lines: Iterable[tuple[list[Point], str]], spots: Mapping[Point, str] | None = None) -> Extract:
    """Return an extract of *lines*, closed ones too, and of *spots*, each with tags as ``key=value; key=value``."""
    town = Town()
    for line, tags in lines:
        town.way(line, tags)
    for point, tags in (spots or {}).items():
        town.node(point, tags)
    return extract_of(town)


def at(name: str, point: Point) -> PlaceAt:
    return PlaceAt(name, name.title(), *degrees_of(*point))


def way(extract: Extract, *points: Point, step_free: bool = False, language: str = "") -> Found:
    """Return the way between *points*."""
    places = [at(f"stop-{number}", point) for number, point in enumerate(points, 1)]
    return find_way(extract, places, step_free=step_free, language=language)


def crossed(found: Found) -> list[str]:
    """Return what is crossed on the first leg, in order."""
    return [one.street for one in found.legs[0].crossings]
