"""Reading the walked line from GPX 1.1 (also 1.0): topografix.com/GPX/1/1, `trkType`, `trksegType`, `wptType`.

Python's own expat, not lxml or gpxpy: it tells line and column, and it can stop at a DOCTYPE before any entity is made.
"""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from tour.diagnostics import Diagnostic, Span, TourError
from tour.model import Place

MOST_POINTS = 50_000
"""The fourteen waking hours of a receiver that writes a point a second."""
MOST_ELEMENTS = 500_000
"""Each point may have some of its own: height, time, pulse."""
_LONGEST_NUMBER = 40
"""Characters of a coordinate."""
_MOST_FAULTS = 20
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
_LIMITS = {"lat": 90.0, "lon": 180.0}
_OTHERS = {"rtept": "a route", "wpt": "waypoints"}
"""What a file may hold instead of a track, by the name of its points."""


def read_gpx(text: bytes, path: str) -> tuple[tuple[Place, ...], ...]:
    """Return the track segments of a GPX file, in order; segments without a point are left out.

    Raises TourError, with line and column in *path*, for broken XML, a DOCTYPE (so for every entity of one's own),
    missing or impossible coordinates, a file without track points, and one with more than `MOST_POINTS` of them.
    """
    return _Reader(text, path).read()


class _Reader:
    """One reading of one file."""

    def __init__(self, text: bytes, path: str) -> None:
        self._text = text
        self._path = path
        self._open: list[str] = []
        self._segments: list[list[Place]] = []
        self._faults: list[Diagnostic] = []
        self._points = 0
        self._elements = 0
        self._others: set[str] = set()
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self) -> tuple[tuple[Place, ...], ...]:
        try:
            self._parser.Parse(self._text, True)
        except expat.ExpatError as error:
            span = Span(self._path, error.lineno, error.offset + 1)
            reason = expat.errors.messages.get(error.code, "cannot be read")
            hint = "look at this place and just before it; a GPX file is XML: every tag is closed, & is written &amp;"
            raise TourError(*self._faults, Diagnostic(span, f"broken XML: {reason}", hint)) from None
        except (ValueError, LookupError):
            # Expat asks Python for an encoding that the file names and Python lacks, or that has no fixed width.
            fault = Diagnostic(Span(self._path, 1, 1), "the encoding of this file is not known", "save it as UTF-8")
            raise TourError(fault) from None
        if not self._points and not self._faults:
            self._faults.append(self._nothing())
        if self._faults:
            raise TourError(*self._faults)
        return tuple(tuple(segment) for segment in self._segments if segment)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            self._stop(f"more than {MOST_ELEMENTS:,} elements", "keep to the track itself: points, their lat and lon")
        if not self._open and name != "gpx":
            hint = "export the walk as GPX, or draw it anew as a track"
            raise TourError(Diagnostic(self._here(), f"this is not a GPX file: it begins with <{name}>", hint))
        if name == "trkseg":
            self._segments.append([])
        elif name == "trkpt" and self._open[-1] == "trkseg":
            self._points += 1
            if self._points > MOST_POINTS:
                self._stop(f"more than {MOST_POINTS:,} track points", "simplify the track in a GPX editor")
            place = self._place(attributes)
            if place:
                self._segments[-1].append(place)
        elif name in _OTHERS:
            self._others.add(_OTHERS[name])
        self._open.append(name)

    def _stop(self, message: str, hint: str) -> NoReturn:
        raise TourError(*self._faults, Diagnostic(self._here(), message, hint))

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _doctype(self, *_declaration: object) -> None:
        # Refused whole: entities can be made to grow without end, or to read other files.
        hint = "take out the line that begins with <!DOCTYPE, and write what its entities stand for"
        # Expat tells of it where it has read its name, maybe lines later.
        before = self._text[: max(0, self._text.rfind(b"<!DOCTYPE", 0, self._parser.CurrentByteIndex + 1))]
        ahead = before.decode("utf-8", "replace")
        span = Span(self._path, ahead.count("\n") + 1, len(ahead) - ahead.rfind("\n"), len("<!DOCTYPE"))
        raise TourError(*self._faults, Diagnostic(span, "a DOCTYPE is not allowed in a GPX file", hint))

    def _place(self, attributes: dict[str, str]) -> Place | None:
        lat = self._degrees(attributes, "lat")
        lon = self._degrees(attributes, "lon")
        if lat is None or lon is None:
            return None
        return Place(lat, lon)

    def _degrees(self, attributes: dict[str, str], name: str) -> float | None:
        found = attributes.get(name)
        limit = _LIMITS[name]
        if found is None:
            self._fault(self._here(), f"a track point has no {name}", 'write <trkpt lat="…" lon="…">, in degrees')
            return None
        if len(found) > _LONGEST_NUMBER or not _NUMBER.fullmatch(found):
            hint = "write degrees as a number with a point, such as 34.06264"
            self._fault(self._here(name), f"{name} is {found[:40]!r}, which is not a number", hint)
            return None
        degrees = float(found)
        if abs(degrees) > limit:
            hint = f"write degrees from -{limit:.0f} to {limit:.0f}"
            if name == "lat" and abs(degrees) <= _LIMITS["lon"]:
                hint = "are lat and lon swapped?"
            self._fault(self._here(name), f"{name} is {found[:40]}, out of range", hint)
            return None
        return degrees

    def _fault(self, span: Span, message: str, hint: str) -> None:
        if len(self._faults) == _MOST_FAULTS:
            raise TourError(*self._faults, Diagnostic(span, "more faults from here on", "mend the ones above first"))
        self._faults.append(Diagnostic(span, message, hint))

    def _here(self, attribute: str = "") -> Span:
        """Return where the parser stands; with *attribute*, where its value stands in the tag."""
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        start = self._parser.CurrentByteIndex
        tag = self._text[start : self._text.find(b">", start)]
        value = None
        if attribute:
            value = re.search(rb"\s%s\s*=\s*[\"']([^\"']*)" % attribute.encode(), tag)
        if not value:
            return Span(self._path, line, column)
        before = tag[: value.start(1)].decode("utf-8", "replace")
        if "\n" in before:
            line += before.count("\n")
            column = len(before) - before.rfind("\n")
        else:
            column += len(before)
        return Span(self._path, line, column, max(1, len(value[1].decode("utf-8", "replace"))))

    def _nothing(self) -> Diagnostic:
        hint = "draw the walk as a track: <trk><trkseg><trkpt lat=… lon=…/>…"
        if self._others:
            kinds = " and ".join(sorted(self._others))
            hint = f"it has {kinds}; save the walk as a track instead (<trk>, <trkseg>, <trkpt>)"
        return Diagnostic(Span(self._path, 1, 1), "this GPX file has no track points", hint)
