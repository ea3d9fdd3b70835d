"""Which fixed words of English stand in what should be in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tour.words.language import FALLBACK, Words, words_in

_FIELD = re.compile(r"\{\w+(?::([^}]*))?\}")
_SHORTEST = 3
"""Letters: shorter ones, such as ``at``, are words or units of many languages."""


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
