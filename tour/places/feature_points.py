"""Places of GeoJSON (RFC 7946): points, as geojson.io, uMap, QGIS and Google Takeout write them."""

from __future__ import annotations

import json
import math
from typing import Any

from tour.diagnostics import Diagnostic, Span, TourError
from tour.inputs import strict_json
from tour.model import Place
from tour.places.headings import ADDRESS, FOLDER, NAME, NUMBER, TEXT, rank
from tour.places.pins import Gathering, Pin
from tour.places.plain import one_line
from tour.reading.degrees import within
from tour.reading.json_places import JsonPlaces, Steps

NOTHING = "this GeoJSON has no points"
HINT = 'each place is {"type": "Feature", "properties": {"name": …}, "geometry": {"type": "Point", …}}'
_LAYERS = 3
"""Levels of collections in collections; uMap has two."""


def read_features(text: str, gathering: Gathering) -> None:
    """Gather the points of the GeoJSON *text*: of one collection, of a uMap with its layers, or a feature alone.

    Raises TourError, with its place, for broken JSON and for JSON of another kind.
    """
    top = _parsed(text, gathering.path)
    if not isinstance(top, dict) or top.get("type") not in ("FeatureCollection", "Feature", "umap"):
        hint = 'a list of places in JSON is GeoJSON: it begins with {"type": "FeatureCollection", "features": [ …'
        raise TourError(Diagnostic(Span(gathering.path, 1, 1), "this JSON is no GeoJSON", hint))
    _Reader(gathering, JsonPlaces(text, gathering.path)).read(top)


def _parsed(text: str, path: str) -> Any:  # JSON as it comes
    try:
        return strict_json.loads(text.encode())
    except json.JSONDecodeError as fault:
        message = f"broken JSON: {fault.msg[:1].lower()}{fault.msg[1:]}"
        hint = "look at this place and just before it: commas between values, quotes round names, brackets closed"
        raise TourError(Diagnostic(Span(path, fault.lineno, fault.colno), message, hint)) from None
    except ValueError as fault:
        raise TourError(Diagnostic(Span(path, 1, 1), f"broken JSON: {fault}", "export the list anew")) from None


class _Reader:
    """One reading of one file."""

    def __init__(self, gathering: Gathering, places: JsonPlaces) -> None:
        self._gathering = gathering
        self._places = places

    def read(self, top: dict[str, Any]) -> None:
        self._gathering.title = _name_of(top)
        if top["type"] == "Feature":
            self._feature(top, (), "")
        else:
            self._collection(top, (), "", _LAYERS)

    def _collection(self, found: dict[str, Any], steps: Steps, folder: str, deep: int) -> None:
        """Gather the places of a collection: of its features, and of the layers in it."""
        for key in ("features", "layers"):
            members = found.get(key)
            if members is None:
                continue
            if not isinstance(members, list):
                self._gathering.fault(self._places.span((*steps, key)), f"{key!r} is no list", f'write "{key}": [ … ]')
                continue
            for i, member in enumerate(members):
                self._member(member, (*steps, key, i), folder, deep)

    def _member(self, member: Any, steps: Steps, folder: str, deep: int) -> None:
        kind = member.get("type") if isinstance(member, dict) else None
        if kind == "FeatureCollection" and deep:
            self._collection(member, steps, _name_of(member) or folder, deep - 1)
        elif kind == "Feature":
            self._feature(member, steps, folder)
        else:
            self._gathering.fault(self._places.span(steps), "this is not a GeoJSON Feature", HINT)

    def _feature(self, found: dict[str, Any], steps: Steps, folder: str) -> None:
        span = self._places.span(steps)
        properties = found.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        name = self._gathering.one_line(_value(properties, NAME) or _in_location(properties, "name"), span)
        named = repr(name[:60]) if name else "a place without a name"
        points = _points(found.get("geometry"))
        if not points:
            self._gathering.tell(span, f"{named} has no point, and is passed over", "where it is a stop, put one there")
            return
        if len(points) > 1:
            self._gathering.tell(span, f"{named} has {len(points)} points: the first one is taken")
        try:
            place = _place(points[0])
        except ValueError as fault:
            self._gathering.fault(span, f"{named}: {fault.args[0]}", "GeoJSON writes [longitude, latitude], in degrees")
            return
        address = _value(properties, ADDRESS) or _in_location(properties, "address")
        pin = Pin(
            name=name,
            place=place,
            span=span,
            text=self._texts(properties, span),
            folder=folder or self._gathering.one_line(_value(properties, FOLDER), span),
            number=_number(properties),
            address=self._gathering.one_line(address, span),
        )
        self._gathering.add(pin)

    def _texts(self, properties: dict[str, Any], span: Span) -> str:
        """Return all that the properties tell of a place, a paragraph each."""
        told = [value for key, value in properties.items() if isinstance(value, str) and _tells(key)]
        plain = (self._gathering.plain(value, span) for value in told)
        return "\n\n".join(dict.fromkeys(filter(None, plain)))


def _name_of(collection: dict[str, Any]) -> str:
    """Return the name of a collection; uMap keeps those of its layers in options of its own."""
    options = collection.get("_umap_options")
    properties = collection.get("properties")
    for holder in (options, properties, collection):
        if isinstance(holder, dict) and isinstance(holder.get("name"), str):
            return one_line(holder["name"])
    return ""


def _points(geometry: Any) -> list[Any]:
    """Return the positions that are points in *geometry*, as they come."""
    if not isinstance(geometry, dict):
        return []
    match geometry.get("type"):
        case "Point":
            return [geometry.get("coordinates")]
        case "MultiPoint":
            positions = geometry.get("coordinates")
            return positions if isinstance(positions, list) else []
        case "GeometryCollection":
            parts = geometry.get("geometries")
            inner = parts if isinstance(parts, list) else []
            return [part.get("coordinates") for part in inner if isinstance(part, dict) and part.get("type") == "Point"]
    return []


def _place(position: Any) -> Place:
    """Return the place of a position. Raises ValueError where it is none."""
    if not isinstance(position, list) or len(position) < 2:
        raise ValueError("its point has no coordinates")
    lon, lat = position[:2]
    for number in (lon, lat):
        if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
            raise ValueError(f"{str(number)[:40]!r} is no number of degrees")
    return Place(within(float(lat), "lat"), within(float(lon), "lon"))


def _value(properties: dict[str, Any], known: list[str]) -> str:
    """Return the property that is best named as one of the *known*, as text."""
    ranked = [(rank(key, known), i, key) for i, key in enumerate(properties) if isinstance(properties[key], str)]
    best = min(((place, i, key) for place, i, key in ranked if place is not None), default=None)
    return properties[best[2]] if best else ""


def _tells(key: str) -> bool:
    return rank(key, TEXT) is not None and rank(key, NAME) is None


def _number(properties: dict[str, Any]) -> int | None:
    for key, value in properties.items():
        if rank(key, NUMBER) is not None and isinstance(value, int) and not isinstance(value, bool):
            return value
    return None


def _in_location(properties: dict[str, Any], key: str) -> str:
    """Return what Google Takeout tells of a saved place: ``"location": {"name": …, "address": …}``."""
    location = properties.get("location") or properties.get("Location")
    if not isinstance(location, dict):
        return ""
    found = location.get(key) or location.get(key.title()) or location.get(f"Business {key.title()}")
    return found if isinstance(found, str) else ""
