"""From the tree of an SVG file to marks: what is drawn, in which ink, and what is wrong where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import hypot, sqrt
from typing import NoReturn, ParamSpec, TypeVar

from tour.diagnostics import Diagnostic, Span, TourError
from tour.picture import Mark, Picture, Run
from tour.reading.drawings import clips
from tour.reading.drawings.allowed import (
    NEEDED,
    PROGRAM,
    SHAPES,
    SVG,
    check_idle,
    frame,
    passed_over,
    runs_a_program,
    unwelcome,
)
from tour.reading.drawings.ink import EFFECTS, PAINT, Pen, check_effect, painted
from tour.reading.drawings.outlines import checked_path, checked_points, outline, runs
from tour.reading.drawings.sheets import Sheet, declarations
from tour.reading.drawings.transforms import Matrix, combined, moved, transform
from tour.reading.drawings.tree import Source, source, tree
from tour.reading.drawings.values import FARTHEST, Fault, Wrong, length, short, wrong
from tour.reading.xml_tree import Element

_Given = ParamSpec("_Given")
_Got = TypeVar("_Got")

_MOST_FAULTS = 20
_DOWN = ("y", "y1", "y2", "cy", "ry", "height")
"""Lengths of which a percentage is one of the drawing's height; of the others it is one of its width."""


def read_drawing(data: bytes, path: str) -> Picture:
    """Return the drawing in an SVG file.

    Read are path, line, polyline, polygon, rect, circle, ellipse and g, with transform, fill and stroke as attributes,
    in ``style`` or in a flat style sheet; what draws nothing is passed over, a program's own notes above all. What is
    half transparent is mixed with white.
    Raises TourError with every fault, each with line and column in *path*, for anything else: above all for what could
    run, fetch or grow (scripts, links, images, ``url()``, animation, entities, thousands of elements).
    """
    return _Reader(source(data, path)).read()


