"""A map's display list → ink on a ReportLab canvas, and the few signs that map and text share."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from tour.art.picture import Picture
from tour.writers import fonts, style
from tour.writers.drawing import (
    DOT_RADIUS,
    FOLD,
    INSET_TITLE,
    LEADING,
    NUMBER_SIZE,
    ROUTE_WIDTH,
    STATION_SIDE,
    WIDTHS,
    Area,
    Arrow,
    Crossing,
    Disc,
    Drawing,
    Inset,
    Label,
    Line,
    Scale,
)
from tour.writers.fonts import Weight
from tour.writers.placing import Point, shape

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

KEY_SIZE = 10.0
"""Of the type in the key, in points."""

_FILLS = {"park": style.PARK, "water": style.WATER, "building": style.BUILDING}
_EDGES = {"park": "#8fa877", "water": "#5f93a8", "building": "#a08f78"}
_INKS = {
    "street": style.TAR,
    "park": style.PARK_TEXT,
    "water": style.WATER_TEXT,
    "building": style.SOFT,
    "rail": style.RAIL,
    "station": style.RAIL,
}
_HALOS = {"park": style.PARK, "water": style.WATER}


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
    canvas.setFillColor(HexColor(style.GROUND))
    canvas.rect(0, 0, drawing.width, drawing.height, stroke=0, fill=1)
    canvas.setLineJoin(1)
    for kind in ("park", "building", "water"):
        for area in drawing.areas:
            if area.kind == kind:
                _area(canvas, area)
    _streets(canvas, [line for line in drawing.streets if _seen(line.points, drawing)])
    for rail in drawing.rails:
        _rail(canvas, rail.points)
    _route(canvas, drawing.route)
    for crossing in drawing.crossings:
        zebra(canvas, crossing)
    for arrow in drawing.arrows:
        arrowhead(canvas, arrow)
    for x, y in drawing.stations:
        station(canvas, x, y)
    for disc in drawing.discs:
        _leader(canvas, disc)
    for disc in drawing.discs:
        number(canvas, disc.x, disc.y, disc.radius, disc.number)
    for label in drawing.labels:
        _label(canvas, label)
    _scale(canvas, drawing.scale)
    for inset in drawing.insets:
        _inset(canvas, inset)
    canvas.restoreState()
    canvas.setStrokeColor(HexColor(style.TAR))
    canvas.setLineWidth(1)
    canvas.drawPath(frame, stroke=1, fill=0)
    canvas.restoreState()


def text(canvas: Canvas, x: float, y: float, words: str, size: float, weight: Weight = "regular") -> float:
    """Write *words* from (x, y) on, each run in a font that has it, in the canvas's fill colour; return the end's x."""
    for name, run in fonts.runs(words, weight):
        canvas.setFont(name, size)
        canvas.drawString(x, y, run)
        x += canvas.stringWidth(run, name, size)
    return x


def number(canvas: Canvas, x: float, y: float, radius: float, digits: str) -> None:
    """Draw a stop's disc round (x, y)."""
    canvas.setFillColor(HexColor(style.TAR))
    canvas.setStrokeColor(HexColor(style.PAPER))
    canvas.setLineWidth(1)
    canvas.circle(x, y, radius, stroke=1, fill=1)
    canvas.setFillColor(HexColor(style.GOLD))
    wide = fonts.width(digits, NUMBER_SIZE, "bold")
    text(canvas, x - wide / 2, y - NUMBER_SIZE * 0.334, digits, NUMBER_SIZE, "bold")


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
    canvas.setFillColor(HexColor(style.NEON))
    canvas.setStrokeColor(HexColor(style.PAPER))
    canvas.setLineWidth(0.7)
    canvas.drawPath(head, stroke=1, fill=1)
    canvas.restoreState()


def zebra(canvas: Canvas, crossing: Crossing) -> None:
    canvas.saveState()
    canvas.translate(crossing.x, crossing.y)
    canvas.rotate(crossing.angle)
    canvas.setStrokeColor(HexColor(style.PAPER))
    canvas.setLineWidth(1.1)
    for along in (-2.3, 0, 2.3):
        canvas.line(along, -ROUTE_WIDTH / 2 - 0.3, along, ROUTE_WIDTH / 2 + 0.3)
    canvas.restoreState()


def station(canvas: Canvas, x: float, y: float) -> None:
    half = STATION_SIDE / 2
    canvas.setFillColor(HexColor(style.PAPER))
    canvas.setStrokeColor(HexColor(style.RAIL))
    canvas.setLineWidth(1.8)
    canvas.roundRect(x - half, y - half, STATION_SIDE, STATION_SIDE, 2, stroke=1, fill=1)


