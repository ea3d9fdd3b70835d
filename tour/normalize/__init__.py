"""Turns what is written into what is said: addresses, abbreviations, years, numbers, money, times, letters.

`english` runs the rules in order; each of the modules that it imports knows one subject.
"""

from __future__ import annotations

import re

from tour.normalize import english, other_languages
from tour.normalize.tokens import Doubt
from tour.normalize.told import ReadAs, read_as, told

__all__ = ["Doubt", "ReadAs", "doubts", "normalize", "read_as", "told"]

_PASSES = 8
"""More than any text needs: the second pass nearly always changes nothing."""


def normalize(text: str, language: str = "en") -> str:
    """Return one sentence as a voice should say it: words and simple punctuation, without digits.

    *language* is BCP 47. Other languages than English get tidy quotes and spaces, and plain whole numbers in words
    where num2words knows the language. Running it again changes nothing. A character that it does not know, such as
    an emoji, is kept, so that the engine can name it as unsayable.
    """
    in_english = _in_english(language)
    for _ in range(_PASSES):
        before, text = text, english.spoken(text, language) if in_english else other_languages.spoken(text, language)
        if text == before:
            break
    return text


def doubts(text: str, language: str = "en") -> tuple[Doubt, ...]:
    """Return the places of *text*, one sentence as written, where `normalize` cannot be sure of what is meant."""
    return english.doubts(text, language) if _in_english(language) else ()


def _in_english(language: str) -> bool:
    return re.split(r"[-_]", language)[0].lower() == "en"
