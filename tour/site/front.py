"""The files of a site's front page: one page that reads without script, and beside it what it loads."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from markupsafe import Markup

from tour.model import File
from tour.page.icons import icon
from tour.page.pages import POLICY
from tour.page.pages import WEB as PLAYER
from tour.page.shrink import lean
from tour.page.templates import templates
from tour.site.overview import overview
from tour.site.packs import PAGE, Listed
from tour.style import fonts
from tour.text import UNSEEN
from tour.words import figures, rides
from tour.words.language import Words, language_name, turn, words_in

WEB = Path(__file__).parent / "web"
FILES = "front-page"
"""The folder of what the page loads, beside it."""
MARK = '<meta name="generator" content="tourpack site">'
"""By which the program knows a front page of its own."""
_ICONS = ("icon-192.png", "icon-512.png", "icon-180.png")


@dataclass(frozen=True, slots=True)
class Shown:
    """A tour as the template sees it."""

    tour: Listed
    page: str
    """Address."""
    card: str
    """Address; empty for none."""
    turn: str
    language: str
    """Its name, as its own speakers call it."""
    facts: tuple[str, ...]
    stops: str
    """How many, in words."""


def front(tours: Sequence[Listed], title: str = "", language: str = "") -> Iterator[File]:
    """Yield the front page of *tours*, numbered in this order, and what it loads; the page itself last.

    *language*, a BCP 47 tag, is that of the page's own words; empty, that of most of the tours.
    """
    words = words_in(language or Counter(tour.language for tour in tours).most_common(1)[0][0])
    loaded = list(_loaded())
    page = _page(tours, words, title or words("site.title"))
    hashed = hashlib.sha256(page)
    for file in loaded:
        hashed.update(b"".join(part for part in file.parts if isinstance(part, bytes)))
    yield from loaded
    yield _file("sw.js", f"{lean(_source('sw.js'), 'script')}// {hashed.hexdigest()}\n")  # a new page is a new worker
    yield File(PurePosixPath(PAGE), (page,))


def names() -> Iterator[str]:
    """Yield the paths of the files that `front` gives."""
    yield from (f"{FILES}/{name}" for name in ("front.css", "front.js", *_ICONS, *_faces()))
    yield from ("sw.js", PAGE)


def _loaded() -> Iterator[File]:
    style = (PLAYER / "player.css").read_text("utf-8") + _source("front.css")
    yield _file(f"{FILES}/front.css", lean(style, "style"))
    yield _file(f"{FILES}/front.js", lean(_source("front.js"), "script"))
    for name in _ICONS:
        yield File(PurePosixPath(FILES, name), (icon(name),))
    for name, path in _faces().items():
        yield File(PurePosixPath(FILES, name), (path,))


def _faces() -> dict[str, Path]:
    """Return the files of the typefaces, by name."""
    first = (next(iter(fonts.files(weight).items())) for weight in ("regular", "bold"))
    return {f"{name}.ttf": path for name, path in first}


def _page(tours: Sequence[Listed], words: Words, title: str) -> bytes:
    languages = Counter(tour.language for tour in tours)
    template = templates(WEB).get_template("front.html")
    text = template.render(
        words=words,
        title=title,
        turn=turn(words.language),
        mark=Markup(MARK),
        csp=POLICY,
        files=FILES,
        languages=sorted((language_name(tag), tag, count) for tag, count in languages.items()),
        tours=[_shown(tour, words) for tour in tours],
        map=Markup(overview(tours, words)),
    )
    return UNSEEN.sub("", text).encode("utf-8", "replace")


def _shown(tour: Listed, words: Words) -> Shown:
    return Shown(
        tour,
        tour.href + PAGE,
        tour.href + quote(tour.cards[0]) if tour.cards else "",
        turn(tour.language),
        language_name(tour.language),
        tuple(_facts(tour, words)),
        words.count("stop", len(tour.stops)),
    )


def _facts(tour: Listed, words: Words) -> Iterator[str]:
    """Yield what the tour takes: how far, how long on foot, riding and to hear, and what a phone has to keep."""
    if tour.indoors:
        yield words("site.indoors")
    if tour.metres:
        yield figures.distance(words, round(tour.metres))
        yield f"{words('figures.minutes', n=figures.minutes(tour.walking_seconds))} {words('page.on_foot')}"
    for by in dict.fromkeys(by for by, _ in tour.rides):
        seconds = sum(seconds for means, seconds in tour.rides if means == by)
        yield words("ride.time", ride=rides.name(words, by), time=words("figures.minutes", n=figures.minutes(seconds)))
    if tour.listening_seconds:
        yield f"{words('figures.minutes', n=figures.minutes(tour.listening_seconds))} {words('page.to_hear')}"
    yield words("figures.megabytes", n=-(-tour.bytes // 1_000_000))


def _source(name: str) -> str:
    return (WEB / name).read_text("utf-8")


def _file(path: str, text: str) -> File:
    return File(PurePosixPath(path), (text.encode(),))
