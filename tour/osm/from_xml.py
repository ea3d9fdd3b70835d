"""Reading OpenStreetMap's XML (wiki.openstreetmap.org/wiki/OSM_XML), as its site, editors and Overpass write it.

Streamed through Python's own expat: it tells line and column, and stops at a DOCTYPE before any entity is made.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from tour.osm.elements import Kind, Member
from tour.osm.gathering import FaultyError, Gathering, Source

_CHUNK = 1_000_000
_LONGEST_TOKEN = 2_000_000
"""Bytes of one tag, or of one stretch of text: expat begins anew with each chunk until it has the whole."""
_INTEGER = re.compile(r"-?\d{1,19}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{0,20})?([eE]-?\d{1,2})?", re.ASCII)
_KINDS: dict[str, Kind] = {"node": "node", "way": "way", "relation": "relation"}
_ROOTS = {
    "html": ("this is a web page, not a map", "open it in a browser: the server says there what went wrong"),
    "osmChange": ("this is a list of changes, not an extract", "export the area itself"),
    "gpx": ("this is a GPX file, not a map", "export the map round the walk from openstreetmap.org"),
    "kml": ("this is a KML file, not a map", "export the map round the walk from openstreetmap.org"),
}


def read_xml(file: Source, into: Gathering) -> None:
    """Read the XML that *file* gives, in chunks. Raises FaultyError with its place, and what *file* raises."""
    reader = _Reader(into)
    given = 0
    while chunk := file.read(_CHUNK):
        given += len(chunk)
        reader.take(chunk, False)
        if given - reader.at_byte > _LONGEST_TOKEN:
            raise FaultyError(f"a tag or a text of more than {_LONGEST_TOKEN:,} bytes", "export it anew")
    reader.take(b"", True)


class _Reader:
    """One reading of one file: what is open, and what has been read of it."""

    def __init__(self, into: Gathering) -> None:
        self._into = into
        self._depth = 0
        self._open: dict[str, str] | None = None
        """The attributes of the node, way or relation that is open."""
        self._began = (0, 0)
        """Line and column of it."""
        self._tags: dict[str, str] = {}
        self._nodes: list[int] = []
        self._members: list[Member] = []
        self._remark: list[str] | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    @property
    def at_byte(self) -> int:
        """How far the file is understood."""
        return self._parser.CurrentByteIndex

    def take(self, chunk: bytes, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, "cannot be read")
            hint = "it may be cut short: export or fetch it anew"
            raise FaultyError(f"broken XML: {reason}", hint, error.lineno, error.offset + 1) from None
        except FaultyError as fault:
            raise fault.at(*self._here()) from None
        except (ValueError, LookupError):
            # Expat asks Python for an encoding that the file names and Python lacks, or that has no fixed width.
            raise FaultyError("the encoding of this file is not known", "save it as UTF-8", 1, 1) from None

    def _here(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._depth and name != "osm":
            otherwise = f"this XML begins with <{name[:40]}>, not with <osm>", "export it as OSM XML (.osm)"
            raise FaultyError(*_ROOTS.get(name, otherwise))
        self._depth += 1
        if self._depth == 2:
            self._begin(name, attributes)
        elif self._depth == 3 and self._open is not None:
            self._inside(name, attributes)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name in _KINDS:
            self._open = attributes
            self._began = self._here()
            self._tags, self._nodes, self._members = {}, [], []
        elif name == "bounds":
            box = [_number(attributes, side) for side in ("minlon", "minlat", "maxlon", "maxlat")]
            self._into.cover(*box)
        elif name == "remark":
            self._remark = []
            self._parser.CharacterDataHandler = self._remark.append

    def _inside(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tag":
            self._tags[attributes.get("k", "")] = attributes.get("v", "")
        elif name == "nd":
            ref = _integer(attributes, "ref")
            self._nodes.append(ref)
            if "lat" in attributes:  # `out geom` of Overpass
                self._into.node(ref, _number(attributes, "lat"), _number(attributes, "lon"), {})
        elif name == "member":
            kind = _KINDS.get(attributes.get("type", ""))
            if kind:
                self._members.append(Member(kind, _integer(attributes, "ref"), attributes.get("role", "")))

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._depth != 1:
            return
        if self._remark is not None:
            self._parser.CharacterDataHandler = None
            self._into.remark("".join(self._remark))
            self._remark = None
        if self._open is not None:
            try:
                self._close(name, self._open)
            except FaultyError as fault:
                raise fault.at(*self._began) from None
            self._open = None

    def _close(self, name: str, attributes: dict[str, str]) -> None:
        if attributes.get("visible") == "false" or attributes.get("action") == "delete":
            return
        ref = _integer(attributes, "id")
        if name == "node":
            self._into.node(ref, _number(attributes, "lat"), _number(attributes, "lon"), self._tags)
        elif name == "way":
            self._into.way(ref, self._nodes, self._tags)
        else:
            self._into.relation(ref, self._members, self._tags)

    def _doctype(self, name: str, *_declaration: object) -> None:
        # Refused whole: entities can be made to grow without end, or to read other files.
        if name.lower() == "html":
            raise FaultyError(*_ROOTS["html"])
        raise FaultyError("a DOCTYPE is not allowed in an extract", "export it anew from openstreetmap.org")


def _integer(attributes: dict[str, str], key: str) -> int:
    found = attributes.get(key, "")
    if not _INTEGER.fullmatch(found):
        raise FaultyError(_not_a_number(found, key), "export it anew")
    return int(found)


def _number(attributes: dict[str, str], key: str) -> float:
    found = attributes.get(key, "").strip()
    if not _NUMBER.fullmatch(found):
        raise FaultyError(_not_a_number(found, key), "export it with coordinates (Overpass: out body; >; out skel;)")
    return float(found)


def _not_a_number(found: str, key: str) -> str:
    return f"{key} is {found[:40]!r}, which is not a number" if found else f"{key} is missing"
