"""The printed route card: one sheet, folded twice, that works without a phone.

Side one is the front, the map and what to know before setting out; side two leads from stop to stop. Whatever does not
fit goes on to further pages: nothing is clipped, and nothing is set under 9 points.
"""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import pi
from pathlib import PurePosixPath

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from tour.model import File, Pack, Paper, Stop, Tour
from tour.writers import cardtext, fonts, ink, style
from tour.writers.layout import MARGIN, Box, Plan, plan, strip
from tour.writers.map import draw
from tour.writers.printed import card_digest
from tour.writers.qr import Code
from tour.writers.sheet import Beside, Block, Panel, Piece, Placed, Pouring, tall
from tour.writers.tags import Element, Tags

rl_config.invariant = 1

_GUTTER = 35.0
"""Points left of a stop's text, for its number and drawing."""
_PICTURE = 30.0
"""Points: how wide a stop's drawing is."""


def card(pack: Pack) -> Iterable[File]:
    """Return the card as PDF, one file for each of the tour's papers.

    Raises TourError when a character of the text is in no font, or base_url is too long for a code.
    """
    fonts.require(cardtext.texts(pack))
    return [File(PurePosixPath(f"route-card-{paper}.pdf"), (pdf(pack, paper),)) for paper in pack.tour.papers]


def pdf(pack: Pack, paper: Paper) -> bytes:
    """Return the bytes of the card on *paper*, upright or broadside, whichever makes the map larger."""
    fonts.register()
    tour = pack.tour
    chosen = plan(tour, paper)
    code = Code(tour.base_url) if tour.base_url else None
    # The whole eye text if it leaves the card on one sheet, else what to look for, else that set tighter.
    tries: tuple[tuple[float, bool], ...] = ((1.17, False), (1.17, True), (1.1, True), (1.07, True))
    if not _may_fit(tour):
        tries = tries[1:]
    sheets = (_Sheets(pack, chosen, code, leading, short) for leading, short in (tries if chosen.folded else ()))
    made = next((sheet for sheet in sheets if sheet.pages <= 2), None)
    return (made or _Sheets(pack, chosen, code, 1.17, False, foot=True)).pdf()


def _may_fit(tour: Tour) -> bool:
    """Say whether the whole eye text can be hoped to leave the card on one sheet: trying takes a tenth of a second."""
    return sum(len(words) for stop in tour.stops for words in (*stop.card, stop.if_closed)) < 4500


