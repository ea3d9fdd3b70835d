"""Checks tour.gpx and tour.geojson: every stop is where pack.json has it, and every leg is as long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from tour.diagnostics import TourError
from tour.geo import distance, length
from tour.inputs import strict_json
from tour.model import Place
from tour.reading.xml_file import LIMITS, XmlFile
from tour.verify import reads
from tour.verify.findings import Fault
from tour.verify.manifest import Manifest

GPX_NAME = "tour.gpx"
GEOJSON_NAME = "tour.geojson"
NEAR = 2.0
"""Metres that two accounts of one place may differ."""

_DEEPEST = 4
"""Levels at which anything is that is looked at, and one more."""
_NUMBER = re.compile(r"(\d{1,6})\. ")


def faults(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield what is wrong with tour.gpx and tour.geojson, where the pack has them."""
    judges = {GPX_NAME: _gpx, GEOJSON_NAME: _geojson}
    for path, data in reads.there(pack, manifest, judges):
        for message in judges[path](data, manifest):
            yield Fault(path, message)


def _gpx(data: bytes, manifest: Manifest) -> Iterator[str]:
    try:
        found = _Gpx(data)
        found.parse()
    except TourError as fault:
        yield f"cannot be read: {fault.diagnostics[0].message}"
        return
    yield from _stops(list(zip(map(_number, found.names), found.places, strict=True)), "waypoint", manifest)
    # Most points of a route are mere turns, without a name.
    if [name for name in found.route if name] != found.names:
        yield "its route does not name the stops in the order of its waypoints"
    yield from _legs(found.lines, manifest)


class _Gpx(XmlFile):
    """The stops and legs in tour.gpx. Nothing else is kept: of all of it a tree would take forty times its bytes."""

    kind = "GPX"
    root = "gpx"

    def __init__(self, data: bytes) -> None:
        super().__init__(data, GPX_NAME)
        self.places: list[Place] = []
        self.names: list[str] = []
        """Of the waypoints, as `places`; empty where one has none."""
        self.route: list[str] = []
        self.lines: list[list[Place]] = []
        self._name: list[str] | None = None
        """Pieces of the name that is being read."""
        self.parser.buffer_text = True
        self.parser.CharacterDataHandler = self._text

    def started(self, name: str, attributes: dict[str, str]) -> None:
        match (*self.open[:_DEEPEST], name):
            case ("gpx", "wpt"):
                self.names.append("")
                self._place(self.places, attributes)
            case ("gpx", "rte", "rtept"):
                self.route.append("")
            case ("gpx", "trk", "trkseg"):
                self.lines.append([])
            case ("gpx", "trk", "trkseg", "trkpt"):
                self._place(self.lines[-1], attributes)
            case ("gpx", "wpt", "name") | ("gpx", "rte", "rtept", "name"):
                self._name = []

    def ended(self, name: str) -> None:
        match (*self.open[:_DEEPEST], name):
            case ("gpx", "wpt", "name"):
                self._named(self.names)
            case ("gpx", "rte", "rtept", "name"):
                self._named(self.route)

    def _named(self, names: list[str]) -> None:
        """Give the last of *names* the text of the element that has ended; its first one counts."""
        names[-1] = names[-1] or "".join(self._name or ())
        self._name = None

    def _text(self, text: str) -> None:
        if self._name is not None:
            self._name.append(text)

    def _place(self, places: list[Place], attributes: dict[str, str]) -> None:
        lat, lon = (self.degrees(attributes.get(name, ""), name) for name in LIMITS)
        if lat is not None and lon is not None:
            places.append(Place(lat, lon))


def _place(lat: Any, lon: Any) -> Place:
    """Return a place on earth. Raises ValueError for any other, and as what is no number makes it."""
    place = Place(float(lat), float(lon))
    if not (abs(place.lat) <= 90 and abs(place.lon) <= 180):  # so written that NaN is nowhere
        raise ValueError(f"there is no place [{place.lat}, {place.lon}] on earth")
    return place


def _number(name: str) -> int:
    """Return the number with which a waypoint's name begins; 0 where it begins with none."""
    found = _NUMBER.match(name)
    return int(found[1]) if found else 0


def _geojson(data: bytes, manifest: Manifest) -> Iterator[str]:
    try:
        features = strict_json.loads(data)["features"]
        points = _of_kind(features, "stop")
        stops = [_stop(feature) for feature in points]
        lines = [_line(feature) for feature in _of_kind(features, "leg")]
        tracks = list(chain.from_iterable(map(_tracks, points)))
    except (ValueError, KeyError, TypeError, AttributeError):
        yield "is not a GeoJSON of stops and legs"
        return
    yield from _stops([(number, place) for number, place in stops if place], "point", manifest)
    yield from _legs(lines, manifest)
    known = {track.path for track in manifest.tracks}
    if len(tracks) > len(known):
        yield f"names {len(tracks):,} tracks; the tour has {len(known):,}"
        return
    for path in tracks:
        if path not in known:
            yield f"names {path!r}, which is no track"


def _of_kind(features: Any, kind: str) -> list[Any]:  # JSON
    return [feature for feature in features if feature["properties"].get("kind") == kind]


def _stop(feature: Any) -> tuple[int, Place | None]:  # JSON
    """Return a stop's number and place; None where it has none. Raises as what is no such feature makes it."""
    number = int(feature["properties"]["number"])
    if not feature["geometry"]:
        return number, None
    lon, lat = feature["geometry"]["coordinates"][:2]
    return number, _place(lat, lon)


def _tracks(feature: Any) -> list[str]:  # JSON
    """Return the tracks of a stop. Raises as what is no such feature makes it."""
    tracks = feature["properties"].get("tracks", [])
    if not isinstance(tracks, list):  # of a text there would be one a character
        raise ValueError("the tracks of a stop must be a list")
    return list(map(str, tracks))


def _line(feature: Any) -> list[Place]:  # JSON
    geometry = feature["geometry"] or {"coordinates": []}
    positions = geometry["coordinates"]
    if geometry.get("type") == "MultiLineString":  # cut at the 180th meridian
        positions = list(chain.from_iterable(positions))
    return [_place(lat, lon) for lon, lat, *_ in positions]


def _stops(found: Sequence[tuple[int, Place]], what: str, manifest: Manifest) -> Iterator[str]:
    """Yield where the (number, place) pairs that were *found* are not the stops of the tour."""
    wanted = {stop.number: Place(*stop.place) for stop in manifest.stops if stop.place}
    numbers = [number for number, _ in found]
    if numbers != list(wanted):
        yield f"has a {what} for the stops {_listed(numbers)}; the tour's are {_listed(wanted)}"
    for number, place in found:
        if number not in wanted:
            continue
        metres = distance(place, wanted[number])
        if metres > NEAR:
            yield f"has stop {number} {metres:.0f} m from where pack.json has it"


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def _legs(lines: Sequence[Sequence[Place]], manifest: Manifest) -> Iterator[str]:
    if len(lines) != len(manifest.legs):
        yield f"has {len(lines)} legs; pack.json has {len(manifest.legs)}"
        return
    for number, (line, leg) in enumerate(zip(lines, manifest.legs, strict=True), 1):
        # each turn is rounded to the author's decimals, so a line of many is a little longer or shorter
        if abs(length(line) - leg.metres) > NEAR + leg.metres / 100:
            yield f"its leg {number} is {length(line):.0f} m long; pack.json says {leg.metres}"
