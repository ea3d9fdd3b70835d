"""OpenStreetMap's tags, as exports to GeoJSON carry them, in the classes of the map.

wiki.openstreetmap.org/wiki/Map_features; exports by overpass turbo (osmtogeojson), QGIS and GDAL's OSM driver.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ROADS = {
    **dict.fromkeys(("motorway", "trunk", "primary", "secondary"), "major"),
    **dict.fromkeys(("motorway_link", "trunk_link", "primary_link", "secondary_link"), "major"),
    **dict.fromkeys(("tertiary", "tertiary_link"), "collector"),
    **dict.fromkeys(("residential", "unclassified", "living_street", "service", "road"), "local"),
    **dict.fromkeys(("pedestrian", "footway", "path", "track", "cycleway", "bridleway"), "path"),
    "steps": "steps",
}
_RAILS = ("rail", "tram", "subway", "light_rail", "narrow_gauge", "funicular", "monorail")
_STATIONS = ("station", "halt", "tram_stop")
_GREEN = {
    "leisure": ("park", "garden", "nature_reserve", "common"),
    "landuse": ("grass", "forest", "cemetery", "recreation_ground", "village_green", "meadow"),
    "natural": ("wood", "grassland"),
}
_NOT_STREETS = ("driveway", "parking_aisle", "drive-through", "emergency_access")
_MARKS = frozenset(
    [
        *("@id", "osm_id", "osm_way_id", "osm_type", "other_tags", "highway", "building", "railway", "waterway"),
        *("natural", "landuse", "leisure", "amenity", "barrier", "shop", "tourism", "historic", "man_made", "boundary"),
        *("surface", "power", "public_transport", "tags", "crossing", "addr:housenumber"),
    ]
)
"""Keys by which a feature is known to come from OpenStreetMap, and not from its author's hand."""
_WIDTH = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,3})?)\s*m?\s*", re.ASCII)
_NO = (None, "no", False, "")


def tags_of(properties: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the tags among a feature's properties; None where it is no export of OpenStreetMap's."""
    if not _MARKS & properties.keys():
        return None
    nested = properties.get("tags")
    return {**properties, **nested} if isinstance(nested, dict) else properties


def class_of(tags: Mapping[str, Any]) -> str:
    """Return the class that a feature with *tags* is of; nothing for what the map does not draw.

    What runs in a tunnel is none of it: a walker crosses nothing there.
    """
    if tags.get("tunnel") not in (*_NO, "building_passage") or tags.get("highway") == "proposed":
        return ""
    if tags.get("place") == "square" or (tags.get("highway") == "pedestrian" and tags.get("area") == "yes"):
        return "square"
    if road := _ROADS.get(str(tags.get("highway"))):
        return "" if tags.get("service") in _NOT_STREETS or tags.get("area") == "yes" else road
    if tags.get("railway") in _STATIONS or tags.get("public_transport") == "station":
        return "station"
    if tags.get("railway") in _RAILS:
        return "rail"
    if tags.get("natural") == "water" or tags.get("waterway") in ("riverbank", "dock") or tags.get("water") not in _NO:
        return "water"
    if any(tags.get(key) in values for key, values in _GREEN.items()):
        return "park"
    if tags.get("building") not in _NO and tags.get("name"):
        return "building"
    return ""


def width_of(tags: Mapping[str, Any]) -> float | None:
    """Return a street's width in metres, which is a text in these files; None where there is none to count with."""
    found = _WIDTH.fullmatch(str(tags.get("width", "")))
    return float(found[1].replace(",", ".")) if found else None
