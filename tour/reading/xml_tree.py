"""XML from outside as a tree of elements with their places, within bounds.

Python's own expat, as for the route: it tells line and column, and it can stop at a DOCTYPE before any entity is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NoReturn
from xml.parsers import expat

from tour.diagnostics import Diagnostic, Span, TourError
from tour.reading.xml_file import feed

Told = tuple[str, str]
"""What is wrong, and what to do about it."""


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name, what stands in it, and where."""

    name: str
    """Without a namespace."""
    space: str
    """The namespace of its name, where the reader looks namespaces up, else the prefix; empty where it has none."""
    attributes: dict[str, str]
    span: Span
    """Where its tag begins."""
    at: int
    """The first byte of its tag."""
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

    def all(self) -> Iterator[Element]:
        """Yield this element and all below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.all()

    def below(self, name: str) -> Iterator[Element]:
        """Yield every element of that name inside it, in the order of the file."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.below(name)


class TreeReader:
    """One reading of one file. Kinds of files inherit from it: they bound it, and refuse what else they will not have.

    It stops at the first fault, with TourError: broken XML, an encoding that nobody knows, more elements than `most`,
    or levels of them than `deepest`.
    """

    most = 0
    too_many: Told
    deepest = 0
    too_deep: Told
    broken = ""
    """What to do about broken XML."""
    between = ":"
    """What the parser hands on between a name and its prefix, or its namespace."""

    def __init__(self, data: bytes, path: str, parser: expat.XMLParserType) -> None:
        """*data* is read by *parser*, which knows its encoding or takes it from the file, and is fresh."""
        self.data = data
        self.path = path
        self.parser = parser
        self._root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self.doctype

    def doctype(self, name: str, system: str | None, public: str | None, inside: bool) -> None:
        """Refuse a DOCTYPE, or not; *inside* says whether it has declarations of its own."""
        raise NotImplementedError

    def read(self) -> Element:
        """Return the root."""
        try:
            feed(self.parser, self.data, partial(self.stop, hint=self.broken))
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, "cannot be read")
            self.stop(f"broken XML: {reason}", self.broken, Span(self.path, error.lineno, error.offset + 1))
        except (ValueError, LookupError):
            # Expat asks Python for an encoding that the file names and Python lacks, or that has no fixed width.
            self.stop("the encoding of this file is not known", "save it as UTF-8", Span(self.path, 1, 1))
        assert self._root  # a document without an element is broken
        return self._root

    def here(self) -> Span:
        """Return where the parser stands."""
        return Span(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def stop(self, message: str, hint: str, span: Span | None = None) -> NoReturn:
        """Raise TourError, at *span* or where the parser stands."""
        raise TourError(Diagnostic(span or self.here(), message, hint))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > self.most:
            self.stop(*self.too_many)
        if len(self._open) >= self.deepest:
            self.stop(*self.too_deep)
        space, _, name = name.rpartition(self.between)
        element = Element(name, space, attributes, self.here(), self.parser.CurrentByteIndex)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].pieces.append(text)
