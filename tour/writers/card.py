"""The printed route card: a map, then the walk leg by leg, then what to know before setting out.

Page 1 stands alone on a fridge door; the rest goes in a pocket. Whatever does not fit makes another page: nothing is
clipped, and nothing is set under 9 points.
"""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from math import pi
from pathlib import PurePosixPath

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from tour.diagnostics import Span
from tour.model import Credit, File, Leg, Pack, Paper, Stop, Tour, Track
from tour.writers import fonts, ink, style
from tour.writers.drawing import Drawing
from tour.writers.map import crowds, draw, points_per_metre
from tour.writers.printed import card_digest

rl_config.invariant = 1

MARGIN = 28.0
"""Points: more than any home printer leaves white."""
FOOT = 16.0
"""Points above the margin that the foot line takes."""
NOT_WALKED = "Researched from published sources, not yet walked. Trust signs and signals over this card."

_PAPERS: dict[Paper, tuple[float, float]] = {"letter": letter, "a4": A4}
_LEAST_MAP = 200.0
_CLOSE_UP = 168.0
"""Height of a close-up and its title, in points."""


def card(pack: Pack) -> Iterable[File]:
    """Return the card as PDF, one file for each of the tour's papers.

    Raises TourError when a character of the text is in no font.
    """
    fonts.require(_texts(pack))
    return [File(PurePosixPath(f"route-card-{paper}.pdf"), (pdf(pack, paper),)) for paper in pack.tour.papers]


def pdf(pack: Pack, paper: Paper) -> bytes:
    """Return the bytes of the card on *paper*, upright or broadside, whichever makes the map larger."""
    fonts.register()
    width, height = _size(pack.tour, paper)
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=(width, height),
        title=fonts.clean(pack.tour.title),
        author=fonts.clean(pack.tour.author),
        subject=fonts.clean(pack.tour.subtitle),
        creator="tourpack",
        keywords=f"tourpack card {card_digest(pack)}",
        lang=pack.tour.language,
        displayDocTitle=True,
        initialFontName=fonts.name(),
        invariant=1,
    )
    inside = (width - 2 * MARGIN, height - 2 * MARGIN - FOOT)
    no_padding = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    frame = Frame(MARGIN, MARGIN + FOOT, *inside, id="page", **no_padding)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.build(list(_story(pack, *inside)), canvasmaker=_foot(pack.tour))
    return out.getvalue()


def _size(tour: Tour, paper: Paper) -> tuple[float, float]:
    upright, broad = _PAPERS[paper], landscape(_PAPERS[paper])
    spare = 2 * MARGIN + FOOT + 120 + _CLOSE_UP
    scales = [points_per_metre(tour, width - 2 * MARGIN, height - spare) for width, height in (upright, broad)]
    return upright if scales[0] > scales[1] else broad


def _story(pack: Pack, width: float, height: float) -> Iterator[Flowable]:
    tour = pack.tour
    head = [_Banner(tour, width), Spacer(width, 5), Paragraph(_facts(pack), _style(12, leading=15)), Spacer(width, 5)]
    yield from head
    left = height - sum(one.wrap(width, height)[1] for one in head)
    if left < _LEAST_MAP + _CLOSE_UP:
        yield PageBreak()
        left = height
    groups = crowds(tour, width, left - 18 - _CLOSE_UP, ink.measure)
    yield _Map(draw(tour, width, left - 19 - (_CLOSE_UP if groups else 0), ink.measure))
    if groups:
        yield _CloseUps(tour, groups, width)
    yield PageBreak()
    yield _legs(pack, width, height)
    yield Spacer(width, 10)
    yield from _columns(list(_notes(pack)), width, height)


def _facts(pack: Pack) -> str:
    tour = pack.tour
    facts = [style.counted(len(tour.stops), "stop")]
    if tour.legs:
        facts.append(style.long_distance(style.total_metres(tour.legs)))
        facts.append(
            f"about {style.counted(style.total_minutes(tour.legs), 'minute')} of walking, with waiting at crossings"
        )
    if pack.tracks:
        facts.append(
            f"{style.counted(style.audio_minutes(pack.tracks), 'minute')} of sound, {style.megabytes(pack.tracks)} MB"
        )
    return fonts.markup("  ·  ".join(facts), "bold")


