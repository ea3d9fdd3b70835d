"""XML files of lines on the ground, read as a stream: what GPX and KML have in common.

Python's own expat, not lxml or gpxpy: it tells line and column, and it can stop at a DOCTYPE before any entity is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NoReturn
from xml.parsers import expat

from tour.diagnostics import Diagnostic, Span, TourError
from tour.inputs import encodings

MOST_ELEMENTS = 1_000_000
"""Each point may have some of its own: height, time, pulse."""
_LONGEST_TAG = 256_000
"""Bytes of a tag with its attributes, of which expat makes a dict, or of a comment."""
_CHUNK = 64_000
"""Bytes that the parser is given at once."""
_MOST_FAULTS = 20
_LONGEST_NUMBER = 40
"""Characters of a coordinate."""
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
LIMITS = {"lat": 90.0, "lon": 180.0}


def feed(parser: expat.XMLParserType, data: bytes, stop: Callable[[str], NoReturn]) -> None:
    """Give *parser* the *data* of a file piece by piece: of a tag that is too long it would make all attributes first.

    Calls *stop* with what is wrong at a tag or a comment that is too long. Raises what the parser raises.
    """
    for start in range(0, max(1, len(data)), _CHUNK):
        end = start + _CHUNK
        parser.Parse(data[start:end], end >= len(data))
        if end - parser.CurrentByteIndex > _LONGEST_TAG + _CHUNK:
            stop(f"a tag or a comment of more than {_LONGEST_TAG // 1000} kB")


class XmlFile:
    """One reading of one file. Kinds of files inherit from it, and say what they make of elements."""

    kind = ""
    """The format's name, such as ``GPX``."""
    root = ""
    """The name of the outermost element."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self.open: list[str] = []
        """The names of the elements that are open, without their namespaces' prefixes."""
        self.faults: list[Diagnostic] = []
        self._elements = 0
        self.data, encoding = _decoded(data, path)
        self.parser = expat.ParserCreate(encoding)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins; it is not among the open ones yet."""

    def ended(self, name: str) -> None:
        """Take note of an element that has ended; it is not among the open ones any more."""

    def parse(self) -> None:
        """Read the whole file. Raises TourError for what is no XML, and with all faults that were gathered."""
        try:
            feed(self.parser, self.data, partial(self.stop, hint="export the walk anew"))
        except expat.ExpatError as error:
            span = Span(self.path, error.lineno, error.offset + 1)
            reason = expat.errors.messages.get(error.code, "cannot be read")
            if self.open and error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
                message = f"this file breaks off: <{self.open[-1]}> has no end"
                raise TourError(*self.faults, Diagnostic(span, message, "download or export it once more")) from None
            hint = f"look at this place and just before it; a {self.kind} file is XML: "
            hint += "every tag is closed, & is written &amp;"
            raise TourError(*self.faults, Diagnostic(span, f"broken XML: {reason}", hint)) from None
        except (ValueError, LookupError):
            # Expat asks Python for an encoding that the file names and Python lacks, or that has no fixed width.
            fault = Diagnostic(Span(self.path, 1, 1), "the encoding of this file is not known", "save it as UTF-8")
            raise TourError(fault) from None
        if self.faults:
            raise TourError(*self.faults)

    def stop(self, message: str, hint: str) -> NoReturn:
        raise TourError(*self.faults, Diagnostic(self.here(), message, hint))

    def fault(self, span: Span, message: str, hint: str) -> None:
        if len(self.faults) == _MOST_FAULTS:
            raise TourError(*self.faults, Diagnostic(span, "more faults from here on", "mend the ones above first"))
        self.faults.append(Diagnostic(span, message, hint))

    def degrees(self, found: str, name: str, span: Span | None = None) -> float | None:
        """Return a latitude or longitude, ``lat`` or ``lon`` by *name*; None, with a fault, where it is none."""
        limit = LIMITS[name]
        if len(found) > _LONGEST_NUMBER or not _NUMBER.fullmatch(found):
            hint = "write degrees as a number with a point, such as 34.06264"
            self.fault(span or self.here(name), f"{name} is {found[:40]!r}, which is not a number", hint)
            return None
        degrees = float(found)
        if abs(degrees) > limit:
            hint = f"write degrees from -{limit:.0f} to {limit:.0f}"
            if name == "lat" and abs(degrees) <= LIMITS["lon"]:
                hint = "are lat and lon swapped?"
            self.fault(span or self.here(name), f"{name} is {found[:40]}, out of range", hint)
            return None
        return degrees

    def here(self, attribute: str = "") -> Span:
        """Return where the parser stands; with *attribute*, where its value stands in the tag."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        start = self.parser.CurrentByteIndex
        tag = self.data[start : self.data.find(b">", start)]
        value = None
        if attribute:
            value = re.search(rb"\s%s\s*=\s*[\"']([^\"']*)" % attribute.encode(), tag)
        if not value:
            return Span(self.path, line, column)
        before = tag[: value.start(1)].decode("utf-8", "replace")
        if "\n" in before:
            line += before.count("\n")
            column = len(before) - before.rfind("\n")
        else:
            column += len(before)
        return Span(self.path, line, column, max(1, len(value[1].decode("utf-8", "replace"))))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            self.stop(f"more than {MOST_ELEMENTS:,} elements", "keep to the track itself: points, their lat and lon")
        if not self.open and name != self.root:
            hint = "export the walk as GPX, or draw it anew as a track"
            self.stop(f"this is not a {self.kind} file: it begins with <{name}>", hint)
        self.started(name, attributes)
        self.open.append(name)

    def _end(self, _name: str) -> None:
        self.ended(self.open.pop())

    def _doctype(self, *_declaration: object) -> None:
        # Refused whole: entities can be made to grow without end, or to read other files.
        hint = "take out the line that begins with <!DOCTYPE, and write what its entities stand for"
        # Expat tells of it where it has read its name, maybe lines later.
        before = self.data[: max(0, self.data.rfind(b"<!DOCTYPE", 0, self.parser.CurrentByteIndex + 1))]
        ahead = before.decode("utf-8", "replace")
        span = Span(self.path, ahead.count("\n") + 1, len(ahead) - ahead.rfind("\n"), len("<!DOCTYPE"))
        message = f"a DOCTYPE is not allowed in a {self.kind} file"
        raise TourError(*self.faults, Diagnostic(span, message, hint))


def _decoded(data: bytes, path: str) -> tuple[bytes, str | None]:
    """Return the file, in UTF-8 where that can be, and the encoding to read it in; None: as it says itself."""
    try:
        text = encodings.as_utf8(data)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        span = Span(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise TourError(Diagnostic(span, *encodings.told(data))) from None
    return text, None if text is data else "utf-8"
