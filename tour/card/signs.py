"""The signs that the map shares with its key and with the text beside it, as ink on a ReportLab canvas."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from tour.map.drawing import DOT_RADIUS, NUMBER_SIZE, ROUTE_WIDTH, STATION_SIDE, Arrow, Crossing
from tour.map.placing import Point
from tour.style import colours, fonts
from tour.style.fonts import Weight

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def text(canvas: Canvas, x: float, y: float, words: str, size: float, weight: Weight = "regular") -> float:
    """Write *words* from (x, y) on, each run in a font that has it, in the canvas's fill colour; return the end's x."""
    for name, run in fonts.runs(words, weight):
        canvas.setFont(name, size)
        canvas.drawString(x, y, run)
        x += canvas.stringWidth(run, name, size)
    return x


def number(canvas: Canvas, x: float, y: float, radius: float, digits: str) -> None:
    """Draw a stop's disc round (x, y)."""
    canvas.setFillColor(HexColor(colours.TAR))
    canvas.setStrokeColor(HexColor(colours.PAPER))
    canvas.setLineWidth(1)
    canvas.circle(x, y, radius, stroke=1, fill=1)
    canvas.setFillColor(HexColor(colours.GOLD))
    wide = fonts.width(digits, NUMBER_SIZE, "bold")
    text(canvas, x - wide / 2, y - NUMBER_SIZE * 0.334, digits, NUMBER_SIZE, "bold")


def way(canvas: Canvas, long: float) -> None:
    """Draw a piece of the route with its arrowhead, from the origin to the right."""
    route(canvas, [((0, 0), (long, 0))])
    arrowhead(canvas, Arrow(long * 0.6, 0, 0))


def route(canvas: Canvas, lines: Sequence[Sequence[Point]]) -> None:
    lines = [line for line in lines if len(line) > 1]
    canvas.saveState()
    canvas.setLineCap(1)
    for colour, width in ((colours.PAPER, ROUTE_WIDTH + 1.6), (colours.NEON, ROUTE_WIDTH)):
        canvas.setStrokeColor(HexColor(colour))
        canvas.setLineWidth(width)
        if lines:
            trace(canvas, lines)
    canvas.restoreState()


def arrowhead(canvas: Canvas, arrow: Arrow) -> None:
    canvas.saveState()
    canvas.translate(arrow.x, arrow.y)
    canvas.rotate(arrow.angle)
    head = canvas.beginPath()
    head.moveTo(5.2, 0)
    head.lineTo(-4.2, 4.6)
    head.lineTo(-2.2, 0)
    head.lineTo(-4.2, -4.6)
    head.close()
    canvas.setFillColor(HexColor(colours.NEON))
    canvas.setStrokeColor(HexColor(colours.PAPER))
    canvas.setLineWidth(0.7)
    canvas.drawPath(head, stroke=1, fill=1)
    canvas.restoreState()


def zebra(canvas: Canvas, crossing: Crossing) -> None:
    canvas.saveState()
    canvas.translate(crossing.x, crossing.y)
    canvas.rotate(crossing.angle)
    canvas.setStrokeColor(HexColor(colours.PAPER))
    canvas.setLineWidth(1.1)
    for along in (-2.3, 0, 2.3):
        canvas.line(along, -ROUTE_WIDTH / 2 - 0.3, along, ROUTE_WIDTH / 2 + 0.3)
    canvas.restoreState()


def dot(canvas: Canvas, spot: Point) -> None:
    canvas.setStrokeColor(HexColor(colours.TAR))
    canvas.setFillColor(HexColor(colours.GOLD))
    canvas.setLineWidth(1.4)
    canvas.circle(*spot, DOT_RADIUS - 0.7, stroke=1, fill=1)


def station(canvas: Canvas, x: float, y: float) -> None:
    half = STATION_SIDE / 2
    canvas.setFillColor(HexColor(colours.PAPER))
    canvas.setStrokeColor(HexColor(colours.RAIL))
    canvas.setLineWidth(1.8)
    canvas.roundRect(x - half, y - half, STATION_SIDE, STATION_SIDE, 2, stroke=1, fill=1)


def rail(canvas: Canvas, points: Sequence[Point]) -> None:
    canvas.saveState()
    canvas.setStrokeColor(HexColor(colours.RAIL))
    canvas.setLineWidth(1.2)
    canvas.setDash(5, 2.5)
    trace(canvas, [points])
    canvas.restoreState()


def trace(canvas: Canvas, lines: Sequence[Sequence[Point]]) -> None:
    path = canvas.beginPath()
    for line in lines:
        path.moveTo(*line[0])
        for point in line[1:]:
            path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)
