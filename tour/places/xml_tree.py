"""XML from outside as a tree of elements with their places, within bounds and without entities of its own.

Python's own expat, as for the route: it tells line and column, and it can stop at a DOCTYPE before any entity is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from tour.diagnostics import Diagnostic, Span, TourError
from tour.places.pins import Gathering

MOST_ELEMENTS = 300_000
DEEPEST = 60
"""Folders in folders; nobody has ten."""


@dataclass(slots=True, eq=False)
class Element:
    """An element, by its name without a namespace."""

    name: str
    attributes: dict[str, str]
    span: Span
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    """Of the text that stands in it directly, CDATA too."""

    @property
    def text(self) -> str:
        """The text that stands in it directly."""
        return "".join(self.pieces)

    def first(self, name: str) -> Element | None:
        """Return its first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def said(self, name: str) -> str:
        """Return the text of its first child of that name, trimmed; empty where it has none."""
        child = self.first(name)
        return child.text.strip() if child else ""

    def below(self, name: str) -> Iterator[Element]:
        """Yield every element of that name inside it, in the order of the file."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.below(name)


def read_xml(data: bytes, gathering: Gathering) -> Element:
    """Return the root of the XML in *data*.

    Raises TourError, with its place, for broken XML, a DOCTYPE (so for every entity of one's own), and for more than
    `MOST_ELEMENTS` elements or `DEEPEST` levels of them.
    """
    return _Reader(data, gathering.path).read()


class _Reader:
    """One reading of one file."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path
        self._root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self) -> Element:
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, "cannot be read")
            hint = "look at this place and just before it, or export the list anew"
            self._stop(f"broken XML: {reason}", hint, Span(self._path, error.lineno, error.offset + 1))
        except (ValueError, LookupError):
            # Expat asks Python for an encoding that the file names and Python lacks, or that has no fixed width.
            self._stop("the encoding of this file is not known", "save it as UTF-8", Span(self._path, 1, 1))
        if self._root is None:  # expat would have said so
            self._stop("this file is empty", "export the list anew", Span(self._path, 1, 1))
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            self._stop(f"more than {MOST_ELEMENTS:,} elements", "keep to the places, without tracks")
        if len(self._open) >= DEEPEST:
            self._stop(f"elements are nested more than {DEEPEST} deep", "export the list anew")
        element = Element(name.rpartition(":")[2], attributes, self._here())
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def _doctype(self, *_declaration: object) -> None:
        # Refused whole: entities can be made to grow without end, or to read other files.
        hint = "take out the line that begins with <!DOCTYPE, and write what its entities stand for"
        self._stop("a DOCTYPE is not allowed in a list of places", hint)

    def _stop(self, message: str, hint: str, span: Span | None = None) -> NoReturn:
        raise TourError(Diagnostic(span or self._here(), message, hint))

    def _here(self) -> Span:
        return Span(self._path, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
