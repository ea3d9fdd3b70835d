"""The elements of an extract as a reader meets them, held to what can be true and to what can be worked with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from tour.osm.elements import Bounds, Kind, Member, Node, Relation, Tags, Way

MOST_NODES = 1_000_000
"""A town of a hundred thousand; an old town of a few square kilometres has a fortieth."""
MOST_WAYS = 300_000
MOST_RELATIONS = 50_000
MOST_REFERENCES = 3_000_000
"""Nodes of all ways, and members of all relations."""
MOST_TAGS = 3_000_000
_LONGEST_TAG = 255
"""Characters of a key or a value; the limit of OpenStreetMap's own database."""
_LARGEST_ID = 2**63 - 1

SMALLER = "export the streets round the walk only"

_NO_TAGS: Tags = {}
"""Shared by the nine nodes in ten that have none."""

_Element = TypeVar("_Element", Node, Way, Relation)


class FaultyError(ValueError):
    """Something in an extract that cannot be: what is wrong, what to do, and the line and column, or 0 and 0."""

    def __init__(self, message: str, hint: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message, hint, line, column)

    @property
    def message(self) -> str:
        return str(self.args[0])

    @property
    def hint(self) -> str:
        return str(self.args[1])

    def at(self, line: int, column: int) -> FaultyError:
        """Return this fault with its place, unless it has one."""
        return self if self.args[2] else FaultyError(self.message, self.hint, line, column)


class Source(Protocol):
    """What an extract is read from."""

    def read(self, size: int = -1, /) -> bytes: ...


class Gathering:
    """What has been read so far. Every method raises FaultyError for what cannot be, or is too much.

    An element that comes twice, as servers send it when a query asks for it twice, is kept once: in the fuller form,
    so that the order of the two does not matter.
    """

    def __init__(self) -> None:
        self.nodes: dict[int, Node] = {}
        self.ways: dict[int, Way] = {}
        self.relations: dict[int, Relation] = {}
        self.bounds: Bounds | None = None
        self.remarks: list[str] = []
        self._references = 0
        self._tags = 0

    def node(self, ref: int, lat: float, lon: float, tags: Mapping[str, str]) -> None:
        if not (abs(lat) <= 90 and abs(lon) <= 180):  # so that NaN is out of range too
            raise FaultyError(f"node {ref} lies at latitude {lat:g}, longitude {lon:g}, which is nowhere on Earth")
        node = Node(_checked(ref), round(lat, 7), round(lon, 7), self._counted(tags))
        self._keep(self.nodes, node, MOST_NODES, _node_fullness)

    def way(self, ref: int, nodes: Sequence[int], tags: Mapping[str, str]) -> None:
        self._refer(len(nodes))
        way = Way(_checked(ref), tuple(nodes), self._counted(tags))
        self._keep(self.ways, way, MOST_WAYS, _way_fullness)

    def relation(self, ref: int, members: Sequence[Member], tags: Mapping[str, str]) -> None:
        self._refer(len(members))
        relation = Relation(_checked(ref), tuple(members), self._counted(tags))
        self._keep(self.relations, relation, MOST_RELATIONS, _relation_fullness)

    def cover(self, west: float, south: float, east: float, north: float) -> None:
        """Take in what the file says that it covers; of several boxes, the one round all. Nonsense says nothing."""
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            return
        if self.bounds:
            west, south = min(west, self.bounds[0]), min(south, self.bounds[1])
            east, north = max(east, self.bounds[2]), max(north, self.bounds[3])
        self.bounds = west, south, east, north

    def remark(self, text: str) -> None:
        """Take in what a server says of its answer."""
        if text := " ".join(text.split()):
            self.remarks.append(text)

    def _keep(
        self, kept: dict[int, _Element], new: _Element, most: int, fullness: Callable[[_Element], object]
    ) -> None:
        old = kept.get(new.id)
        if old is None and len(kept) == most:
            kind = type(new).__name__.lower()
            raise FaultyError(f"more than {most:,} {kind}s are in this extract", SMALLER)
        if old is None or fullness(new) > fullness(old):  # type: ignore[operator]  # both are of the same tuple
            kept[new.id] = new

    def _refer(self, count: int) -> None:
        self._references += count
        if self._references > MOST_REFERENCES:
            raise FaultyError(f"ways and relations name more than {MOST_REFERENCES:,} nodes and members", SMALLER)

    def _counted(self, tags: Mapping[str, str]) -> Tags:
        """Return *tags* in the order of their keys, without those that are too long to be any."""
        if not tags:
            return _NO_TAGS
        self._tags += len(tags)
        if self._tags > MOST_TAGS:
            raise FaultyError(f"more than {MOST_TAGS:,} tags are in this extract", SMALLER)
        return {key: tags[key] for key in sorted(tags) if len(key) <= _LONGEST_TAG >= len(tags[key])}


def _checked(ref: int) -> int:
    if abs(ref) > _LARGEST_ID:
        raise FaultyError(f"the id {str(ref)[:30]}… is larger than OpenStreetMap has any")
    return ref


def _node_fullness(node: Node) -> tuple[int, float, float, list[tuple[str, str]]]:
    return len(node.tags), node.lat, node.lon, list(node.tags.items())


def _way_fullness(way: Way) -> tuple[int, int, tuple[int, ...], list[tuple[str, str]]]:
    return len(way.tags), len(way.nodes), way.nodes, list(way.tags.items())


def _relation_fullness(relation: Relation) -> tuple[int, int, list[tuple[Kind, int, str]], list[tuple[str, str]]]:
    members = [(member.kind, member.ref, member.role) for member in relation.members]
    return len(relation.tags), len(relation.members), members, list(relation.tags.items())
