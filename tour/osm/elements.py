"""What OpenStreetMap is made of: nodes, ways and relations, each with tags (wiki.openstreetmap.org/wiki/Elements)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["node", "way", "relation"]
Tags = Mapping[str, str]
Bounds = tuple[float, float, float, float]
"""West, south, east, north, in degrees; west is less than east."""


@dataclass(frozen=True, slots=True)
class Node:
    id: int
    lat: float
    """Degrees, WGS 84, to seven decimals as OpenStreetMap stores them: a centimetre."""
    lon: float
    tags: Tags


@dataclass(frozen=True, slots=True)
class Way:
    id: int
    nodes: tuple[int, ...]
    """In the way's direction; some may not be in the extract, which ends somewhere."""
    tags: Tags

    @property
    def closed(self) -> bool:
        """Whether it ends where it begins, so that it may be the outline of an area."""
        return len(self.nodes) > 3 and self.nodes[0] == self.nodes[-1]


@dataclass(frozen=True, slots=True)
class Member:
    kind: Kind
    ref: int
    role: str
    """Such as ``outer`` or ``inner``; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Relation:
    id: int
    members: tuple[Member, ...]
    tags: Tags


@dataclass(frozen=True, slots=True)
class Extract:
    """A piece of OpenStreetMap. The dicts are in the order of the ids, whatever the file's order was."""

    nodes: Mapping[int, Node]
    ways: Mapping[int, Way]
    relations: Mapping[int, Relation]
    bounds: Bounds | None = None
    """What the file says that it covers; None where it does not say."""
    told: list[str] = field(default_factory=list)
    """What whoever asked for it should know: a server's remark, what was missing, outlines that do not close."""
