"""What the walk takes, as a row of large figures with small words under them."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tour.card import text_runs
from tour.card.paragraph import Paragraph
from tour.card.pdf_tags import Element, Tags
from tour.card.sheet import Block, Piece
from tour.card.typeset import Type
from tour.map.overlaps import Point
from tour.style import colours, fonts
from tour.words.plaintext import breakable

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


@dataclass(frozen=True, slots=True)
class _Row:
    cells: Sequence[_Cell]
    widths: Sequence[float]
    height: float


def figures(pairs: Sequence[tuple[str, str]], type_: Type, root: Element, width: float) -> Block:
    """Return (figure, what it counts) *pairs* as a row of *width* points, or as two rows where one is too narrow."""
    zoom, gap = type_.body / 11, _gap(type_)
    table = root.add("L")
    cells = [_cell(figure, words, table.add("LI").add("LBody"), type_) for figure, words in pairs]
    rows = [_row(part, type_, width) for part in _parted(cells, width, gap)]

    def draw(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        for row in rows:
            lefts = accumulate((wide + gap for wide in row.widths), initial=x)
            for k, (cell, left) in enumerate(zip(row.cells, lefts, strict=False)):
                if k:
                    with tags.ornament(canvas):
                        canvas.setStrokeColor(HexColor(colours.RULE))
                        canvas.setLineWidth(0.6 * zoom)
                        canvas.line(left - gap / 2, top - 2 * zoom, left - gap / 2, top - row.height + 3 * zoom)
                with tags.mark(canvas, cell.element):
                    _draw(canvas, cell, (left, top), type_.body * _SIZE)
            top -= row.height

    blank = Piece(Paragraph("", type_.fine), None, beside=draw)
    return Block((blank,), after=2 * zoom, least_height=sum(row.height for row in rows))


def _gap(type_: Type) -> float:
    return _GAP * type_.body / 11


def _draw(canvas: Canvas, cell: _Cell, at: Point, size: float) -> None:
    """Draw the figure and its words with their upper left corner *at*; the figure is of *size*."""
    left, top = at
    canvas.setFillColor(HexColor(colours.TAR))
    text_runs.text(canvas, left, top - size * 0.82, cell.figure, size, "bold")
    cell.words.drawOn(canvas, left, top - size * 1.05 - cell.words.height)


def _parted(cells: Sequence[_Cell], width: float, gap: float) -> list[Sequence[_Cell]]:
    """Return *cells* as one row, or as two if *width* is too narrow for one."""
    if sum(cell.least for cell in cells) + gap * (len(cells) - 1) <= width:
        return [cells]
    half = (len(cells) + 1) // 2
    return [cells[:half], cells[half:]]


def _row(cells: Sequence[_Cell], type_: Type, width: float) -> _Row:
    widths = _widths(cells, width - _gap(type_) * (len(cells) - 1))
    words = max(cell.words.wrap(wide, 1000)[1] for cell, wide in zip(cells, widths, strict=True))
    return _Row(cells, widths, type_.body * _SIZE * 1.05 + words + 2 * type_.body / 11)


def _cell(figure: str, words: str, element: Element, type_: Type) -> _Cell:
    large = fonts.width(figure, type_.body * _SIZE, "bold") + 1
    line = fonts.width(words, type_.small) + 1
    longest = max((fonts.width(word, type_.small) for word in breakable(words)), default=0.0) + 1
    least = max(large, longest, line * 0.6)
    return _Cell(figure, Paragraph(fonts.markup(words), type_.fine), element, max(large, line), least)


def _widths(row: Sequence[_Cell], width: float) -> list[float]:
    """Share *width* out among *row*: to each what it takes, or at least needs, and of what is left over equal parts."""
    takes = [cell.wide for cell in row]
    if sum(takes) > width:
        takes = [cell.least for cell in row]
    over = (width - sum(takes)) / len(row)
    return [wide + over for wide in takes]
