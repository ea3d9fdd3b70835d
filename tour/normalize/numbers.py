"""Plain numbers: fractions, ordinals, ranges, decimals, and whole numbers that may be years or doors."""

from __future__ import annotations

import re

from tour.normalize.dates import BEFORE_A_YEAR
from tour.normalize.numerals import LONGEST, cardinal, decimal, digits, door, may_be_year, ordinal, year
from tour.normalize.quantities import COUNTED, NUMBER, noun_follows
from tour.normalize.rules import FIGURES, LETTERS, Rule, Step, after, before, when
from tour.normalize.streets import ORDINAL, SUFFIX

_PARTS = {2: "half", 3: "third", 4: "quarter"}
_HALVED = "mile|hour|day|block|pound|inch|kilometer|kilometre|century|dozen|million|acre|year|pint|liter|litre|ton"
_DIVISORS = frozenset({5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100, 1000})
"""What else people divide things by."""


def sayings() -> tuple[Rule, ...]:
    """Return the rules for figures that everybody says in one way of their own."""
    return (
        (r"\b9/11\b", "nine eleven"),
        (r"\b24/7/365\b", "twenty-four seven, three sixty-five"),
        (r"\b24/7\b", "twenty-four seven"),
        (r"\b(\d{1,2})/([248])(?= (?:time|beat|meter|metre|rhythm|tempo)\b)", r"\1 \2"),
        (r"\b50[/-]50\b", "fifty-fifty"),
        (r"(?<![\w.,–/-])(\d)-(\d)-(\d)(?=[A-Z]?T?\b)(?![\d–/-]|[.,]\d)", _in_a_row),
        (r"\b911\b(?! [a-z]+s\b)", "nine one one"),
        *wars(),
    )


def wars() -> tuple[Rule, ...]:
    """Return the rules for the two wars that have a short name."""
    return (
        (r"\bWW ?(?:1|I)\b", "World War One"),
        (r"\bWW ?(?:2|II)\b", "World War Two"),
    )


def mixed() -> tuple[Rule, ...]:
    """Return the rules for fractions that come before measures: "2-1/2 mi.", "1/2 left"."""
    return (
        (r"(?<![\w.,/-])1/2 (?=(?:left|right)\b)", "half "),
        (r"(?<![\w.,/-])1/4 (?=(?:left|right)\b)", "quarter "),
        (r"(?<![\w.,/-])(\d+)-(?=(?:1/2|[13]/4|[12]/3|[1357]/8|\d{1,2}/16)(?![\d/]))", r"\1 "),
    )


def steps() -> tuple[Step, ...]:
    """Return the rules for all figures that are left; after them there are none."""
    return (
        when(_fractions_and_ordinals(), FIGURES, f"/{LETTERS}"),
        when((*_ranges(), *_remaining()), FIGURES),
    )


def _fractions_and_ordinals() -> tuple[Rule, ...]:
    return (
        (
            r"(?<!\d )(?<![\w./,])(\d{1,2}/\d{1,2})-(?=(?:inch|mile|foot|pound|acre|hour|ton|yard|pint|size|scale)\b)",
            _shaped,
        ),
        (rf"(?<=\b[Aa] )1/2[ -](?=(?:{_HALVED})\b)", "half "),
        (rf"(?<!\b[Aa] )(?<!\d )(?<![\w/])1/2[ -]({_HALVED})\b", _half),
        (rf"(?<![\w.,])({NUMBER}) 3/4 (?=[a-z])", r"\1 and three quarter "),
        (rf"(?<![\w.,])({NUMBER}) (\d+/\d+)(?![\d/])", lambda m: f"{m[1]} and {_fraction(m[2], 'a')}"),
        (
            rf"(?<!\b[Aa] )(?<!\d )(?<![\w./,])(?!1/[234]\b)(\d{{1,2}}/\d{{1,2}}) ?({_HALVED})s?\b",
            _of_one,
        ),
        (r"(?<=\b[Aa] )(\d{1,2}/\d{1,2}) (?=[a-z])", _shaped),
        (r"(?<![\w./,])(\d{1,4}/\d{1,4})(?:st|nd|rds?|ths?)?(?![\w/])", lambda m: _fraction(m[1], "one")),
        (r"(?<![\w.])(\d[\d,]*)((?i:st|nd|rd|th))\b", _ordinal),
    )


