"""All pages of one card: laid out first, and drawn when their number is known."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

import io

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tour.card import front, text_runs
from tour.card.banner import Banner
from tour.card.key import key
from tour.card.legs import WHOLE, legs
from tour.card.map import draw_map
from tour.card.notes import Section, facts, notes
from tour.card.paper import MARGIN, Plan, strip
from tour.card.pdf_tags import Tags
from tour.card.qr import Code
from tour.card.sheet import Pouring, tall
from tour.card.typeset import Setting, Type
from tour.map.layout import draw
from tour.map.painter import measure
from tour.model import Pack
from tour.style import colours, fonts
from tour.words import directions, summary
from tour.words.card_digest import card_digest
from tour.words.language import turn, words_of


class Pages:
    """A card laid out. `pages` is how many it takes, and `filled` which share of the last one is used."""

    def __init__(self, pack: Pack, chosen: Plan, code: Code | None, setting: Setting) -> None:
        """Lay out the card of *pack*."""
        self.pack, self.tour, self.tags, self.foot = pack, pack.tour, Tags(), setting.foot
        rtl = turn(self.tour.language) == "rtl"
        type_ = Type(chosen.body * setting.size, chosen.small * setting.size, setting.leading, rtl)
        root = self.tags.root
        self.banner = Banner(self.tour, self.tags, code, chosen)
        walk = list(facts(pack, Type(chosen.body, chosen.small, setting.leading, rtl), root, chosen.beside.width))
        if chosen.banner:
            high = max(self.banner.height, sum(tall(block, chosen.beside.width) + block.after for block in walk))
            chosen = strip(chosen, high)
        self.plan = chosen
        sections = list(notes(pack, type_, root))
        before, after = [one for one in sections if one.first], [one for one in sections if not one.first]
        table = root.add("Sect")
        stops = Section(table, tuple(legs(pack, type_, table, setting.most)), first=True)
        if chosen.mapped:
            wanted = [*before, stops, *after] if setting.alone else sections
            placed, left = front.fill(chosen, self.banner.height, walk, wanted)
            self.figure = root.add("Figure", alt=directions.route(self.tour))
            pouring = Pouring(chosen.panels(2, setting.foot))
        else:
            placed, left = [], [*before, *after]
            pouring = Pouring(chosen.below_title(self.banner.height, setting.foot))
            pouring.pour(walk)
        self.printing = root.add("P")
        for section in [*(one for one in before if one in left), stops, *after]:
            self._read_last(section)
            if section is stops and not setting.alone:
                pouring.pour(stops.blocks, whole=setting.leading > WHOLE)
            elif section in left:
                pouring.pour(section.blocks)
        self.placed = [*placed, *pouring.placed]
        self.pages = max((one.page for one in self.placed), default=1)
        self.filled = 1.0 if self.pages == 1 and chosen.mapped else pouring.filled

    def _read_last(self, section: Section) -> None:
        """Put *section* last in reading order so far, wherever on the paper it stands."""
        self.tags.root.kids.remove(section.element)
        self.tags.root.kids.append(section.element)

    def pdf(self) -> bytes:
        tour, words, out = self.tour, words_of(self.tour), io.BytesIO()
        canvas = Canvas(
            out,
            pagesize=(self.plan.width, self.plan.height),
            lang=tour.language,
            initialFontName=fonts.name(),
            invariant=1,
            pageCompression=1,
        )
        title, author, about = map(fonts.clean, (tour.title, tour.author, tour.subtitle))
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(about)
        canvas.setCreator("tourpack")
        canvas.setKeywords(f"tourpack card {card_digest(self.pack)}")
        for page in range(1, self.pages + 1):
            here = [one for one in self.placed if one.page == page]
            if page == 1:
                _bookmark(canvas, tour.title, 0)
                if self.plan.mapped:
                    _bookmark(canvas, words("card.map"), 1)
                self.banner.draw(canvas)
            if page == min(2, self.pages):
                _bookmark(canvas, words("card.stops"), 1)
            for one in here:
                if not one.late:
                    one.draw(canvas, self.tags)
            if page == 1:
                if self.plan.mapped:
                    self._map(canvas)
                with self.tags.mark(canvas, self.printing):
                    self._foot_words(canvas, summary.foot(tour, self.plan.folded, self.pages))
            for one in here:
                if one.late:
                    one.draw(canvas, self.tags)
            with self.tags.ornament(canvas):
                self._edges(canvas, page)
            canvas.showPage()
        canvas.save()
        return self.tags.finish(out.getvalue(), title=title, author=author, subject=about, language=tour.language)

    def _map(self, canvas: Canvas) -> None:
        chosen = self.plan
        drawing = draw(self.tour, chosen.map_size, measure, folds=chosen.folds)
        with self.tags.mark(canvas, self.figure):
            canvas.saveState()
            canvas.translate(chosen.map.x, chosen.map.y)
            canvas.scale(chosen.zoom, chosen.zoom)
            fold = chosen.width / 2 - chosen.map.x if chosen.folded else None
            high = chosen.key_height / chosen.zoom
            canvas.translate(0, high)
            key(canvas, drawing, chosen.map.width / chosen.zoom, fold)
            draw_map(canvas, drawing)
            canvas.restoreState()

    def _edges(self, canvas: Canvas, page: int) -> None:
        """Draw foot line and fold marks."""
        chosen, size = self.plan, 9.0 if self.plan.zoom == 1.0 else 14.0
        canvas.setFillColor(HexColor(colours.SOFT))
        if chosen.folded:
            canvas.setStrokeColor(HexColor(colours.RULE))
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
        number = words_of(self.tour)("card.page", page=page, pages=self.pages)
        text_runs.text(canvas, chosen.width - MARGIN - fonts.width(number, size), MARGIN, number, size)

    def _foot_words(self, canvas: Canvas, words: str) -> None:
        chosen, size = self.plan, 9.0 if self.plan.zoom == 1.0 else 14.0
        canvas.setFillColor(HexColor(colours.SOFT))
        room = (chosen.width / 2 - MARGIN - 8) if chosen.folded else chosen.width - 2 * MARGIN - 90
        while words and fonts.width(words, size) > room:
            words = words.rpartition(" ")[0]
        text_runs.text(canvas, MARGIN, MARGIN, words, size)


def _bookmark(canvas: Canvas, words: str, level: int) -> None:
    key = f"{level}-{words}"
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(fonts.clean(words), key, level)
