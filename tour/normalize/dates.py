"""Dates, times of day, years and decades."""

from __future__ import annotations

import re

from tour.normalize.abbreviations import MONTHS
from tour.normalize.numerals import cardinal, decade, door, may_be_year, ordinal, plural, short_decade, two_digits, year
from tour.normalize.quantities import COUNTED
from tour.normalize.rules import Rule, after
from tour.normalize.streets import NAME, SUFFIX, WELL_KNOWN

_MONTH = "|".join(MONTHS)
BEFORE_A_YEAR = rf"(?:(?i:in|since|until|till|during|year|spring|summer|autumn|fall|winter|early|late)|{_MONTH})\s+$"
"""Pattern of what stands before a year."""


def rules() -> tuple[Rule, ...]:
    """Return the rules for figures that name a day, an hour or a year."""
    return (*_days(), *_hours(), *_decades(), *_years())


def spans() -> tuple[Rule, ...]:
    """Return the rule for months and days of the week with a dash between them."""
    return ((rf"\b({_MONTH}|\w+day)\s?[–-]\s?(?=(?:{_MONTH}|\w+day)\b)", r"\1 to "),)


def _days() -> tuple[Rule, ...]:
    day = r"(0?[1-9]|[12]\d|3[01])"
    days = rf"{day}(?:st|nd|rd|th)?(?:\s?[–-]\s?{day}(?:st|nd|rd|th)?)?"
    in_a_year = rf"([12]\d{{3}})(?![\d,]|{COUNTED})"
    return (
        (
            r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b",
            lambda m: _month_day(MONTHS[int(m[2]) - 1], m[3], m[1]),
        ),
        (
            r"(?<![\d/])(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/(\d{4})\b",
            lambda m: _month_day(MONTHS[int(m[1]) - 1], m[2], m[3]),
        ),
        (
            rf"(?<![\w.,:/-])((?i:the )?){days}(?: of)? ({_MONTH})\b(?! Comp| Co\b)(?:,? {in_a_year})?",
            _day_month,
        ),
        (
            rf"\b({_MONTH}) {days}(?![\d:/%]|,\d|\.\d)(?:(,?) {in_a_year})?",
            lambda m: _month_day(m[1], m[2], m[5] or "", m[3] or "", m[4] or ""),
        ),
    )


def _hours() -> tuple[Rule, ...]:
    return (
        (r"(?<=:\d\d)\s?[–-]\s?(?=\d)|(?<=\ds)\s?[–-]\s?(?='?\d)", " to "),
        (r"(?<![\d.:])(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:])( [AP] M\b)?", _time),
        (r"(?<=\d):(?=\d)", " to "),
    )


def _decades() -> tuple[Rule, ...]:
    return (
        (r"\b(\d{3}0)['’]?s\b", lambda m: decade(int(m[1]))),
        (r"(?<!\w)'?(\d0)['’]?s\b", lambda m: short_decade(int(m[1]))),
        (r"(?<![\d.,])(\d{1,4})s\b", lambda m: f" {plural(door(m[1]))}"),
    )


def _years() -> tuple[Rule, ...]:
    return (
        (r"\b([12]\d{3})\s?[–/-]\s?(\d{2}|[12]\d{3})(?![\w,-])", _from_year_to_year),
        (r"\b([12]\d{3})\s?[–-]\s?(?=present\b|now\b|today\b)", lambda m: f"{year(int(m[1]))} to "),
        (r"(?<!\w)'(\d\d)\b", lambda m: two_digits(m[1])),
    )


def _day_month(match: re.Match[str]) -> str:
    the, first, last, month, written = match.groups()
    said = f"{the or 'the '}{_ordinals(first, last)} of {month}"
    return f"{said} {year(int(written))}" if written else said


def _month_day(month: str, day: str, written: str, last: str = "", comma: str = ",") -> str:
    said = f"{month} {_ordinals(day, last)}"
    return f"{said}{comma} {year(int(written))}" if written else said


def _ordinals(first: str, last: str | None) -> str:
    said = ordinal(int(first))
    return f"{said} to {ordinal(int(last))}" if last else said


def _time(match: re.Match[str]) -> str:
    hour, minute, second, half = match.groups()
    said = cardinal(int(hour))
    if second:
        return f"{said} {two_digits(minute)} {two_digits(second)}{half or ''}"
    if int(minute):
        return f"{said} {two_digits(minute)}{half or ''}"
    if half:
        return said + half
    if 1 <= int(hour) <= 12:
        return f"{said} o'clock"
    return f"{said} hundred"


def _from_year_to_year(match: re.Match[str]) -> str:
    first, last = match.groups()
    if len(last) == 2:
        return _from_year_to_short_year(match)
    both_years = may_be_year(first) and may_be_year(last)
    at_doors = rf" (?:(?:{NAME} ){{1,4}}(?:{SUFFIX})|{WELL_KNOWN})\b"
    if not both_years and re.match(at_doors, after(match)):
        return match[0]
    say = year if both_years and not re.match(COUNTED, after(match)) else cardinal
    return f"{say(int(first))} to {say(int(last))}"


def _from_year_to_short_year(match: re.Match[str]) -> str:
    first, last = match.groups()
    if not may_be_year(first) or int(last) <= int(first[2:]):
        return match[0].replace("/", " ")
    if first.startswith("200"):
        return f"{year(int(first))} to {year(int(first[:2] + last))}"
    return f"{year(int(first))} to {two_digits(last)}"
