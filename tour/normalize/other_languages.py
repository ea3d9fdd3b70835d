"""Languages other than English: those with rules of their own, and tidy quotes and spaces for all the others.

What has no rules is left to the engine, figures and all: Google reads "am 3. Mai" rightly, and half of a rule would
spoil it. Spanish says its plain whole numbers in words, for voices that read letters only.
"""

from __future__ import annotations

import re
from functools import partial

from tour.normalize import french, german
from tour.normalize.marks import plain_quotes
from tour.normalize.numerals import cardinal
from tour.normalize.rules import words

_WHOLE = re.compile(r"(?<![\w.,:/–-])(?!0\d)\d{1,9}(?![\w.,:/–-]*\d)(?!\w|\.\s*\w|º|ª|°)")
_MINUS = re.compile(r"(?<!\d )(?<![\w.,:)'\"/-])-(?=\d)")
_BY = re.compile(r"(?<=\w)(?: ?× ?| x )(?=\d)")
_SIGNS = {"de": ("minus", "mal"), "fr": ("moins", "sur"), "es": ("menos", "por")}
"""How a minus is said, and the sign in "5 × 3 m". Beside a figure that became a word a voice would pass it over."""
_ABBREVIATIONS = {"de": german.ABBREVIATIONS, "fr": french.ABBREVIATIONS}
_SPANISH = words(
    """
    Sr. Sra. Srta. Dr. Dra. Dn. Dña. Ud. Uds. Avda. Av. C. Pza. Pl. núm. n.º pág. págs. aprox. St. Sta. Sto. Gral. Mons.
    Prof.
    """
)


def spoken(text: str, language: str) -> str:
    """Return *text*, one sentence of *language* (BCP 47), as it is said."""
    text = plain_quotes(text)
    ends = text.endswith(".")
    tag = language.partition("-")[0].lower()
    if tag in _SIGNS:
        minus, by = _SIGNS[tag]
        text = _BY.sub(f" {by} ", _MINUS.sub(f"{minus} ", text))
    match tag:
        case "de":
            text = german.spoken(text)
        case "fr":
            text = french.spoken(text)
        case "es":
            text = _WHOLE.sub(partial(_number, language=language), text)
    # The dot of an abbreviation at the end ends the sentence too.
    return " ".join(text.split()) + ("." if ends and not text.endswith(".") else "")


def abbreviations_of(language: str) -> frozenset[str]:
    """Return the abbreviations, with their dots, that end no sentence of *language*."""
    tag = language.partition("-")[0].lower()
    return frozenset(_ABBREVIATIONS.get(tag, _SPANISH))


def _number(match: re.Match[str], language: str) -> str:
    """Return a number in words, unless its end or its hundreds have a gender: the voice knows what is counted."""
    number = int(match[0])
    gendered = (number % 10 == 1 and number % 100 != 11) or number // 100 % 10 > 1
    return match[0] if gendered else cardinal(number, language)
