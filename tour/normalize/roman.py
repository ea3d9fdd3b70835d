"""Roman numerals: of wars and chapters ("Two"), and of kings and grandsons ("the Second")."""

from __future__ import annotations

import re

from tour.normalize.numerals import cardinal, ordinal
from tour.normalize.rules import Rule

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMERAL = r"((?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?!\w|\.\w|-[A-Z])"
_PARTED = (
    "World War|War|Part|Chapter|Act|Book|Volume|Phase|Section|Type|Class|Title|Super Bowl|Bowl|Mark|Level|Stage|"
    "Episode|Scene|Article|Apollo|Gemini|Wing|Annex|Tower"
)
"""What is numbered: "World War Two"."""
CROWNED = (
    "Louis|Henry|George|Edward|Elizabeth|Charles|James|William|Philip|Pius|Paul|Napoleon|Francis|Frederick|Nicholas|"
    "Alexander|Catherine|Richard|Ferdinand|Ramses|Ramesses|Leo|Benedict|Gregory|Innocent|Urban|Clement|Otto|Peter|"
    "Leopold|Carlos|Alfonso|Mary|John|Christian|Gustav|Wilhelm|Friedrich|Ludwig|Umberto|Victoria|Juan Carlos"
)
"""Who is numbered: "Louis the Fourteenth"."""


def rules() -> tuple[Rule, ...]:
    """Return the rules for Roman numerals. "I" by itself may be a speaker, so it needs more around it."""
    return (
        (rf"\b((?:King|Queen|Pope|Emperor|Tsar|Kaiser) (?:{CROWNED}) )(I)\b(?![.]\S)", _nth),
        (rf"\b((?:{CROWNED}) )(I)(?='s\b|,| of\b)", _nth),
        (rf"\b((?:{CROWNED}) )(?!I\b){_NUMERAL}", _nth),
        (r"\bWWI\b", "World War One"),
        (r"\bWWII\b", "World War Two"),
        (r"\b(World War )(I)\b", _part),
        (rf"\b((?:{_PARTED}) )(I)(?=[,;:?!)\"]|\.*[\"')]*$| of\b| and\b| to\b)", _part),
        (rf"\b((?:{_PARTED})s? )(?!I\b){_NUMERAL}", _part),
        (r"\b((?:[A-Z][a-z']+|[A-Z]\.?) [A-Z][a-z']+,? )(II|III|IV)(?![\w-])", _nth),
        (r"\b((?:[A-Z][a-z']+) )(II|III|VI{1,3}|IX|XI{1,3})(?![\w-])", _part),
        (r"(?<![\w.'-])()(II|III|VII|VIII|XII|XIII)(?![\w'.-])", _part),
    )


def _nth(match: re.Match[str]) -> str:
    if not match[2]:
        return match[0]
    return f"{match[1]}the {ordinal(_value(match[2])).title()}"


def _part(match: re.Match[str]) -> str:
    if not match[2]:
        return match[0]
    return f"{match[1]}{cardinal(_value(match[2])).capitalize()}"


def _value(numeral: str) -> int:
    """Return the number that *numeral* stands for. A letter ahead of a larger one is taken off."""
    total = largest = 0
    for letter in reversed(numeral):
        value = _VALUES[letter]
        if value < largest:
            total -= value
        else:
            total += value
            largest = value
    return total