def _legs(pack: Pack, width: float, height: float) -> Table:
    tour = pack.tour
    legs = {leg.start: leg for leg in tour.legs}
    head = [Paragraph(fonts.markup(words, "bold"), _style(11)) for words in ("", "Stand", "See", "Walk on")]
    wide = [42, *((width - 42) * share for share in (0.25, 0.52, 0.23))]
    rows: list[list[object]] = [list(head)]
    for stop in tour.stops:
        tracks = [track for track in pack.tracks if track.stop == stop.slug]
        rows.append(
            [
                _Number(str(stop.number)),
                list(_stand(stop, tracks)),
                list(_look(stop)),
                list(_onward(legs.get(stop.slug), tracks, _after(tour, stop))),
            ]
        )
    if tour.legs:
        rows.append(["", Paragraph(fonts.markup(_total(tour), "bold"), _style(12, leading=15)), "", ""])
    # A row moves to the next page as a whole, unless it is longer than a page.
    tall = any(
        sum(part.wrap(w - 12, height)[1] for part in cell) > 0.8 * height
        for row in rows
        for cell, w in zip(row, wide, strict=True)
        if isinstance(cell, list)
    )
    table = Table(
        rows,
        colWidths=wide,
        repeatRows=1,
        splitInRow=1 if tall else 0,
    )
    rule, heavy = HexColor(style.RULE), HexColor(style.TAR)
    commands: list[tuple[object, ...]] = [
        # Even an empty cell names a font, and the default one is not embedded.
        ("FONTNAME", (0, 0), (-1, -1), fonts.name()),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 12),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("LINEBELOW", (0, 0), (-1, 0), 1.2, heavy),
        ("LINEBELOW", (0, 1), (-1, -1), 0.6, rule),
    ]
    if tour.legs:
        commands += [("SPAN", (1, -1), (-1, -1)), ("LINEBELOW", (0, -1), (-1, -1), 1.2, heavy)]
    table.setStyle(TableStyle(commands))
    return table


def _stand(stop: Stop, tracks: Sequence[Track]) -> Iterator[Paragraph]:
    yield Paragraph(fonts.markup(stop.title, "bold"), _style(13, leading=16))
    yield _played(tracks, "look", stop.stand or stop.address, " ")


def _look(stop: Stop) -> Iterator[Paragraph]:
    for paragraph in stop.card:
        yield Paragraph(fonts.markup(paragraph), _style(11))
    if _told(stop) and stop.film:
        yield Paragraph(fonts.markup(f"In the film: {stop.film.scene}", "italic"), _style(11, before=2))


def _told(stop: Stop) -> bool:
    """Say whether the card may tell the stop's scene: a printed page cannot be folded shut over an ending."""
    return stop.film is not None and stop.film.spoiler != "ending"


def _onward(leg: Leg | None, tracks: Sequence[Track], after: Stop | None) -> Iterator[Paragraph]:
    if leg and after:
        walk = f"{style.metres(leg)} m, {style.minutes(leg.seconds)} min to {after.number}"
        yield Paragraph(fonts.markup(walk, "bold"), _style(12, leading=16))
        streets = ", ".join(style.street(street) for street in leg.crossings)
        yield _played(tracks, "walk", f"Cross {streets}" if streets else "", ". ")
    else:
        yield Paragraph(fonts.markup("The walk ends here", "bold"), _style(12, leading=16))
        yield _played(tracks, "walk", "The way home" if any(track.kind == "walk" for track in tracks) else "", ". ")


def _played(tracks: Sequence[Track], kind: str, words: str, between: str) -> Paragraph:
    """Return *words* after which file to play, as its name begins: ``Play 04a``."""
    names = [track.path.name.partition("-")[0] for track in tracks if track.kind == kind]
    play = f'<font color="{style.NEON}">{fonts.markup(f"Play {names[0]}", "bold")}</font>{between}' if names else ""
    words = words if play and between == " " else words[:1].upper() + words[1:]
    return Paragraph(play + fonts.markup(words), _style(11))


def _after(tour: Tour, stop: Stop) -> Stop | None:
    index = tour.stops.index(stop) + 1
    return tour.stops[index] if index < len(tour.stops) else None


def _total(tour: Tour) -> str:
    crossings = sum(len(leg.crossings) for leg in tour.legs)
    streets = f", {style.counted(crossings, 'crossing')}" if crossings else ""
    minutes = f"about {style.counted(style.total_minutes(tour.legs), 'minute')} of walking, with waiting at crossings"
    return f"In all {style.total_metres(tour.legs)} m{streets}: {minutes}."


def _notes(pack: Pack) -> Iterator[list[Flowable]]:
    tour = pack.tour
    if tour.welcome and tour.welcome.card:
        yield _note("Before you set out", tour.welcome.card)
    if tour.safety:
        yield _note("Stay safe", tour.safety, marks="•")
    if pack.tracks:
        yield _note("Load the sound", _loading(pack), marks="123")
    yield _note("About this card", _about(tour))
    if tour.credits:
        yield _note("Credits", (_credit(credit) for credit in tour.credits), size=10)


