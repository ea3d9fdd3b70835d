"""A map's display list → ink on a ReportLab canvas."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from tour.card import signs
from tour.map.drawing import INSET_TITLE, LEADING, WIDTHS, Area, Disc, Drawing, Inset, Label, Line, Scale
from tour.map.placing import Point, shape
from tour.style import colours, fonts
from tour.style.fonts import Weight
from tour.words.language import Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_FILLS = {"park": colours.PARK, "water": colours.WATER, "building": colours.BUILDING}
_EDGES = {"park": "#8fa877", "water": "#5f93a8", "building": "#a08f78"}
_INKS = {
    "street": colours.TAR,
    "park": colours.PARK_TEXT,
    "water": colours.WATER_TEXT,
    "building": colours.SOFT,
    "rail": colours.RAIL,
    "station": colours.RAIL,
}
_HALOS = {"park": colours.PARK, "water": colours.WATER}


def measure(text: str, size: float, bold: bool) -> float:
    """Return how wide *text* comes out in the card's type."""
    return fonts.width(text, size, "bold" if bold else "regular")


def paint(canvas: Canvas, drawing: Drawing) -> None:
    """Draw *drawing* with its lower left corner at the canvas's origin."""
    canvas.saveState()
    frame = canvas.beginPath()
    frame.roundRect(0, 0, drawing.width, drawing.height, 4)
    canvas.saveState()
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.setFillColor(HexColor(colours.GROUND))
    canvas.rect(0, 0, drawing.width, drawing.height, stroke=0, fill=1)
    canvas.setLineJoin(1)
    for kind in ("park", "building", "water"):
        for one in drawing.areas:
            if one.kind == kind:
                area(canvas, one)
    _streets(canvas, [line for line in drawing.streets if seen(line.points, drawing)])
    for rail in drawing.rails:
        signs.rail(canvas, rail.points)
    signs.route(canvas, drawing.route)
    for crossing in drawing.crossings:
        signs.zebra(canvas, crossing)
    for arrow in drawing.arrows:
        signs.arrowhead(canvas, arrow)
    for x, y in drawing.stations:
        signs.station(canvas, x, y)
    for disc in drawing.discs:
        _leader(canvas, disc)
    for disc in drawing.discs:
        signs.number(canvas, disc.x, disc.y, disc.radius, disc.number)
    for label in drawing.labels:
        _label(canvas, label)
    _scale(canvas, drawing.scale, drawing.words)
    for inset in drawing.insets:
        _inset(canvas, inset)
    canvas.restoreState()
    canvas.setStrokeColor(HexColor(colours.TAR))
    canvas.setLineWidth(1)
    canvas.drawPath(frame, stroke=1, fill=0)
    canvas.restoreState()


def seen(points: Sequence[Point], drawing: Drawing) -> bool:
    """Say whether the frame may show some of *points* or of what lies between them."""
    ground = shape(points)
    return ground.right > 0 and ground.top > 0 and ground.left < drawing.width and ground.bottom < drawing.height


def area(canvas: Canvas, drawn: Area) -> None:
    """Draw a park, a building or water."""
    canvas.saveState()
    path = canvas.beginPath()
    path.moveTo(*drawn.points[0])
    for point in drawn.points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.setFillColor(HexColor(_FILLS.get(drawn.kind, colours.BUILDING)))
    canvas.setStrokeColor(HexColor(_EDGES.get(drawn.kind, colours.RULE)))
    canvas.setLineWidth(0.8)
    if drawn.estimate:
        canvas.setDash(3, 2)
    canvas.drawPath(path, stroke=1, fill=1)
    if drawn.kind == "water":
        # Ripples, for in grey a park and a lake look alike.
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.setDash()
        canvas.setLineWidth(0.6)
        ground = shape(drawn.points)
        y = ground.bottom + 2.5
        while y < ground.top:
            _ripple(canvas, ground.left, ground.right, y)
            y += 5
    canvas.restoreState()


