"""Ink on a ReportLab canvas: the map's pen for paper, and the stops' drawings."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import FILL_NON_ZERO

from tour.card import text_runs
from tour.map.drawing import Label
from tour.map.inks import Ink
from tour.map.overlaps import Point
from tour.map.pen import Pen, Wave
from tour.picture import Picture
from tour.style import fonts
from tour.style.fonts import Weight
from tour.style.pictures import operators

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_ROUND = 1
"""What ReportLab calls a round line end or corner."""
_FILL = 0
_FILL_AND_STROKE = 2
"""Modes of text: ISO 32000-1, 9.3.6."""


class PdfPen(Pen):
    """Paints on a canvas from its origin on, and leaves its colours and lines as they were."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def lines(self, lines: Sequence[Sequence[Point]], ink: Ink) -> None:
        self._draw(lines, ink, closed=False)

    def outlines(self, outlines: Sequence[Sequence[Point]], ink: Ink) -> None:
        self._draw(outlines, ink, closed=True)

    def circle(self, at: Point, radius: float, ink: Ink) -> None:
        with self._inked(ink):
            self._canvas.circle(*at, radius, stroke=1, fill=1)

    def square(self, at: Point, ink: Ink) -> None:
        left, low = at[0] - ink.size / 2, at[1] - ink.size / 2
        with self._inked(ink):
            self._canvas.roundRect(left, low, ink.size, ink.size, 2, stroke=1, fill=1)

    def waves(self, waves: Sequence[Wave], ink: Ink) -> None:
        path = self._canvas.beginPath()
        for (x, y), long in waves:
            step = long / 6
            path.moveTo(x, y)
            path.curveTo(x + step, y + step, x + 2 * step, y + step, x + 3 * step, y)
            path.curveTo(x + 4 * step, y - step, x + 5 * step, y - step, x + long, y)
        with self._inked(ink):
            self._canvas.drawPath(path, stroke=1, fill=0)

    def number(self, digits: str, at: Point, ink: Ink) -> None:
        wide = fonts.width(digits, ink.size, "bold")
        with self._inked(ink):
            text_runs.text(self._canvas, at[0] - wide / 2, at[1], digits, ink.size, "bold")

    def label(self, label: Label, ink: Ink) -> None:
        with self._inked(ink):
            self._canvas.translate(label.x, label.y)
            self._canvas.rotate(label.angle)
            # The halo is the words themselves, with a broad edge, below them.
            self._canvas.setFillColor(HexColor(ink.stroke))
            self._words(label, _FILL_AND_STROKE)
            self._canvas.setFillColor(HexColor(ink.fill))
            self._words(label, _FILL)

    def _words(self, label: Label, mode: int) -> None:
        weight: Weight = "bold" if label.bold else "regular"
        for line, up in label.baselines:
            # The mode outlives a text object: without a saved state, everything after would be outlined too.
            self._canvas.saveState()
            text = self._canvas.beginText(-fonts.width(line, label.size, weight) / 2, up)
            if mode:
                text.setTextRenderMode(mode)
            for name, run in fonts.runs(fonts.drawn(line), weight):
                text.setFont(name, label.size)
                text.textOut(run)
            self._canvas.drawText(text)
            self._canvas.restoreState()

    def _draw(self, lines: Sequence[Sequence[Point]], ink: Ink, closed: bool) -> None:
        path = self._canvas.beginPath()
        for line in lines:
            path.moveTo(*line[0])
            for point in line[1:]:
                path.lineTo(*point)
            if closed:
                path.close()
        with self._inked(ink):
            self._canvas.drawPath(path, stroke=bool(ink.stroke), fill=closed, fillMode=FILL_NON_ZERO)

    @contextmanager
    def _inked(self, ink: Ink) -> Iterator[None]:
        self._canvas.saveState()
        if ink.fill:
            self._canvas.setFillColor(HexColor(ink.fill))
        if ink.stroke:
            self._canvas.setStrokeColor(HexColor(ink.stroke))
            self._canvas.setLineWidth(ink.width)
            self._canvas.setLineJoin(_ROUND)
            self._canvas.setDash(*ink.dash)
            if ink.round:
                self._canvas.setLineCap(_ROUND)
        yield
        self._canvas.restoreState()


def draw_picture(canvas: Canvas, drawn: Picture, at: Point, width: float) -> None:
    """Draw *drawn* as wide as *width*, its upper left corner *at*."""
    canvas.saveState()
    scale = width / drawn.width
    canvas.translate(*at)
    canvas.scale(scale, -scale)
    # Operators as text, made once for all papers: a path of the canvas's own takes longer than the map's.
    canvas._code.append(operators(drawn))
    canvas.restoreState()
