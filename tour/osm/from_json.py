"""Reading what an Overpass server answers to ``[out:json]`` (wiki.openstreetmap.org/wiki/Overpass_API)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tour.inputs import strict_json
from tour.osm.elements import Kind, Member
from tour.osm.gathering import SMALLER, FaultyError, Gathering, Source

MOST_BYTES = 60_000_000
"""The text is held whole, its elements one at a time."""
MOST_MARKS = 3_200_000
"""Commas, colons and brackets: the middle of a large city has a million, and an element may hold all of them."""
_KINDS: dict[object, Kind] = {"node": "node", "way": "way", "relation": "relation"}
_GEOJSON = "export it as raw OSM data; a GeoJSON of the streets can be the map itself, as streets.geojson"
_BODY = "let the query end in: out body; >; out skel;"
_Json = dict[str, Any]  # JSON as it comes, checked piece by piece


def read_json(file: Source, into: Gathering) -> None:
    """Read the JSON that *file* gives. Raises FaultyError with its place, and what *file* raises."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise FaultyError(f"this JSON is larger than {MOST_BYTES // 1_000_000} MB", f"{SMALLER}, or ask for XML")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FaultyError("this JSON is not UTF-8", "fetch it anew", 1, 1) from None
    del data
    if (at := strict_json.overfull(text, MOST_MARKS)) is not None:
        message = f"more than {MOST_MARKS:,} commas, colons and brackets up to here"
        raise FaultyError(message, f"{SMALLER}, or ask for XML", *_place(text, at))
    found = False
    for key, value, at in _members(text):
        try:
            found |= _take(key, value, into)
        except FaultyError as fault:
            raise fault.at(*_place(text, at)) from None
    if not found:
        raise FaultyError("this JSON has no 'elements': it is no answer of an Overpass server", _BODY, 1, 1)


def _take(key: str, value: Any, into: Gathering) -> bool:  # JSON
    """Read one member of the answer, or one of its elements; say whether it is one."""
    if key == "type" and value in ("FeatureCollection", "Feature"):
        raise FaultyError("this is GeoJSON, not OpenStreetMap's own data", _GEOJSON)
    if key == "remark" and isinstance(value, str):
        into.remark(value)
    if key == "elements" and isinstance(value, dict):
        _element(value, into)
    return key == "elements"


def _element(found: _Json, into: Gathering) -> None:
    kind = _KINDS.get(found.get("type"))
    if kind is None:
        return  # an area, a count: Overpass has more than OpenStreetMap
    ref = _integer(found.get("id"), f"the id of a {kind}")
    tags = _tags(found.get("tags"), f"{kind} {ref}")
    if kind == "node":
        into.node(ref, *_position(found, f"node {ref}"), tags)
    elif kind == "way":
        nodes = [_integer(node, f"a node of way {ref}") for node in _list(found.get("nodes"))]
        _geometry(nodes, _list(found.get("geometry")), into)
        into.way(ref, nodes, tags)
    else:
        into.relation(ref, list(_relation_members(found, ref)), tags)


def _geometry(nodes: list[int], geometry: list[Any], into: Gathering) -> None:
    """Read the positions that ``out geom`` gives along with the nodes of a way; null stands for one out of the box."""
    if len(geometry) != len(nodes):
        return
    for node, position in zip(nodes, geometry, strict=True):
        if isinstance(position, dict):
            into.node(node, *_position(position, f"node {node}"), {})


def _relation_members(found: _Json, ref: int) -> Iterator[Member]:
    for member in _list(found.get("members")):
        kind = _KINDS.get(member.get("type")) if isinstance(member, dict) else None
        if kind:
            role = member.get("role")
            yield Member(kind, _integer(member.get("ref"), f"a member of relation {ref}"), str(role or ""))


def _position(found: _Json, what: str) -> tuple[float, float]:
    return _degrees(found.get("lat"), what), _degrees(found.get("lon"), what)


def _degrees(found: Any, what: str) -> float:  # JSON
    if not isinstance(found, int | float) or isinstance(found, bool):
        raise FaultyError(f"{what} has no lat and lon", _BODY)
    return float(found)


def _integer(found: Any, what: str) -> int:  # JSON
    if not isinstance(found, int) or isinstance(found, bool):
        raise FaultyError(f"{what} is {json.dumps(found)[:40]}, which is not a whole number", _BODY)
    return found


def _tags(found: Any, what: str) -> dict[str, str]:  # JSON
    if found is None:
        return {}
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise FaultyError(f"the tags of {what} are not texts", "fetch it anew")
    return found


def _list(found: Any) -> list[Any]:  # JSON
    return found if isinstance(found, list) else []


def _members(text: str) -> Iterator[tuple[str, Any, int]]:
    """Yield the members of the object in *text*, and where they begin; of a list its elements, one at a time."""
    at = strict_json.past_blank(text, 0)
    if text[at : at + 1] != "{":
        raise FaultyError("this JSON is not an object", _BODY, 1, 1)
    try:
        yield from strict_json.pieces(text, at)
    except json.JSONDecodeError as error:
        message = f"broken JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise FaultyError(message, "it may be cut short: fetch it anew", error.lineno, error.colno) from None
    except FaultyError:
        raise
    except ValueError as error:
        raise FaultyError(f"broken JSON: {error}", "fetch it anew", 1, 1) from None


def _place(text: str, at: int) -> tuple[int, int]:
    """Return the line and column of *at* in *text*, both from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
