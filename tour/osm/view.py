"""What of an extract one map shows, and in which language; and what it is to draw, as plain values."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tour.geo import Frame
from tour.model import Place
from tour.osm.areas import Area, areas
from tour.osm.clip import Point, meets
from tour.osm.elements import Bounds, Extract, Tags, Way
from tour.osm.names import Names

Shape = Literal["Point", "LineString", "Polygon"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One feature of the map to be. Points are degrees, (longitude, latitude)."""

    kind: str
    """As `tour.reading.mapdata.KINDS`."""
    name: str
    shape: Shape
    lines: tuple[tuple[Point, ...], ...]
    """A point or a line is the only one; of an area the outline and its holes, each closed."""
    width: float = 0.0
    """Metres; 0 where it has none."""
    bridge: bool = False
    """Whether it leads over what lies on the ground."""


@dataclass(frozen=True)
class View:
    """A look at an extract."""

    extract: Extract
    frame: Bounds
    language: str
    """BCP 47."""

    @functools.cached_property
    def areas(self) -> tuple[Area, ...]:
        return areas(self.extract)

    @functools.cached_property
    def ways(self) -> tuple[Way, ...]:
        """Those that may be seen in the frame, in the order of their ids."""
        return tuple(way for way in self.extract.ways.values() if self._seen(way))

    def _seen(self, way: Way) -> bool:
        points = self.points(ref for ref in way.nodes if ref in self.extract.nodes)
        return bool(points) and meets(points, self.frame)

    @functools.cached_property
    def ground(self) -> Frame:
        """Flat ground round the middle of the frame, for what is measured in metres."""
        west, south, east, north = self.frame
        return Frame(Place((south + north) / 2, (west + east) / 2))

    @functools.cached_property
    def names(self) -> Names:
        return Names(self.extract, self.language)

    def name(self, tags: Tags) -> str:
        return self.names.of(tags)

    def points(self, nodes: Iterable[int]) -> tuple[Point, ...]:
        """Return where *nodes*, all of which the extract has, lie, in degrees."""
        found = (self.extract.nodes[ref] for ref in nodes)
        return tuple((node.lon, node.lat) for node in found)

    def metres(self, point: Point) -> Point:
        """Return where a point in degrees lies, in metres from the middle of the frame."""
        return self.ground.to_xy(Place(point[1], point[0]))

    def known(self, nodes: Iterable[int]) -> Iterator[tuple[int, ...]]:
        """Yield the stretches of *nodes* that the extract has: nothing is drawn across a gap."""
        stretch: list[int] = []
        for ref in nodes:
            if ref in self.extract.nodes:
                stretch.append(ref)
                continue
            if len(stretch) > 1:
                yield tuple(stretch)
            stretch = []
        if len(stretch) > 1:
            yield tuple(stretch)


def covered(extract: Extract, frame: Bounds) -> Bounds:
    """Return the part of *frame* that *extract* says it covers; all of it where it does not say."""
    if not extract.bounds:
        return frame
    west, south, east, north = extract.bounds
    box = max(frame[0], west), max(frame[1], south), min(frame[2], east), min(frame[3], north)
    return box if box[0] < box[2] and box[1] < box[3] else frame
