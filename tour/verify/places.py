"""Do the maps' files have every stop where pack.json has it, and the walked line as long?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tour.geo import distance, length
from tour.model import Place
from tour.verify.manifest import Manifest
from tour.verify.report import Fault

GPX = "tour.gpx"
GEOJSON = "tour.geojson"
NEAR = 2.0
"""Metres that two accounts of one place may differ."""

_NUMBER = re.compile(r"(\d+)\. ")


def faults(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield what is wrong with tour.gpx and tour.geojson, where the pack has them."""
    for path, judge in ((GPX, _gpx), (GEOJSON, _geojson)):
        if manifest.lists(path):
            try:
                data = (pack / path).read_bytes()
            except OSError:
                continue  # it has been said that it is missing
            for message in judge(data, manifest):
                yield Fault(path, message)


def _gpx(data: bytes, manifest: Manifest) -> Iterator[str]:
    import gpxpy
    from gpxpy.gpx import GPXException

    try:
        tour = gpxpy.parse(data.decode("utf-8"))
    except (GPXException, ValueError) as fault:
        yield f"cannot be read: {str(fault).splitlines()[0]}"
        return
    named = [(point.name or "", Place(point.latitude, point.longitude)) for point in tour.waypoints]
    yield from _stops([(_number(name), place) for name, place in named], "waypoint", manifest)
    stations = [point.name or "" for route in tour.routes for point in route.points if point.name]
    if stations != [name for name, _ in named]:
        yield "its route does not name the stops in the order of its waypoints"
    lines = [
        [Place(point.latitude, point.longitude) for point in segment.points]
        for track in tour.tracks
        for segment in track.segments
    ]
    yield from _legs(lines, manifest)


def _geojson(data: bytes, manifest: Manifest) -> Iterator[str]:
    try:
        features = json.loads(data)["features"]
        stops = [_point(feature) for feature in _kind(features, "stop")]
        lines = [_line(feature) for feature in _kind(features, "leg")]
        tracks = [path for feature in _kind(features, "stop") for path in feature["properties"].get("tracks", [])]
    except (ValueError, KeyError, TypeError, AttributeError):
        yield "is not a GeoJSON of stops and legs"
        return
    yield from _stops([(number, place) for number, place in stops if place], "point", manifest)
    yield from _legs(lines, manifest)
    for path in tracks:
        if path not in {track.path for track in manifest.tracks}:
            yield f"names {path!r}, which is no track"


def _kind(features: Any, kind: str) -> list[Any]:  # JSON
    return [feature for feature in features if feature["properties"].get("kind") == kind]


def _point(feature: Any) -> tuple[int, Place | None]:  # JSON
    number = int(feature["properties"]["number"])
    if not feature["geometry"]:
        return number, None
    lon, lat = feature["geometry"]["coordinates"][:2]
    return number, Place(float(lat), float(lon))


def _line(feature: Any) -> list[Place]:  # JSON
    positions = (feature["geometry"] or {"coordinates": []})["coordinates"]
    return [Place(float(lat), float(lon)) for lon, lat, *_ in positions]


def _number(name: str) -> int:
    return int(match[1]) if (match := _NUMBER.match(name)) else 0


def _stops(found: Sequence[tuple[int, Place]], what: str, manifest: Manifest) -> Iterator[str]:
    wanted = {stop.number: Place(*stop.place) for stop in manifest.stops if stop.place}
    if [number for number, _ in found] != list(wanted):
        numbers = ", ".join(str(number) for number, _ in found) or "none"
        yield f"has a {what} for the stops {numbers}; the tour's are {', '.join(map(str, wanted)) or 'none'}"
    for number, place in found:
        if number in wanted and (metres := distance(place, wanted[number])) > NEAR:
            yield f"has stop {number} {metres:.0f} m from where pack.json has it"


def _legs(lines: Sequence[Sequence[Place]], manifest: Manifest) -> Iterator[str]:
    if len(lines) != len(manifest.legs):
        yield f"has {len(lines)} legs; pack.json has {len(manifest.legs)}"
        return
    for number, (line, leg) in enumerate(zip(lines, manifest.legs, strict=True), 1):
        # each turn is rounded to the author's decimals, so a line of many is a little longer or shorter
        if abs(length(line) - leg.metres) > NEAR + leg.metres / 100:
            yield f"its leg {number} is {length(line):.0f} m long; pack.json says {leg.metres}"