def _note(title: str, paragraphs: Iterable[str], size: float = 11, marks: str = "") -> list[Flowable]:
    """Return a titled section; *marks* stand before its paragraphs, the last one before all that follow."""
    body: list[Flowable] = [Paragraph(fonts.markup(title, "bold"), _style(13, leading=17, after=2, keep=True))]
    for i, words in enumerate(paragraphs):
        hanging = _style(size, after=3, indent=14 if marks else 0)
        body.append(
            Paragraph(fonts.markup(words), hanging, bulletText=marks[min(i, len(marks) - 1)] if marks else None)
        )
    return body


def _columns(sections: Sequence[list[Flowable]], width: float, height: float) -> Iterator[Flowable]:
    """Yield the sections side by side, in order and each whole; one below the other when they are too long for that."""
    count = min(len(sections), 3 if width > 600 else 2)
    wide = (width - 22 * (count - 1)) / count
    highs = [sum(part.wrap(wide, height)[1] + 3 for part in section) + 8 for section in sections]
    ways = [(0, *cut, len(sections)) for cut in combinations(range(1, len(sections)), count - 1)]
    way = min(ways, key=lambda way: max(sum(highs[a:b]) for a, b in pairwise(way)))
    if max(sum(highs[a:b]) for a, b in pairwise(way)) > 0.9 * height:
        for section in sections:
            yield from section
            yield Spacer(width, 8)
        return
    cells = [[part for section in sections[a:b] for part in (*section, Spacer(wide, 8))] for a, b in pairwise(way)]
    columns = Table([cells], colWidths=[wide + 22] * (count - 1) + [wide])
    columns.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), fonts.name()),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-2, -1), 22),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ]
        )
    )
    yield columns


def _loading(pack: Pack) -> list[str]:
    first = pack.tracks[0].path
    files = f"{style.counted(len(pack.tracks), 'MP3 file')}, {style.megabytes(pack.tracks)} MB"
    return [
        f"At home, copy the folder “{first.parent}” to your phone: {files}. On the walk you need no signal.",
        f"Open it in any player that plays files by name, with shuffle and repeat off. Begin with {first.name}.",
        "Files marked a are for standing, b for walking. At the end of each b, pause, and play on at the next stop."
        if pack.tour.hold
        else "Files marked a are for standing, b for walking. Pause whenever you need to.",
    ]


def _about(tour: Tour) -> Iterator[str]:
    if not tour.walked:
        yield NOT_WALKED
    yield "A synthetic voice narrates this tour."
    if checked := max((stop.facts for stop in tour.stops), default=""):
        yield f"Facts last checked on {style.date(checked)}."
    yield f"By {tour.author}, {style.date(tour.published)}. {tour.licence}".strip()


def _credit(credit: Credit) -> str:
    return ". ".join(part for part in (f"{credit.what}: {credit.who}", credit.licence, credit.url) if part)


def _style(
    size: float,
    leading: float = 0.0,
    colour: str = style.TAR,
    before: float = 0.0,
    after: float = 0.0,
    indent: float = 0.0,
    keep: bool = False,
) -> ParagraphStyle:
    return ParagraphStyle(
        "card",
        fontName=fonts.name(),
        fontSize=size,
        leading=leading or size * 1.19,
        textColor=HexColor(colour),
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        keepWithNext=int(keep),
        bulletFontName=fonts.name(),
        bulletFontSize=size,
    )


class _Banner(Flowable):
    """Title and subtitle, gold on tar."""

    def __init__(self, tour: Tour, width: float) -> None:
        super().__init__()
        inner = width - 100
        self._title = next(
            title
            for size in (30, 26, 22, 18, 15)
            for title in [Paragraph(fonts.markup(tour.title, "bold"), _style(size, size * 1.1, style.GOLD))]
            if title.wrap(inner, 1000)[1] < size * 1.2 or size == 15
        )
        self._subtitle = Paragraph(fonts.markup(tour.subtitle), _style(13, 16, style.PAPER)) if tour.subtitle else None
        self._parts = [part for part in (self._title, self._subtitle) if part]
        self.width = width
        self.height = sum(part.wrap(inner, 1000)[1] for part in self._parts) + 16

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFillColor(HexColor(style.TAR))
        self.canv.roundRect(0, 0, self.width, self.height, 4, stroke=0, fill=1)
        for gap, colour in ((0, style.NEON), (pi / 8, style.GOLD)):
            star = self.canv.beginPath()
            corners = style.starburst(self.width - 44, self.height / 2, 27 if gap else 34, turn=gap)
            star.moveTo(*corners[0])
            for corner in corners[1:]:
                star.lineTo(*corner)
            star.close()
            self.canv.setFillColor(HexColor(colour))
            self.canv.drawPath(star, stroke=0, fill=1)
        y = self.height - 6
        for part in self._parts:
            y -= part.height
            part.drawOn(self.canv, 14, y)


