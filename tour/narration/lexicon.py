"""Pronunciations: where a text has a name of the lexicon, the engine's own notation for it is put.

Terms as in the W3C Pronunciation Lexicon Specification 1.0: a lexeme has graphemes, and a phoneme or an alias.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from tour.model import Lexeme
from tour.normalize.letters import folded


def pronounce(text: str, lexicon: Iterable[Lexeme], notate: Callable[[str, Lexeme], str]) -> str:
    """Return *text* with every grapheme as *notate* writes it.

    The longest grapheme wins, whole words only; an owner's ’s and a plural's s or es go along with it. What *notate*
    gets is the grapheme as it stands in the text, ending included (an apostrophe as ``'``).
    """
    entries = _entries(lexicon)
    if not entries:
        return text
    pattern = _pattern(entries)
    return pattern.sub(lambda match: notate(match[1] + (match[2] or "").replace("’", "'"), entries[match[1]]), text)


def used(text: str, lexicon: Iterable[Lexeme]) -> Iterator[str]:
    """Yield the graphemes that *text* uses."""
    entries = _entries(lexicon)
    if entries:
        for match in _pattern(entries).finditer(text):
            yield from (name for name in entries[match[1]].graphemes if match[1] in (name, folded(name)))


def without(text: str, lexicon: Iterable[Lexeme]) -> str:
    """Return *text* with its graphemes blanked out, at the same length."""
    entries = _entries(lexicon)
    return _pattern(entries).sub(lambda match: " " * len(match[0]), text) if entries else text


def _entries(lexicon: Iterable[Lexeme]) -> dict[str, Lexeme]:
    """Return the lexemes by grapheme, in its own letters and in those that are left of it in a spoken text."""
    entries: dict[str, Lexeme] = {}
    for lexeme in lexicon:
        for grapheme in lexeme.graphemes:
            entries[grapheme] = lexeme
            entries.setdefault(folded(grapheme), lexeme)
    return entries


def _pattern(entries: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(entries, key=lambda grapheme: (-len(grapheme), grapheme))
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(['’]s|e?s['’]?)?(?!\w)")
