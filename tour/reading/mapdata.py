"""Reading what the map draws from GeoJSON (RFC 7946): streets, parks, water, buildings, rail and stations."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from tour.diagnostics import Diagnostic, TourError, nearest
from tour.model import Feature, Place
from tour.osm import classes
from tour.osm.elements import Tags
from tour.reading.geojson import (
    MOST_FAULTS,
    MOST_POSITIONS,
    Found,
    Positions,
    other_json,
    parsed,
    shortened,
    text_of,
    within,
)
from tour.reading.json_places import Steps
from tour.reading.osm_tags import tags_of
from tour.reading.rings import keyholed

KINDS = ("major", "collector", "local", "path", "steps", "park", "water", "square", "building", "rail", "station")

_PROPERTIES = ("name", "class", "source", "est_error_m", "estimate", "width")
_Shape = Literal["point", "line", "area"]
_DRAWN_AS: dict[str, _Shape] = {
    "LineString": "line",
    "MultiLineString": "line",
    "Polygon": "area",
    "MultiPolygon": "area",
    "Point": "point",
    "MultiPoint": "point",
}
_WRITTEN_AS = {"line": "LineString or MultiLineString", "point": "Point", "area": "Polygon or MultiPolygon"}
_MUST_BE: dict[str, _Shape] = {
    "major": "line",
    "collector": "line",
    "local": "line",
    "path": "line",
    "steps": "line",
    "square": "area",
    "rail": "line",
    "station": "point",
}
_FROM_OSM: dict[str, _Shape] = {**_MUST_BE, "park": "area", "water": "area", "building": "area"}
"""As which shape a class is drawn that was found by tags; what has another is not what the map means by it."""
_LONGEST = 200
"""Metres that no roadway is wide, and no line off, even by a bad map."""

MOST_FEATURES = 50_000
"""More than the houses that so many positions can be."""
MOST_HOLES = 2_000
"""Of all areas: for each the outline is gone through. A quarter of a city has some hundred courtyards."""
_SMALLER = "cut it to the streets round the walk, or leave out the buildings"
_CLASSES = f"give each a class: {', '.join(KINDS)}; OpenStreetMap's own tags, such as highway, will do as well"


def read_map(data: bytes, path: str, told: list[Diagnostic] | None = None) -> tuple[Feature, ...]:
    """Return the features of a GeoJSON FeatureCollection, in order.

    A geometry of several parts becomes a feature for each; an area's holes are cut out of its outline. Properties read
    are ``name``, ``class``, ``estimate``, and in metres ``width`` (of a roadway, from kerb to kerb) and ``est_error_m``
    (how far off the line may be); members that GeoJSON or we do not know are passed over. Without ``class``,
    OpenStreetMap's tags tell it, and what they tell of that no map draws is passed over as well.
    Raises TourError with every fault, each with line and column in *path*; warnings are added to *told*.
    """
    text = text_of(data, path)
    reader = _Reader(parsed(text, path))
    features = tuple(reader.features())
    found = reader.told(text, path)
    if any(fault.severity == "error" for fault in found):
        raise TourError(*found)
    if told is not None:
        told += found
    return features


@dataclass(slots=True)
class _Reader(Positions):
    """One reading of one map."""

    lacking: list[Steps] = field(default_factory=list)
    """Features to which nobody has given a class."""
    undrawn: list[Steps] = field(default_factory=list)
    """Features of OpenStreetMap's of a kind that no map draws."""
    nowhere: list[Steps] = field(default_factory=list)
    """Features without a geometry."""
    holes: int = 0
    """In areas, so far."""

    def features(self) -> Iterator[Feature]:
        """Yield the features that are right."""
        top = self.top if isinstance(self.top, dict) else {}
        if top.get("type") == "Feature":  # a map of one street
            if self.check_crs():
                yield from self._feature(top, ())
                self._passed_over(1)
            return
        if top.get("type") != "FeatureCollection":
            what, hint = "this is not a GeoJSON FeatureCollection", 'begin with {"type": "FeatureCollection", …'
            if other := other_json(top):
                what, hint = f"this is {other}", "export it as GeoJSON"
            self.fault(within(top, "type"), what, hint)
            return
        members = top.get("features")
        if not isinstance(members, list):
            hint = 'write "features": [ … ]'
            self.fault(within(top, "features"), "the FeatureCollection has no list of features", hint)
            return
        if self.check_crs():
            yield from self._members(members)
            self._passed_over(len(members))

    def _members(self, members: list[Any]) -> Iterator[Feature]:
        if len(members) > MOST_FEATURES:
            self.fault(("features", MOST_FEATURES), f"more than {MOST_FEATURES:,} features up to here", _SMALLER)
            return
        for i, member in enumerate(members):
            if len(self.faults) >= MOST_FAULTS:
                self.fault(("features", i), "not read further, after so many faults", "mend the others first")
                return
            yield from self._feature(member, ("features", i))
            if self.positions > MOST_POSITIONS:
                self.fault(("features", i), f"more than {MOST_POSITIONS:,} positions up to here", _SMALLER)
                return

    def _passed_over(self, count: int) -> None:
        """Tell once of what was passed over in all of the features, of which there are *count*."""
        lacking = self.lacking
        if not lacking and len(self.undrawn) + len(self.nowhere) == count:
            lacking = self.undrawn
        if lacking:
            message = f"no class in {len(lacking):,} of {count:,} features"
            self.faults.append(Found(lacking[0], message, _CLASSES))
        if self.nowhere:
            message = f"{_counted(len(self.nowhere))} no geometry, and cannot be drawn"
            self.faults.append(Found(self.nowhere[0], message, "take it out, or draw it", "warning"))

    def _feature(self, member: Any, steps: Steps) -> Iterator[Feature]:
        if not isinstance(member, dict) or member.get("type") != "Feature":
            hint = 'write {"type": "Feature", "properties": …, "geometry": …}'
            self.fault(steps, "this is not a GeoJSON Feature", hint)
            return
        geometry = member.get("geometry")
        if geometry is None:  # RFC 7946, section 3.2: a feature that is nowhere
            self.nowhere.append(steps)
            return
        properties = member.get("properties")
        tags = tags_of(properties) if isinstance(properties, dict) else None
        if tags is None or "class" in tags:
            yield from self._own(properties, geometry, steps)
        else:
            yield from self._tagged(tags, geometry, steps)

    def _own(self, properties: Any, geometry: Any, steps: Steps) -> Iterator[Feature]:
        """Yield a feature whose properties are this program's."""
        name, kind, estimate = self._properties(properties, steps)
        found = self._geometry(geometry, steps)
        if found is None or kind is None:
            return
        for shape, place in found:
            wanted = _MUST_BE.get(kind, shape)
            if shape != wanted:
                at = within(geometry, "type", (*steps, "geometry"))
                self.fault(at, f"the class {kind!r} is drawn as a {wanted}", f"write {_WRITTEN_AS[wanted]}")
                return
            width = self._metres(properties, "width", steps)
            error = self._metres(properties, "est_error_m", steps)
            yield Feature(name, kind, shape, place, estimate, width, error)

    def _tagged(self, tags: Tags, geometry: Any, steps: Steps) -> Iterator[Feature]:
        """Yield a feature of OpenStreetMap's, where the map draws such a thing."""
        kind = classes.class_of(tags)
        if not kind:
            self.undrawn.append(steps)
            return
        name = tags.get("name", "")
        if _unshowable(name):
            name = ""
        width = classes.metres(tags.get("width", "")) if kind in ("major", "collector", "local") else 0.0
        for shape, places in self._geometry(geometry, steps) or ():
            if kind == "station" and shape == "area":
                shape, places = "point", places[:1]
            if shape == _FROM_OSM[kind]:
                yield Feature(name, kind, shape, places, width=width if width < _LONGEST else 0.0)

    def _metres(self, found: Any, key: str, steps: Steps) -> float:
        """Return a property that is a length, in metres; 0 where there is none."""
        length = found.get(key)
        if length is None:
            return 0.0
        if isinstance(length, bool) or not isinstance(length, int | float) or not 0 <= length <= _LONGEST:
            self.fault((*steps, "properties", key), f"{key} is {shortened(length)}", "write metres, such as 12.5")
            return 0.0
        return float(length)

    def _properties(self, found: Any, steps: Steps) -> tuple[str, str | None, bool]:
        """Return name, class and whether the place is a guess; the class is None when there is none that is known."""
        if found is None:
            self.lacking.append(steps)
            return "", None, False
        steps = (*steps, "properties")
        if not isinstance(found, dict):
            hint = 'write "properties": {"name": …, "class": …}'
            self.fault(steps, f"the properties are {shortened(found)}", hint)
            return "", None, False
        return self._name(found, steps), self._class(found, steps), self._estimate(found, steps)

    def _name(self, found: dict[str, Any], steps: Steps) -> str:
        name = found.get("name")
        if name is None:
            misspelt = nearest("name", [other for other in found if other not in _PROPERTIES])
            if misspelt and isinstance(found[misspelt], str):
                hint = f"did you mean 'name' in place of {misspelt!r}?"
                self.fault((*steps, misspelt), "the feature has no 'name'", hint)
            return ""
        steps = (*steps, "name")
        if not isinstance(name, str):
            self.fault(steps, f"name is {shortened(name)}, which is not a text", 'write "name": "…"')
            return ""
        if _unshowable(name):
            self.fault(steps, f"name {shortened(name)} has a character that cannot be shown", "take it out")
        return name

    def _class(self, found: dict[str, Any], steps: Steps) -> str | None:
        kind = found.get("class")
        if kind is None:
            misspelt = nearest("class", [other for other in found if other not in _PROPERTIES])
            if misspelt:
                hint = f"did you mean 'class' in place of {misspelt!r}?"
                self.fault((*steps, misspelt), "the feature has no 'class'", hint)
            else:
                self.lacking.append(steps[:2])
            return None
        if isinstance(kind, str) and kind in KINDS:
            return kind
        self.fault((*steps, "class"), f"unknown class {shortened(kind)}", _alike(kind, KINDS))
        return None

    def _estimate(self, found: dict[str, Any], steps: Steps) -> bool:
        estimate = found.get("estimate", False)
        if not isinstance(estimate, bool):
            self.fault((*steps, "estimate"), f"estimate is {shortened(estimate)}", "write true or false")
        return estimate is True

    def _geometry(self, found: Any, steps: Steps) -> list[tuple[_Shape, tuple[Place, ...]]] | None:
        """Return each part's shape and places; None, with a fault, where anything is wrong."""
        if not isinstance(found, dict):
            self.fault(steps, "the feature has no geometry", 'write "geometry": {"type": …, "coordinates": …}')
            return None
        before = len(self.faults)
        parts = self._parts(found, (*steps, "geometry"))
        return None if len(self.faults) > before else parts

    def _parts(self, found: dict[str, Any], steps: Steps) -> list[tuple[_Shape, tuple[Place, ...]]]:
        kind = found.get("type")
        if kind == "GeometryCollection":
            parts = []
            for i, inner in enumerate(self.items(found.get("geometries"), within(found, "geometries", steps))):
                at = (*steps, "geometries", i)
                if isinstance(inner, dict) and inner.get("type") != "GeometryCollection":
                    parts += self._parts(inner, at)
                else:
                    self.fault(at, "this is not a geometry", "take it out")
            return parts
        if not isinstance(kind, str) or kind not in _DRAWN_AS:
            at = within(found, "type", steps)
            self.fault(at, f"the map cannot draw the geometry {shortened(kind)}", _alike(kind, _DRAWN_AS))
            return []
        lines = self._lines(kind, found.get("coordinates"), within(found, "coordinates", steps))
        return [(_DRAWN_AS[kind], line) for line in lines]

    def _lines(self, kind: str, coordinates: Any, steps: Steps) -> list[tuple[Place, ...]]:
        match kind:
            case "Point":
                place = self.position(coordinates, steps)
                return [(place,)] if place else []
            case "MultiPoint":
                return [(place,) for place in self.places(coordinates, steps)]
            case "LineString":
                return [self.line(coordinates, steps)]
            case "MultiLineString":
                return [self.line(line, (*steps, i)) for i, line in enumerate(self.items(coordinates, steps))]
            case "Polygon":
                return [self._area(coordinates, steps)]
            case _:
                return [self._area(area, (*steps, i)) for i, area in enumerate(self.items(coordinates, steps))]

    def _area(self, found: Any, steps: Steps) -> tuple[Place, ...]:
        """Return the outline of a polygon, its holes cut out."""
        items = self.items(found, steps)
        before, self.holes = self.holes, self.holes + len(items[1:])
        if self.holes > MOST_HOLES:
            if before > MOST_HOLES:  # it was told
                return ()
            self.fault(steps, f"more than {MOST_HOLES:,} holes in areas up to here", _SMALLER)
            return ()
        rings = [self.ring(ring, (*steps, i)) for i, ring in enumerate(items)]
        return keyholed(rings[0], rings[1:]) if rings and rings[0] else ()


def _alike(found: object, known: Collection[str]) -> str:
    """Return the hint for *found*, which is none of the *known*."""
    if isinstance(found, str) and (near := nearest(found, known)):
        return f"did you mean {near!r}?"
    return f"write one of {', '.join(known)}"


def _unshowable(name: str) -> bool:
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in name)


def _counted(count: int) -> str:
    return "1 feature has" if count == 1 else f"{count:,} features have"
