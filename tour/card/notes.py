"""What the card says besides the stops: facts, getting there, the sound, safety, credits."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, no-any-unimported, no-any-return"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tour.card import text_runs
from tour.card.figures import figures
from tour.card.paragraph import Paragraph
from tour.card.pdf_tags import Element, Tags
from tour.card.sheet import Block, Piece
from tour.card.typeset import Type
from tour.model import Pack
from tour.style import colours, fonts
from tour.words import summary
from tour.words.language import words_of
from tour.words.plaintext import stopped


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    element: Element
    blocks: tuple[Block, ...]
    first: bool
    """Whether it is for before the walk: then it is never told after the stops."""


def facts(pack: Pack, type_: Type, root: Element, width: float) -> Iterator[Block]:
    """Yield what the walk takes, for a panel of *width* points."""
    if pairs := list(summary.at_a_glance(pack)):
        yield figures(pairs, type_, root, width)
    if pack.tour.stops:
        words = fonts.markup(summary.access(pack.tour))
        yield Block((Piece(Paragraph(words, type_.fine), root.add("P")),), after=5)


def notes(pack: Pack, type_: Type, root: Element) -> Iterator[Section]:
    """Yield the sections, the most useful before the walk first."""
    tour, words = pack.tour, words_of(pack.tour)
    if tour.welcome and tour.welcome.card:
        yield _note(words("card.getting_there"), tour.welcome.card, type_, root)
    if pack.tracks:
        yield _note(words("card.load"), summary.loading(pack), type_, root, marks="123")
    if tour.safety:
        yield _note(words("tour.safety"), tour.safety, type_, root, marks="•")
    yield _about(pack, type_, root)
    yield from _credits(pack, type_, root)


def _note(title: str, paragraphs: Sequence[str], type_: Type, root: Element, marks: str = "") -> Section:
    """Return a titled section; *marks* stand before its paragraphs, the last one before all that follow."""
    section = root.add("Sect")
    pieces = [Piece(Paragraph(fonts.markup(title, "bold"), type_.heading), section.add("H2"))]
    owner = section.add("L") if marks else section
    for i, words in enumerate(paragraphs):
        mark = marks[min(i, len(marks) - 1)] if marks else ""
        element = owner.add("LI").add("LBody") if marks else owner.add("P")
        paragraph = Paragraph(fonts.markup(words), type_.text)
        pieces.append(_listed(paragraph, element, mark, type_) if mark else Piece(paragraph, element, before=1))
    return Section(section, _apart(pieces), first=True)


def _apart(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Return a heading with its first paragraph, and each other paragraph by itself."""
    blocks = [Block(tuple(pieces[:2]), after=0), *(Block((piece,), after=0) for piece in pieces[2:])]
    return (*blocks[:-1], Block(blocks[-1].pieces, after=7))


def _listed(paragraph: Paragraph, element: Element, mark: str, type_: Type) -> Piece:
    def bullet(canvas: Canvas, tags: Tags, x: float, top: float) -> None:
        with tags.ornament(canvas):
            canvas.setFillColor(HexColor(colours.NEON))
            text_runs.text(canvas, x, top - type_.body, mark, type_.body, "bold")

    return Piece(paragraph, element, before=1, indent=type_.body * 1.1, beside=bullet)


def _about(pack: Pack, type_: Type, root: Element) -> Section:
    section = root.add("Sect")
    title = words_of(pack.tour)("card.about")
    head = Piece(Paragraph(fonts.markup(title, "bold"), type_.heading), section.add("H2"))
    told = [fonts.markup(one) for one in summary.about(pack.tour)]
    if first := summary.not_walked(pack.tour):
        told.insert(0, fonts.markup(first, "bold"))
    return Section(section, _apart([head, Piece(Paragraph(" ".join(told), type_.fine), section.add("P"))]), first=False)


def _credits(pack: Pack, type_: Type, root: Element) -> Iterator[Section]:
    tour = pack.tour
    title = summary.sources_heading(tour)
    if not title:
        return
    section = root.add("Sect")
    pieces = [Piece(Paragraph(fonts.markup(title, "bold"), type_.heading), section.add("H2"))]
    for one in tour.credits:
        words = fonts.markup(stopped(summary.credit(words_of(tour), one)))
        pieces.append(Piece(Paragraph(words, type_.fine), section.add("P")))
        if one.url:
            words = f'<font color="{colours.NEON}">{fonts.markup(one.url)}</font>'
            link = section.add("P").add("Link", alt=words_of(tour)("card.open", url=one.url))
            pieces.append(Piece(Paragraph(words, type_.fine), link, url=one.url))
    if sources := summary.sources(tour):
        pieces.append(Piece(Paragraph(fonts.markup(sources), type_.fine), section.add("P")))
    yield Section(section, _apart(pieces), first=False)
