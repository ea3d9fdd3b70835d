"""Which fixed words of English stand in what should be in another language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from lxml import etree, html
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from paper import words as printed
from tour.words.language import FALLBACK, Words, words_in

_FIELD = re.compile(r"\{\w+(?::([^}]*))?\}")
_SHORTEST = 3
"""Letters: shorter ones, such as ``at``, are words or units of many languages."""

FOR_PROGRAMS = {"kind", "id", "type"}
"""Keys of JSON whose values are no words, but names that a format or this program gives."""


def english_in(text: str, language: str) -> list[str]:
    """Return the pieces of English lines that *text* holds, but for those that *language* has too."""
    own = " ".join(_pieces(words_in(language)))
    pieces = {piece for piece in _pieces(words_in(FALLBACK)) if len(piece) >= _SHORTEST and not _holds(own, piece)}
    return sorted(piece for piece in pieces if _holds(text, piece))


def _pieces(words: Words) -> Iterator[str]:
    """Yield the fixed words of all lines, without what is filled in between them."""
    forms = [line for counted in words.forms.values() for line in counted.values()]
    for line in (*words.lines.values(), *forms):
        for piece in _FIELD.split(line):
            if piece and (bare := piece.strip(" .,:;()")):
                yield bare


def _holds(text: str, piece: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text) is not None


def told(path: Path) -> Iterator[str]:
    """Yield the words in a file that somebody may see or hear."""
    match path.suffix:
        case ".pdf":
            yield printed(path.read_bytes())
            yield from _unprinted(path)
        case ".mp3":
            yield ID3(path).pprint()
        case ".m4b":
            yield MP4(path).pprint()
        case ".html":
            yield from _shown(html.document_fromstring(path.read_bytes()))
        case ".xml" | ".gpx":
            yield from etree.parse(path).getroot().itertext()
        case ".json" | ".geojson" | ".webmanifest":
            yield from _values(json.loads(path.read_text("utf-8")))
        case ".vtt":
            yield path.read_text("utf-8").partition("\n")[2]  # the first line is for programs
        case _:
            yield path.read_text("utf-8")


def _unprinted(path: Path) -> Iterator[str]:
    """Yield a PDF's alternative texts, bookmarks and the words of its links."""
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                for key in ("/Alt", "/Title", "/Contents"):
                    if isinstance(thing.get(key), pikepdf.String):
                        yield str(thing[key])


def _shown(page: html.HtmlElement) -> Iterator[str]:
    """Yield a page's words: those that are shown, those that are read out, and those that its scripts may say."""
    for script in page.xpath("//script[@id='tour']"):
        for line in json.loads(script.text)["texts"].values():
            yield re.sub(r"\{\w+\}", "", line)
    yield from page.xpath("//text()[not(parent::script)] | //@aria-label | //@alt | //@title | //meta/@content")


def _values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in FOR_PROGRAMS:
                yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    elif isinstance(value, str):
        yield value