def _ripple(canvas: Canvas, left: float, right: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(left, y)
    x = left
    while x < right:
        path.curveTo(x + 1.5, y + 1.6, x + 3, y + 1.6, x + 4.5, y)
        path.curveTo(x + 6, y - 1.6, x + 7.5, y - 1.6, x + 9, y)
        x += 9
    canvas.drawPath(path, stroke=1, fill=0)


def _streets(canvas: Canvas, streets: Sequence[Line]) -> None:
    """Draw all casings before all fills, so that crossings open into each other."""
    order = [kind for kind in ("local", "collector", "major") if any(line.kind == kind for line in streets)]
    canvas.saveState()
    canvas.setLineCap(0)
    canvas.setStrokeColor(HexColor(colours.RULE))
    for kind in order:
        for line in streets:
            if line.kind == kind:
                canvas.setDash(*((3, 2) if line.estimate else ()))
                canvas.setLineWidth(WIDTHS[kind])
                signs.trace(canvas, [line.points])
    canvas.setDash()
    canvas.setLineCap(1)
    canvas.setStrokeColor(HexColor(colours.PAPER))
    for kind in order:
        canvas.setLineWidth(WIDTHS[kind] - 2)
        signs.trace(canvas, [line.points for line in streets if line.kind == kind])
    canvas.restoreState()


def _leader(canvas: Canvas, disc: Disc) -> None:
    canvas.setStrokeColor(HexColor(colours.TAR))
    canvas.setLineWidth(1.2)
    canvas.line(disc.x, disc.y, *disc.spot)
    signs.dot(canvas, disc.spot)


def _label(canvas: Canvas, label: Label) -> None:
    weight: Weight = "bold" if label.bold else "regular"
    leading = label.size * LEADING
    canvas.saveState()
    canvas.translate(label.x, label.y)
    canvas.rotate(label.angle)
    for halo in (True, False):
        canvas.setStrokeColor(HexColor(_HALOS.get(label.role, colours.PAPER)))
        canvas.setFillColor(HexColor(_HALOS.get(label.role, colours.PAPER) if halo else _INKS[label.role]))
        canvas.setLineWidth(2.2)
        canvas.setLineJoin(1)
        for i, line in enumerate(label.lines):
            wide = fonts.width(line, label.size, weight)
            y = leading * ((len(label.lines) - 1) / 2 - i) - label.size * 0.32
            _words(canvas, -wide / 2, y, line, label.size, weight, mode=2 if halo else 0)
    canvas.restoreState()


def _words(canvas: Canvas, x: float, y: float, words: str, size: float, weight: Weight, mode: int) -> None:
    # The render mode outlives a text object: without a saved state, everything after would be outlined too.
    canvas.saveState()
    line = canvas.beginText(x, y)
    if mode:
        line.setTextRenderMode(mode)
    for name, run in fonts.runs(words, weight):
        line.setFont(name, size)
        line.textOut(run)
    canvas.drawText(line)
    canvas.restoreState()


def _scale(canvas: Canvas, scale: Scale, words: Words) -> None:
    if not scale.metres:
        return
    canvas.saveState()
    canvas.translate(scale.x, scale.y)
    canvas.setFillColor(HexColor(colours.PAPER))
    canvas.setStrokeColor(HexColor(colours.RULE))
    canvas.setLineWidth(0.6)
    canvas.roundRect(0, 0, scale.width, scale.height, 3, stroke=1, fill=1)
    if scale.height < 40:
        canvas.setFillColor(HexColor(colours.TAR))
        signs.text(canvas, 7, 11, words("map.scale_metres", n=scale.metres), 9, "bold")
        canvas.rect(7, 4.5, scale.metres_long, 3, stroke=0, fill=1)
        canvas.restoreState()
        return
    _north(canvas, 17, 22, words("map.north"))
    canvas.setFillColor(HexColor(colours.TAR))
    rows = [(29.0 if scale.minutes else 19.0, scale.metres_long, words("map.scale_metres", n=scale.metres))]
    if scale.minutes:
        rows.append((9.0, scale.minutes_long, words("map.scale_minutes", n=scale.minutes)))
    for y, long, told in rows:
        signs.text(canvas, 34, y + 4, told, 9, "bold")
        canvas.rect(34, y - 2.5, long, 3, stroke=0, fill=1)
    canvas.restoreState()


def _north(canvas: Canvas, x: float, y: float, letter: str) -> None:
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
    signs.text(canvas, x - fonts.width(letter, 11, "bold") / 2, y - 17, letter, 11, "bold")


def _inset(canvas: Canvas, inset: Inset) -> None:
    canvas.saveState()
    canvas.translate(inset.x, inset.y)
    wide, high = inset.drawing.width, inset.drawing.height + INSET_TITLE
    canvas.setFillColor(HexColor(colours.PAPER))
    canvas.roundRect(-2.5, -2.5, wide + 5, high + 5, 6, stroke=0, fill=1)
    canvas.setFillColor(HexColor(colours.TAR))
    canvas.roundRect(-0.5, -0.5, wide + 1, high + 0.5, 4, stroke=0, fill=1)
    canvas.setFillColor(HexColor(colours.PAPER))
    signs.text(canvas, 6, inset.drawing.height + 3.6, inset.title, 9, "bold")
    paint(canvas, inset.drawing)
    canvas.restoreState()
