"""Reading the walked line from GeoJSON (RFC 7946): its lines, in order; where it has none, its points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tour.diagnostics import Span, TourError
from tour.model import Place
from tour.reading.geojson import Positions, other_json, parsed, shortened, text_of, within
from tour.reading.json_places import JsonPlaces, Steps
from tour.reading.traces import MOST_POINTS, Trace, TraceKind

_DEEPEST = 10
"""Collections within collections."""


def read_line_geojson(data: bytes, path: str) -> tuple[Trace, ...]:
    """Return the lines of a GeoJSON file, whatever its properties; areas are passed over.

    Raises TourError with every fault, each with line and column in *path*, and for a file without line or point.
    """
    text = text_of(data, path)
    reader = _Reader(parsed(text, path))
    if what := other_json(reader.top):
        reader.fault((), f"this is {what}, not GeoJSON", "export the walk as GPX, KML or GeoJSON")
    elif reader.check_crs():
        reader.geometries(reader.top, (), 0)
    lines = [line for line in reader.lines if line.kind == "track"] or reader.lines
    if not lines and not reader.faults:
        hint = "draw the walk as a line: a LineString, or a MultiLineString with a line a leg"
        reader.fault(
            within(reader.top, "type") if isinstance(reader.top, dict) else (), "this GeoJSON has no line", hint
        )
    if reader.faults:
        raise TourError(*reader.told(text, path))
    places = JsonPlaces(text, path)
    points = [line for line in lines if line.kind == "waypoints"]
    if points:
        return (_joined(points, places),)
    return tuple(Trace(line.places, _where(places, line.steps), n) for n, line in enumerate(lines, 1))


@dataclass(frozen=True, slots=True)
class _Line:
    places: tuple[Place, ...]
    steps: Steps
    """The way to the list of its positions, or to its only one."""
    kind: TraceKind = "track"


@dataclass(slots=True)
class _Reader(Positions):
    lines: list[_Line] = field(default_factory=list)

    def geometries(self, found: Any, steps: Steps, depth: int) -> None:
        """Gather the lines and points of *found*: a collection, a feature or a geometry."""
        if not isinstance(found, dict) or depth > _DEEPEST:
            self.fault(steps, "this is not GeoJSON", 'begin with {"type": "FeatureCollection", …')
            return
        for key, many in (("features", True), ("geometries", True), ("geometry", False)):
            inner = found.get(key)
            if inner is not None:
                for at, each in self._inner(inner, (*steps, key), many):
                    self.geometries(each, at, depth + 1)
                return
        if found.get("type") != "Feature":
            self._geometry(found, steps)

    def _inner(self, found: Any, steps: Steps, many: bool) -> Iterator[tuple[Steps, Any]]:
        if not many:
            yield steps, found
        elif isinstance(found, list):
            yield from (((*steps, i), each) for i, each in enumerate(found))
        else:
            self.fault(steps, f"{shortened(found)} is not a list", "write [ … ]")

    def _geometry(self, found: dict[str, Any], steps: Steps) -> None:
        at = (*steps, "coordinates")
        coordinates = found.get("coordinates")
        match found.get("type"):
            case "LineString":
                self._add(self.line(coordinates, within(found, "coordinates", steps)), at)
            case "MultiLineString":
                for i, line in enumerate(self.items(coordinates, within(found, "coordinates", steps))):
                    self._add(self.line(line, (*at, i)), (*at, i))
            case "Point":
                place = self.position(coordinates, within(found, "coordinates", steps))
                if place:
                    self.lines.append(_Line((place,), at, "waypoints"))
            case "MultiPoint":
                for i, place in enumerate(self.places(coordinates, within(found, "coordinates", steps))):
                    self.lines.append(_Line((place,), (*at, i), "waypoints"))
            case "Polygon" | "MultiPolygon" | "FeatureCollection" | "GeometryCollection":
                pass
            case kind:
                self.fault(within(found, "type", steps), f"{shortened(kind)} is no geometry", "write LineString")

    def _add(self, places: tuple[Place, ...], steps: Steps) -> None:
        if self.positions > MOST_POINTS:
            self.fault(steps, f"more than {MOST_POINTS:,} positions up to here", "simplify the line")
        elif places and not self.faults:
            self.lines.append(_Line(places, steps))


def _where(places: JsonPlaces, steps: Steps) -> Callable[[int], Span]:
    return lambda i: places.span((*steps, i))


def _joined(points: list[_Line], places: JsonPlaces) -> Trace:
    """Return points as one line, in the order of the file."""
    where = [point.steps for point in points]
    return Trace(tuple(point.places[0] for point in points), lambda i: places.span(where[i]), 0, "waypoints")
