"""Rule for printed text: every character is in a font of the card. What no font has would be an empty box.

The author's lines are looked at as they are written, so that each kind of letter is told at its place; and so is what
the card prints, for an escape (``\\u732b``) is not a line of text. A name on the map that no font has is left out, and
is a warning.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

from tour.diagnostics import Diagnostic, Span
from tour.inputs.marks import composed
from tour.model import Tour
from tour.reading.project import Read
from tour.reading.typefaces import unusable
from tour.words.card_digest import authored

_HINT = "write it in letters, or leave it out"
_FONT = 'save a TrueType font that has them under stops/fonts/, and name it in tour.toml: fonts = ["fonts/NAME.ttf"]'
_SHOWN = 8
"""Characters of one script that are named."""
_SCRIPTS = {"cjk": "Chinese"}
"""What a script is called that Unicode's names of its letters do not begin with."""

Place = tuple[Span | None, str]
"""Where a text stands, and what it is; nothing where the place says that."""


def faults(read: Read, tour: Tour) -> list[Diagnostic]:
    """Return the characters in printed text that no font of the card has; *tour* is that of *read*.

    One fault for all letters of a script, where the first of them stands, and one for each sign that is no letter. None
    is told while a font is missing or refused: that was said, and it may have them all.
    """
    printed = [*authored(tour)]
    on_paper = [*(line for line, _ in read.printed), *(words for words, _, _ in printed)]
    undrawable = [*_undrawable(tour, on_paper)]
    if not read.fonts_whole:
        return undrawable
    lines = ((line, (span, "")) for line, span in read.printed)
    told = ((words, (span, where)) for words, where, span in printed)
    return [*_faults(chain(lines, told), _lacking(tour, on_paper)), *_on_the_map(tour), *undrawable]


def _undrawable(tour: Tour, texts: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a fault for each of the author's fonts that has a letter of *texts*, or of the map, and cannot draw it."""
    if not tour.fonts:
        return
    seen = _unusual(chain(texts, (feature.name for feature in tour.map)))
    if not seen:
        return
    from tour.style import fonts
    from tour.style.joined import shapes

    with fonts.with_own(tour.fonts):
        for face, reason in fonts.undrawable(seen | shapes(seen)):
            yield unusable(face, reason)


def _lacking(tour: Tour, texts: Iterable[str]) -> set[str]:
    """Return the characters of *texts* that no font has."""
    unusual = _unusual(texts)
    if not unusual:
        return set()  # the usual case, without a font being opened
    from tour.style import fonts

    with fonts.with_own(tour.fonts):
        return set(fonts.missing("".join(sorted(unusual))))


def _unusual(texts: Iterable[str]) -> set[str]:
    found = {character for text in texts for character in composed(text)}
    return {character for character in found if not _common(character)}


def _faults(texts: Iterable[tuple[str, Place]], lacking: set[str]) -> Iterator[Diagnostic]:
    """Yield one fault for each kind among the characters of *texts* that are *lacking*."""
    found: dict[str, list[tuple[str, Span | None, str]]] = {}
    for text, (span, where) in texts if lacking else ():
        for index, character in enumerate(text):
            if character in lacking:
                place = Span(span.path, span.line, index + 1) if span and not where else span
                found.setdefault(_kind(character), []).append((character, place, where))
    for kind, marks in found.items():
        characters = list(dict.fromkeys(character for character, _, _ in marks))
        _, place, where = marks[0]
        yield _fault(kind, characters, place, f", in {where}" if where else "")


def _fault(kind: str, characters: list[str], place: Span | None, where: str) -> Diagnostic:
    first = characters[0]
    if not _is_letter(first):
        return Diagnostic(place, f"no font of the card has the character {_named(first)}{where}", _HINT)
    if len(characters) == 1:
        return Diagnostic(place, f"no font of the card has the {kind} letter {_named(first)}{where}", _FONT)
    named = " ".join(characters[:_SHOWN]) + (" …" if len(characters) > _SHOWN else "")
    message = f"no font of the card has {kind} letters: {named} ({len(characters)} of them){where}"
    return Diagnostic(place, message, _FONT)


def _on_the_map(tour: Tour) -> Iterator[Diagnostic]:
    """Yield one warning for all names that the map leaves out."""
    lacking = _lacking(tour, (feature.name for feature in tour.map))
    names = list(dict.fromkeys(feature.name for feature in tour.map if lacking & set(feature.name)))
    if names:
        shown = ", ".join(map(repr, names[:3])) + (" …" if len(names) > 3 else "")
        count = f"{len(names)} names on the map are" if len(names) > 1 else "a name on the map is"
        message = f"{count} left out, for no font of the card has all their letters: {shown}"
        yield Diagnostic(None, message, _FONT, "warning", "glyph")


def _named(character: str) -> str:
    return f"{character!r} (U+{ord(character):04X})"


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _kind(character: str) -> str:
    """Return the script of a letter, such as ``Arabic``; any other character is a kind by itself."""
    if not _is_letter(character):
        return character
    first = unicodedata.name(character, "strange").split()[0].partition("-")[0].lower()
    return _SCRIPTS.get(first, first.title())


def _common(character: str) -> bool:
    """Return whether *character* is one that every Latin font has: ASCII, Latin-1 letters, dashes and quotes."""
    return " " <= character <= "~" or character == "\t" or "À" <= character <= "ÿ" or character in "–—‘’“”…°·½"