class _Reader:
    """One reading of one file."""

    def __init__(self, file: Source) -> None:
        self._file = file
        self._size: tuple[float, float] = (0, 0)
        self._sheet = Sheet()
        self._clips: clips.Clips = {}
        self._marks: list[Mark] = []
        self._faults: list[Diagnostic] = []

    def read(self) -> Picture:
        root = tree(self._file)
        pen = self._root(root)
        self._children(root, pen)
        if not self._marks and not self._faults:
            hint = "give the shapes a stroke, a stroke-width and a place inside the viewBox"
            self._fault(Span(self._file.path, 1, 1), "this drawing shows nothing", hint)
        if self._faults:
            raise TourError(*self._faults)
        titles = (child.text for child in root.children if child.name == "title" and child.space == SVG)
        return Picture(*self._size, tuple(self._marks), " ".join(next(titles, "").split()))

    def _root(self, root: Element) -> Pen:
        """Read the outermost element; return the pen for what it holds."""
        if root.name != "svg" or root.space != SVG:
            hint = f'a drawing begins with <svg xmlns="{SVG}" viewBox="0 0 240 160">'
            what = "<svg> without its xmlns" if root.name == "svg" and not root.space else f"<{short(root.name)}>"
            self._stop(self._file.here(root), f"this is not an SVG drawing: it begins with {what}", hint)
        self._sheets(root.all())
        self._clips = clips.rectangles(root)
        left = top = 0.0
        try:
            left, top, *size = frame(root.attributes)
            self._size = (size[0], size[1])
        except Wrong as error:
            self._wrong(root, "viewBox", error)
        pen = self._pen(root, Pen())
        return replace(pen, place=(1, 0, 0, 1, -left, -top))

    def _sheets(self, elements: Iterable[Element]) -> None:
        for element in elements:
            if element.name == "style" and element.space == SVG:
                try:
                    if "\\" in element.text:
                        raise wrong("an escaped letter stands in a style sheet", "write the letter itself")
                    self._sheet.add(element.text)
                except Wrong as error:
                    self._wrong(element, "", error)

    def _children(self, parent: Element, pen: Pen) -> None:
        for element in parent.children:
            if pen.gone or passed_over(element.name, element.space) or _for_others(element, parent):
                self._refuse_programs(element)
            elif fault := unwelcome(element.name, element.space, parent.name):
                self._fault(self._file.here(element), *fault)
            else:
                self._children(element, self._element(element, pen))
                if parent.name == "switch":
                    return  # SVG 2, § 5.9: the first that is understood, and no other

    def _refuse_programs(self, element: Element) -> None:
        for one in element.all():
            if runs_a_program(one.name, one.space):
                self._fault(self._file.here(one), *PROGRAM)

    def _element(self, element: Element, pen: Pen) -> Pen:
        """Read one element; return the pen for what it holds."""
        before = len(self._faults)
        pen = self._pen(element, pen)
        if element.name not in SHAPES or pen.gone:
            return pen
        drawn = self._runs(element, pen.place)
        a, b, c, d, _, _ = pen.place
        width = pen.width if pen.unscaled else pen.width * sqrt(abs(a * d - b * c))
        if not width <= FARTHEST:
            self._fault(
                self._file.here(element), "this line is too broad to draw", "check its stroke-width and transform"
            )
        elif len(self._faults) == before and drawn and not pen.hidden:
            self._mark(element, drawn, width, pen)
        return pen

    def _mark(self, element: Element, drawn: tuple[Run, ...], width: float, pen: Pen) -> None:
        stroke = pen.stroke_ink if width > 0 else None
        if stroke and pen.dashed:
            self._fault(self._file.here(element), "this line is dashed, which is not drawn", "draw whole lines")
        full = Mark(drawn, stroke, width, pen.fill_ink, pen.even_odd, pen.cap, pen.join)
        if full.stroke and full.fill and pen.stroke_first:
            self._marks += replace(full, fill=None), replace(full, stroke=None)
        elif full.stroke or full.fill:
            self._marks.append(full)

    def _pen(self, element: Element, pen: Pen) -> Pen:
        """Return *pen* as an element's attributes and styles change it: style sheets win over attributes, and over
        those what stands in ``style``."""
        known = (
            ("transform", *SHAPES.get(element.name, ())) if element.name != "svg" else ("viewBox", "width", "height")
        )
        declared: dict[str, tuple[str, str]] = {}
        """By property, its value and the attribute that told it."""
        for name, value in element.attributes.items():
            if name in PAINT or name in EFFECTS:
                declared[name] = value, name
            elif name not in known:
                self._tried(element, name, check_idle, name)
        given = element.attributes
        sheet = [
            (one, "class") for one in self._sheet.declared(element.name, given.get("class", ""), given.get("id", ""))
        ]
        own = [(one, "style") for one in declarations(given.get("style", ""))]
        for one, attribute in sorted([*sheet, *own], key=lambda pair: pair[0].important):
            declared[one.name] = one.value, attribute
        for name, (value, attribute) in declared.items():
            pen = self._tried(element, attribute, self._changed, element, pen, name, value) or pen
        if "transform" in given and "transform" in known and "transform" not in declared:
            pen = self._tried(element, "transform", _placed, pen, given["transform"]) or pen
        return pen

    def _changed(self, element: Element, pen: Pen, name: str, value: str) -> Pen:
        """Return *pen* as one property changes it. Raises Wrong."""
        if name == "clip-path" and clips.idle(value, self._clips, pen.place, self._size):
            return pen
        _check_alone(name, value)
        if name == "transform" and element.name != "svg":
            return _placed(pen, value)
        if name in PAINT:
            return painted(pen, name, value, hypot(*self._size) / sqrt(2))
        if name in EFFECTS:
            check_effect(name, value)
        elif name.startswith("--"):
            raise wrong(f"the style {short(name)!r} is not read", "write the colours on the shapes")
        elif name in SHAPES.get(element.name, ()):
            raise wrong(f"{name} is not read in a style", f"write it as an attribute: <{element.name} {name}=…>")
        return pen

    def _runs(self, element: Element, place: Matrix) -> tuple[Run, ...]:
        name, attributes = element.name, element.attributes
        for needed in SHAPES[name][: NEEDED[name]]:
            if needed not in attributes:
                self._fault(self._file.here(element), f"this <{name}> has no {needed}", f'write <{name} {needed}="…">')
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
                    if attributes.get(at, "auto").strip() != "auto":
                        sizes[at] = length(at, attributes[at], self._whole(at))
                at = ""
                path = outline(name, sizes)
            return tuple(moved(run, place) for run in runs(path))
        except Wrong as error:
            self._wrong(element, at, error)
            return ()

    def _whole(self, name: str) -> float:
        """Return what a percentage of the length *name* is of (SVG 2, § 8.9)."""
        if name == "r":
            return hypot(*self._size) / sqrt(2)
        return self._size[1] if name in _DOWN else self._size[0]

    def _tried(
        self, element: Element, attribute: str, read: Callable[_Given, _Got], *given: _Given.args, **more: _Given.kwargs
    ) -> _Got | None:
        """Return what *read* makes of what it is *given*; None, with a fault at *attribute*, where that is wrong."""
        try:
            return read(*given, **more)
        except Wrong as error:
            self._wrong(element, attribute, error)
            return None

    def _wrong(self, element: Element, attribute: str, error: Wrong) -> None:
        """Gather what is wrong with the value of an attribute, or with the element where none is named."""
        whole = Fault(error.fault.message, error.fault.hint) if attribute in ("style", "class") else error.fault
        self._fault(self._file.here(element, attribute, whole), error.fault.message, error.fault.hint)

    def _fault(self, span: Span, message: str, hint: str) -> None:
        if len(self._faults) == _MOST_FAULTS:
            self._stop(span, "more faults from here on", "mend the ones above first")
        self._faults.append(Diagnostic(span, message, hint))

    def _stop(self, span: Span, message: str, hint: str) -> NoReturn:
        raise TourError(*self._faults, Diagnostic(span, message, hint))


def _for_others(element: Element, parent: Element) -> bool:
    """Say whether *element* is for one program only, and stands before what is for all."""
    return parent.name == "switch" and "requiredExtensions" in element.attributes


def _check_alone(name: str, value: str) -> None:
    """Raise Wrong for a value that would fetch something."""
    if "url(" in value.lower() or "\\" in value:
        hint = 'write the colour itself, such as "#1b1714"' if name in ("fill", "stroke") else "draw it without"
        raise wrong(f"{short(value)!r} points elsewhere", hint)


def _placed(pen: Pen, text: str) -> Pen:
    """Return *pen* moved by a transform. Raises Wrong."""
    return pen if text.strip() in ("", "none") else replace(pen, place=combined(pen.place, transform(text)))
