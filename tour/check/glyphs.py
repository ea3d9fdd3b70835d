"""Rule for printed text: every character is in a font of the card. What no font has would be an empty box.

The author's lines are looked at as they are written, so that each character is told at its place; and so is what the
card prints, for an escape (``\\u732b``) or a map's file is not a line of text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from tour.diagnostics import Diagnostic, Span
from tour.model import Tour
from tour.reading.project import Read
from tour.words.card_digest import authored


def faults(read: Read, tour: Tour) -> list[Diagnostic]:
    """Return the characters in printed text that no font of the card has; *tour* is that of *read*."""
    lines = [line for line, _ in read.printed]
    lacking = _lacking(lines)
    found = [*_faults(read, lacking)]
    printed = [*authored(tour)]
    unseen = _lacking(words for words, _, _ in printed) - _in_any(lines)
    for words, where, span in printed:
        for character in sorted(unseen & set(words)):
            message = f"no font of the card has the character {_named(character)}, in {where}"
            found.append(Diagnostic(span, message, _HINT))
    return found


_HINT = "write it in letters, or leave it out"


def _lacking(texts: Iterable[str]) -> set[str]:
    """Return the characters of *texts* that no font has."""
    unusual = {character for character in _in_any(texts) if not _common(character)}
    if not unusual:
        return set()  # the usual case, without a font being opened
    from tour.style.fonts import missing

    return set(missing("".join(sorted(unusual))))


def _in_any(texts: Iterable[str]) -> set[str]:
    return {character for text in texts for character in unicodedata.normalize("NFC", text)}


def _named(character: str) -> str:
    return f"{character!r} (U+{ord(character):04X})"


def _faults(read: Read, lacking: set[str]) -> Iterator[Diagnostic]:
    for line, span in read.printed:
        for index, character in enumerate(line):
            if character in lacking:
                place = Span(span.path, span.line, index + 1)
                yield Diagnostic(place, f"no font of the card has the character {_named(character)}", _HINT)


def _common(character: str) -> bool:
    """Return whether *character* is one that every Latin font has: ASCII, Latin-1 letters, dashes and quotes."""
    return " " <= character <= "~" or character == "\t" or "À" <= character <= "ÿ" or character in "–—‘’“”…°·½"
