"""Names that many tours have, and that the voice's own dictionary says badly: "Los Angeles", "Pius", "LACMA"."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from tour.diagnostics import Span
from tour.inputs.marks import decomposed
from tour.model import Lexeme
from tour.normalize.letters import folded

FILE = Path(__file__).with_name("names.toml")


def names_in(text: str) -> tuple[Lexeme, ...]:
    """Return the names that *text* has, also as owners or in the plural."""
    words = re.findall(r"\w+", text)
    words += [word[:-1] for word in words if word.endswith("s")]
    begun = (lexeme for word in dict.fromkeys(words) for lexeme in _by_first_word().get(word, ()))
    return tuple(lexeme for lexeme in begun if any(name in text for name in lexeme.graphemes))


@cache
def _by_first_word() -> dict[str, list[Lexeme]]:
    found: dict[str, list[Lexeme]] = {}
    for lexeme in names():
        for first in dict.fromkeys(re.findall(r"^\w+", grapheme)[0] for grapheme in lexeme.graphemes):
            found.setdefault(first, []).append(lexeme)
    return found


@cache
def names() -> tuple[Lexeme, ...]:
    """Return the names of `FILE`, each in all the letters that a spoken text may have it in."""
    sections: dict[str, dict[str, str]] = tomllib.loads(FILE.read_text("utf-8"))
    at = Span(FILE.name, 1, 1)
    return tuple(
        Lexeme(_graphemes(name), at, phoneme) for section in sections.values() for name, phoneme in section.items()
    )


def _graphemes(name: str) -> tuple[str, ...]:
    """Return *name* as it is, as `normalize` leaves it, without accents, and with either apostrophe."""
    plain = folded(name)
    ways = [name, plain, _bare(plain)]
    return tuple(dict.fromkeys(ways + [way.replace("'", "’") for way in ways]))


def _bare(name: str) -> str:
    letters = decomposed(name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
