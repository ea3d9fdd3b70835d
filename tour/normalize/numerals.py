"""How a number is said, the American way: without "and"."""

from __future__ import annotations

import re
from functools import cache

LONGEST = 15
"""Digits of the longest number that is said as one. A longer one is said digit by digit."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_CANONICAL = re.compile(r"(?=[MDCLXVI])M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def may_be_year(written: str) -> bool:
    """Return whether *written*, in figures, looks like a year people would name on a walk: 1500 to 2099."""
    return len(written) == 4 and 1500 <= int(written) <= 2099


@cache
def cardinal(number: int, language: str = "en") -> str:
    """Return 520 as "five hundred twenty"; in figures, where num2words does not know the language (BCP 47)."""
    return _said(number, "cardinal", language)


@cache
def ordinal(number: int) -> str:
    """Return 21 as "twenty-first"."""
    return _said(number, "ordinal", "en")


@cache
def year(number: int, language: str = "en") -> str:
    """Return 1905 as "nineteen oh five", 2004 as "two thousand four", 2026 as "twenty twenty-six"."""
    return _said(number, "year", language).replace("oh-", "oh ")


def _said(number: int, kind: str, language: str) -> str:
    from num2words import num2words

    if language.partition("-")[0] == "en":
        return _american(str(num2words(number, to=kind)))
    if language.startswith("am"):  # num2words 0.5.14 hangs on large numbers in Amharic
        return str(number)
    try:
        return str(num2words(number, lang=language.replace("-", "_"), to=kind))
    except (NotImplementedError, OverflowError):
        return str(number)


def _american(said: str) -> str:
    return said.replace(",", "").replace(" and ", " ")


def decimal(written: str) -> str:
    """Return "3.75" as "three point seven five"; *written* has no commas."""
    whole, _, small = written.partition(".")
    said = digits(whole) if len(whole) > LONGEST else cardinal(int(whole or 0))
    return f"{said} point {digits(small)}" if small else said


def digits(written: str, language: str = "en") -> str:
    """Return "036" as "zero three six"."""
    return " ".join(cardinal(int(digit), language) for digit in written)


def two_digits(written: str) -> str:
    """Return "05" as "oh five", "00" as "hundred", "31" as "thirty-one"."""
    if written == "00":
        return "hundred"
    said = cardinal(int(written))
    return f"oh {said}" if written[0] == "0" else said


def door(written: str) -> str:
    """Return a house number as Americans say it: 520 "five twenty", 6101 "sixty-one oh one", 6000 "six thousand"."""
    written = written.lstrip("0") or "0"
    number = int(written)
    if len(written) < 3 or not number % 1000:
        return cardinal(number)
    if len(written) == 5:
        first, rest = cardinal(int(written[:2])), written[2:]
        if rest[0] == "0":
            return f"{first} oh {two_digits(rest[1:])}"
        return f"{first} {door(rest)}"
    return f"{cardinal(number // 100)} {two_digits(written[-2:])}"


def decade(first: int) -> str:
    """Return the decade that begins with the year *first*: 1930 "nineteen thirties", 1900 "nineteen hundreds"."""
    if first % 1000 == 0:
        return f"{cardinal(first)}s"
    century, tens = divmod(first, 100)
    if tens == 0:
        return f"{cardinal(century)} hundreds"
    return f"{cardinal(century)} {short_decade(tens)}"


def short_decade(tens: int) -> str:
    """Return the decade without its century: 30 "thirties", 10 "tens", 0 "aughts"."""
    if tens == 0:
        return "aughts"
    if tens == 10:
        return "tens"
    return plural(cardinal(tens))


def plural(said: str) -> str:
    """Return several of the number *said*: "sixes", "thirties", "sevens"."""
    if said.endswith("x"):
        return said + "es"
    if said.endswith("y"):
        return said[:-1] + "ies"
    return said + "s"


def roman_value(numeral: str) -> int:
    """Return the number that *numeral* stands for, or 0 where it is none.

    A letter ahead of a larger one is taken off.
    """
    if not numeral or not _CANONICAL.fullmatch(numeral):
        return 0
    total = largest = 0
    for letter in reversed(numeral):
        value = _ROMAN[letter]
        if value < largest:
            total -= value
        else:
            total += value
            largest = value
    return total
