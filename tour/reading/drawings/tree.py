"""SVG as a tree of elements, each with its place: XML that can neither grow nor reach for anything outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from tour.diagnostics import Diagnostic, Span, TourError
from tour.inputs import encodings
from tour.reading.drawings.values import Fault, short

_LARGEST = 200_000
"""Of a file, in bytes."""
_MOST_ELEMENTS = 2_000
_DEEPEST = 20

_OPENING = re.compile(rb"<[^\s/>]*")
_ATTRIBUTE = re.compile(rb"\s+([^\s=<>\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_OWN_ENTITY = re.compile(rb"&(?!#|lt;|gt;|amp;|quot;|apos;)[^\s;<&]{1,40};")
"""A reference to an entity that XML itself does not have."""


@dataclass(slots=True)
class Element:
    name: str
    space: str
    """The namespace of its name; empty where it has none."""
    attributes: dict[str, str]
    """By name; one of another namespace as "namespace name"."""
    at: int
    """Of its tag, the first byte."""
    children: list[Element] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """Yield this element and all below it, in the order in which they are written."""
        yield self
        for child in self.children:
            yield from child.all()


class Source:
    """The bytes of one file, in UTF-8, and where things stand in them."""

    def __init__(self, data: bytes, path: str) -> None:
        self.data = data
        self.path = path

    def span(self, start: int, length: int = 1) -> Span:
        """Return the place of a byte, for a stretch of *length* code points."""
        before = self.data[:start].decode("utf-8", "replace").removeprefix("\ufeff")
        return Span(self.path, before.count("\n") + 1, len(before) - before.rfind("\n"), max(1, length))

    def here(self, element: Element, attribute: str = "", fault: Fault | None = None) -> Span:
        """Return where *element* stands; with *attribute*, where its value stands, or what *fault* is about."""
        opening = _OPENING.match(self.data, element.at)
        if not opening:
            return self.span(element.at)
        found = self._attribute(attribute, opening.end()) if attribute else None
        if not found:
            return self.span(element.at, len(opening[0].decode()))
        group = 3 if found[2] is None else 2
        value = found[group].decode()
        at = length = 0
        if fault and "&" not in value and "\r" not in value:  # else expat has read other characters than stand here
            at, length = fault.at, fault.length
        rest = value[at:].partition("\n")[0].rstrip("\r")
        return self.span(found.start(group) + len(value[:at].encode()), length or len(rest))

    def _attribute(self, name: str, start: int) -> re.Match[bytes] | None:
        """Return the attribute *name*, with or without its namespace, among those that stand from byte *start* on."""
        plain = name.rpartition(" ")[2].encode()
        found = _ATTRIBUTE.match(self.data, start)
        while found and found[1].rpartition(b":")[2] != plain:
            found = _ATTRIBUTE.match(self.data, found.end())
        return found


def source(data: bytes, path: str) -> Source:
    """Return the file as UTF-8, from whatever encoding it says it has. Raises TourError."""
    if len(data) > _LARGEST:
        hint = f"a line drawing has room in {_LARGEST // 1000} kB: simplify the paths, and take out pictures"
        raise TourError(Diagnostic(Span(path, 1, 1), f"this drawing has {len(data) // 1000} kB", hint))
    try:
        return Source(encodings.as_utf8(data), path)
    except UnicodeDecodeError as error:
        raise TourError(Diagnostic(Source(data, path).span(error.start), *encodings.told(data))) from None


def tree(file: Source) -> Element:
    """Return the root of *file*.

    Raises TourError, with its place, for broken XML, declarations in a DOCTYPE, entities, a style sheet from outside,
    and for more elements, or deeper ones, than a drawing has.
    """
    return _Parser(file).parsed()


class _Parser:
    def __init__(self, file: Source) -> None:
        self._file = file
        self._open: list[Element] = []
        self._root: Element | None = None
        self._elements = 0
        # Named here, the encoding that the file claims is not looked for; names come as "namespace name".
        self._expat = expat.ParserCreate("utf-8", " ")
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._characters
        self._expat.StartDoctypeDeclHandler = self._doctype
        self._expat.ProcessingInstructionHandler = self._instruction

    def parsed(self) -> Element:
        try:
            self._expat.Parse(self._file.data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, "cannot be read")
            hint = "look at this place and just before it; SVG is XML: every tag is closed, & is written &amp;"
            self._stop(self._file.span(self._expat.ErrorByteIndex), f"broken XML: {reason}", hint)
        assert self._root  # a document without an element is broken
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        space, _, name = name.rpartition(" ")
        element = Element(name, space, attributes, self._expat.CurrentByteIndex)
        if self._elements > _MOST_ELEMENTS:
            self._stop(self._file.here(element), f"more than {_MOST_ELEMENTS:,} elements", "simplify the drawing")
        if len(self._open) >= _DEEPEST:
            hint = "take the needless groups apart"
            self._stop(self._file.here(element), f"elements nested more than {_DEEPEST} deep", hint)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        if self._open:
            self._open[-1].text.append(text)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, inside: bool) -> None:
        # The plain DOCTYPE of SVG declares nothing. With declarations entities can be made to grow without end, or to
        # read other files. Expat tells of it late, and drops unknown entities without a word once there is one.
        start = max(0, self._file.data.rfind(b"<!DOCTYPE", 0, self._expat.CurrentByteIndex + 1))
        if inside:
            hint = "take out the DOCTYPE from <!DOCTYPE to its end: a drawing does not need it"
            span = self._file.span(start, len("<!DOCTYPE"))
            self._stop(span, "a DOCTYPE with declarations of its own is not allowed in a drawing", hint)
        if entity := _OWN_ENTITY.search(self._file.data):
            name = entity[0].decode("utf-8", "replace")
            span = self._file.span(entity.start(), len(name))
            self._stop(span, f"the entity {short(name)!r} is not known", "write the character itself")

    def _instruction(self, target: str, _rest: str) -> None:
        if target != "xml-stylesheet":
            return  # some program's own note
        message = f"<?{short(target)}?> is not allowed in a drawing: it asks for something outside"
        span = self._file.span(self._expat.CurrentByteIndex, len(f"<?{target}"))
        self._stop(span, message, "take it out, and write colours on the shapes")

    def _stop(self, span: Span, message: str, hint: str) -> NoReturn:
        raise TourError(Diagnostic(span, message, hint))
