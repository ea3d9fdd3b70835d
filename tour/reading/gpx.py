"""Reading the walked line from GPX 1.1 (also 1.0): topografix.com/GPX/1/1, `trkType`, `rteType`, `wptType`."""

from __future__ import annotations

from tour.diagnostics import Diagnostic, Span, TourError
from tour.model import Place
from tour.reading.traces import MOST_POINTS, Growing, Trace, TraceKind
from tour.reading.xml_file import XmlFile

_POINTS = {"trkpt": "trkseg", "rtept": "rte", "rpt": "rte", "wpt": "gpx"}
"""Points, and what they stand in. ``rpt`` is Garmin's for the turns between the places of a route, some levels deeper
(GpxExtensions 3, `RoutePointExtension_t`)."""
_DEEPEST = 10
"""Levels below which no ``rpt`` is looked for: in a file of a million levels each would be looked for in all."""
_KINDS: dict[str, TraceKind] = {"trkseg": "track", "rte": "route", "gpx": "waypoints"}


def read_gpx(data: bytes, path: str) -> tuple[Trace, ...]:
    """Return the lines of a GPX file, in order: its track segments; if it has none, its routes; else its waypoints.

    Lines without a point are left out. Raises TourError, with line and column in *path*, for broken XML, a DOCTYPE (so
    for every entity of one's own), missing or impossible coordinates, a file without points, and one with more than
    `MOST_POINTS` of them.
    """
    return _Reader(data, path).read()


class _Reader(XmlFile):
    kind = "GPX"
    root = "gpx"

    def __init__(self, data: bytes, path: str) -> None:
        super().__init__(data, path)
        self._lines: list[Growing] = []
        self._waypoints = Growing(path, "waypoints")
        self._tracks = 0
        self._points = 0
        self._bare = False
        """Whether the track that is open has points outside of any segment."""

    def read(self) -> tuple[Trace, ...]:
        self.parse()
        lines = [*self._lines, self._waypoints]
        for kind in ("track", "route", "waypoints"):
            found = [line.trace() for line in lines if line.kind == kind and line.places]
            if found:
                return tuple(found)
        hint = "draw the walk as a track: <trk><trkseg><trkpt lat=… lon=…/>…"
        raise TourError(Diagnostic(Span(self.path, 1, 1), "this GPX file has no track points", hint))

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("trk", "rte"):
            self._tracks += 1
            self._bare = False
        if name in ("trkseg", "rte"):
            self._line(_KINDS[name])
        elif name == "trkpt" and self.open[-1:] == ["trk"]:  # some forget the segment round the points of a track
            if not self._bare:
                self._line("track")
            self._bare = True
            self._point("track", attributes)
        elif name in _POINTS and _POINTS[name] in (self.open[:_DEEPEST] if name == "rpt" else self.open[-1:]):
            self._point(_KINDS[_POINTS[name]], attributes)

    def _line(self, kind: TraceKind) -> None:
        """Begin a line. It takes the place of one without a point, of which a file may have a million."""
        if self._lines and not self._lines[-1].places:
            self._lines.pop()
        self._lines.append(Growing(self.path, kind, self._tracks))

    def _point(self, kind: TraceKind, attributes: dict[str, str]) -> None:
        self._points += 1
        if self._points > MOST_POINTS:
            self.stop(f"more than {MOST_POINTS:,} track points", "simplify the track in a GPX editor")
        lat, lon = self._degrees(attributes, "lat"), self._degrees(attributes, "lon")
        if lat is None or lon is None:
            return
        line = self._waypoints if kind == "waypoints" else self._lines[-1]
        line.add(Place(lat, lon), self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _degrees(self, attributes: dict[str, str], name: str) -> float | None:
        found = attributes.get(name)
        if found is None:
            self.fault(self.here(), f"a track point has no {name}", 'write <trkpt lat="…" lon="…">, in degrees')
            return None
        return self.degrees(found, name)
