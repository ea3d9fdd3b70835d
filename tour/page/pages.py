"""The web player and its plain companions: one page to walk with, one to read, one on how to take the tour along.

Static files and three rendered pages; no framework, nothing from another host. Every page works without script.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from tour.model import File, Pack, Tour
from tour.pack.kept import kept
from tour.page.data import for_script, notes, shown
from tour.page.icons import ICONS, icon
from tour.page.joined import joined
from tour.page.linked_lines import linked
from tour.page.poster import poster_svg
from tour.page.shrink import lean, spare
from tour.page.svg import map_svg, picture_svg
from tour.page.templates import templates
from tour.style import colours, fonts
from tour.text import TURNS
from tour.timing import clock
from tour.words import directions, figures, rides, summary
from tour.words.card_digest import seen_digest
from tour.words.language import Words, turn, words_in, words_of
from tour.words.plaintext import stopped

WEB = Path(__file__).parent / "web"
PAGES = ("index.html", "transcript.html", "listen.html")
SCRIPTS = (
    "page.js",
    "belief.js",
    "kerbs.js",
    "follow.js",
    "map.js",
    "offline.js",
    "memory.js",
    "sound.js",
    "player.js",
    "way.js",
    "views.js",
    "compass.js",
    "leg_map.js",
    "walking.js",
    "hold.js",
    "bar.js",
    "links.js",
    "progress.js",
    "read.js",
    "lockscreen.js",
    "bell.js",
    "hush.js",
    "offer.js",
    "lamp.js",
    "gps.js",
    "tabs.js",
    "cost.js",
    "say.js",
    "start.js",
)
"""In the order in which they are run; they ship as one, `PLAYER`."""
PLAYER = "player.js"
_LONG_TITLE, _LONG_WORD = 36, 10
"""Letters that have room on a phone 320 px wide, in the size of other headings: of a title, and of a word in it."""
PUBLIC = {
    "Page": ("dock", "tour"),
    "Place": (),
    "Player": ("audio", "go", "play", "reload", "seek", "track", "wait"),
    "Way": ("crossing", "now"),
}
"""What of them can be seen from outside: in a browser's console, and by our tests."""
OWN = frozenset((
    "astray", "bad", "base", "began", "begins", "belief", "coarse", "course", "crossed", "distant", "doubt", "dry",
    "ends", "fixes", "flown", "free", "gap", "groups", "known", "late", "leap", "least", "lent", "lowest", "mass",
    "mean", "moving", "offroute", "other", "queue", "run", "said", "seen", "spot", "stays", "upTo", "usual",
))  # fmt: skip
"""Properties of what one of them makes for another: neither the tour, a browser nor what is stored or sent has them."""
OUTDOORS = ("map.js", "follow.js", "leg_map.js", "compass.js", "hush.js", "offer.js", "gps.js")
"""What of them is for a way that a map or a receiver can show."""
_LOOKS = (
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
_RUNS = ("script-src 'self'", "media-src 'self' blob:", "connect-src 'self'", "worker-src 'self'")
POLICY = Markup(";".join((*_LOOKS, *_RUNS)))
"""Content Security Policy, level 3: nothing inline, nothing from elsewhere. As it stands between double quotes."""
TO_READ = Markup(";".join(_LOOKS))
"""The same for a page without scripts."""

_REST = 1_000_000
"""Bytes, about, of a pack's pages, pictures and papers."""
_OVERRIDES = re.compile(f"[{TURNS}]")
"""A title must not reorder a page, even that of a tour which no check has seen."""


def pages(pack: Pack) -> Iterator[File]:
    """Yield the pages, the manifest, the service worker, and below ``player/`` all that they load."""
    words = words_of(pack.tour)
    environment, values = _environment(words), _values(pack)
    for name in PAGES:
        yield _file(name, _OVERRIDES.sub("", environment.get_template(name).render(values)))
    yield _file("manifest.webmanifest", manifest(pack))
    yield File(PurePosixPath("sw.js"), (worker(words),))
    yield _file("player/player.css", lean(_source("map.css") + _source("player.css"), "style"))
    yield File(PurePosixPath("player", PLAYER), (_player(scripts(pack)),))
    for name in ICONS:
        yield File(PurePosixPath("player", name), (icon(name),))
    for weight in ("regular", "bold"):
        (name, path), *_ = fonts.files(weight).items()
        yield File(PurePosixPath("player", f"{name}.ttf"), (path,))


def draw(pack: Pack) -> None:
    """Draw and join what is kept from one build to the next: so much of the pages' work needs no episode."""
    if not pack.tour.indoors:
        _map(pack.tour)
    for name in ICONS:
        icon(name)
    _player(scripts(pack))


@cache
def _player(names: Sequence[str]) -> bytes:
    return kept(PLAYER, names, lambda: _player_made(names))


def _player_made(names: Sequence[str]) -> bytes:
    return lean(joined([_source(name) for name in names], PUBLIC, OWN), "script").encode()


def manifest(pack: Pack) -> str:
    """Return the web application manifest (W3C, Web Application Manifest), by which a phone installs the page."""
    tour = pack.tour
    about = {
        "id": "./index.html",
        "name": tour.title,
        "short_name": tour.title,
        "description": tour.subtitle,
        "lang": tour.language,
        "dir": turn(tour.language),
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": colours.TAR,
        "theme_color": colours.TAR,
        "categories": ["travel", "education"],
        "icons": [_icon(name, size, masked) for name, (size, masked) in ICONS.items()],
    }
    return _OVERRIDES.sub("", json.dumps(about, indent=1, ensure_ascii=False)) + "\n"


def scripts(pack: Pack) -> tuple[str, ...]:
    """Return the scripts of the page, in the order in which they are run."""
    return tuple(name for name in SCRIPTS if not (pack.tour.indoors and name in OUTDOORS))


def _icon(name: str, size: int, masked: bool) -> dict[str, str]:
    purpose = "maskable" if masked else "any"
    return {"src": f"player/{name}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def worker(words: Words) -> bytes:
    """Return the service worker; the pack's digest is still to be put in."""
    said = json.dumps(words("offline.other_pack"), ensure_ascii=False)
    return kept("sw.js", said, lambda: lean(_source("sw.js").replace('"@OTHER_PACK@"', said), "script").encode())


def _values(pack: Pack) -> dict[str, Any]:  # what templates read
    tour, tracks = pack.tour, pack.tracks
    return {
        "tour": tour,
        "turn": turn(tour.language),
        "language": _language(tour),
        "own": "" if _language(tour) == tour.language else Markup(' lang="{}"').format(tour.language),
        "long": Markup(" class=long") if _is_long(tour.title) else "",
        "csp": POLICY,
        "csp_to_read": TO_READ,
        "player": PLAYER,
        "script": htmlsafe_json_dumps(for_script(pack), dumps=_dumps),
        "shown": shown(pack),
        "facts": summary.facts(pack),
        "glance": list(_glance(pack)),
        "access": summary.access(tour) if tour.stops else "",
        "poster": Markup("" if tour.indoors else poster_svg(tour)),
        "notes": list(notes(tour)),
        "checked": max((stop.facts for stop in tour.stops), default=""),
        "route": directions.route(tour),
        "map": Markup("" if tour.indoors else _map(tour)),
        "first": tracks[0] if tracks else None,
        "files": words_of(tour).count("mp3_file", len(tracks)),
        "sizes": _sizes(pack),
    }


def _is_long(title: str) -> bool:
    """Say whether a heading would break in a word, or push the start button out of sight, on a small phone."""
    return len(title) > _LONG_TITLE or max(map(len, re.split(r"[\s-]", title))) > _LONG_WORD


def _language(tour: Tour) -> str:
    """Return what language the program's words on a page are in: the tour's, where there are words in it (BCP 47)."""
    words = words_of(tour).language
    return tour.language if words.partition("-")[0] == tour.language.partition("-")[0].lower() else words


def _map(tour: Tour) -> str:
    return kept("map.svg", seen_digest(tour), lambda: _map_drawn(tour)).decode()


def _map_drawn(tour: Tour) -> bytes:
    with fonts.with_own(tour.fonts):
        return map_svg(tour).encode()


def _glance(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield what the walk takes as figures, each with a word or two: one short row."""
    tour, words = pack.tour, words_of(pack.tour)
    yield str(len(tour.stops)), words.count("stop_alone", len(tour.stops))
    if tour.walks:
        yield figures.glance(words, figures.total_metres(tour.walks))
        yield figures.duration(words, figures.total_minutes(tour.walks)), words("page.on_foot")
    yield from rides.glance(tour)
    if pack.tracks:
        yield figures.duration(words, figures.audio_minutes(pack.tracks)), words("page.to_hear")


def _sizes(pack: Pack) -> dict[str, str]:
    """Return what there is to load with its size; nothing for what there is not."""
    words, audio = words_of(pack.tour), figures.sound(pack.tracks)

    def megabytes(size: int) -> str:
        return words("figures.megabytes", n=-(-size // 1_000_000))

    sizes = {"audio": megabytes(audio), "page": megabytes(audio + _REST), "m4b": "", "zip": megabytes(audio + _REST)}
    if pack.episode:
        sizes["m4b"] = megabytes(pack.episode.size)
        sizes["zip"] = megabytes(audio + pack.episode.size + _REST)
    return sizes


def compile_templates() -> None:
    """Compile the templates: so much of the pages' work is the same for every tour."""
    environment = _environment(words_in("en"))
    for path in sorted(WEB.glob("*.html")):
        environment.get_template(path.name)


class _Spare(Extension):
    """Templates as `shrink` writes them."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return spare(source)


def _environment(words: Words) -> Environment:
    environment = templates(WEB)
    environment.add_extension(_Spare)
    environment.globals |= {"words": words, "linked": partial(linked, words)}
    environment.filters |= {
        "clock": clock,
        "date": words.date,
        "facing": partial(directions.facing, words),
        "number": partial(_number, words),
        "stopped": stopped,
        "web": web,
        "picture": lambda drawn: Markup(picture_svg(drawn)),
    }
    return environment


def _number(words: Words, value: float) -> str:
    """Return *value* as the language writes it, with the decimals that it has."""
    return words.number(value, len(f"{value:g}".partition(".")[2]))


def web(url: str) -> bool:
    """Say whether *url* may become a link: a whole address of the web, and nothing that runs."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _source(name: str) -> str:
    return (WEB / name).read_text("utf-8")


def _file(path: str, text: str) -> File:
    return File(PurePosixPath(path), (text.encode(),))


def _dumps(value: Any, **_: Any) -> str:  # JSON
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
