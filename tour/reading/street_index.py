"""The streets of a map, found by name and by place: a town has twenty thousand, and a leg passes a few dozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, starmap

from tour.geo import Frame
from tour.model import Feature, Place
from tour.reading.grid import Box, Grid, box
from tour.reading.roadways import WIDTHS

_CELL = 100.0
"""Metres both ways of a piece of ground."""


class Streets:
    """The named streets among a map's features."""

    def __init__(self, features: Iterable[Feature]) -> None:
        """Take those of *features* that are streets and have a name, and forget the others."""
        self._all = [one for one in features if one.name and one.kind in WIDTHS and one.shape == "line"]
        self._named: dict[str, list[Feature]] = {}
        for feature in self._all:
            self._named.setdefault(feature.name, []).append(feature)
        self.names = frozenset(self._named)
        self._frame = Frame(self._all[0].places[0]) if self._all else Frame(Place(0.0, 0.0))
        self._ground: Grid[int] = Grid(_CELL)
        for rank, feature in enumerate(self._all):
            for around in self._boxes(feature.places):
                self._ground.add(rank, around)

    def near(self, path: Sequence[Place]) -> list[Feature]:
        """Return the streets that may meet *path*, in the map's order: all that do, and others within some 100 m."""
        found: set[int] = set()
        for around in self._boxes(path):
            found |= self._ground.near(around)
        return [self._all[rank] for rank in sorted(found)]

    def called(self, name: str) -> Sequence[Feature]:
        """Return the streets, or pieces of one, with this *name*."""
        return self._named.get(name, [])

    def _boxes(self, places: Sequence[Place]) -> Iterator[Box]:
        """Yield the upright box round each piece of a line, in metres."""
        return starmap(box, pairwise(map(self._frame.to_xy, places)))
