"""Reading the walked line from KML 2.2 (OGC 07-147r2, sections 10.3 and 10.7) and Google's ``gx:Track``."""

from __future__ import annotations

import re

from tour.diagnostics import Diagnostic, Span, TourError
from tour.model import Place
from tour.reading.traces import MOST_POINTS, Growing, Trace
from tour.reading.xml_file import XmlFile

_SHAPES = ("LineString", "Track", "Point")
_WORD = re.compile(r"\S+")
_LONGEST_WORD = 200
"""Characters of a position; three numbers have some fifty."""


def read_kml(data: bytes, path: str) -> tuple[Trace, ...]:
    """Return the lines of a KML file, in order; if it has none, its points as one line.

    Raises TourError, with line and column in *path*, for broken XML, a DOCTYPE, impossible positions, a file without
    any, and one with more than `MOST_POINTS` of them.
    """
    return _Reader(data, path).read()


class _Reader(XmlFile):
    kind = "KML"
    root = "kml"

    def __init__(self, data: bytes, path: str) -> None:
        super().__init__(data, path)
        self.parser.CharacterDataHandler = self._characters
        self._lines: list[Growing] = []
        self._points = Growing(path, "waypoints")
        self._text: list[str] = []
        self._start_at = (1, 1)
        """Line and column of the text that is being read."""
        self._count = 0
        self._links = False
        """Whether it points to another file, which is not fetched."""

    def read(self) -> tuple[Trace, ...]:
        self.parse()
        found = [line for line in self._lines if line.places] or [line for line in (self._points,) if line.places]
        if not found:
            message, hint = "this KML file has no line", "draw the walk as a line, and export that layer as KML"
            if self._links:
                message = "this KML file holds a link to the map, and not the map itself"
                hint = "export it once more, without keeping it up to date by a network link"
            raise TourError(Diagnostic(Span(self.path, 1, 1), message, hint))
        return tuple(line.trace() for line in found)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("LineString", "Track"):
            if self._lines and not self._lines[-1].places:  # a file may have a million without a position
                self._lines.pop()
            self._lines.append(Growing(self.path, "track", len(self._lines) + 1))
        self._links = self._links or name == "NetworkLink"
        self._forget()

    def ended(self, name: str) -> None:
        parent = self.open[-1] if self.open else ""
        if name in ("coordinates", "coord") and parent in _SHAPES:
            line = self._points if parent == "Point" else self._lines[-1]
            self._positions("".join(self._text), line, name)
        self._forget()

    def _characters(self, text: str) -> None:
        if self.open and self.open[-1] in ("coordinates", "coord"):
            self._start_at = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            self._text.append(text)
            self.parser.CharacterDataHandler = self._text.append  # each line end is a piece: a file may have millions

    def _forget(self) -> None:
        """Begin a text anew."""
        self._text.clear()
        self.parser.CharacterDataHandler = self._characters

    def _positions(self, text: str, line: Growing, name: str) -> None:
        """Read ``lon,lat,height`` between blanks, or ``lon lat height``, which is one position."""
        row, column = self._start_at
        past = seen = 0
        """Where the line begins that is being read, in *text*, and how far its ends are counted."""
        for found in [re.match(r"\s*(?:\S.*\S|\S?)", text, re.DOTALL)] if name == "coord" else _WORD.finditer(text):
            assert found  # the pattern matches anything
            breaks, seen = text.count("\n", seen, found.start()), found.start()
            if breaks:
                row, past, column = row + breaks, text.rfind("\n", 0, found.start()) + 1, 1
            span = Span(self.path, row, column + found.start() - past, max(1, len(found[0].strip())))
            self._position(found[0].strip(), line, span)

    def _position(self, text: str, line: Growing, span: Span) -> None:
        self._count += 1
        if self._count > MOST_POINTS:
            raise TourError(Diagnostic(span, f"more than {MOST_POINTS:,} positions", "simplify the line"))
        if text.endswith(","):
            raise TourError(
                *self.faults, Diagnostic(span, "a position is broken by a blank", "write no blank behind its commas")
            )
        parts = re.split(r"[,\s]+", text[:_LONGEST_WORD])
        if len(parts) < 2:
            self.fault(span, f"{text[:40]!r} is not a position", "write longitude,latitude, in degrees")
            return
        lon, lat = self.degrees(parts[0], "lon", span), self.degrees(parts[1], "lat", span)
        if lat is not None and lon is not None:
            line.add(Place(lat, lon), span.line, span.column)
