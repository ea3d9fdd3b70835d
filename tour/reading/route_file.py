"""The walked line as a file, whatever its format: which file it is, what it holds, or what it is instead."""

from __future__ import annotations

import codecs
import os
import re
from typing import NamedTuple

from tour.diagnostics import Diagnostic, Span, TourError, shown
from tour.reading.gathered import Gathered, misnamed
from tour.reading.gpx import read_gpx
from tour.reading.kml import read_kml
from tour.reading.line_geojson import read_line_geojson
from tour.reading.traces import Trace

NAMES = ("route.gpx", "route.geojson", "route.kml")
"""Files that the walked line may stand in. Which of the formats one has, its content tells."""

_EXPORT = "export the walk as GPX, KML or GeoJSON"
_LOG_IN = "a site gave its page in place of the file: log in there in a browser, and download the GPX itself"
_OTHERS = {
    "route.kmz": "it is zipped KML: unzip it, and save the doc.kml in it as route.kml",
    "route.fit": f"its format belongs to watches: {_EXPORT}",
    "route.tcx": f"its format belongs to training diaries: {_EXPORT}",
    "route.json": "save it as route.geojson",
}
"""Files that people bring, and what to do with them."""
_HEAD = 2_000
"""Bytes that tell what a file is."""


class Route(NamedTuple):
    path: str
    """As shown."""
    traces: tuple[Trace, ...]


def routes(gathered: Gathered) -> list[str]:
    """Return the names of the files that a walked line may stand in, of those that are there."""
    return [name for name in NAMES if os.path.lexists(gathered.root / name)]


def read_route(gathered: Gathered) -> Route | None:
    """Return the walked line of a project; None, with a fault, where there is none that can be read."""
    found = routes(gathered)
    if len(found) > 1:
        message = f"there are two routes: {found[0]} and {found[1]}"
        gathered.fault(Span(shown(gathered.root / found[1]), 1, 1), message, "keep the one that is walked")
    if not found:
        gathered.faults.append(_missing(gathered))
        return None
    data, path = gathered.read_bytes(found[0])
    traces = gathered.tried(read_traces, data, path) if data is not None else None
    return Route(path, traces) if traces else None


def read_traces(data: bytes, path: str) -> tuple[Trace, ...]:
    """Return the lines in a file of any of the formats. Raises TourError for what is wrong with it."""
    head = _head(data)
    for start, message, hint in (
        (rb"<!doctype\s+html|<html", "this is a web page, not a route", _LOG_IN),
        (rb"<trainingcenterdatabase", "this is a TCX file, not GPX", _EXPORT),
        (rb"<osm[\s>/]", "this is map data of OpenStreetMap, not a route", _EXPORT),
        (rb"<svg[\s>/]", "this is a drawing, not a route", _EXPORT),
        (rb"pk\x03\x04", "this is a zip, or KMZ, not GPX", "unzip it, and use the file in it"),
        (rb".{8}\.fit", "this is a FIT file, not GPX", _EXPORT),
        (rb"\$g[pn][a-z]{3},", "this is a receiver's own log (NMEA), not GPX", _EXPORT),
    ):
        if re.match(start, head, re.DOTALL):
            raise TourError(Diagnostic(Span(path, 1, 1), message, hint))
    if head.startswith((b"{", b"[", b"\x1e")):
        return read_line_geojson(data, path)
    if not head.startswith(b"<") and _is_text(head):
        what = "a text or a list, not a route" if head else "empty"
        raise TourError(Diagnostic(Span(path, 1, 1), f"this file is {what}", _EXPORT))
    return read_kml(data, path) if re.match(rb"<(?:\w+:)?kml[\s>]", head) else read_gpx(data, path)


def _head(data: bytes) -> bytes:
    """Return the beginning of a file in small letters, without what XML may have before its first element."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:].replace(b"\0", b"")
    head = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    while found := re.match(rb"<\?.*?\?>\s*|<!--.*?-->\s*", head, re.DOTALL):
        head = head[found.end() :]
    return head


def _is_text(head: bytes) -> bool:
    """Say whether *head* is text in UTF-8, which may be cut within a letter."""
    try:
        return "\0" not in codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False


def _missing(gathered: Gathered) -> Diagnostic:
    path = shown(gathered.root / NAMES[0])
    for name, hint in _OTHERS.items():
        if (gathered.root / name).exists():
            return Diagnostic(Span(path, 1, 1), f"{name} cannot be read as the route", hint)
    hint = "draw the walk in any GPX editor and save it as stops/route.gpx"
    near = [found for name in NAMES if (found := misnamed(gathered.root, name))]
    near += sorted(path.name for path in gathered.root.glob("*.gpx"))
    if near:
        hint = f"is it {near[0]}? then give it the name route.gpx"
    return Diagnostic(Span(path, 1, 1), "the file route.gpx is missing", hint)