class _Sheets:
    """All pages, laid out; drawn when their number is known."""

    def __init__(
        self, pack: Pack, chosen: Plan, code: Code | None, leading: float, short: bool, foot: bool = False
    ) -> None:
        self.pack, self.tour, self.tags = pack, pack.tour, Tags()
        self.type = _Type(chosen.body, chosen.small, leading)
        self.foot = foot
        root = self.tags.root
        self.title = _Title(self.tour, self.tags, code, chosen)
        facts = list(_facts(pack, self.type, root))
        if chosen.banner:
            high = max(self.title.height, sum(tall(block, chosen.beside.width) + 1 for block in facts))
            chosen = strip(chosen, high)
        self.plan = chosen
        sections = list(_notes(pack, self.type, root))
        whole = list(sections)
        front = self._front(facts, sections)
        begun = [section for section in sections if section not in whole]
        self.figure = root.add("Figure", alt=cardtext.route(self.tour))
        self.printing = root.add("P")
        self.heading = root.add("H2")
        self.table = root.add("Table")
        pouring = Pouring(chosen.panels(2, foot))
        pouring.pour(list(_legs(pack, self, short)), _rule, whole=leading > 1.15)
        for section in sections:
            if section not in begun:
                # What is told after the legs is read after them.
                root.kids.remove(section.element)
                root.kids.append(section.element)
            pouring.pour(section.blocks, _rule)
        self.placed = [*front, *pouring.placed]
        self.pages = max((one.page for one in self.placed), default=1)

    def _front(self, facts: list[Block], sections: list[_Section]) -> list[Placed]:
        """Place on page 1 what finds room there; what is placed is taken from *sections*."""
        title, beside = self.plan.title, self.plan.beside
        if self.plan.banner:
            return _poured(facts, beside)
        under = Box(title.x, title.y, title.width, title.height - self.title.height - 7)
        need = sum(tall(block, under.width) + block.after for block in facts)
        placed = _poured(facts, under)
        rooms = [Box(under.x, under.y, under.width, under.height - need), beside]
        # Each section whole, wherever it fits; when that leaves one over, one after the other as in columns.
        ways = (self._packed(rooms, sections), self._flowed(rooms, sections))
        done, left = min(ways, key=lambda way: sum(len(section.blocks) for section in way[1]))
        sections[:] = left
        return [*placed, *done]

    def _packed(self, rooms: Sequence[Box], sections: Sequence[_Section]) -> tuple[list[Placed], list[_Section]]:
        rooms, placed, left = list(rooms), [], []
        for section in sections:
            need = sum(tall(block, rooms[0].width) + block.after for block in section.blocks)
            fitting = [i for i, room in enumerate(rooms) if need - section.blocks[-1].after <= room.height]
            if fitting:
                room = rooms[fitting[0]]
                placed += _poured(section.blocks, room)
                rooms[fitting[0]] = Box(room.x, room.y, room.width, room.height - need)
            else:
                left.append(section)
        return placed, left

    def _flowed(self, rooms: Sequence[Box], sections: Sequence[_Section]) -> tuple[list[Placed], list[_Section]]:
        rooms, placed, left = list(rooms), [], []
        for section in sections:
            blocks = list(section.blocks)
            while blocks and rooms:
                room = rooms[0]
                high = tall(blocks[0], room.width)
                if high > room.height:
                    rooms.pop(0)
                    continue
                placed += _poured(blocks[:1], room)
                rooms[0] = Box(room.x, room.y, room.width, room.height - high - blocks.pop(0).after)
            if blocks:
                left.append(_Section(section.element, tuple(blocks)))
        return placed, left

    def pdf(self) -> bytes:
        tour, out = self.tour, io.BytesIO()
        canvas = Canvas(
            out,
            pagesize=(self.plan.width, self.plan.height),
            lang=tour.language,
            initialFontName=fonts.name(),
            invariant=1,
            pageCompression=1,
        )
        title, author, about = (fonts.clean(words) for words in (tour.title, tour.author, tour.subtitle))
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(about)
        canvas.setCreator("tourpack")
        canvas.setKeywords(f"tourpack card {card_digest(self.pack)}")
        for page in range(1, self.pages + 1):
            if page == 1:
                self.title.draw(canvas)
                self._map(canvas)
                _bookmark(canvas, tour.title, 0)
                _bookmark(canvas, "Map", 1)
            if page == 2:
                _bookmark(canvas, "Stop by stop", 1)
            for one in self.placed:
                if one.page == page:
                    one.draw(canvas, self.tags)
            with self.tags.ornament(canvas):
                self._edges(canvas, page)
            if page == 1:
                with self.tags.mark(canvas, self.printing):
                    self._foot_words(canvas, cardtext.foot(tour, self.plan.folded))
            canvas.showPage()
        canvas.save()
        return self.tags.finish(out.getvalue(), title=title, author=author, subject=about, language=tour.language)

    def _map(self, canvas: Canvas) -> None:
        chosen = self.plan
        drawing = draw(self.tour, *chosen.map_size, ink.measure, folds=chosen.folds)
        with self.tags.mark(canvas, self.figure):
            canvas.saveState()
            canvas.translate(chosen.map.x, chosen.map.y)
            canvas.scale(chosen.zoom, chosen.zoom)
            fold = chosen.width / 2 - chosen.map.x if chosen.folded else None
            high = chosen.key_height / chosen.zoom
            canvas.translate(0, high)
            ink.key(canvas, drawing, chosen.map.width / chosen.zoom, fold)
            ink.paint(canvas, drawing)
            canvas.restoreState()

    def _edges(self, canvas: Canvas, page: int) -> None:
        """Draw foot line and fold marks."""
        chosen, size = self.plan, 9.0 if self.plan.zoom == 1.0 else 14.0
        canvas.setFillColor(HexColor(style.SOFT))
        if chosen.folded:
            canvas.setStrokeColor(HexColor(style.RULE))
            canvas.setLineWidth(0.6)
            canvas.setDash(2, 2)
            x, y = chosen.width / 2, chosen.height / 2
            for a, b in (((x, 0), (x, 14)), ((x, chosen.height - 14), (x, chosen.height))):
                canvas.line(*a, *b)
            for a, b in (((0, y), (14, y)), ((chosen.width - 14, y), (chosen.width, y))):
                canvas.line(*a, *b)
            canvas.setDash()
        if page > 1 and not self.foot:
            return
        number = f"page {page} of {self.pages}"
        ink.text(canvas, chosen.width - MARGIN - fonts.width(number, size), MARGIN, number, size)

    def _foot_words(self, canvas: Canvas, words: str) -> None:
        chosen, size = self.plan, 9.0 if self.plan.zoom == 1.0 else 14.0
        canvas.setFillColor(HexColor(style.SOFT))
        room = (chosen.width / 2 - MARGIN - 8) if chosen.folded else chosen.width - 2 * MARGIN - 90
        while words and fonts.width(words, size) > room:
            words = words.rpartition(" ")[0]
        ink.text(canvas, MARGIN, MARGIN, words, size)


