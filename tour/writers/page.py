"""The web player and its plain companions: one page to walk with, one to read, one on how to take the tour along.

Static files and three rendered pages; no framework, nothing from another host. Every page works without script.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from tour.model import File, Pack
from tour.page.data import for_script, notes, shown
from tour.page.icons import ICONS, icon
from tour.page.lean import lean
from tour.page.svg import map_svg, picture_svg
from tour.style import colours, fonts
from tour.text import TURNS
from tour.timing import clock
from tour.words import cardtext, figures, waytext
from tour.words.language import Words, words_of
from tour.words.plain import stopped

WEB = Path(__file__).parents[1] / "page" / "web"
PAGES = ("index.html", "transcript.html", "listen.html")
SCRIPTS = (
    "follow.js",
    "map.js",
    "offline.js",
    "page.js",
    "place.js",
    "sound.js",
    "player.js",
    "views.js",
    "hold.js",
    "bar.js",
    "links.js",
    "progress.js",
    "read.js",
    "lock.js",
    "bell.js",
    "following.js",
    "start.js",
)
"""In the order in which they are run."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""Content Security Policy, level 3: nothing inline, nothing from elsewhere."""

_REST = 1_000_000
"""Bytes, about, of a pack's pages, pictures and papers."""
_OVERRIDES = re.compile(f"[{TURNS}]")
"""A title must not reorder a page, even that of a tour which no check has seen."""


def page(pack: Pack) -> Iterator[File]:
    """Yield the pages, the manifest, the service worker, and below ``player/`` all that they load."""
    environment = _environment(words_of(pack.tour))
    values = _values(pack)
    for name in PAGES:
        text = _OVERRIDES.sub("", environment.get_template(name).render(values))
        yield File(PurePosixPath(name), (text.encode(),))
    yield File(PurePosixPath("manifest.webmanifest"), (manifest(pack),))
    yield File(PurePosixPath("sw.js"), (_static("sw.js"),))
    yield File(PurePosixPath("player/player.css"), (_static("map.css") + _static("player.css"),))
    for name in SCRIPTS:
        yield File(PurePosixPath("player", name), (_static(name),))
    for name in ICONS:
        yield File(PurePosixPath("player", name), (icon(name),))
    for weight in ("regular", "bold"):
        name, path = next(iter(fonts.files(weight).items()))
        yield File(PurePosixPath("player", f"{name}.ttf"), (path,))


def manifest(pack: Pack) -> bytes:
    """Return the web application manifest (W3C, Web Application Manifest), by which a phone installs the page."""
    tour = pack.tour
    about = {
        "id": "./index.html",
        "name": tour.title,
        "short_name": tour.title,
        "description": tour.subtitle,
        "lang": tour.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": colours.TAR,
        "theme_color": colours.TAR,
        "categories": ["travel", "education"],
        "icons": [
            {
                "src": f"player/{name}",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "maskable" if masked else "any",
            }
            for name, (size, masked) in ICONS.items()
        ],
    }
    return (_OVERRIDES.sub("", json.dumps(about, indent=1, ensure_ascii=False)) + "\n").encode()


def _values(pack: Pack) -> dict[str, Any]:  # what templates read
    tour, tracks = pack.tour, pack.tracks
    audio = figures.sound(tracks)
    whole = pack.episode.size if pack.episode else 0
    return {
        "tour": tour,
        "csp": POLICY,
        "scripts": SCRIPTS,
        "script": htmlsafe_json_dumps(for_script(pack), dumps=_dumps),
        "shown": shown(pack),
        "facts": list(cardtext.facts(pack)),
        "notes": list(notes(tour)),
        "checked": max((stop.facts for stop in tour.stops), default=""),
        "route": waytext.route(tour),
        "map": Markup(map_svg(tour)),
        "first": tracks[0] if tracks else None,
        "count": len(tracks),
        "sizes": {
            "audio": figures.megabytes(tracks),
            "page": _megabytes(audio + _REST),
            "m4b": _megabytes(whole),
            "zip": _megabytes(audio + whole + _REST),
        },
    }


def _environment(words: Words) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(WEB),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "clock": clock,
        "date": words.date,
        "stopped": stopped,
        "web": web,
        "picture": lambda drawn: Markup(picture_svg(drawn)),
    }
    return environment


def web(url: str) -> bool:
    """Say whether *url* may become a link: a whole address of the web, and nothing that runs."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _static(name: str) -> bytes:
    text = (WEB / name).read_text("utf-8")
    return lean(text, "script" if name.endswith(".js") else "style").encode()


def _dumps(value: Any, **_: Any) -> str:  # JSON
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)
