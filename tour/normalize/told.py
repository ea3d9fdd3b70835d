"""What the author has told: how some words are read, whatever the rules would make of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from tour.normalize import numerals

ReadAs = Literal["letters", "digits", "cardinal", "year", "words"]


def told(text: str, replaced: Mapping[str, str]) -> str:
    """Return *text* with each of the words that *replaced* has as it says; the longest wins, whole words only.

    What was put in is not looked at again, so that no rule feeds another.
    """
    pattern = _pattern(replaced)
    return pattern.sub(lambda match: replaced[match[0]], text) if pattern else text


def used(text: str, replaced: Iterable[str]) -> set[str]:
    """Return which of the words *replaced* stand in *text*."""
    pattern = _pattern(replaced)
    return set(pattern.findall(text)) if pattern else set()


def read_as(written: str, kind: ReadAs, language: str = "en") -> str:
    """Return *written* as words of the kind that the author asks for. Raises ValueError where it has no figure for it.

    "letters" says each letter and figure by itself; "digits" each figure; "cardinal" an amount; "year" a year; "words"
    what stands in capitals as one word.
    """
    if kind == "letters":
        return " ".join(numerals.digits(sign, language) if sign.isdigit() else sign.upper() for sign in _signs(written))
    if kind == "words":
        return written.capitalize() if written.isupper() else written
    figures = re.sub(r"\D", "", written)
    if not figures:
        raise ValueError(f"{written!r} has no figure to be read as {kind}")
    match kind:
        case "digits":
            return numerals.digits(figures, language)
        case "cardinal":
            return numerals.cardinal(int(figures), language)
        case "year":
            return numerals.year(int(figures), language)


def _signs(written: str) -> list[str]:
    return [sign for sign in written if sign.isalnum()]


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?<!\w(?=\w))")
