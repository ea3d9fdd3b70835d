"""An extract of OpenStreetMap, read from any of the forms in which people get one."""

from __future__ import annotations

import bz2
import gzip
import io
import zlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from tour.diagnostics import Diagnostic, Span, TourError, reason, shown
from tour.inputs.plain_files import open_plain
from tour.osm.areas import unclosed
from tour.osm.elements import Bounds, Extract, Kind, Member, Node, Relation, Tags, Way
from tour.osm.from_json import read_json
from tour.osm.from_pbf import read_pbf
from tour.osm.from_xml import read_xml
from tour.osm.gathering import SMALLER, FaultyError, Gathering, Source

__all__ = ["Bounds", "Extract", "Kind", "Member", "Node", "Relation", "Tags", "Way", "read_extract"]

MOST_BYTES = 200_000_000
"""Of a file, and of what is packed in it: OpenStreetMap's own export gives fifty at most."""
_HEAD = 64
_SHOWN = ("highway", "leisure", "natural", "place", "water", "waterway")
"""Keys of areas that a map or a walk would miss; a boundary that does not close is none of them."""
_BLANK = b" \t\r\n"
_OTHERS = (
    (b"PK\x03\x04", "a zip", "unpack it, and give the .osm or .pbf file that is in it"),
    (b"\xfd7zXZ", "packed by xz", "unpack it, or pack it by gzip"),
    (b"(\xb5/\xfd", "packed by zstd", "unpack it, or pack it by gzip"),
    (b"7z\xbc\xaf", "packed by 7-Zip", "unpack it, and give the .osm or .pbf file that is in it"),
    (b"\xff\xe0", "of the format o5m", "export it as .osm or .pbf"),
    (b"SQLite format 3", "a database", "export it as .osm or .pbf"),
    (b"%PDF", "a PDF", "export the map as .osm: the button Export of openstreetmap.org"),
    (b"\x89PNG", "a picture of a map", "export the map as .osm: the button Export of openstreetmap.org"),
    (b"\xff\xd8\xff", "a picture of a map", "export the map as .osm: the button Export of openstreetmap.org"),
)
"""Files that are not read, by how they begin."""
_KNOWN = "give a file .osm, .osm.gz, .osm.bz2, .osm.pbf, or JSON of an Overpass server"


def read_extract(path: Path) -> Extract:
    """Return the extract in the file *path*: OSM XML, Overpass JSON, either packed by gzip or bzip2, or PBF.

    What it is its content tells, not its name. Raises TourError with one fault for a file that is broken, too large,
    empty of ways, or something else.
    """
    into = Gathering()
    try:
        with open_plain(path) as file:
            _read(file, path, into)
        return _whole(into)
    except FaultyError as fault:
        raise TourError(_fault(path, fault)) from None
    except OSError as error:
        raise TourError(Diagnostic(None, f"{shown(path)}: {reason(error)}")) from None


def _read(file: io.BufferedReader, path: Path, into: Gathering) -> None:
    head = file.peek(_HEAD)[:_HEAD]
    if head[4:15] == b"\x0a\x09OSMHeader":
        _refuse_large(path)
        read_pbf(path, into)
    elif head.startswith(b"\x1f\x8b"):
        _read_packed(gzip.GzipFile(fileobj=file), into)
    elif head.startswith(b"BZh"):
        _read_packed(bz2.BZ2File(file), into)
    else:
        _read_text(_Bounded(file), head, into)


def _refuse_large(path: Path) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise FaultyError(f"it is larger than {MOST_BYTES // 1_000_000} MB", SMALLER)


def _read_packed(unpacker: gzip.GzipFile | bz2.BZ2File, into: Gathering) -> None:
    try:
        with unpacker, io.BufferedReader(unpacker) as file:
            _read_text(_Bounded(file), file.peek(_HEAD)[:_HEAD], into)
    except FaultyError as fault:
        line = int(fault.args[2])
        where = f" (line {line} of what is packed in it)" if line else ""
        raise FaultyError(fault.message + where, fault.hint) from None
    except (EOFError, zlib.error, OSError):
        raise FaultyError("it cannot be unpacked", "it may be cut short: fetch it anew") from None


def _read_text(file: Source, head: bytes, into: Gathering) -> None:
    """Read XML or JSON. Raises FaultyError for anything else, and says what it is where that is known."""
    for magic, what, hint in _OTHERS:
        if head.startswith(magic):
            raise FaultyError(f"this file is {what}, which cannot be read", hint)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)
    if start.startswith((b"{", b"[")):
        read_json(file, into)
    elif start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")):
        read_xml(file, into)
    elif not start:
        raise FaultyError("this file is empty", _KNOWN)
    else:
        raise FaultyError("this file is no extract of OpenStreetMap", _KNOWN)


class _Bounded:
    """A file that gives `MOST_BYTES` and no more: what is packed may be a thousand times as large as it looks."""

    def __init__(self, file: Source) -> None:
        self._file = file
        self._given = 0

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._file.read(size)
        self._given += len(chunk)
        if self._given > MOST_BYTES:
            raise FaultyError(f"it holds more than {MOST_BYTES // 1_000_000} MB", SMALLER)
        return chunk


def _whole(into: Gathering) -> Extract:
    """Return what was read, in the order of the ids. Raises FaultyError where that is no map."""
    told = [f"the server says: {remark}" for remark in into.remarks]
    if not into.nodes or not any(way.nodes for way in into.ways.values()):
        what = "no way in it has nodes" if into.ways else "there is no way in it"
        raise FaultyError("; ".join([what, *told]), "export the area with all its ways and their nodes")
    nodes, ways = dict(sorted(into.nodes.items())), dict(sorted(into.ways.items()))
    told += _missing(nodes.keys(), ways.values())
    extract = Extract(nodes, ways, dict(sorted(into.relations.items())), into.bounds, told)
    told += unclosed(extract, _SHOWN)
    return extract


def _missing(nodes: Collection[int], ways: Iterable[Way]) -> Iterator[str]:
    """Yield a line about nodes that ways name and the extract lacks, if there are any: it ends somewhere."""
    lacking = [sum(node not in nodes for node in way.nodes) for way in ways]
    cut = sum(count > 0 for count in lacking)
    if cut:
        yield f"{cut} of {len(lacking)} ways go on where the extract ends: it lacks {sum(lacking)} of their nodes"


def _fault(path: Path, fault: FaultyError) -> Diagnostic:
    _, _, line, column = fault.args
    if line:
        return Diagnostic(Span(shown(path), line, column), fault.message, fault.hint)
    return Diagnostic(None, f"{shown(path)}: {fault.message}", fault.hint)
