"""Blocks of text poured into the panels of a folded sheet: each whole if a panel can hold it, none across a fold."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.pdfgen.canvas import Canvas

from tour.card.paragraph import Paragraph
from tour.card.pdf_tags import Element, Tags
from tour.style import colours

Beside = Callable[[Canvas, Tags, float, float], None]
"""Draws on the canvas, with its tags, from (left edge, top) on."""

_OPEN = 7.0
"""Points by which a gap between two blocks may be opened, to spread what a panel leaves free at its foot."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page between folds and margins. (x, y) is its lower left corner, in points."""

    page: int
    """From 1."""
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of a block."""

    paragraph: Paragraph
    element: Element | None
    """What it is content of; None: an ornament."""
    before: float = 0.0
    """Points above it."""
    indent: float = 0.0
    url: str = ""
    """What a touch on it opens."""
    beside: Beside | None = None
    """Draws what stands beside its first line, from the block's left edge and the piece's top."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stays together."""

    pieces: tuple[Piece, ...]
    after: float = 6.0
    rule: bool = False
    """Whether a line closes it."""
    with_next: bool = False
    """Whether it may not stand at the foot of a panel: a heading."""
    least_height: float = 0.0
    """Points. It is as high as this even if its text is not, for what stands beside the text."""


@dataclass(slots=True)
class Placed:
    page: int
    ink: Callable[[Canvas, Tags, float], None]
    """Draws it so many points lower than it was first placed."""
    down: float = 0.0
    late: bool = False
    """Whether it is read after the rest of its page."""

    def draw(self, canvas: Canvas, tags: Tags) -> None:
        self.ink(canvas, tags, self.down)


def tall(block: Block, width: float) -> float:
    """Return the height of *block* in a panel of *width*, without what comes after it."""
    high = sum(piece.before + _wrapped(piece.paragraph, width - piece.indent) for piece in block.pieces)
    return max(high, block.least_height)


class Pouring:
    """Where the next block goes."""

    def __init__(self, panels: Iterable[Panel]) -> None:
        """Pour into *panels*, an endless row of them."""
        self._panels: Iterator[Panel] = iter(panels)
        self.panel = next(self._panels)
        self._before = 0.0
        """Points of the panels of this page that are done with."""
        self._top = self.panel.y + self.panel.height
        self.placed: list[Placed] = []
        self._rank = 0.0
        self._here: list[tuple[float, Placed]] = []
        """What stands in this panel, with how many gaps between blocks are above it."""

    @property
    def room(self) -> float:
        return self._top - self.panel.y

    @property
    def filled(self) -> float:
        """Which share of this page is used: from 0 to 1, of the heights of its panels."""
        used = self._before + self.panel.height - max(self.room, 0.0)
        rest = self.panel.height + sum(panel.height for panel in self._rest())
        return used / (self._before + rest)

    def _rest(self) -> list[Panel]:
        """Return the panels of this page that come after this one; nothing is poured into them any more."""
        return list(takewhile(lambda panel: panel.page == self.panel.page, self._panels))

    def pour(self, blocks: Sequence[Block], whole: bool = True) -> None:
        """Place *blocks*, going on to as many panels as it takes.

        Not *whole*, to save room, a block may go on in the next panel after any of its paragraphs.
        """
        for i, block in enumerate(blocks):
            together = block if whole else replace(block, pieces=block.pieces[:1])
            need = tall(together, self.panel.width)
            if block.with_next and i + 1 < len(blocks):
                need += block.after + min(tall(blocks[i + 1], self.panel.width), self.panel.height / 2)
            if need > self.room + 0.01 and not self._fresh:
                self._turn()
            self._place(block)

    @property
    def _fresh(self) -> bool:
        return self._top == self.panel.y + self.panel.height

    def _turn(self) -> None:
        """Go on in the next panel, and open the gaps in this one by what is left free."""
        gaps = max((rank for rank, _ in self._here), default=0.0) // 1
        if gaps:
            open_ = max(0.0, min(_OPEN, self.room / gaps))
            for rank, one in self._here:
                one.down = open_ * min(rank, gaps)
        self._here.clear()
        self._rank = 0.0
        before, self.panel = self.panel, next(self._panels)
        self._before = self._before + before.height if before.page == self.panel.page else 0.0
        self._top = self.panel.y + self.panel.height

    def _place(self, block: Block) -> None:
        start, first = self._top, self.panel
        for piece in block.pieces:
            self._place_piece(piece)
        if self.panel is first:
            self._top = min(self._top, start - block.least_height)
        if block.rule:
            # Half a gap lower than the block, so that it stays in the middle when gaps are opened.
            self._put(_ruled(self.panel, self._top - block.after / 2), 0.5)
        self._top -= block.after
        if not block.with_next:
            self._rank += 1

    def _place_piece(self, piece: Piece) -> None:
        """Place *piece* in this panel and, where it is too high for any, in the next ones."""
        high = piece.before + _wrapped(piece.paragraph, self.panel.width - piece.indent)
        if self.room + 0.01 < high <= self.panel.height and not self._fresh:
            self._turn()
        rest = [piece.paragraph]
        while rest:
            wide = self.panel.width - piece.indent
            high = _wrapped(rest[0], wide)
            if high + piece.before > self.room + 0.01:
                parts = rest[0].split(wide, self.room - piece.before)
                if len(parts) < 2 and not self._fresh:
                    self._turn()
                    continue
                # A panel too low for one line of it is not made; a last part that cannot be split is set anyway.
                rest = parts or rest
                high = _wrapped(rest[0], wide)
            self._top -= piece.before
            piece = replace(piece, paragraph=rest.pop(0))
            self._put(_drawn(self.panel, piece, self._top, high))
            piece = replace(piece, beside=None)
            self._top -= high
            if rest:
                self._turn()

    def _put(self, one: Placed, below: float = 0.0) -> None:
        self.placed.append(one)
        self._here.append((self._rank + below, one))


def _ruled(panel: Panel, y: float) -> Placed:
    """Return a line across *panel*."""

    def line(canvas: Canvas, tags: Tags, down: float) -> None:
        with tags.ornament(canvas):
            canvas.setStrokeColor(HexColor(colours.RULE))
            canvas.setLineWidth(0.5)
            canvas.line(panel.x, y - down, panel.x + panel.width, y - down)

    return Placed(panel.page, line)


def _drawn(panel: Panel, piece: Piece, top: float, high: float) -> Placed:
    """Return *piece*, *high* points of it below *top*."""

    rtl = piece.paragraph.style.alignment == TA_RIGHT

    def draw(canvas: Canvas, tags: Tags, down: float) -> None:
        if piece.beside:
            # What stands before a line that runs from the right is on its right.
            start = panel.x + panel.width - piece.indent * 0.8 if rtl and piece.indent else panel.x
            piece.beside(canvas, tags, start, top - down)
        left, low = panel.x + (0.0 if rtl else piece.indent), top - high - down
        if piece.element is None:
            with tags.ornament(canvas):
                piece.paragraph.drawOn(canvas, left, low)
            return
        with tags.mark(canvas, piece.element):
            piece.paragraph.drawOn(canvas, left, low)
        if piece.url:
            right = panel.x + panel.width
            tags.link(canvas, piece.element, piece.url, (left, low, right, low + high))

    return Placed(panel.page, draw)


def _wrapped(paragraph: Paragraph, width: float) -> float:
    # Breaking lines is most of the work, and each paragraph is asked several times.
    if getattr(paragraph, "asked", None) != width:
        paragraph.wrap(width, 100_000)
        paragraph.asked = width
    return float(paragraph.height)
