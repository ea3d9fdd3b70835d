"""The gate: which elements and attributes may stand in a drawing, and where the others stand."""

from __future__ import annotations

import re
from dataclasses import replace
from math import sqrt
from typing import NoReturn
from xml.parsers import expat

from tour.diagnostics import Diagnostic, Span, TourError
from tour.picture import Mark, Picture, Run
from tour.reading.drawings.allowed import NEEDED, OF_SVG, SHAPES, SILENT, SVG, check_idle, frame, unwelcome
from tour.reading.drawings.ink import PAINT, Pen, declarations, painted
from tour.reading.drawings.outlines import checked_path, checked_points, outline, runs
from tour.reading.drawings.transforms import Matrix, combined, moved, transform
from tour.reading.drawings.values import FARTHEST, Fault, Wrong, length, short, wrong

_LARGEST = 200_000
"""Of a file, in bytes."""
_MOST_ELEMENTS = 2_000
_MOST_FAULTS = 20
_DEEPEST = 20


def read_drawing(data: bytes, path: str) -> Picture:
    """Return the drawing in an SVG file.

    Read are path, line, polyline, polygon, rect, circle, ellipse and g, with transform, fill and stroke as attributes
    or in ``style``; title, desc, an empty defs, and attributes that show nothing, such as id, are passed over.
    Raises TourError with every fault, each with line and column in *path*, for anything else: above all for what could
    run, fetch or grow (scripts, links, images, style sheets, ``url()``, animation, entities, thousands of elements).
    """
    return _Reader(data, path).read()


