"""Blocks of text poured into the panels of a folded sheet: each whole if a panel can hold it, none across a fold."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tour.card.paragraph import Paragraph
from tour.card.tags import Element, Tags
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
    least: float = 0.0
    """What height it and all after it in its block take at least: something beside it does."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stays together."""

    pieces: tuple[Piece, ...]
    after: float = 6.0
    rule: bool = False
    """Whether a line closes it."""
    with_next: bool = False
    """Whether it may not stand at the foot of a panel: a heading."""


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
    return max(high, max((piece.least for piece in block.pieces), default=0.0))


class Pouring:
    """Where the next block goes."""

    def __init__(self, panels: Iterable[Panel]) -> None:
        """Pour into *panels*, an endless row of them."""
        self._panels: Iterator[Panel] = iter(panels)
        self.panel = next(self._panels)
        self._top = self.panel.y + self.panel.height
        self.placed: list[Placed] = []
        self._rank = 0.0
        self._here: list[tuple[float, Placed]] = []
        """What stands in this panel, with how many gaps between blocks are above it."""

    @property
    def room(self) -> float:
        return self._top - self.panel.y

    def pour(self, blocks: Sequence[Block], whole: bool = True) -> None:
        """Place *blocks*, going on to as many panels as it takes.

        Not *whole*, to save room, a block may go on in the next panel after any of its paragraphs.
        """
        for i, block in enumerate(blocks):
            need = tall(block if whole else Block(block.pieces[:1]), self.panel.width)
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
        open_ = max(0.0, min(_OPEN, self.room / gaps)) if gaps else 0.0
        for rank, one in self._here:
            one.down = open_ * min(rank, gaps)
        self._here.clear()
        self._rank = 0.0
        self.panel = next(self._panels)
        self._top = self.panel.y + self.panel.height

    def _place(self, block: Block) -> None:
        start, first = self._top, self.panel
        for piece in block.pieces:
            rest: list[Paragraph] = [piece.paragraph]
            high = piece.before + _wrapped(piece.paragraph, self.panel.width - piece.indent)
            if self.room + 0.01 < high <= self.panel.height and not self._fresh:
                self._turn()
            beside = piece.beside
            while rest:
                wide = self.panel.width - piece.indent
                high = _wrapped(rest[0], wide)
                if high + piece.before > self.room + 0.01:
                    parts = rest[0].split(wide, self.room - piece.before)
                    if len(parts) < 2 and not self._fresh:
                        self._turn()
                        continue
                    # A panel too low for one line of it is not made; a last part that cannot be split is set anyway.
                    rest = list(parts) or rest
                    high = _wrapped(rest[0], wide)
                self._top -= piece.before
                self._put(_drawn(self.panel, piece, rest.pop(0), self._top, high, beside))
                beside = None
                self._top -= high
                if rest:
                    self._turn()
        if self.panel is first:
            self._top = min(self._top, start - max((piece.least for piece in block.pieces), default=0.0))
        if block.rule:
            panel, y = self.panel, self._top - block.after / 2

            def line(canvas: Canvas, tags: Tags, down: float) -> None:
                with tags.ornament(canvas):
                    canvas.setStrokeColor(HexColor(colours.RULE))
                    canvas.setLineWidth(0.5)
                    canvas.line(panel.x, y - down, panel.x + panel.width, y - down)

            self._put(Placed(panel.page, line), 0.5)
        self._top -= block.after
        if not block.with_next:
            self._rank += 1

    def _put(self, one: Placed, below: float = 0.0) -> None:
        self.placed.append(one)
        self._here.append((self._rank + below, one))


def _drawn(
    panel: Panel,
    piece: Piece,
    paragraph: Paragraph,
    top: float,
    high: float,
    beside: Beside | None,
) -> Placed:
    def draw(canvas: Canvas, tags: Tags, down: float) -> None:
        if beside:
            beside(canvas, tags, panel.x, top - down)
        left, low = panel.x + piece.indent, top - high - down
        if piece.element is None:
            with tags.ornament(canvas):
                paragraph.drawOn(canvas, left, low)
            return
        with tags.mark(canvas, piece.element):
            paragraph.drawOn(canvas, left, low)
        if piece.url:
            tags.link(canvas, piece.element, piece.url, (left, low, left + panel.width - piece.indent, low + high))

    return Placed(panel.page, draw)


def _wrapped(paragraph: Paragraph, width: float) -> float:
    # Breaking lines is most of the work, and each paragraph is asked several times.
    if getattr(paragraph, "asked", None) != width:
        paragraph.wrap(width, 100_000)
        paragraph.asked = width
    return float(paragraph.height)
