"""The key of a map: what its signs mean, in words."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from tour.card import ink, signs
from tour.map.drawing import FOLD, Area, Arrow, Crossing, Drawing, Line
from tour.style import colours, fonts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

KEY_SIZE = 10.0
"""Of the type in the key, in points."""


def key(canvas: Canvas, drawing: Drawing, width: float, fold: float | None = None) -> None:
    """Draw what the map's signs mean on lines of *width* points below the origin; only of signs it has.

    None lies across *fold*.
    """
    x, y = 0.0, -KEY_SIZE
    for sign, words in _signs(drawing):
        wide = 26 + fonts.width(words, KEY_SIZE)
        if fold is not None and x < fold + FOLD < x + wide + 2 * FOLD:
            x = fold + FOLD
        if x + wide > width:
            x, y = 0.0, y - KEY_SIZE * 1.4
        canvas.saveState()
        canvas.translate(x, y + 3.5)
        _sign(canvas, sign)
        canvas.restoreState()
        canvas.setFillColor(HexColor(colours.TAR))
        x = signs.text(canvas, x + 26, y, words, KEY_SIZE) + 16


def _signs(drawing: Drawing) -> Iterator[tuple[str, str]]:
    yield "route", drawing.words("map.your_way")
    if drawing.discs:
        yield "dot", drawing.words("map.stand_here")
    if drawing.crossings:
        yield "crossing", drawing.words("map.crossing")
    if any(ink.seen(rail.points, drawing) for rail in drawing.rails) or drawing.stations:
        yield "rail", drawing.words("map.rail")
    things: list[Area | Line] = [*drawing.areas, *drawing.streets]
    if any(thing.estimate and ink.seen(thing.points, drawing) for thing in things):
        yield "estimate", drawing.words("map.estimate")


def _sign(canvas: Canvas, sign: str) -> None:
    match sign:
        case "route":
            signs.route(canvas, [((0, 0), (20, 0))])
            signs.arrowhead(canvas, Arrow(10, 0, 0))
        case "dot":
            signs.route(canvas, [((0, 0), (20, 0))])
            signs.dot(canvas, (10, 0))
        case "crossing":
            signs.route(canvas, [((0, 0), (20, 0))])
            signs.zebra(canvas, Crossing(10, 0, 0))
        case "rail":
            signs.rail(canvas, ((0, 0), (20, 0)))
            signs.station(canvas, 10, 0)
        case _:
            ink.area(canvas, Area(((1, -4.5), (19, -4.5), (19, 4.5), (1, 4.5)), "building", True))
