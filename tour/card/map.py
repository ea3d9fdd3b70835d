"""The map on the card: what the painter draws, in a frame, with its scale and close-ups."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from tour.card import text_runs
from tour.card.pdf_pen import PdfPen
from tour.map.drawing import INSET_TITLE, Drawing, Inset, Scale
from tour.map.painter import Painter
from tour.style import colours, fonts
from tour.words import figures
from tour.words.language import Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_SMALL = 40.0
"""Points. A scale lower than this is one bar, without an arrow."""


def draw_map(canvas: Canvas, drawing: Drawing) -> None:
    """Draw *drawing* with its lower left corner at the canvas's origin."""
    canvas.saveState()
    frame = canvas.beginPath()
    frame.roundRect(0, 0, drawing.width, drawing.height, 4)
    canvas.saveState()
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.setFillColor(HexColor(colours.GROUND))
    canvas.rect(0, 0, drawing.width, drawing.height, stroke=0, fill=1)
    Painter(PdfPen(canvas)).paint(drawing)
    if drawing.scale.metres:
        _draw_scale(canvas, drawing.scale, drawing.words)
    for inset in drawing.insets:
        _draw_inset(canvas, inset)
    canvas.restoreState()
    canvas.setStrokeColor(HexColor(colours.TAR))
    canvas.setLineWidth(1)
    canvas.drawPath(frame, stroke=1, fill=0)
    canvas.restoreState()


def _draw_scale(canvas: Canvas, scale: Scale, words: Words) -> None:
    canvas.saveState()
    canvas.setLineJoin(1)
    canvas.translate(scale.x, scale.y)
    canvas.setFillColor(HexColor(colours.PAPER))
    canvas.setStrokeColor(HexColor(colours.RULE))
    canvas.setLineWidth(0.6)
    canvas.roundRect(0, 0, scale.width, scale.height, 3, stroke=1, fill=1)
    if scale.height < _SMALL:
        _draw_bar(canvas, 7, 7, scale.metres_long, scale.told)
    else:
        _draw_north(canvas, 17, 22, words("map.north"))
        _draw_bar(canvas, 34, 29 if scale.minutes else 19, scale.metres_long, scale.told)
        if scale.minutes:
            _draw_bar(
                canvas, 34, 9, scale.minutes_long, words("map.scale_walk", time=figures.duration(words, scale.minutes))
            )
    canvas.restoreState()


def _draw_bar(canvas: Canvas, x: float, y: float, long: float, words: str) -> None:
    canvas.setFillColor(HexColor(colours.TAR))
    text_runs.text(canvas, x, y + 4, words, 9, "bold")
    canvas.rect(x, y - 2.5, long, 3, stroke=0, fill=1)


def _draw_north(canvas: Canvas, x: float, y: float, letter: str) -> None:
    """Draw a needle, its eastern half hollow, over the *letter* for north."""
    canvas.setStrokeColor(HexColor(colours.TAR))
    canvas.setLineWidth(0.8)
    for side, fill in ((-6, colours.TAR), (6, colours.PAPER)):
        half = canvas.beginPath()
        half.moveTo(x, y + 16)
        half.lineTo(x + side, y - 5)
        half.lineTo(x, y - 1.5)
        half.close()
        canvas.setFillColor(HexColor(fill))
        canvas.drawPath(half, stroke=1, fill=1)
    canvas.setFillColor(HexColor(colours.TAR))
    text_runs.text(canvas, x - fonts.width(letter, 11, "bold") / 2, y - 17, letter, 11, "bold")


def _draw_inset(canvas: Canvas, inset: Inset) -> None:
    canvas.saveState()
    canvas.translate(inset.x, inset.y)
    wide, high = inset.drawing.width, inset.drawing.height + INSET_TITLE
    canvas.setFillColor(HexColor(colours.PAPER))
    canvas.roundRect(-2.5, -2.5, wide + 5, high + 5, 6, stroke=0, fill=1)
    canvas.setFillColor(HexColor(colours.TAR))
    canvas.roundRect(-0.5, -0.5, wide + 1, high + 0.5, 4, stroke=0, fill=1)
    canvas.setFillColor(HexColor(colours.PAPER))
    text_runs.text(canvas, 6, inset.drawing.height + 3.6, inset.title, 9, "bold")
    draw_map(canvas, inset.drawing)
    canvas.restoreState()
