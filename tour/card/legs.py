"""The card's table: from stop to stop, what to look for and the way on."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tour.card import text_runs
from tour.card.paper import Plan
from tour.card.paragraph import Paragraph
from tour.card.pdf_pen import PdfPen, draw_picture
from tour.card.pdf_tags import Element, Tags
from tour.card.sheet import Beside, Block, Piece
from tour.card.typeset import Setting, Type
from tour.map.drawing import Arrow, Disc
from tour.map.painter import Painter
from tour.model import Pack, Stop, Tour
from tour.style import colours, fonts
from tour.words import directions, look_for, summary
from tour.words.language import Words, words_of
from tour.words.plaintext import stopped

_GUTTER = 35.0
"""Points left of a stop's text, for its number and drawing."""
WHOLE = 1.15
"""With a leading above this there is room to keep every stop in one panel."""
_PICTURE = 30.0
"""Points: how wide a stop's drawing is."""
_TITLE = 1.12
"""Of a stop's title, in the size of the body."""
_LONG_TITLE = 200.0
"""Points: a title as wide as this has a line of its own."""
_WAY = 19.0
"""Points: how long the piece of the route is that stands before the way on."""


def legs(pack: Pack, type_: Type, root: Element, most: int | None) -> Iterator[Block]:
    """Yield heading, a row for each stop with the leg that begins there, and what all legs come to.

    *most* cuts each stop's eye text, as in `look_for.look`.
    """
    tour, words = pack.tour, words_of(pack.tour)
    title = words("card.stops")
    heading = Piece(Paragraph(fonts.markup(title, "bold"), type_.heading), root.add("H2"))
    table = root.add("Table")
    head = table.add("TR")
    columns = [(words(f"card.column_{name}"), head.add("TH", scope="Column")) for name in ("stop", "look", "walk")]
    yield Block((heading, _legend(title, columns, type_)), after=3 * type_.small / 9, with_next=True)
    begun = {leg.start: leg for leg in tour.legs}
    usual = summary.usual_access(tour)
    for index, stop in enumerate(tour.stops):
        leg = begun.get(stop.slug)
        onward = words("card.ends"), directions.home(tour, pack.tracks)
        if index + 1 < len(tour.stops):
            after = tour.stops[index + 1]
            onward = directions.onward(words, leg, after) if leg else directions.into(words, after)
        ridden = leg is not None and leg.ridden
        told = _Told(_stand_and_look(words, stop, most), tuple(look_for.aside(words, stop, usual)), onward, ridden)
        # A table of two rows with a header each has more headers than cells, which readers of tables take for a fault.
        yield _row(stop, told, _cells(table, headed=len(tour.stops) > 2), type_)
    if tour.legs:
        # Below the table, not in it: it has one cell, and a table's rows are to be alike.
        total = Paragraph(fonts.markup(directions.total(tour), "bold"), type_.text)
        yield Block((Piece(total, root.add("P")),), after=8)


def may_fit(tour: Tour, chosen: Plan, setting: Setting) -> bool:
    """Say whether there is hope that the table fits on one page: laying it out takes some hundredths of a second."""
    words, size = words_of(tour), setting.size
    panels = list(islice(chosen.panels(2, foot=False), 4))
    wide = panels[0].width - _GUTTER * size
    high, usual = 0.0, summary.usual_access(tour)
    for stop in tour.stops:
        seen = look_for.look(words, stop, setting.most)
        body = fonts.width(f"{stop.title} {stop.stand} {seen}", chosen.body * size)
        fine = fonts.width(" ".join(map(" ".join, look_for.aside(words, stop, usual))), chosen.small * size)
        lines = (ceil(body / wide) + 1) * chosen.body + ceil(fine / wide) * chosen.small
        high += lines * size * setting.leading + 5
    # Blocks that are kept whole leave the feet of panels free.
    part = 0.84 if setting.leading > WHOLE else 0.95
    return high < part * sum(panel.height for panel in panels)


