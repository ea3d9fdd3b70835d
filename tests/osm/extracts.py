"""Small extracts of OpenStreetMap, in each form that is read."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

TOWNS = Path(__file__).parents[1] / "towns"
HARBOUR = TOWNS / "harbour.osm"
"""A town written by hand, with every trap of a walk in it."""

CORNER: dict[str, Any] = {
    "elements": [
        {"type": "node", "id": 1, "lat": 60.1, "lon": 24.9},
        {"type": "node", "id": 2, "lat": 60.1004, "lon": 24.9001234, "tags": {"highway": "crossing", "tactile": "no"}},
        {"type": "node", "id": 3, "lat": 60.1009, "lon": 24.9005},
        {"type": "way", "id": 7, "nodes": [1, 2, 3], "tags": {"highway": "residential", "name": "Ünter < & Co."}},
        {
            "type": "relation",
            "id": 9,
            "members": [{"type": "way", "ref": 7, "role": "outer"}, {"type": "node", "ref": 1, "role": ""}],
            "tags": {"type": "site"},
        },
    ]
}
"""As an Overpass server answers."""


def as_json(answer: dict[str, Any] = CORNER) -> bytes:
    return json.dumps(answer).encode()


def as_xml(answer: dict[str, Any] = CORNER, more: str = "") -> bytes:
    """Return *answer* in XML, with *more* of it before its elements."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="by hand">', more]
    for element in answer["elements"]:
        lines += _xml(element)
    return "\n".join([*lines, "</osm>\n"]).encode()


def _xml(element: dict[str, Any]) -> list[str]:
    kind = element["type"]
    position = "".join(f' {key}="{element[key]}"' for key in ("lat", "lon") if key in element)
    inside = [f'<nd ref="{node}"/>' for node in element.get("nodes", ())]
    for member in element.get("members", ()):
        inside.append(f'<member type="{member["type"]}" ref="{member["ref"]}" role="{member["role"]}"/>')
    for key, value in element.get("tags", {}).items():
        inside.append(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>")
    return [f'<{kind} id="{element["id"]}"{position}>', *inside, f"</{kind}>"]


FORMS = {
    "corner.osm": as_xml(),
    "corner.osm.gz": gzip.compress(as_xml(), mtime=0),
    "corner.osm.bz2": bz2.compress(as_xml()),
    "corner.json": as_json(),
    "corner.json.gz": gzip.compress(as_json(), mtime=0),
    "utf-16.osm": as_xml().decode().replace("UTF-8", "UTF-16").encode("utf-16"),
}