def way(canvas: Canvas, long: float) -> None:
    """Draw a piece of the route with its arrowhead, from the origin to the right."""
    _route(canvas, [((0, 0), (long, 0))])
    arrowhead(canvas, Arrow(long * 0.6, 0, 0))


def picture(canvas: Canvas, drawn: Picture, x: float, top: float, width: float) -> None:
    """Draw *drawn* as wide as *width*, its upper left corner at (x, top)."""
    canvas.saveState()
    scale = width / drawn.width
    canvas.translate(x, top)
    canvas.scale(scale, -scale)
    frame = canvas.beginPath()
    frame.rect(0, 0, drawn.width, drawn.height)
    canvas.clipPath(frame, stroke=0, fill=0)
    for mark in drawn.marks:
        path = canvas.beginPath()
        for run in mark.runs:
            path.moveTo(*run.start)
            for step in run.steps:
                if len(step) == 1:
                    path.lineTo(*step[0])
                else:
                    path.curveTo(*step[0], *step[1], *step[2])
            if run.closed:
                path.close()
        if mark.fill:
            canvas.setFillColor(HexColor(mark.fill))
        if mark.stroke:
            canvas.setStrokeColor(HexColor(mark.stroke))
            canvas.setLineWidth(mark.width)
            canvas.setLineCap(("butt", "round", "square").index(mark.cap))
            canvas.setLineJoin(("miter", "round", "bevel").index(mark.join))
        canvas.drawPath(path, stroke=int(bool(mark.stroke)), fill=int(bool(mark.fill)), fillMode=int(not mark.even_odd))
    canvas.restoreState()


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
        canvas.setFillColor(HexColor(style.TAR))
        x = text(canvas, x + 26, y, words, KEY_SIZE) + 16


def _signs(drawing: Drawing) -> Iterator[tuple[str, str]]:
    yield "route", "your way"
    if drawing.discs:
        yield "dot", "stand here"
    if drawing.crossings:
        yield "crossing", "street to cross"
    if any(_seen(rail.points, drawing) for rail in drawing.rails) or drawing.stations:
        yield "rail", "train and station"
    things: list[Area | Line] = [*drawing.areas, *drawing.streets]
    if any(thing.estimate and _seen(thing.points, drawing) for thing in things):
        yield "estimate", "dashed: approximate"


def _sign(canvas: Canvas, sign: str) -> None:
    match sign:
        case "route":
            _route(canvas, [((0, 0), (20, 0))])
            arrowhead(canvas, Arrow(10, 0, 0))
        case "dot":
            _route(canvas, [((0, 0), (20, 0))])
            _dot(canvas, (10, 0))
        case "crossing":
            _route(canvas, [((0, 0), (20, 0))])
            zebra(canvas, Crossing(10, 0, 0))
        case "rail":
            _rail(canvas, ((0, 0), (20, 0)))
            station(canvas, 10, 0)
        case _:
            _area(canvas, Area(((1, -4.5), (19, -4.5), (19, 4.5), (1, 4.5)), "building", True))


def _seen(points: Sequence[Point], drawing: Drawing) -> bool:
    ground = shape(points)
    return ground.right > 0 and ground.top > 0 and ground.left < drawing.width and ground.bottom < drawing.height


def _trace(canvas: Canvas, lines: Sequence[Sequence[Point]]) -> None:
    path = canvas.beginPath()
    for line in lines:
        path.moveTo(*line[0])
        for point in line[1:]:
            path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


def _area(canvas: Canvas, area: Area) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.moveTo(*area.points[0])
    for point in area.points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.setFillColor(HexColor(_FILLS.get(area.kind, style.BUILDING)))
    canvas.setStrokeColor(HexColor(_EDGES.get(area.kind, style.RULE)))
    canvas.setLineWidth(0.8)
    if area.estimate:
        canvas.setDash(3, 2)
    canvas.drawPath(path, stroke=1, fill=1)
    if area.kind == "water":
        # Ripples, for in grey a park and a lake look alike.
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.setDash()
        canvas.setLineWidth(0.6)
        ground = shape(area.points)
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
    canvas.setStrokeColor(HexColor(style.RULE))
    for kind in order:
        for line in streets:
            if line.kind == kind:
                canvas.setDash(*((3, 2) if line.estimate else ()))
                canvas.setLineWidth(WIDTHS[kind])
                _trace(canvas, [line.points])
    canvas.setDash()
    canvas.setLineCap(1)
    canvas.setStrokeColor(HexColor(style.PAPER))
    for kind in order:
        canvas.setLineWidth(WIDTHS[kind] - 2)
        _trace(canvas, [line.points for line in streets if line.kind == kind])
    canvas.restoreState()


