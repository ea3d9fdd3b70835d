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

Notate = Callable[[str, Lexeme], str]
"""Given a grapheme and its lexeme, it returns an engine's notation for it."""

_NOWHERE = Span("", 1, 1)


def pronounce(text: str, lexicon: Iterable[Lexeme], notate: Notate) -> str:
    """Return *text* as `Names.pronounce` does: for one text. Who has many makes the names once."""
    return Names(lexicon).pronounce(text, notate)


class Names:
    """The names of a lexicon, to be looked for in many texts.

    The longest grapheme wins, whole words only; an owner's ’s and a plural's s or es go along with it.
    """

    def __init__(self, lexicon: Iterable[Lexeme]) -> None:
        self._lexicon = tuple(lexicon)
        self._entries = _entries(self._lexicon)
        self._pattern = _pattern(self._entries)

    def pronounce(self, text: str, notate: Notate) -> str:
        """Return *text* with every grapheme as *notate* writes it.

        What *notate* gets is the grapheme as it stands in the text, ending included (an apostrophe as ``'``).
        """
        text = _heteronyms(text, self._entries, notate)
        if not self._entries:
            return text
        entries = self._entries
        return self._pattern.sub(
            lambda match: notate(match[1] + (match[2] or "").replace("’", "'"), entries[match[1]]), text
        )

    def used(self, text: str) -> Iterator[str]:
        """Yield the graphemes that *text* uses."""
        if self._entries:
            for match in self._pattern.finditer(text):
                graphemes = self._entries[match[1]].graphemes
                yield from (name for name in graphemes if match[1] in (name, folded(name)))

    def joined_by(self, others: Iterable[Lexeme]) -> Names:
        """Return these names and those *others* of which they have no word: one's own "Angeles" is in "Los Angeles"."""
        new = tuple(lexeme for lexeme in others if not any(map(self._has, lexeme.graphemes)))
        return Names(self._lexicon + new) if new else self

    def _has(self, text: str) -> bool:
        return bool(self._entries) and self._pattern.search(text) is not None

    def without(self, text: str) -> str:
        """Return *text* with its graphemes blanked out, at the same length."""
        return self._pattern.sub(lambda match: " " * len(match[0]), text) if self._entries else text


def _heteronyms(text: str, own: Iterable[str], notate: Notate) -> str:
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
