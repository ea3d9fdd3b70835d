"""Rule for printed text: every character is in a font of the card. What no font has would be an empty box."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from tour.diagnostics import Diagnostic, Span
from tour.reading.project import Read


def faults(read: Read) -> list[Diagnostic]:
    """Return the characters in printed text that no font of the card has."""
    printed = {character for line, _ in read.printed for character in unicodedata.normalize("NFC", line)}
    unusual = {character for character in printed if not _common(character)}
    if not unusual:
        return []  # the usual case, without a font being opened
    from tour.style.fonts import missing

    lacking = set(missing("".join(sorted(unusual))))
    return [*_faults(read, lacking)]


def _faults(read: Read, lacking: set[str]) -> Iterator[Diagnostic]:
    for line, span in read.printed:
        for index, character in enumerate(line):
            if character in lacking:
                place = Span(span.path, span.line, index + 1)
                message = f"no font of the card has the character {character!r} (U+{ord(character):04X})"
                yield Diagnostic(place, message, "write it in letters, or leave it out")


def _common(character: str) -> bool:
    """Return whether *character* is one that every Latin font has: ASCII, Latin-1 letters, dashes and quotes."""
    return " " <= character <= "~" or character == "\t" or "À" <= character <= "ÿ" or character in "–—‘’“”…°·½"
