"""GeoJSON (RFC 7946) from outside: positions that are right, and the place in the file of everything that is wrong."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass, field
from typing import Any

from tour.diagnostics import Diagnostic, Severity, Span, TourError, short
from tour.inputs import strict_json
from tour.model import Place
from tour.reading.json_places import JsonPlaces, Steps, span_at

MOST_FAULTS = 20
MOST_POSITIONS = 200_000
"""The houses of a town; a map on paper shows a hundredth of them."""
_LEAST_METRES, _MOST_METRES = 1_000, 100_000_000
"""Between these a number is no mistyped degree, but metres in some country's grid."""
_NUMBERS = (float, int)
_SAVE = "save the file as UTF-8"
_DEGREES = ("4326", "crs84", "4979", "4258")
"""What the names of coordinate systems end in that are degrees, longitude and latitude, within a metre of WGS 84."""


@dataclass(slots=True)
class Found:
    """Something to be told of a value."""

    steps: Steps
    message: str
    hint: str
    severity: Severity = "error"


def text_of(data: bytes, path: str) -> str:
    """Return the file as text. Raises TourError when it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        for heads, message, hint in (
            ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "this file is UTF-16, which Windows calls Unicode", _SAVE),
            ((b"PK\x03\x04",), "this is a zip, not GeoJSON", "unzip it, and export it as GeoJSON"),
        ):
            if data.startswith(heads):
                raise TourError(Diagnostic(Span(path, 1, 1), message, hint)) from None
        before = data[: error.start].decode("utf-8-sig", "replace")
        raise TourError(Diagnostic(span_at(before, len(before), path), "not UTF-8", _SAVE)) from None


def parsed(text: str, path: str) -> Any:  # JSON as it comes, to be checked piece by piece
    """Return the value in *text*. Raises TourError for what is no JSON, or too much, or nested too deep."""
    if (at := strict_json.overfull(text)) is not None:
        message = f"more than {strict_json.MOST_MARKS:,} commas, colons and brackets up to here"
        raise TourError(Diagnostic(span_at(text, at, path), message, "keep to what is near the walk, and to its names"))
    top: Any = None
    deep = False
    try:
        top = json.loads(text)
        deep = strict_json.too_deep(top)
    except json.JSONDecodeError as error:
        message = f"broken JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        hint = "look at this place and just before it: commas between values, quotes round names, brackets closed"
        if named := _no_json(text, error):
            raise TourError(Diagnostic(Span(path, 1, 1), *named)) from None
        raise TourError(Diagnostic(Span(path, error.lineno, error.colno), message, hint)) from None
    except RecursionError:
        deep = True
    except ValueError:
        # Python refuses whole numbers of more than some thousand digits.
        digits = re.search(r"(?<!\d)\d{4000,}", text)
        span = span_at(text, digits.start() if digits else 0, path)
        hint = "write degrees, such as -118.35560"
        raise TourError(Diagnostic(span, "a number with thousands of digits", hint)) from None
    if deep:
        hint = "export it anew, as a FeatureCollection"
        raise TourError(Diagnostic(Span(path, 1, 1), "brackets are nested too deep for a map", hint))
    return top


def _no_json(text: str, error: json.JSONDecodeError) -> tuple[str, str] | None:
    """Return what a file is that cannot be read as JSON, and what to do, where its beginning tells."""
    head = text.lstrip(" \t\r\n")[:500]
    if not head:
        return "this file is empty", "export the map once more"
    another = error.msg == "Extra data" and text[error.pos] == "{"
    if another or head.startswith("\x1e"):  # a line each, or RFC 8142
        return (
            "this is one feature a line, not GeoJSON",
            'put them into one {"type": "FeatureCollection", "features": […]}',
        )
    for start, what in _OTHER_FILES:
        if re.match(start, head, re.IGNORECASE | re.DOTALL):
            return f"this is {what}, not GeoJSON", "export it as GeoJSON"
    return None


_OTHER_FILES = (
    (r"(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<(?:\w+:)?kml\b", "KML"),
    (r"(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<gpx\b", "GPX"),
    (r"(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<osm\b", "map data of OpenStreetMap"),
    (r"(?:<!doctype\s+)?<?html\b", "a web page"),
    (r"<", "XML"),
    (r"PK\x03\x04", "a zip"),
    (r"[^{\[]", "a text or a list"),
)
"""How files begin that are no JSON, and what they are."""


def other_json(top: Any) -> str:
    """Return what *top* is that is JSON and no GeoJSON, as far as its names tell; nothing where they do not."""
    if not isinstance(top, dict) or top.get("type") in ("FeatureCollection", "Feature", "GeometryCollection"):
        return ""
    if top.get("type") == "Topology":
        return "TopoJSON"
    if "elements" in top:
        return "Overpass's own JSON"
    if "geometryType" in top or "spatialReference" in top or "paths" in top:
        return "Esri's own JSON"
    return "the answer of a route planner" if "routes" in top or "trips" in top else ""


@dataclass(slots=True)
class Positions:
    """One reading of one file: what is wrong with it, and how to get at what is right."""

    top: Any  # JSON as it comes
    faults: list[Found] = field(default_factory=list)
    positions: int = 0

    def told(self, text: str, path: str) -> list[Diagnostic]:
        """Return what was found in *text*, the file, each with its place."""
        places = JsonPlaces(text, path)
        return [_told(places, one) for one in self.faults]

    def check_crs(self) -> bool:
        """Say whether the positions are degrees, as far as the file tells; gather a fault where they are not.

        GeoJSON of 2008, section 3; RFC 7946 has no other system than WGS 84, and programs go on writing it.
        """
        crs = self.top.get("crs") if isinstance(self.top, dict) else None
        if not isinstance(crs, dict):
            return True
        properties = crs.get("properties")
        name = properties.get("name", properties.get("code")) if isinstance(properties, dict) else None
        if name is None or str(name).lower().endswith(_DEGREES):
            return True
        hint = "save it in EPSG:4326 (WGS 84), which is what GeoJSON means"
        self.fault(("crs",), f"the positions are in {short(str(name))}, not in degrees", hint)
        return False

    def line(self, found: Any, steps: Steps) -> tuple[Place, ...]:
        places = self.places(found, steps)
        if isinstance(found, list) and len(found) == 1:
            self.fault(steps, "a line has at least two positions", "write [[lon, lat], [lon, lat], …]")
        return places

    def ring(self, found: Any, steps: Steps) -> tuple[Place, ...]:
        places = self.places(found, steps)
        if isinstance(found, list) and found and (len(found) < 4 or found[0] != found[-1]):
            hint = "write at least four positions, the last the same as the first"
            self.fault(steps, "the ring of this area is not closed", hint)
        return places[:-1]

    def items(self, found: Any, steps: Steps) -> list[Any]:
        if isinstance(found, list) and found:
            return found
        self.fault(steps, "the geometry has no coordinates here", "write [[lon, lat], …], in degrees")
        return []

    def places(self, found: Any, steps: Steps) -> tuple[Place, ...]:
        places = []
        for i, position in enumerate(self.items(found, steps)[: MOST_POSITIONS + 1]):
            self.positions += 1
            place = self.position(position, (*steps, i))
            if place:
                places.append(place)
        return tuple(places)

    def position(self, found: Any, steps: Steps) -> Place | None:
        if not _is_position(found):
            self.fault(steps, f"{shortened(found)} is not a position", "write [longitude, latitude], in degrees")
            return None
        lon, lat = found[:2]
        # Written so that NaN is out of range too.
        if not (abs(lon) <= 180 and abs(lat) <= 90):
            hint = "write degrees, longitude first"
            if _LEAST_METRES < max(abs(lon), abs(lat)) < _MOST_METRES:
                hint = "are these metres? save the file in EPSG:4326 (WGS 84)"
            if abs(lon) <= 90 and abs(lat) <= 180:
                hint = "are they swapped? GeoJSON writes longitude first"
            self.fault(steps, f"the position {shortened(found)} is out of range", hint)
            return None
        return Place(float(lat), float(lon))

    def fault(self, steps: Steps, message: str, hint: str, severity: Severity = "error") -> None:
        if len(self.faults) <= MOST_FAULTS:
            self.faults.append(Found(steps, message, hint, severity))


def _told(places: JsonPlaces, one: Found) -> Diagnostic:
    rule = "map" if one.severity == "warning" else ""
    return Diagnostic(places.span(one.steps), one.message, one.hint, one.severity, rule)


def within(found: dict[str, Any], key: str, steps: Steps = ()) -> Steps:
    """Return the way to what stands at *key* of the object *found*, or to the object where nothing does."""
    return (*steps, key) if key in found else steps


def _is_position(found: Any) -> bool:
    """Say whether *found* begins with two numbers; true and false are none."""
    if not isinstance(found, list) or len(found) < 2:
        return False
    # By type: JSON's numbers are of these two, and a map of a town has a hundred thousand.
    return type(found[0]) in _NUMBERS and type(found[1]) in _NUMBERS


def shortened(found: object) -> str:
    """Return a value as a message quotes it."""
    return short(repr(found), 40)
