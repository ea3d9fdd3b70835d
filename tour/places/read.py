"""A file or folder → the list of places in it. What kind it is tells its content, not its name."""

from __future__ import annotations

import re
from pathlib import Path

from tour.diagnostics import Diagnostic, Span, TourError, reason, shown
from tour.inputs.plain_files import is_folder, read_plain
from tour.places import feature_points, kml, photos, table, waypoints
from tour.places.kmz import kml_in
from tour.places.letters import text_of
from tour.places.list_xml import read_xml
from tour.places.pins import LARGEST, Gathering, Listed

KINDS = "KML, KMZ, GPX, GeoJSON, CSV, or a folder of photos"
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\xff\xd8\xff", "one photo: name the folder that it lies in"),
    (b"\x89PNG", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a gzip archive: unpack it"),
    (b"Rar!", "an archive: unpack it"),
    (b"7z\xbc\xaf", "an archive: unpack it"),
)
_XML = re.compile(r"\s*(?:<\?xml\b|<!--|<!doctype\b|<[a-z_][\w:.-]*[\s>/])", re.IGNORECASE)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?(?:<!doctype\s+html|<html)", re.IGNORECASE | re.DOTALL
)
_SAYS_ENCODING = re.compile(r"""(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*["'][^"'>]*["']""", re.IGNORECASE)
_DECLARED_IN = 500
"""Characters at the head of a file in which XML says of what letters it is: further on, blanks would take hours."""


def read_places(path: Path) -> Listed:
    """Return the list of places in *path*, a file or a folder of photos, with what was passed over in it.

    Raises TourError with every fault in it, each with its line and column, and what to write instead.
    """
    gathering = Gathering(shown(path))
    if is_folder(path):
        photos.read_photos(path, gathering)
        return gathering.listed(photos.NOTHING, photos.HINT)
    try:
        data = read_plain(path, LARGEST)
    except OSError as fault:
        raise TourError(Diagnostic(None, f"{shown(path)} cannot be read: {reason(fault)}", f"name {KINDS}")) from None
    for start, kind in _OTHERS:
        if data.startswith(start):
            raise _no_list(gathering, kind)
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        return _read_xml(text_of(kml_in(data, gathering), gathering), gathering)
    return _read_text(text_of(data, gathering), gathering)


def _read_text(text: str, gathering: Gathering) -> Listed:
    if _HTML.match(text):
        raise _no_list(gathering, "a web page")
    if _XML.match(text):
        return _read_xml(text, gathering)
    if text.lstrip()[:1] in ("{", "["):
        feature_points.read_features(text, gathering)
        return gathering.listed(feature_points.NOTHING, feature_points.HINT)
    table.read_table(text, gathering)
    return gathering.listed(table.NOTHING, table.HINT)


def _read_xml(text: str, gathering: Gathering) -> Listed:
    """Return the list in XML, whose letters are known already, whatever it says of them itself."""
    head = _SAYS_ENCODING.sub(r"\1", text[:_DECLARED_IN], count=1)
    root = read_xml((head + text[_DECLARED_IN:]).encode("utf-8", "replace"), gathering.path)
    match root.name:
        case "kml":
            kml.read_kml(root, gathering)
            return gathering.listed(kml.NOTHING, kml.HINT)
        case "gpx":
            waypoints.read_waypoints(root, gathering)
            return gathering.listed(waypoints.NOTHING, waypoints.HINT)
        case "osm":
            raise _no_list(gathering, "an extract of OpenStreetMap: name it with --map")
    raise _no_list(gathering, f"XML that begins with <{root.name[:40]}>")


def _no_list(gathering: Gathering, kind: str) -> TourError:
    return TourError(Diagnostic(Span(gathering.path, 1, 1), f"this is no list of places but {kind}", f"name {KINDS}"))