@dataclass(frozen=True, slots=True)
class _Type:
    """The sizes of one card's type."""

    body: float
    small: float
    leading: float = 1.17
    """Of the body, in its size."""

    def style(self, size: float, leading: float = 0.0, colour: str = style.TAR, first: float = 0.0) -> ParagraphStyle:
        return ParagraphStyle(
            "card",
            fontName=fonts.name(),
            fontSize=size,
            leading=leading or size * self.leading,
            textColor=HexColor(colour),
            firstLineIndent=first,
            bulletFontName=fonts.name(),
            bulletFontSize=size,
            splitLongWords=1,
            allowWidows=0,
            allowOrphans=0,
        )

    @property
    def heading(self) -> ParagraphStyle:
        return self.style(self.body * 1.15, self.body * self.leading * 1.17)

    @property
    def text(self) -> ParagraphStyle:
        return self.style(self.body)

    @property
    def fine(self) -> ParagraphStyle:
        return self.style(self.small, self.small * (self.leading - 0.01))


@dataclass(frozen=True, slots=True)
class _Section:
    element: Element
    blocks: tuple[Block, ...]


def _facts(pack: Pack, type_: _Type, root: Element) -> Iterator[Block]:
    # The title's elements come first, and are made by _Title.
    words = fonts.markup("  ·  ".join(cardtext.facts(pack)), "bold")
    yield Block((Piece(Paragraph(words, type_.text), root.add("P")),), after=5)


def _notes(pack: Pack, type_: _Type, root: Element) -> Iterator[_Section]:
    tour = pack.tour
    if tour.welcome and tour.welcome.card:
        yield _note("Getting there", tour.welcome.card, type_, root)
    if pack.tracks:
        yield _note("Load the sound", cardtext.loading(pack), type_, root, marks="123")
    if tour.safety:
        yield _note("Stay safe", tour.safety, type_, root, marks="•")
    yield _about(pack, type_, root)
    yield from _credits(pack, type_, root)


def _note(title: str, paragraphs: Sequence[str], type_: _Type, root: Element, marks: str = "") -> _Section:
    """Return a titled section; *marks* stand before its paragraphs, the last one before all that follow."""
    section = root.add("Sect")
    pieces = [Piece(Paragraph(fonts.markup(title, "bold"), type_.heading), section.add("H2"))]
    owner = section.add("L") if marks else section
    for i, words in enumerate(paragraphs):
        mark = marks[min(i, len(marks) - 1)] if marks else ""
        element = owner.add("LI").add("LBody") if marks else owner.add("P")
        paragraph = Paragraph(fonts.markup(words), type_.text)
        pieces.append(_listed(paragraph, element, mark, type_) if mark else Piece(paragraph, element, before=1))
    return _Section(section, _apart(pieces))


