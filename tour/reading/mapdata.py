"""Reading what the map draws from GeoJSON (RFC 7946): streets, parks, water, buildings, rail and stations."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from tour.diagnostics import Diagnostic, Span, TourError, nearest, short
from tour.inputs import strict_json
from tour.model import Feature, Place
from tour.reading.json_places import JsonPlaces
from tour.reading.json_places import Steps as _Steps
from tour.reading.json_places import span_at as _span

KINDS = ("major", "collector", "local", "path", "steps", "park", "water", "square", "building", "rail", "station")

_PROPERTIES = ("name", "class", "source", "est_error_m", "estimate", "width")
_Shape = Literal["point", "line", "area"]
_DRAWN_AS: dict[str, _Shape] = {"LineString": "line", "MultiLineString": "line", "Polygon": "area", "Point": "point"}
_WRITTEN_AS = {"line": "LineString or MultiLineString", "area": "Polygon", "point": "Point"}
_MUST_BE = {
    **dict.fromkeys(("major", "collector", "local", "path", "steps", "rail"), "line"),
    "square": "area",
    "station": "point",
}
_MOST_FAULTS = 20
_NUMBERS = (float, int)
_LONGEST = 200
"""Metres that no roadway is wide, and no line off, even by a bad map."""
MOST_POSITIONS = 200_000
"""The houses of a town; a map on paper shows a hundredth of them."""

_SMALLER = "cut it to the streets round the walk, or leave out the buildings"


def read_map(data: bytes, path: str) -> tuple[Feature, ...]:
    """Return the features of a GeoJSON FeatureCollection, in order.

    A MultiLineString becomes a feature for each of its lines; of a Polygon only the outer ring is kept. Properties read
    are ``name``, ``class``, ``estimate``, and in metres ``width`` (of a roadway, from kerb to kerb) and ``est_error_m``
    (how far off the line may be); members that GeoJSON or we do not know are passed over.
    Raises TourError with every fault, each with line and column in *path*.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        raise TourError(Diagnostic(_span(before, len(before), path), "not UTF-8", "save the file as UTF-8")) from None
    reader = _Reader(_parsed(text, path))
    features = tuple(reader.features())
    if reader.faults:
        places = JsonPlaces(text, path)
        raise TourError(*(Diagnostic(places.span(steps), message, hint) for steps, message, hint in reader.faults))
    return features


def _parsed(text: str, path: str) -> Any:  # JSON as it comes, checked piece by piece below
    top: Any = None
    deep = False
    try:
        top = json.loads(text)
        deep = strict_json.too_deep(top)
    except json.JSONDecodeError as error:
        message = f"broken JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        hint = "look at this place and just before it: commas between values, quotes round names, brackets closed"
        raise TourError(Diagnostic(Span(path, error.lineno, error.colno), message, hint)) from None
    except RecursionError:
        deep = True
    except ValueError:
        # Python refuses whole numbers of more than some thousand digits.
        digits = re.search(r"(?<!\d)\d{4000,}", text)
        span = _span(text, digits.start() if digits else 0, path)
        hint = "write degrees, such as -118.35560"
        raise TourError(Diagnostic(span, "a number with thousands of digits", hint)) from None
    if deep:
        hint = "export it anew, as a FeatureCollection"
        raise TourError(Diagnostic(Span(path, 1, 1), "brackets are nested too deep for a map", hint))
    return top