def _ranges() -> tuple[Rule, ...]:
    return (
        (r"(?<=\d)\s?–\s?(?=\d)|(?<=\d)-(?=\d)", " to "),
        (r"(?<=M)\s?[–-]\s?(?=\d)", " to "),
        (r"(?<![\w.,)'\"-])-(?=\d|\.\d)", "minus "),
    )


def _remaining() -> tuple[Rule, ...]:
    return (
        (r"([A-Za-z])-?(?=\d)", r"\1 "),
        (r"(?<=\d)(?=[A-Za-z])", " "),
        (r"\d{1,3}(?:,\d{3})+(?![\d])(?:\.(\d+))?", lambda m: decimal(m[0].replace(",", ""))),
        (r"(?<![\d.])\d*\.\d+(?!\d|\.\d)", lambda m: (" " if m[0][0] == "." else "") + decimal(m[0])),
        (r"(?<=\d)\.(?=\d)", " point "),
        (r"(?<=\d)[+](?=\w)", " plus "),
        (r"(?<=\d)[+]", " plus"),
        (r"\d+", _whole),
    )


def _in_a_row(match: re.Match[str]) -> str:
    """Return "4-6-0", the wheels of an engine or the places of a team, figure by figure."""
    return " ".join(digits(figure).replace("zero", "oh") for figure in match.groups()) + " "


def _shaped(match: re.Match[str]) -> str:
    """Return "3/4-inch" as "three quarter inch"."""
    return _fraction(match[1], "one").removesuffix("s") + " "


def _of_one(match: re.Match[str]) -> str:
    """Return "3/4 mile" as "three quarters of a mile", but before a noun as "three quarter mile"."""
    if noun_follows(match):
        return f"{_shaped(match)}{match[2]}"
    return f"{_fraction(match[1], 'one')} of {_a(match[2])} {match[2]}"


def _a(word: str) -> str:
    return "an" if word[0] in "aeio" or word == "hour" else "a"


def _half(match: re.Match[str]) -> str:
    return f"half {_a(match[1])} {match[1]}"


def _fraction(text: str, one: str) -> str:
    """Return "3/4" as "three quarters", and "1/2" as *one* "half"."""
    top, bottom = map(int, text.split("/"))
    if not (bottom in _PARTS or bottom in _DIVISORS) or top >= bottom:
        return f"{cardinal(top)} over {cardinal(bottom)}"
    part = _PARTS.get(bottom) or ordinal(bottom)
    return f"{one} {part}" if top == 1 else f"{cardinal(top)} {part}s"


def _ordinal(match: re.Match[str]) -> str:
    number = match[1].replace(",", "")
    if len(number) > LONGEST:
        return digits(number) + match[2]
    said = ordinal(int(number))
    if _names_a_street(match):
        return said[0].upper() + said[1:]
    return said


def _names_a_street(match: re.Match[str]) -> bool:
    follows = re.match(rf" (?:{SUFFIX})\b| (?:and|at) (?:[A-Z]|{ORDINAL})", after(match))
    precedes = r"[A-Z][a-z']+ (?:and|at) $|\b(?:North|South|East|West) $|[A-Z][a-z']+/$"
    return bool(follows or re.search(precedes, before(match)))


def _whole(match: re.Match[str]) -> str:
    written = match[0]
    if (len(written) > 1 and written[0] == "0") or len(written) > LONGEST:
        return digits(written)
    if len(written) != 4 or re.search(r"[\d,]$", before(match)):
        return cardinal(int(written))
    return _four_digits(match)


def _four_digits(match: re.Match[str]) -> str:
    """Return a year, an amount or a door, as what stands around it asks for."""
    number = int(match[0])
    dated = re.search(BEFORE_A_YEAR, before(match))
    counted = re.match(COUNTED, after(match))
    if may_be_year(match[0]) and (dated or not counted):
        return year(number)
    if counted or re.match(r" [a-z]+s\b", after(match)):
        return cardinal(number)
    if dated and number < 1500:
        return year(number)
    return door(match[0])
