"""Pronunciations: where a text has a name of the lexicon, the engine's own notation for it is put.

Terms as in the W3C Pronunciation Lexicon Specification 1.0: a lexeme has graphemes, and a phoneme or an alias.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from tour.diagnostics import Span
from tour.model import Lexeme
from tour.normalize.heteronyms import places
from tour.normalize.letters import folded

_NOWHERE = Span("", 1, 1)


def pronounce(text: str, lexicon: Iterable[Lexeme], notate: Callable[[str, Lexeme], str]) -> str:
    """Return *text* with every grapheme as *notate* writes it.

    The longest grapheme wins, whole words only; an owner's ’s and a plural's s or es go along with it. What *notate*
    gets is the grapheme as it stands in the text, ending included (an apostrophe as ``'``).
    """
    entries = _entries(lexicon)
    text = _heteronyms(text, entries, notate)
    if not entries:
        return text
    pattern = _pattern(entries)
    return pattern.sub(lambda match: notate(match[1] + (match[2] or "").replace("’", "'"), entries[match[1]]), text)


def with_names(own: tuple[Lexeme, ...], names: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """Return *own*, and those of *names* of which *own* has no word: an author's "Angeles" counts in "Los Angeles"."""
    if not own or not names:
        return own + names
    claimed = _pattern(_entries(own))
    return own + tuple(lexeme for lexeme in names if not any(map(claimed.search, lexeme.graphemes)))


def _heteronyms(text: str, own: Iterable[str], notate: Callable[[str, Lexeme], str]) -> str:
    """Return *text* with the words that are surely said the rarer way as *notate* has them; the author's own stay."""
    pieces: list[str] = []
    at = 0
    for start, end, sense in places(text):
        word = text[start:end]
        if word not in own:
            lexeme = Lexeme((word,), _NOWHERE, sense.phoneme, (("", sense.alias),))
            pieces += text[at:start], notate(word, lexeme)
            at = end
    return "".join(pieces) + text[at:]


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
