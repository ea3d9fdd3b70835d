"""The head of the card: title and subtitle, with the diner's star or the code that opens the tour."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

from math import pi

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tour.card.paper import Plan
from tour.card.paragraph import Paragraph
from tour.card.pdf_tags import Tags
from tour.card.qr import Code
from tour.card.typeset import Type
from tour.model import Tour
from tour.style import colours, fonts
from tour.words.language import words_of


class Banner:
    """Title and subtitle, gold on tar, with the diner's star or the code that opens the tour."""

    def __init__(self, tour: Tour, tags: Tags, code: Code | None, chosen: Plan) -> None:
        self._tags, self._box, self._url = tags, chosen.title, tour.base_url
        self._zoom, self._code, self._banner = chosen.zoom, code, chosen.banner
        type_ = Type(chosen.body, chosen.small)
        zoom = chosen.zoom
        inner = self._box.width - 26 - (code.side + 8 if code else 62 * zoom)
        most = code.side - type_.body - 12 if code else 150.0 * zoom
        for size in (40, 34, 30, 26, 22, 18):
            self._title = _set(tour.title, "bold", size * zoom, colours.GOLD, type_)
            if self._title.wrap(inner, 1000)[1] < min(size * zoom * 1.2, most * 0.6):
                break
        self._parts = [(self._title, tags.root.add("H1"))]
        if tour.subtitle:
            for size in (14, 12, 10, 9):
                subtitle = _set(tour.subtitle, "regular", size * zoom, colours.PAPER, type_)
                if subtitle.wrap(inner, 1000)[1] + self._title.height + 3 < most:
                    break
            self._parts.append((subtitle, tags.root.add("P")))
        if code:
            words = words_of(tour)
            self._figure = tags.root.add("Figure", alt=words("card.code", url=tour.base_url))
            self._link = tags.root.add("P").add("Link", alt=words("card.open", url=tour.base_url))
            self._address = _set(tour.base_url, "bold", type_.body * 0.95, colours.GOLD, type_)
            self._address.wrap(inner, 1000)
        self._inner = inner
        self._text = sum(_balance(part, inner) + 3 for part, _ in self._parts) - 3
        if code:
            self._text += self._address.height + 4
        self.height: float = max(self._text + 17 * zoom, code.side + 12 if code else 0.0, 76 * zoom)

    def draw(self, canvas: Canvas) -> None:
        box, zoom, tags = self._box, self._zoom, self._tags
        top = box.y + box.height
        if self._banner:
            top = max(top, box.y + self.height)
        low = top - self.height
        with tags.ornament(canvas):
            canvas.setFillColor(HexColor(colours.TAR))
            canvas.roundRect(box.x, low, box.width, self.height, 5, stroke=0, fill=1)
            if not self._code:
                _star(canvas, box.x + box.width - 38 * zoom, (top + low) / 2, zoom)
        y = (top + low + self._text) / 2 + 1.5 * zoom
        for part, element in self._parts:
            y -= part.height
            with tags.mark(canvas, element):
                part.drawOn(canvas, box.x + 13, y)
            y -= 3
        if self._code:
            with tags.mark(canvas, self._figure):
                self._code.draw(canvas, box.x + box.width - self._code.side - 6, (top + low - self._code.side) / 2)
            y -= self._address.height
            with tags.mark(canvas, self._link):
                self._address.drawOn(canvas, box.x + 13, y)
            right = box.x + 13 + self._inner
            tags.link(canvas, self._link, self._url, (box.x + 13, y, right, y + self._address.height))


def _balance(part: Paragraph, width: float) -> float:
    """Wrap *part* so that its lines are about equally long, none of them over *width*; return its height."""
    high: float = part.wrap(width, 1000)[1]
    if len(part.blPara.lines) == 1:
        return high
    word = part.minWidth()
    while width * 0.95 > word and part.wrap(width * 0.95, 1000)[1] <= high:
        width *= 0.95
    part.wrap(width, 1000)
    return high


def _set(words: str, weight: fonts.Weight, size: float, colour: str, type_: Type) -> Paragraph:
    return Paragraph(fonts.markup(words, weight), type_.style(size, size * 1.14, colour))


def _star(canvas: Canvas, x: float, y: float, zoom: float) -> None:
    for radius, turn, colour in ((34, 0.0, colours.NEON), (27, pi / 8, colours.GOLD)):
        corners = colours.starburst(x, y, radius * zoom, turn=turn)
        star = canvas.beginPath()
        star.moveTo(*corners[0])
        for corner in corners[1:]:
            star.lineTo(*corner)
        star.close()
        canvas.setFillColor(HexColor(colour))
        canvas.drawPath(star, stroke=0, fill=1)
