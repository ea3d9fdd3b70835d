"""The card's table: from stop to stop, what to look for and the way on."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from math import ceil

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tour.card import signs
from tour.card.paper import Plan
from tour.card.paragraph import Paragraph
from tour.card.pictured import picture
from tour.card.sheet import Beside, Block, Piece
from tour.card.tags import Element, Tags
from tour.card.typeset import Type
from tour.model import Pack, Stop, Tour
from tour.style import colours, fonts
from tour.words import stoptext, waytext
from tour.words.language import Words, words_of
from tour.words.plain import stopped

_GUTTER = 35.0
"""Points left of a stop's text, for its number and drawing."""
WHOLE = 1.15
"""With a leading above this there is room to keep every stop in one panel."""
_PICTURE = 30.0
"""Points: how wide a stop's drawing is."""


def legs(pack: Pack, type_: Type, root: Element, most: int | None) -> Iterator[Block]:
    """Yield heading, a row for each stop with the leg that begins there, and what all legs come to.

    *most* cuts each stop's eye text, as in `stoptext.look`.
    """
    tour, words = pack.tour, words_of(pack.tour)
    heading = Piece(Paragraph(fonts.markup(words("card.stops"), "bold"), type_.heading), root.add("H2"))
    table = root.add("Table")
    head = table.add("TR")
    columns = [head.add("TH", scope="Column") for _ in range(3)]
    titles = [words(f"card.column_{name}") for name in ("stop", "look", "walk")]
    legend = list(zip(titles, columns, strict=True))
    yield Block((heading, _legend(legend, type_)), after=3 * type_.small / 9, with_next=True)
    begun = {leg.start: leg for leg in tour.legs}
    for index, stop in enumerate(tour.stops):
        row = table.add("TR")
        after = tour.stops[index + 1] if index + 1 < len(tour.stops) else None
        leg = begun.get(stop.slug)
        if leg and after:
            onward = waytext.onward(words, leg, after)
        else:
            onward = (words("card.ends"), waytext.home(tour, pack.tracks))
        # A table of two rows with a header each has more headers than cells, which readers of tables take for a fault.
        name = row.add("TH", scope="Row") if len(tour.stops) > 2 else row.add("TD")
        yield _row(words, stop, name, row, onward, type_, most)
    if tour.legs:
        # Below the table, not in it: it has one cell, and a table's rows are to be alike.
        total = Paragraph(fonts.markup(waytext.total(tour), "bold"), type_.text)
        yield Block((Piece(total, root.add("P")),), after=8)


def may_fit(tour: Tour, chosen: Plan, leading: float, most: int | None) -> bool:
    """Say whether there is hope that the table fits on one page: laying it out takes some hundredths of a second."""
    words = words_of(tour)
    panels = list(islice(chosen.panels(2, foot=False), 4))
    wide = panels[0].width - _GUTTER
    high = 0.0
    for stop in tour.stops:
        body = fonts.width(f"{stop.title} {stop.stand} {stoptext.look(words, stop, most)}", chosen.body)
        fine = fonts.width(" ".join(f"{lead} {note}" for lead, note in stoptext.aside(words, stop)), chosen.small)
        high += ((ceil(body / wide) + 1) * chosen.body + ceil(fine / wide) * chosen.small) * leading + 5
    # Blocks that are kept whole leave the feet of panels free.
    part = 0.84 if leading > WHOLE else 0.95
    return high < part * sum(panel.height for panel in panels)


