"""What the walk takes, as a row of large figures with small words under them."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tour.card import signs
from tour.card.paragraph import Paragraph
from tour.card.sheet import Block, Piece
from tour.card.tags import Element, Tags
from tour.card.typeset import Type
from tour.style import colours, fonts

_SIZE = 1.55
"""Of the figures, in that of the body."""
_GAP = 14.0
"""Points between two figures, a rule in their middle."""


@dataclass(frozen=True, slots=True)
class _Cell:
    figure: str
    words: Paragraph
    element: Element
    wide: float
    """What it takes with its words on one line, in points."""
    least: float
    """With them on two lines."""


def figures(pairs: Sequence[tuple[str, str]], type_: Type, root: Element, width: float) -> Block:
    """Return (figure, what it counts) *pairs* as a row of *width* points, or as two rows where one is too narrow."""
    zoom, size, gap = type_.body / 11, type_.body * _SIZE, _GAP * type_.body / 11
    table = root.add("L")
    cells = [_cell(figure, words, table.add("LI").add("LBody"), type_) for figure, words in pairs]
    rows = [cells]
    if sum(cell.least for cell in cells) + gap * (len(cells) - 1) > width:
        half = (len(cells) + 1) // 2
        rows = [cells[:half], cells[half:]]
    widths = [_widths(row, width - gap * (len(row) - 1)) for row in rows]
    heights = [
        size * 1.05 + max(cell.words.wrap(wide, 1000)[1] for cell, wide in zip(row, wides, strict=True)) + 2 * zoom
        for row, wides in zip(rows, widths, strict=True)
    ]

    def draw(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        for row, wides, high in zip(rows, widths, heights, strict=True):
            lefts = accumulate((wide + gap for wide in wides), initial=x)
            for k, (cell, left) in enumerate(zip(row, lefts, strict=False)):
                if k:
                    with tags.ornament(canvas):
                        canvas.setStrokeColor(HexColor(colours.RULE))
                        canvas.setLineWidth(0.6 * zoom)
                        canvas.line(left - gap / 2, top - 2 * zoom, left - gap / 2, top - high + 3 * zoom)
                with tags.mark(canvas, cell.element):
                    canvas.setFillColor(HexColor(colours.TAR))
                    signs.text(canvas, left, top - size * 0.82, cell.figure, size, "bold")
                    cell.words.drawOn(canvas, left, top - size * 1.05 - cell.words.height)
            top -= high

    blank = Paragraph("", type_.fine)
    return Block((Piece(blank, None, beside=draw, least=sum(heights)),), after=2 * zoom)


def _cell(figure: str, words: str, element: Element, type_: Type) -> _Cell:
    large = fonts.width(figure, type_.body * _SIZE, "bold") + 1
    line = fonts.width(words, type_.small) + 1
    longest = max((fonts.width(word, type_.small) for word in words.split()), default=0.0) + 1
    least = max(large, longest, line * 0.6)
    return _Cell(figure, Paragraph(fonts.markup(words), type_.fine), element, max(large, line), least)


def _widths(row: Sequence[_Cell], width: float) -> list[float]:
    """Share *width* out among *row*: to each what it takes, or at least needs, and of what is left over equal parts."""
    takes = [cell.wide for cell in row]
    if sum(takes) > width:
        takes = [cell.least for cell in row]
    over = (width - sum(takes)) / len(row)
    return [wide + over for wide in takes]