@dataclass(slots=True)
class _Reader:
    """One reading of one file: the faults, and how to get at what is right."""

    top: Any  # JSON as it comes.
    faults: list[tuple[_Steps, str, str]] = field(default_factory=list)
    positions: int = 0

    def features(self) -> Iterator[Feature]:
        """Yield the features that are right."""
        top = self.top if isinstance(self.top, dict) else {}
        if top.get("type") != "FeatureCollection":
            hint = 'begin with {"type": "FeatureCollection", …'
            self._fault(_within(top, "type"), "this is not a GeoJSON FeatureCollection", hint)
            return
        members = top.get("features")
        if not isinstance(members, list):
            hint = 'write "features": [ … ]'
            self._fault(_within(top, "features"), "the FeatureCollection has no list of features", hint)
            return
        for i, member in enumerate(members):
            if len(self.faults) >= _MOST_FAULTS:
                self._fault(("features", i), "not read further, after so many faults", "mend the others first")
                return
            yield from self._feature(member, ("features", i))
            if self.positions > MOST_POSITIONS:
                self._fault(("features", i), f"more than {MOST_POSITIONS:,} positions up to here", _SMALLER)
                return

    def _feature(self, member: Any, steps: _Steps) -> Iterator[Feature]:
        if not isinstance(member, dict) or member.get("type") != "Feature":
            hint = 'write {"type": "Feature", "properties": …, "geometry": …}'
            self._fault(steps, "this is not a GeoJSON Feature", hint)
            return
        name, kind, estimate = self._properties(member.get("properties"), steps)
        found = self._geometry(member.get("geometry"), steps)
        if found is None or kind is None:
            return
        shape, lines = found
        wanted = _MUST_BE.get(kind, shape)
        if shape != wanted:
            at = (*steps, "geometry", "type")
            self._fault(at, f"the class {kind!r} is drawn as a {wanted}", f"write {_WRITTEN_AS[wanted]}")
            return
        width = self._metres(member.get("properties"), "width", steps)
        error = self._metres(member.get("properties"), "est_error_m", steps)
        for line in lines:
            yield Feature(name, kind, shape, line, estimate, width, error)

    def _metres(self, found: Any, key: str, steps: _Steps) -> float:
        """Return a property that is a length, in metres; 0 where there is none."""
        length = found.get(key)
        if length is None:
            return 0.0
        if isinstance(length, bool) or not isinstance(length, int | float) or not 0 <= length <= _LONGEST:
            self._fault((*steps, "properties", key), f"{key} is {_short(length)}", "write metres, such as 12.5")
            return 0.0
        return float(length)

    def _properties(self, found: Any, steps: _Steps) -> tuple[str, str | None, bool]:
        """Return name, class and whether the place is a guess; the class is None when there is none that is known."""
        if found is not None:
            steps = (*steps, "properties")
        if not isinstance(found, dict):
            self._fault(steps, "the feature has no properties", 'write "properties": {"name": …, "class": …}')
            return "", None, False
        return self._name(found, steps), self._class(found, steps), self._estimate(found, steps)

    def _name(self, found: dict[str, Any], steps: _Steps) -> str:
        name = self._property(found, "name", steps, "a text, which may be empty")
        if name is None:
            return ""
        steps = (*steps, "name")
        if not isinstance(name, str):
            self._fault(steps, f"name is {_short(name)}, which is not a text", 'write "name": "…"')
            return ""
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in name):
            self._fault(steps, f"name {_short(name)} has a character that cannot be shown", "take it out")
        return name

    def _class(self, found: dict[str, Any], steps: _Steps) -> str | None:
        kind = self._property(found, "class", steps, f"one of {', '.join(KINDS)}")
        if isinstance(kind, str) and kind in KINDS:
            return kind
        if kind is not None:
            self._fault((*steps, "class"), f"unknown class {_short(kind)}", _alike(kind, KINDS))
        return None

    def _estimate(self, found: dict[str, Any], steps: _Steps) -> bool:
        estimate = found.get("estimate", False)
        if not isinstance(estimate, bool):
            self._fault((*steps, "estimate"), f"estimate is {_short(estimate)}", "write true or false")
        return estimate is True

    def _property(self, found: dict[str, Any], key: str, steps: _Steps, what: str) -> Any:
        """Return a property that must be there; None, with a fault, when it is not."""
        if found.get(key) is not None:
            return found[key]
        hint = f"write {key!r}: {what}"
        misspelt = nearest(key, [other for other in found if other not in _PROPERTIES])
        if misspelt:
            steps = (*steps, misspelt)
            hint = f"did you mean {key!r} in place of {misspelt!r}?"
        self._fault(steps, f"the feature has no {key!r}", hint)
        return None

    def _geometry(self, found: Any, steps: _Steps) -> tuple[_Shape, list[tuple[Place, ...]]] | None:
        """Return the shape and its lines, each of them places; None, with a fault, where anything is wrong."""
        if not isinstance(found, dict):
            self._fault(steps, "the feature has no geometry", 'write "geometry": {"type": …, "coordinates": …}')
            return None
        steps = (*steps, "geometry")
        kind = found.get("type")
        if not isinstance(kind, str) or kind not in _DRAWN_AS:
            at = _within(found, "type", steps)
            self._fault(at, f"the map cannot draw the geometry {_short(kind)}", _alike(kind, _DRAWN_AS))
            return None
        before = len(self.faults)
        lines = self._lines(kind, found.get("coordinates"), _within(found, "coordinates", steps))
        if len(self.faults) > before:
            return None
        return _DRAWN_AS[kind], lines

    def _lines(self, kind: str, coordinates: Any, steps: _Steps) -> list[tuple[Place, ...]]:
        match kind:
            case "Point":
                place = self._position(coordinates, steps)
                return [(place,)] if place else []
            case "LineString":
                return [self._line(coordinates, steps)]
            case "MultiLineString":
                return [self._line(line, (*steps, i)) for i, line in enumerate(self._list(coordinates, steps))]
            case _:  # of a polygon the outer ring, which is the first
                return [self._ring(ring, (*steps, 0)) for ring in self._list(coordinates, steps)[:1]]

    def _line(self, found: Any, steps: _Steps) -> tuple[Place, ...]:
        places = self._positions(found, steps)
        if isinstance(found, list) and len(found) == 1:
            self._fault(steps, "a line has at least two positions", "write [[lon, lat], [lon, lat], …]")
        return places

    def _ring(self, found: Any, steps: _Steps) -> tuple[Place, ...]:
        places = self._positions(found, steps)
        if isinstance(found, list) and found and (len(found) < 4 or found[0] != found[-1]):
            hint = "write at least four positions, the last the same as the first"
            self._fault(steps, "the ring of this area is not closed", hint)
        return places[:-1]

    def _list(self, found: Any, steps: _Steps) -> list[Any]:
        if isinstance(found, list) and found:
            return found
        self._fault(steps, "the geometry has no coordinates here", "write [[lon, lat], …], in degrees")
        return []

    def _positions(self, found: Any, steps: _Steps) -> tuple[Place, ...]:
        places = []
        for i, position in enumerate(self._list(found, steps)[: MOST_POSITIONS + 1]):
            self.positions += 1
            place = self._position(position, (*steps, i))
            if place:
                places.append(place)
        return tuple(places)

    def _position(self, found: Any, steps: _Steps) -> Place | None:
        if not _is_position(found):
            self._fault(steps, f"{_short(found)} is not a position", "write [longitude, latitude], in degrees")
            return None
        lon, lat = found[:2]
        # Written so that NaN is out of range too.
        if not (abs(lon) <= 180 and abs(lat) <= 90):
            hint = "write degrees, longitude first"
            if abs(lon) <= 90 and abs(lat) <= 180:
                hint = "are they swapped? GeoJSON writes longitude first"
            self._fault(steps, f"the position {_short(found)} is out of range", hint)
            return None
        return Place(float(lat), float(lon))

    def _fault(self, steps: _Steps, message: str, hint: str) -> None:
        if len(self.faults) <= _MOST_FAULTS:
            self.faults.append((steps, message, hint))


def _within(found: dict[str, Any], key: str, steps: _Steps = ()) -> _Steps:
    """Return the way to what stands at *key* of the object *found*, or to the object where nothing does."""
    return (*steps, key) if key in found else steps


def _is_position(found: Any) -> bool:
    """Say whether *found* begins with two numbers; true and false are none."""
    if not isinstance(found, list) or len(found) < 2:
        return False
    # By type: JSON's numbers are of these two, and a map of a town has a hundred thousand.
    return type(found[0]) in _NUMBERS and type(found[1]) in _NUMBERS


def _alike(found: object, known: Collection[str]) -> str:
    """Return the hint for *found*, which is none of the *known*."""
    if isinstance(found, str) and (near := nearest(found, known)):
        return f"did you mean {near!r}?"
    return f"write one of {', '.join(known)}"


def _short(found: object) -> str:
    return short(repr(found), 40)