def _rail(canvas: Canvas, points: Sequence[Point]) -> None:
    canvas.saveState()
    canvas.setStrokeColor(HexColor(style.RAIL))
    canvas.setLineWidth(1.2)
    canvas.setDash(5, 2.5)
    _trace(canvas, [points])
    canvas.restoreState()


def _route(canvas: Canvas, lines: Sequence[Sequence[Point]]) -> None:
    lines = [line for line in lines if len(line) > 1]
    canvas.saveState()
    canvas.setLineCap(1)
    for colour, width in ((style.PAPER, ROUTE_WIDTH + 1.6), (style.NEON, ROUTE_WIDTH)):
        canvas.setStrokeColor(HexColor(colour))
        canvas.setLineWidth(width)
        if lines:
            _trace(canvas, lines)
    canvas.restoreState()


def _leader(canvas: Canvas, disc: Disc) -> None:
    canvas.setStrokeColor(HexColor(style.TAR))
    canvas.setLineWidth(1.2)
    canvas.line(disc.x, disc.y, *disc.spot)
    _dot(canvas, disc.spot)


def _dot(canvas: Canvas, spot: Point) -> None:
    canvas.setStrokeColor(HexColor(style.TAR))
    canvas.setFillColor(HexColor(style.GOLD))
    canvas.setLineWidth(1.4)
    canvas.circle(*spot, DOT_RADIUS - 0.7, stroke=1, fill=1)


def _label(canvas: Canvas, label: Label) -> None:
    weight: Weight = "bold" if label.bold else "regular"
    leading = label.size * LEADING
    canvas.saveState()
    canvas.translate(label.x, label.y)
    canvas.rotate(label.angle)
    for halo in (True, False):
        canvas.setStrokeColor(HexColor(_HALOS.get(label.role, style.PAPER)))
        canvas.setFillColor(HexColor(_HALOS.get(label.role, style.PAPER) if halo else _INKS[label.role]))
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


def _scale(canvas: Canvas, scale: Scale) -> None:
    if not scale.metres:
        return
    canvas.saveState()
    canvas.translate(scale.x, scale.y)
    canvas.setFillColor(HexColor(style.PAPER))
    canvas.setStrokeColor(HexColor(style.RULE))
    canvas.setLineWidth(0.6)
    canvas.roundRect(0, 0, scale.width, scale.height, 3, stroke=1, fill=1)
    if scale.height < 40:
        canvas.setFillColor(HexColor(style.TAR))
        text(canvas, 7, 11, f"{scale.metres} m", 9, "bold")
        canvas.rect(7, 4.5, scale.metres_long, 3, stroke=0, fill=1)
        canvas.restoreState()
        return
    _north(canvas, 17, 22)
    canvas.setFillColor(HexColor(style.TAR))
    rows = [(29.0, scale.metres_long, f"{scale.metres} m")]
    if scale.minutes:
        rows.append((9.0, scale.minutes_long, f"{scale.minutes} min walk"))
    for y, long, words in rows:
        text(canvas, 34, y + 4, words, 9, "bold")
        canvas.rect(34, y - 2.5, long, 3, stroke=0, fill=1)
    canvas.restoreState()


def _inset(canvas: Canvas, inset: Inset) -> None:
    canvas.saveState()
    canvas.translate(inset.x, inset.y)
    wide, high = inset.drawing.width, inset.drawing.height + INSET_TITLE
    canvas.setFillColor(HexColor(style.PAPER))
    canvas.roundRect(-2.5, -2.5, wide + 5, high + 5, 6, stroke=0, fill=1)
    canvas.setFillColor(HexColor(style.TAR))
    canvas.roundRect(-0.5, -0.5, wide + 1, high + 0.5, 4, stroke=0, fill=1)
    canvas.setFillColor(HexColor(style.PAPER))
    text(canvas, 6, inset.drawing.height + 3.6, inset.title, 9, "bold")
    paint(canvas, inset.drawing)
    canvas.restoreState()


def _north(canvas: Canvas, x: float, y: float) -> None:
    """Draw a needle, its eastern half hollow, over an N."""
    canvas.setStrokeColor(HexColor(style.TAR))
    canvas.setLineWidth(0.8)
    for side, fill in ((-6, style.TAR), (6, style.PAPER)):
        half = canvas.beginPath()
        half.moveTo(x, y + 16)
        half.lineTo(x + side, y - 5)
        half.lineTo(x, y - 1.5)
        half.close()
        canvas.setFillColor(HexColor(fill))
        canvas.drawPath(half, stroke=1, fill=1)
    canvas.setFillColor(HexColor(style.TAR))
    text(canvas, x - fonts.width("N", 11, "bold") / 2, y - 17, "N", 11, "bold")