_OPENING = re.compile(rb"<[^\s/>]*")
_ATTRIBUTE = re.compile(rb"\s+([^\s=<>\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class _Reader:
    """One reading of one file."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path
        self._open: list[tuple[str, Pen]] = []
        self._unread = 0
        """How many elements are open from the refused one on."""
        self._elements = 0
        self._size: tuple[float, float] = (0, 0)
        self._marks: list[Mark] = []
        self._title: list[str] = []
        self._faults: list[Diagnostic] = []
        # Named here, the encoding that the file claims is not looked for; names come as "namespace name".
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self) -> Picture:
        if len(self._data) > _LARGEST:
            hint = f"a line drawing has room in {_LARGEST // 1000} kB: simplify the paths, and take out pictures"
            self._stop(Span(self._path, 1, 1), f"this drawing has {len(self._data) // 1000} kB", hint)
        try:
            self._data.decode()
        except UnicodeDecodeError as error:
            self._stop(self._span(error.start), "not UTF-8", "save the file as UTF-8")
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, "cannot be read")
            hint = "look at this place and just before it; SVG is XML: every tag is closed, & is written &amp;"
            self._stop(self._span(self._parser.ErrorByteIndex), f"broken XML: {reason}", hint)
        if not self._marks and not self._faults:
            hint = "give the shapes a stroke, a stroke-width and a place inside the viewBox"
            self._fault(Span(self._path, 1, 1), "this drawing shows nothing", hint)
        if self._faults:
            raise TourError(*self._faults)
        return Picture(*self._size, tuple(self._marks), " ".join("".join(self._title).split()))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        space, _, name = name.rpartition(" ")
        deep = len(self._open) + self._unread
        if self._elements > _MOST_ELEMENTS:
            self._stop(self._here(), f"more than {_MOST_ELEMENTS:,} elements", "simplify the drawing")
        if deep >= _DEEPEST:
            self._stop(self._here(), f"elements nested more than {_DEEPEST} deep", "take the needless groups apart")
        if self._unread:
            self._unread += 1
        elif not deep:
            self._root(name, space, attributes)
        elif fault := unwelcome(name, space, self._open[-1][0]):
            self._fault(self._here(), *fault)
            self._unread = 1
        else:
            pen = self._read(name, attributes, self._open[-1][1])
            self._open.append((name, pen))

    def _end(self, _name: str) -> None:
        if self._unread:
            self._unread -= 1
        else:
            self._open.pop()

    def _characters(self, text: str) -> None:
        if not self._unread and [name for name, _ in self._open] == ["svg", "title"]:
            self._title.append(text)

    def _doctype(self, *_declaration: object) -> None:
        # Refused whole: entities can be made to grow without end, or to read other files. Expat tells of it late.
        start = max(0, self._data.rfind(b"<!DOCTYPE", 0, self._parser.CurrentByteIndex + 1))
        hint = "take out the line that begins with <!DOCTYPE: a drawing does not need it"
        self._stop(self._span(start, len("<!DOCTYPE")), "a DOCTYPE is not allowed in a drawing", hint)

    def _instruction(self, target: str, _rest: str) -> None:
        message = f"<?{short(target)}?> is not allowed in a drawing: it asks for something outside"
        self._fault(self._here(), message, "take it out, and write colours on the shapes")

    def _root(self, name: str, space: str, attributes: dict[str, str]) -> None:
        if name != "svg" or space != SVG:
            hint = f'a drawing begins with <svg xmlns="{SVG}" viewBox="0 0 240 160">'
            what = "<svg> without its xmlns" if name == "svg" and not space else f"<{short(name)}>"
            self._stop(self._here(), f"this is not an SVG drawing: it begins with {what}", hint)
        try:
            left, top, *size = frame(attributes.get("viewBox", ""))
            self._size = (size[0], size[1])
        except Wrong as error:
            self._fault(self._here("viewBox"), error.fault.message, error.fault.hint)
            left = top = 0.0
        pen = self._pen({k: v for k, v in attributes.items() if k not in OF_SVG}, (), Pen())
        self._open.append((name, replace(pen, place=(1, 0, 0, 1, -left, -top))))

    def _read(self, name: str, attributes: dict[str, str], pen: Pen) -> Pen:
        """Read one element; return the pen for what it holds."""
        if name in SILENT:
            self._pen(attributes, (), pen)
            return pen
        before = len(self._faults)
        pen = self._pen(attributes, ("transform", *SHAPES.get(name, ())), pen)
        if name == "g":
            return pen
        drawn = self._runs(name, attributes, pen.place)
        a, b, c, d, _, _ = pen.place
        width = pen.width * sqrt(abs(a * d - b * c))
        stroke = pen.stroke if width > 0 else None
        if not width <= FARTHEST:
            self._fault(self._here(), "this line is too broad to draw", "check its stroke-width and transform")
        elif len(self._faults) == before and drawn and (stroke or pen.fill):
            self._marks.append(Mark(drawn, stroke, width, pen.fill, pen.even_odd, pen.cap, pen.join))
        return pen

    def _pen(self, attributes: dict[str, str], known: tuple[str, ...], pen: Pen) -> Pen:
        """Return *pen* as an element's attributes change it. Attributes that are *known* are read elsewhere.

        What stands in ``style`` goes before what stands alone.
        """
        for name in sorted(attributes, key=lambda name: name == "style"):
            value = attributes[name]
            try:
                _check_alone(value)
                if name == "style":
                    for declared, its in declarations(value):
                        pen = painted(pen, declared, its)
                else:
                    pen = _changed(pen, name, value, known)
            except Wrong as error:
                self._wrong(name, error)
        return pen

    def _runs(self, name: str, attributes: dict[str, str], place: Matrix) -> tuple[Run, ...]:
        for needed in SHAPES[name][: NEEDED[name]]:
            if needed not in attributes:
                self._fault(self._here(), f"this <{name}> has no {needed}", f'write <{name} {needed}="…">')
                return ()
        at = ""
        """The attribute that is being read."""
        try:
            if name in ("path", "polyline", "polygon"):
                at = SHAPES[name][0]
                path = checked_path(attributes[at]) if name == "path" else checked_points(attributes[at], name)
            else:
                sizes = {}
                for at in SHAPES[name]:
                    if at in attributes:
                        sizes[at] = length(at, attributes[at])
                at = ""
                path = outline(name, sizes)
            return tuple(moved(run, place) for run in runs(path))
        except Wrong as error:
            self._wrong(at, error)
            return ()

    def _wrong(self, attribute: str, error: Wrong) -> None:
        """Gather what is wrong with the value of an attribute, or with the element where none is named."""
        self._fault(self._here(attribute, error.fault), error.fault.message, error.fault.hint)

    def _fault(self, span: Span, message: str, hint: str) -> None:
        if len(self._faults) == _MOST_FAULTS:
            self._stop(span, "more faults from here on", "mend the ones above first")
        self._faults.append(Diagnostic(span, message, hint))

    def _stop(self, span: Span, message: str, hint: str) -> NoReturn:
        raise TourError(*self._faults, Diagnostic(span, message, hint))

    def _here(self, attribute: str = "", fault: Fault | None = None) -> Span:
        """Return where the parser stands; with *attribute*, where its value stands, or what *fault* is about."""
        start = self._parser.CurrentByteIndex
        opening = _OPENING.match(self._data, start)
        if not opening:
            return self._span(start)
        found = self._attribute(attribute, opening.end()) if attribute else None
        if not found:
            return self._span(start, len(opening[0].decode()))
        group = 3 if found[2] is None else 2
        value = found[group].decode()
        at = length = 0
        if fault and "&" not in value and "\r" not in value:  # else expat has read other characters than stand here
            at, length = fault.at, fault.length
        rest = value[at:].partition("\n")[0].rstrip("\r")
        return self._span(found.start(group) + len(value[:at].encode()), length or len(rest))

    def _attribute(self, name: str, start: int) -> re.Match[bytes] | None:
        """Return the attribute *name*, with or without its namespace, among those that stand from byte *start* on."""
        plain = name.rpartition(" ")[2].encode()
        found = _ATTRIBUTE.match(self._data, start)
        while found and found[1].rpartition(b":")[2] != plain:
            found = _ATTRIBUTE.match(self._data, found.end())
        return found

    def _span(self, start: int, length: int = 1) -> Span:
        """Return the place of a byte, for a stretch of *length* code points."""
        before = self._data[:start].decode("utf-8", "replace").removeprefix("\ufeff")
        return Span(self._path, before.count("\n") + 1, len(before) - before.rfind("\n"), max(1, length))


def _check_alone(value: str) -> None:
    """Raise Wrong for a value that would fetch something."""
    if "url(" in value.lower() or "\\" in value:
        raise wrong(f"{short(value)!r} points elsewhere", 'write the colour itself, such as "#1b1714"')


def _changed(pen: Pen, name: str, value: str, known: tuple[str, ...]) -> Pen:
    """Return *pen* as one attribute changes it; raise Wrong for one that may not stand there."""
    if name == "transform" and name in known:
        return replace(pen, place=combined(pen.place, transform(value)))
    if name in PAINT:
        return painted(pen, name, value)
    if name not in known:
        check_idle(name)
    return pen
