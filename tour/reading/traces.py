"""A line on the ground as a file tells it, point by point, each with its place in the file."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tour.diagnostics import Span
from tour.model import Place

MOST_POINTS = 100_000
"""More than a whole day of a receiver that writes a point a second, which is 86,400."""

TraceKind = Literal["track", "route", "waypoints"]


@dataclass(frozen=True, slots=True)
class Trace:
    """One line: a segment of a track, a route, or all waypoints of a file."""

    places: tuple[Place, ...]
    """At least one."""
    where: Callable[[int], Span]
    """Index of a place → where it stands in the file."""
    track: int = 0
    """Segments of one number are of one track: only a pause parts them."""
    kind: TraceKind = "track"


@dataclass(slots=True)
class Growing:
    """A line while its file is read."""

    path: str
    kind: TraceKind
    track: int = 0
    places: list[Place] = field(default_factory=list)
    at: array[int] = field(default_factory=lambda: array("L"))
    """Line and column of each place."""

    def add(self, place: Place, line: int, column: int) -> None:
        self.places.append(place)
        self.at.append(line)
        self.at.append(column)

    def trace(self) -> Trace:
        """Return the line as far as it has grown."""
        path, at = self.path, self.at
        return Trace(tuple(self.places), lambda i: Span(path, at[2 * i], at[2 * i + 1]), self.track, self.kind)
