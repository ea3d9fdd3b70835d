"""The KML inside a KMZ: a zip archive (OGC 07-147r2, annex C), read within bounds and never unpacked to the disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from tour.diagnostics import Diagnostic, Span, TourError
from tour.places.pins import LARGEST, Gathering

MOST_MEMBERS = 2_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What members may be packed with: LZMA asks for as much memory as an archive says, before there is a byte to read."""
_BROKEN = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)
"""What zipfile raises for archives that are cut short, encrypted, or made to harm."""
_OFFICE = {
    "xl/workbook.xml": "a spreadsheet",
    "word/document.xml": "a text document",
    "content.xml": "an office document",
}


def kml_in(data: bytes, gathering: Gathering) -> bytes:
    """Return the KML of the archive *data*: ``doc.kml``, else the first one in it; others are told.

    Raises TourError for an archive without one, with a name that leads out of it (``..``), with more than
    `MOST_MEMBERS` files, with more than `LARGEST` bytes of KML, and for one that cannot be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = _chosen(archive.namelist(), gathering)
            if archive.getinfo(name).compress_type not in _METHODS:
                message = f"{name[:60]!r} in this archive is packed in a way that no KMZ is"
                raise _refused(gathering, message, "unpack it and name that file, or export the list anew")
            with archive.open(name) as member:
                kml = member.read(LARGEST + 1)  # what it says of its size may be untrue
    except TourError:
        raise
    except _BROKEN as fault:
        why = str(fault) or type(fault).__name__
        raise _refused(gathering, f"this archive cannot be read: {why[:100]}", "export the list anew") from None
    if len(kml) > LARGEST:
        message = f"{name[:60]!r} in this archive unpacks to more than {LARGEST // 1_000_000} MB"
        raise _refused(gathering, message, "export the places alone, without tracks")
    return kml


def _chosen(names: list[str], gathering: Gathering) -> str:
    """Return the name of the KML to read, or raise TourError."""
    if len(names) > MOST_MEMBERS:
        raise _refused(gathering, f"this archive holds more than {MOST_MEMBERS:,} files", "export the places alone")
    for name in names:
        if _leads_out(name):
            message = f"this archive holds {name[:60]!r}, a name that leads out of it"
            raise _refused(gathering, message, "a KMZ has no such file: export the list anew")
    for name, kind in _OFFICE.items():
        if name in names:
            raise _refused(gathering, f"this is {kind}, not a list", "save the list as CSV")
    found = [name for name in names if name.lower().endswith(".kml")]
    if not found:
        raise _refused(gathering, "this archive holds no KML", "export the map as KML or KMZ")
    chosen = next((name for name in found if name.lower() == "doc.kml"), found[0])
    for name in found:
        if name != chosen:
            message = f"{name[:60]!r} in this archive is passed over: {chosen[:60]!r} is the list"
            gathering.tell(Span(gathering.path, 1, 1), message, "unpack it and name that file, if it is the one")
    return chosen


def _leads_out(name: str) -> bool:
    name = name.replace("\\", "/")
    return name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts


def _refused(gathering: Gathering, message: str, hint: str) -> TourError:
    return TourError(Diagnostic(Span(gathering.path, 1, 1), message, hint))
