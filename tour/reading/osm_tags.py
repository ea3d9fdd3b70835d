"""OpenStreetMap's tags among the properties of a GeoJSON feature.

As overpass turbo (osmtogeojson), QGIS and GDAL's OSM driver export them. What they make of it says `tour.osm.classes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tour.osm.elements import Tags

_MARKS = frozenset(
    [
        *("@id", "osm_id", "osm_way_id", "osm_type", "other_tags", "highway", "building", "railway", "waterway"),
        *("natural", "landuse", "leisure", "amenity", "barrier", "shop", "tourism", "historic", "man_made", "boundary"),
        *("surface", "power", "public_transport", "tags", "crossing", "addr:housenumber"),
    ]
)
"""Keys by which a feature is known to come from OpenStreetMap, and not from its author's hand."""


def tags_of(properties: Mapping[str, Any]) -> Tags | None:
    """Return the tags among a feature's properties; None where it is no export of OpenStreetMap's.

    A table of features has a column for every key, so a value may be null, or no text: those without a value are none.
    """
    if not _MARKS & properties.keys():
        return None
    nested = properties.get("tags")
    found = {**properties, **nested} if isinstance(nested, dict) else properties
    return {key: str(value) for key, value in found.items() if _told(value)}


def _told(value: object) -> bool:
    return isinstance(value, str | int | float) and value not in ("", False)