def _apart(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Return a heading with its first paragraph, and each other paragraph by itself."""
    blocks = [Block(tuple(pieces[:2]), after=0), *(Block((piece,), after=0) for piece in pieces[2:])]
    return (*blocks[:-1], Block(blocks[-1].pieces, after=7))


def _listed(paragraph: Paragraph, element: Element, mark: str, type_: _Type) -> Piece:
    def bullet(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        with tags.ornament(canvas):
            canvas.setFillColor(HexColor(style.NEON))
            ink.text(canvas, x, top - type_.body, mark, type_.body, "bold")

    return Piece(paragraph, element, before=1, indent=type_.body * 1.1, beside=bullet)


def _about(pack: Pack, type_: _Type, root: Element) -> _Section:
    section = root.add("Sect")
    head = Piece(Paragraph(fonts.markup("About this card", "bold"), type_.heading), section.add("H2"))
    words = fonts.markup(" ".join(cardtext.about(pack.tour)))
    return _Section(section, _apart([head, Piece(Paragraph(words, type_.fine), section.add("P"))]))


def _credits(pack: Pack, type_: _Type, root: Element) -> Iterator[_Section]:
    tour = pack.tour
    sources = cardtext.sources(tour)
    title = " and ".join([*(["Credits"] if tour.credits else []), *(["sources"] if sources else [])])
    if not title:
        return
    section = root.add("Sect")
    pieces = [Piece(Paragraph(fonts.markup(title.capitalize(), "bold"), type_.heading), section.add("H2"))]
    for one in tour.credits:
        words = fonts.markup(cardtext.stopped(cardtext.credit(one)))
        pieces.append(Piece(Paragraph(words, type_.fine), section.add("P")))
        if one.url:
            words = f'<font color="{style.NEON}">{fonts.markup(one.url)}</font>'
            link = section.add("P").add("Link", alt=f"Open {one.url}")
            pieces.append(Piece(Paragraph(words, type_.fine), link, url=one.url))
    if sources:
        pieces.append(Piece(Paragraph(fonts.markup(sources), type_.fine), section.add("P")))
    yield _Section(section, _apart(pieces))


def _legs(pack: Pack, sheets: _Sheets, short: bool) -> Iterator[Block]:
    tour, type_, table = sheets.tour, sheets.type, sheets.table
    heading = Piece(Paragraph(fonts.markup("Stop by stop", "bold"), type_.heading), sheets.heading)
    head = table.add("TR")
    columns = [head.add("TH", scope="Column") for _ in range(3)]
    legend = [("Stop", columns[0]), ("Stand and look", columns[1]), ("Walk on", columns[2])]
    yield Block((heading, _legend(legend, type_)), after=3, with_next=True)
    legs = {leg.start: leg for leg in tour.legs}
    for index, stop in enumerate(tour.stops):
        row = table.add("TR")
        after = tour.stops[index + 1] if index + 1 < len(tour.stops) else None
        leg = legs.get(stop.slug)
        if leg and after:
            onward = cardtext.onward(leg, after)
        else:
            onward = ("The walk ends here", cardtext.home(pack.tracks, stop))
        yield _row(stop, row, onward, type_, short)
    if tour.legs:
        # Below the table, not in it: it has one cell, and a table's rows are to be alike.
        words = Paragraph(fonts.markup(cardtext.total(tour), "bold"), type_.text)
        yield Block((Piece(words, sheets.tags.root.add("P")),), after=8)


def _legend(cells: Sequence[tuple[str, Element]], type_: _Type) -> Piece:
    """Return the table's head: on the line of the heading before it, or below it in large type."""
    own_line = type_.small > 9

    def head(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        y = top - type_.small if own_line else top + 2.5
        x += 0 if own_line else fonts.width("Stop by stop", type_.body * 1.15, "bold") + 14
        for i, (words, element) in enumerate(cells):
            canvas.setFillColor(HexColor(style.SOFT))
            if i:
                with tags.ornament(canvas):
                    x = ink.text(canvas, x, y, "  ·  ", type_.small)
            with tags.mark(canvas, element):
                x = ink.text(canvas, x, y, words, type_.small)

    blank = Paragraph(fonts.markup("\u00a0") if own_line else "", type_.fine)
    return Piece(blank, None, beside=head)


def _row(stop: Stop, row: Element, onward: tuple[str, str], type_: _Type, short: bool) -> Block:
    name = row.add("TH", scope="Row")
    cell, walk = row.add("TD"), row.add("TD")
    zoom = type_.body / 11
    gutter = _GUTTER * zoom
    size = type_.body * 1.12
    place = stop.stand or stop.address
    words = f"{cardtext.stopped(place[:1].upper() + place[1:])} " if place else ""
    text = f"{words}{cardtext.look(stop, short)}".strip()
    title = fonts.width(stop.title, size, "bold") + 7

    def beside(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        with tags.mark(canvas, name):
            radius = max(14.0, fonts.width(str(stop.number), 16, "bold") / 2 + 4)
            canvas.saveState()
            canvas.translate(x, top)
            canvas.scale(zoom, zoom)
            ink.number(canvas, radius, -radius + 1, radius, str(stop.number))
            canvas.restoreState()
        if stop.drawing:
            # An ornament: the text beside it says what there is to see.
            with tags.ornament(canvas):
                ink.picture(canvas, stop.drawing, x, top - 29 * zoom, _PICTURE * zoom)
        if title < 200 * zoom:
            with tags.mark(canvas, name):
                canvas.setFillColor(HexColor(style.TAR))
                ink.text(canvas, x + gutter, top - type_.body, stop.title, size, "bold")

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
        (fonts.markup(f"{lead} ", "bold") if lead else "") + fonts.markup(words) for lead, words in cardtext.aside(stop)
    ]
    if asides:
        paragraph = Paragraph(fonts.markup(" ").join(asides), type_.fine)
        pieces.append(Piece(paragraph, cell.add("P"), before=1, indent=gutter))
    far, way = onward
    led = Paragraph(fonts.markup(far, "bold") + fonts.markup(way), type_.style(type_.body, first=27 * zoom))
    pieces.append(Piece(led, walk, before=1, indent=gutter, beside=_arrow(gutter, zoom)))
    return Block(tuple(pieces), after=6 if type_.leading > 1.15 else 4, rule=True)


def _arrow(indent: float, zoom: float) -> Beside:
    def draw_(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        """Draw the map's route line, to say that this is the way on."""
        with tags.ornament(canvas):
            canvas.saveState()
            canvas.translate(x + indent + 1.5 * zoom, top - 7.5 * zoom)
            canvas.scale(zoom, zoom)
            ink.way(canvas, 19)
            canvas.restoreState()

    return draw_


def _rule(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.setStrokeColor(HexColor(style.RULE))
    canvas.setLineWidth(0.5)
    canvas.line(x, y, x + width, y)


def _poured(blocks: Sequence[Block], box: Box) -> list[Placed]:
    """Return *blocks* placed in *box* of page 1, which they fit."""
    pouring = Pouring(repeat(Panel(1, box.x, box.y, box.width, box.height)))
    pouring.pour(blocks, _rule)
    return pouring.placed


def _bookmark(canvas: Canvas, words: str, level: int) -> None:
    key = f"{level}-{words}"
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(fonts.clean(words), key, level)


class _Title:
    """Title and subtitle, gold on tar, with the diner's star or the code that opens the tour."""

    def __init__(self, tour: Tour, tags: Tags, code: Code | None, chosen: Plan) -> None:
        self._tags, self._box, self._url = tags, chosen.title, tour.base_url
        self._zoom, self._code, self._banner = chosen.zoom, code, chosen.banner
        type_ = _Type(chosen.body, chosen.small)
        zoom = chosen.zoom
        inner = self._box.width - 26 - (code.side + 8 if code else 62 * zoom)
        most = code.side - type_.body - 12 if code else 150.0 * zoom
        self._title = next(
            title
            for size in (40, 34, 30, 26, 22, 18, 15)
            for title in [_set(tour.title, "bold", size * zoom, style.GOLD, type_)]
            if title.wrap(inner, 1000)[1] < min(size * zoom * 1.2, most * 0.6) or size <= 18
        )
        self._parts = [(self._title, tags.root.add("H1"))]
        if tour.subtitle:
            subtitle = next(
                part
                for size in (14, 12, 10, 9)
                for part in [_set(tour.subtitle, "regular", size * zoom, style.PAPER, type_)]
                if part.wrap(inner, 1000)[1] + self._title.height + 3 < most or size == 9
            )
            self._parts.append((subtitle, tags.root.add("P")))
        if code:
            self._figure = tags.root.add("Figure", alt=f"QR code that opens {tour.base_url}")
            self._link = tags.root.add("P").add("Link", alt=f"Open {tour.base_url}")
            self._address = _set(tour.base_url, "bold", type_.body * 0.95, style.GOLD, type_)
            self._address.wrap(inner, 1000)
        self._inner = inner
        text = sum(part.wrap(inner, 1000)[1] for part, _ in self._parts) + 24 * zoom
        if code:
            text += self._address.height + 4
        self.height: float = max(text, code.side + 12 if code else 0.0, 78 * zoom)

    def draw(self, canvas: Canvas) -> None:
        box, zoom, tags = self._box, self._zoom, self._tags
        if self._banner:
            top = box.y + box.height if box.height >= self.height else box.y + self.height
        else:
            top = box.y + box.height
        low = top - self.height
        with tags.ornament(canvas):
            canvas.setFillColor(HexColor(style.TAR))
            canvas.roundRect(box.x, low, box.width, self.height, 5, stroke=0, fill=1)
            if not self._code:
                _star(canvas, box.x + box.width - 38 * zoom, (top + low) / 2, zoom)
        y = top - 9 * zoom
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


def _set(words: str, weight: fonts.Weight, size: float, colour: str, type_: _Type) -> Paragraph:
    return Paragraph(fonts.markup(words, weight), type_.style(size, size * 1.14, colour))


def _star(canvas: Canvas, x: float, y: float, zoom: float) -> None:
    for turn, colour in ((0.0, style.NEON), (pi / 8, style.GOLD)):
        corners = style.starburst(x, y, (34 if turn == 0 else 27) * zoom, turn=turn)
        star = canvas.beginPath()
        star.moveTo(*corners[0])
        for corner in corners[1:]:
            star.lineTo(*corner)
        star.close()
        canvas.setFillColor(HexColor(colour))
        canvas.drawPath(star, stroke=0, fill=1)
