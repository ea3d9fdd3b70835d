"""What a map's file says of itself beside its features: whose data it is, and how far it reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tour.model import Place

_WHOSE = re.compile(
    rb'"(?:attribution|copyright|credits?|licen[cs]e|source|generator)"\s*:\s*"[^"]{0,400}?'
    rb"(?:openstreetmap|overpass|opendatacommons|(?<![a-z])(?:odbl|osm)(?![a-z]))"
    rb'|"@?id"\s*:\s*"(?:node|way|relation)/\d'
    rb'|"(?:osm_id|osm_type|osm_way_id|full_id)"\s*:',
    re.IGNORECASE,
)
"""How exports of OpenStreetMap's data tell what they are: a notice, or the ids that overpass turbo, QGIS, GDAL and
Geofabrik write (wiki.openstreetmap.org/wiki/GeoJSON)."""
_NUMBER = rb"\s*(-?\d{1,3}(?:\.\d{0,20})?)\s*"
_BOX = re.compile(rb'"bbox"\s*:\s*\[' + rb",".join([_NUMBER] * 4) + rb"\]")


@dataclass(frozen=True, slots=True)
class Notes:
    openstreetmap: bool = False
    """Whether the data are OpenStreetMap's, which is to be said wherever they are shown (ODbL 1.0, section 4.3)."""
    reach: tuple[Place, Place] | None = None
    """South-west and north-east corner of what the map covers (RFC 7946, section 5); None where it does not say."""


def read_notes(data: bytes) -> Notes:
    """Return what the GeoJSON file in *data* says of itself, as far as can be told: nothing here is a fault."""
    return Notes(bool(_WHOSE.search(data)), _reach(data.partition(b'"features"')[0]))


def _reach(head: bytes) -> tuple[Place, Place] | None:
    found = _BOX.search(head)
    if not found:
        return None
    west, south, east, north = map(float, found.groups())
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return None
    return Place(south, west), Place(north, east)
