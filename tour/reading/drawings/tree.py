"""SVG as a tree of elements, each with its place: XML that can neither grow nor reach for anything outside."""

from __future__ import annotations

import re
from xml.parsers import expat

from tour.diagnostics import Diagnostic, Span, TourError
from tour.inputs import encodings
from tour.reading.drawings.values import Fault, short
from tour.reading.xml_tree import Element, TreeReader

_LARGEST = 200_000
"""Of a file, in bytes."""

_OPENING = re.compile(rb"<[^\s/>]*")
_ATTRIBUTE = re.compile(rb"\s+([^\s=<>\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_OWN_ENTITY = re.compile(rb"&(?!#|lt;|gt;|amp;|quot;|apos;)[^\s;<&]{1,40};")
"""A reference to an entity that XML itself does not have."""


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
    return _Reader(file).read()


class _Reader(TreeReader):
    most = 2_000
    too_many = f"more than {most:,} elements", "simplify the drawing"
    deepest = 20
    too_deep = f"elements nested more than {deepest} deep", "take the needless groups apart"
    broken = "look at this place and just before it; SVG is XML: every tag is closed, & is written &amp;"
    between = " "

    def __init__(self, file: Source) -> None:
        # Named here, the encoding that the file claims is not looked for; names come as "namespace name".
        super().__init__(file.data, file.path, expat.ParserCreate("utf-8", self.between))
        self._file = file
        self.parser.ProcessingInstructionHandler = self._instruction

    def doctype(self, name: str, system: str | None, public: str | None, inside: bool) -> None:
        # The plain DOCTYPE of SVG declares nothing. With declarations entities can be made to grow without end, or to
        # read other files. Expat tells of it late, and drops unknown entities without a word once there is one.
        start = max(0, self.data.rfind(b"<!DOCTYPE", 0, self.parser.CurrentByteIndex + 1))
        if inside:
            message = "a DOCTYPE with declarations of its own is not allowed in a drawing"
            hint = "take out the DOCTYPE from <!DOCTYPE to its end: a drawing does not need it"
            self.stop(message, hint, self._file.span(start, len("<!DOCTYPE")))
        if entity := _OWN_ENTITY.search(self.data):
            reference = entity[0].decode("utf-8", "replace")
            message = f"the entity {short(reference)!r} is not known"
            self.stop(message, "write the character itself", self._file.span(entity.start(), len(reference)))

    def _instruction(self, target: str, _rest: str) -> None:
        if target != "xml-stylesheet":
            return  # some program's own note
        message = f"<?{short(target)}?> is not allowed in a drawing: it asks for something outside"
        span = self._file.span(self.parser.CurrentByteIndex, len(f"<?{target}"))
        self.stop(message, "take it out, and write colours on the shapes", span)