class _Map(Flowable):
    """The map and its key."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.width, self.height = drawing.width, drawing.height + 18

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.translate(0, 5)
        ink.key(self.canv, self._drawing, self.width)
        self.canv.translate(0, 13)
        ink.paint(self.canv, self._drawing)
        self.canv.restoreState()


class _CloseUps(Flowable):
    """The crowded corners, side by side, each in its own scale."""

    def __init__(self, tour: Tour, groups: Sequence[Sequence[Stop]], width: float) -> None:
        super().__init__()
        self.width, self.height = width, _CLOSE_UP
        self._wide = (width - 12 * (len(groups) - 1)) / len(groups)
        self._parts = [
            (
                _close_up_title(group),
                draw(tour, self._wide, _CLOSE_UP - 18, ink.measure, [s.place for s in group if s.place]),
            )
            for group in groups
        ]

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        for i, (title, drawing) in enumerate(self._parts):
            self.canv.saveState()
            self.canv.translate(i * (self._wide + 12), 0)
            ink.paint(self.canv, drawing)
            self.canv.setFillColor(HexColor(style.TAR))
            ink.text(self.canv, 0, drawing.height + 5, title, 11, "bold")
            self.canv.restoreState()


def _close_up_title(group: Sequence[Stop]) -> str:
    numbers = [str(stop.number) for stop in group]
    return f"Close-up: stops {', '.join(numbers[:-1])} and {numbers[-1]}"


class _Number(Flowable):
    """A stop's disc, as on the map."""

    def __init__(self, digits: str) -> None:
        super().__init__()
        self._digits = digits
        self._radius = max(14.0, fonts.width(digits, 16, "bold") / 2 + 4)
        self.width = self.height = 2 * self._radius

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        ink.number(self.canv, self._radius, self._radius, self._radius, self._digits)


def _foot(tour: Tour) -> type[Canvas]:
    """Return a canvas that ends every page with title, warning and "page n of m"."""

    class Footed(Canvas):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)
            self._pages: list[dict[str, object]] = []

        def showPage(self) -> None:  # noqa: N802 (ReportLab's name)
            # How many pages there are is known only at the end: keep each open until then.
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                _foot_line(self, tour, number, len(self._pages))
                super().showPage()
            super().save()

    return Footed


def _foot_line(canvas: Canvas, tour: Tour, number: int, count: int) -> None:
    width = canvas._pagesize[0]
    page = f"page {number} of {count}"
    canvas.setFillColor(HexColor(style.SOFT))
    right = width - MARGIN - fonts.width(page, 9.5)
    ink.text(canvas, right, MARGIN, page, 9.5)
    warning = "" if tour.walked else f"  ·  {NOT_WALKED}"
    title = tour.title.strip()
    while len(title) > 1 and MARGIN + fonts.width(title + warning, 9.5) > right - 12:
        title = title[:-2].rstrip() + "…"
    ink.text(canvas, MARGIN, MARGIN, title + warning, 9.5)


def _texts(pack: Pack) -> Iterator[tuple[str, str, Span | None]]:
    """Yield all that the card prints of the author's, with where it stands."""
    tour = pack.tour
    for what, words in (("title", tour.title), ("subtitle", tour.subtitle), ("author", tour.author)):
        yield words, f"the tour's {what}", None
    yield tour.licence, "the tour's licence", None
    for words in tour.safety:
        yield words, "the tour's safety lines", None
    for credit in tour.credits:
        yield _credit(credit), f"the credit for {credit.what!r}", None
    for feature in tour.map:
        yield feature.name, f"the map's name {feature.name!r}", None
    for stop in (*((tour.welcome,) if tour.welcome else ()), *tour.stops):
        where = f"stop {stop.number}, {stop.title!r}"
        yield stop.title, f"the title of {where}", stop.span
        yield stop.stand or stop.address, f"where to stand at {where}", stop.span
        for words in stop.card:
            yield words, f"the card of {where}", stop.span
        if stop.film and _told(stop):
            yield stop.film.scene, f"the film scene of {where}", stop.span
    for leg in tour.legs:
        for street in leg.crossings:
            yield street, f"the crossing of {street!r}", None