def _legend(title: str, cells: Sequence[tuple[str, Element]], type_: Type) -> Piece:
    """Return the table's head: on the line of its *title* before it, or below it in large type."""
    own_line = type_.small > 9

    def head(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        y = top - type_.small if own_line else top + 2.5
        if not own_line:
            x += fonts.width(title, type_.body * 1.15, "bold") + 14
        for i, (words, element) in enumerate(cells):
            if i:
                canvas.setFillColor(HexColor(colours.SOFT))
                with tags.ornament(canvas):
                    x = text_runs.text(canvas, x, y, "  ·  ", type_.small)
            if i == len(cells) - 1:
                with tags.ornament(canvas):
                    _way(canvas, x, y + type_.small * 0.32, type_.small / 11)
                x += 24 * type_.small / 11
            canvas.setFillColor(HexColor(colours.SOFT))
            with tags.mark(canvas, element):
                x = text_runs.text(canvas, x, y, words, type_.small)

    blank = Paragraph(fonts.markup("\u00a0") if own_line else "", type_.fine)
    return Piece(blank, None, beside=head)


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a row."""

    text: str
    """Where to stand and what to look for."""
    asides: tuple[tuple[str, str], ...]
    """(heading, words) pairs, set smaller."""
    onward: tuple[str, str]
    """The way on: how far, and where."""
    ridden: bool = False
    """Whether the way on is a ride."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """The elements of a row."""

    name: Element
    told: Element
    walk: Element


def _cells(table: Element, headed: bool) -> _Cells:
    row = table.add("TR")
    name = row.add("TH", scope="Row") if headed else row.add("TD")
    return _Cells(name, row.add("TD"), row.add("TD"))


def _stand_and_look(words: Words, stop: Stop, most: int | None) -> str:
    place, seen = stop.stand or stop.address, look_for.look(words, stop, most)
    told = [stopped(part[:1].upper() + part[1:]) for part in (stop.room, place) if part]
    return " ".join([*told, seen]).strip()


def _row(stop: Stop, told: _Told, cells: _Cells, type_: Type) -> Block:
    zoom = type_.body / 11
    gutter = _GUTTER * zoom
    pieces = [*_stop_pieces(stop, told.text, cells, type_)]
    if told.asides:
        paragraph = Paragraph(fonts.markup(" ").join(map(_aside, told.asides)), type_.fine)
        pieces.append(Piece(paragraph, cells.told.add("P"), before=1, indent=gutter))
    far, way = told.onward
    led = Paragraph(fonts.markup(far, "bold") + fonts.markup(way), type_.style(type_.body, first=27 * zoom))
    pieces.append(Piece(led, cells.walk, before=1, indent=gutter, beside=_arrow(gutter, zoom, type_.rtl, told.ridden)))
    high = 30.0
    if stop.drawing:
        high += _PICTURE * stop.drawing.height / stop.drawing.width
    after = 6 if type_.leading > WHOLE else 4
    return Block(tuple(pieces), after, rule=True, least_height=high * zoom)


def _stop_pieces(stop: Stop, text: str, cells: _Cells, type_: Type) -> Iterator[Piece]:
    """Yield the stop's title and *text*: on one line, unless the title is long."""
    zoom = type_.body / 11
    gutter, size = _GUTTER * zoom, type_.body * _TITLE
    title = fonts.width(stop.title, size, "bold") + 7
    if title < _LONG_TITLE * zoom and not type_.rtl:
        body = Paragraph(fonts.markup(text or " "), type_.style(type_.body, first=title))
        yield Piece(body, cells.told.add("P"), indent=gutter, beside=_beside(stop, cells.name, zoom, stop.title))
        return
    own = Paragraph(fonts.markup(stop.title, "bold"), type_.style(size, type_.body * 1.2))
    yield Piece(own, cells.name, indent=gutter, beside=_beside(stop, cells.name, zoom))
    if text:
        yield Piece(Paragraph(fonts.markup(text), type_.text), cells.told.add("P"), indent=gutter)


def _beside(stop: Stop, name: Element, zoom: float, title: str = "") -> Beside:
    """Return what draws the stop's disc and drawing, and its *title* on the first line of the text."""

    def draw(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        with tags.mark(canvas, name):
            radius = max(14.0, fonts.width(str(stop.number), 16, "bold") / 2 + 4)
            canvas.saveState()
            canvas.translate(x, top)
            canvas.scale(zoom, zoom)
            at = (radius, 1 - radius)
            Painter(PdfPen(canvas)).disc(Disc(*at, radius, str(stop.number), stop.slug, spot=at))
            canvas.restoreState()
        if stop.drawing:
            # An ornament: the text beside it says what there is to see.
            with tags.ornament(canvas):
                draw_picture(canvas, stop.drawing, (x, top - 29 * zoom), _PICTURE * zoom)
        if title:
            body = 11 * zoom
            with tags.mark(canvas, name):
                canvas.setFillColor(HexColor(colours.TAR))
                text_runs.text(canvas, x + _GUTTER * zoom, top - body, title, body * _TITLE, "bold")

    return draw


def _aside(aside: tuple[str, str]) -> str:
    heading, words = aside
    if not heading:
        return fonts.markup(words)
    return fonts.markup(f"{heading} ", "bold") + fonts.markup(words)


def _arrow(indent: float, zoom: float, rtl: bool, ridden: bool) -> Beside:
    def draw(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        """Draw the map's line of a walk or a ride, to say that this is the way on."""
        with tags.ornament(canvas):
            if not rtl:
                _way(canvas, x + indent + 1.5 * zoom, top - 7.5 * zoom, zoom, ridden)
                return
            canvas.saveState()
            canvas.translate(x + (_WAY + 4) * zoom, top - 7.5 * zoom)
            canvas.scale(-1, 1)
            _way(canvas, 0, 0, zoom, ridden)
            canvas.restoreState()

    return draw


def _way(canvas: Canvas, x: float, y: float, zoom: float, ridden: bool = False) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(zoom, zoom)
    painter = Painter(PdfPen(canvas))
    line = [((0, 0), (_WAY, 0))]
    if ridden:
        painter.rides(line)
    else:
        painter.route(line)
    painter.arrows([Arrow(_WAY * 0.6, 0, 0)])
    canvas.restoreState()