def _legend(cells: Sequence[tuple[str, Element]], type_: Type) -> Piece:
    """Return the table's head: on the line of the heading before it, or below it in large type."""
    own_line = type_.small > 9

    def head(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        y = top - type_.small if own_line else top + 2.5
        x += 0 if own_line else fonts.width("Stop by stop", type_.body * 1.15, "bold") + 14
        for i, (words, element) in enumerate(cells):
            if i:
                canvas.setFillColor(HexColor(colours.SOFT))
                with tags.ornament(canvas):
                    x = signs.text(canvas, x, y, "  ·  ", type_.small)
            if i == len(cells) - 1:
                with tags.ornament(canvas):
                    _way(canvas, x, y + type_.small * 0.32, type_.small / 11)
                x += 24 * type_.small / 11
            canvas.setFillColor(HexColor(colours.SOFT))
            with tags.mark(canvas, element):
                x = signs.text(canvas, x, y, words, type_.small)

    blank = Paragraph(fonts.markup("\u00a0") if own_line else "", type_.fine)
    return Piece(blank, None, beside=head)


def _row(
    words: Words, stop: Stop, name: Element, row: Element, onward: tuple[str, str], type_: Type, most: int | None
) -> Block:
    cell, walk = row.add("TD"), row.add("TD")
    zoom = type_.body / 11
    gutter = _GUTTER * zoom
    size = type_.body * 1.12
    place = stop.stand or stop.address
    stand = stopped(place[:1].upper() + place[1:]) if place else ""
    text = f"{stand} {stoptext.look(words, stop, most)}".strip()
    title = fonts.width(stop.title, size, "bold") + 7

    def beside(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        with tags.mark(canvas, name):
            radius = max(14.0, fonts.width(str(stop.number), 16, "bold") / 2 + 4)
            canvas.saveState()
            canvas.translate(x, top)
            canvas.scale(zoom, zoom)
            signs.number(canvas, radius, -radius + 1, radius, str(stop.number))
            canvas.restoreState()
        if stop.drawing:
            # An ornament: the text beside it says what there is to see.
            with tags.ornament(canvas):
                picture(canvas, stop.drawing, x, top - 29 * zoom, _PICTURE * zoom)
        if title < 200 * zoom:
            with tags.mark(canvas, name):
                canvas.setFillColor(HexColor(colours.TAR))
                signs.text(canvas, x + gutter, top - type_.body, stop.title, size, "bold")

    pieces = []
    drawn = _PICTURE * stop.drawing.height / stop.drawing.width if stop.drawing else 0
    high = (30 + drawn) * zoom
    if title < 200 * zoom:
        body = Paragraph(fonts.markup(text or " "), type_.style(type_.body, first=title))
        pieces.append(Piece(body, cell.add("P"), indent=gutter, beside=beside, least=high))
    else:
        own = Paragraph(fonts.markup(stop.title, "bold"), type_.style(size, type_.body * 1.2))
        pieces.append(Piece(own, name, indent=gutter, beside=beside, least=high))
        if text:
            pieces.append(Piece(Paragraph(fonts.markup(text), type_.text), cell.add("P"), indent=gutter))
    asides = [
        (fonts.markup(f"{lead} ", "bold") if lead else "") + fonts.markup(note)
        for lead, note in stoptext.aside(words, stop)
    ]
    if asides:
        paragraph = Paragraph(fonts.markup(" ").join(asides), type_.fine)
        pieces.append(Piece(paragraph, cell.add("P"), before=1, indent=gutter))
    far, way = onward
    led = Paragraph(fonts.markup(far, "bold") + fonts.markup(way), type_.style(type_.body, first=27 * zoom))
    pieces.append(Piece(led, walk, before=1, indent=gutter, beside=_arrow(gutter, zoom)))
    return Block(tuple(pieces), after=6 if type_.leading > WHOLE else 4, rule=True)


def _arrow(indent: float, zoom: float) -> Beside:
    def draw(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        """Draw the map's route line, to say that this is the way on."""
        with tags.ornament(canvas):
            _way(canvas, x + indent + 1.5 * zoom, top - 7.5 * zoom, zoom)

    return draw


def _way(canvas: Canvas, x: float, y: float, zoom: float) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(zoom, zoom)
    signs.way(canvas, 19)
    canvas.restoreState()
