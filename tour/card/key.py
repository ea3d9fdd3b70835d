"""The key of a map: what its signs mean, in words."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from tour.card import text_runs
from tour.card.pdf_pen import PdfPen
from tour.map.drawing import FOLD, Area, Arrow, Crossing, Drawing, Line
from tour.map.painter import Painter
from tour.style import colours, fonts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

KEY_SIZE = 10.0
"""Of the type in the key, in points."""
_PIECE = (((0.0, 0.0), (20.0, 0.0)),)
"""A piece of the route, or of a rail."""
_BLOCK = ((1.0, -4.5), (19.0, -4.5), (19.0, 4.5), (1.0, 4.5))


def key(canvas: Canvas, drawing: Drawing, width: float, fold: float | None = None) -> None:
    """Draw what the map's signs mean on lines of *width* points below the origin; only of signs it has.

    None lies across *fold*.
    """
    painter = Painter(PdfPen(canvas))
    x, y = 0.0, -KEY_SIZE
    for sign, words in _signs(drawing):
        wide = 26 + fonts.width(words, KEY_SIZE)
        if fold is not None and x < fold + FOLD < x + wide + 2 * FOLD:
            x = fold + FOLD
        if x + wide > width:
            x, y = 0.0, y - KEY_SIZE * 1.4
        canvas.saveState()
        canvas.translate(x, y + 3.5)
        _sign(painter, sign)
        canvas.restoreState()
        canvas.setFillColor(HexColor(colours.TAR))
        x = text_runs.text(canvas, x + 26, y, words, KEY_SIZE) + 16


def _signs(drawing: Drawing) -> Iterator[tuple[str, str]]:
    if drawing.route or not drawing.rides:
        yield "route", drawing.words("map.your_way")
    if drawing.rides:
        yield "ride", drawing.means
    if drawing.discs:
        yield "dot", drawing.words("map.stand_here")
    if drawing.crossings:
        yield "crossing", drawing.words("map.crossing")
    if drawing.rails or drawing.stations:
        yield "rail", drawing.words("map.rail")
    things: list[Area | Line] = [*drawing.areas, *drawing.streets]
    if any(thing.estimate for thing in things):
        yield "estimate", drawing.words("map.estimate")


def _sign(painter: Painter, sign: str) -> None:
    match sign:
        case "route":
            painter.route(_PIECE)
            painter.arrows([Arrow(10, 0, 0)])
        case "ride":
            painter.rides(_PIECE)
        case "dot":
            painter.route(_PIECE)
            painter.dot((10, 0))
        case "crossing":
            painter.route(_PIECE)
            painter.crossings([Crossing(10, 0, 0)])
        case "rail":
            painter.rails([Line(_PIECE[0], "rail", estimate=False)])
            painter.stations([(10, 0)])
        case _:
            painter.areas([Area(_BLOCK, "building", estimate=True)], (20.0, 9.0))
