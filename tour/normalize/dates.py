"""Dates, times of day, years and decades."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tour.normalize.abbreviations import MONTHS
from tour.normalize.british import PLACES
from tour.normalize.calendar import calendar
from tour.normalize.numerals import cardinal, decade, door, may_be_year, ordinal, plural, short_decade, two_digits, year
from tour.normalize.quantities import COUNTED
from tour.normalize.rules import FIGURES, LETTERS, Rule, Step, after, when, words
from tour.normalize.streets import NAME, SUFFIX, WELL_KNOWN
from tour.normalize.tokens import Line, Reading

_MONTH = "|".join(MONTHS)
_SCRIPTURE = (
    "Psalms?|Genesis|Exodus|Leviticus|Deuteronomy|Joshua|Judges|Kings|Chronicles|Job|Proverbs|Ecclesiastes|Isaiah|"
    "Jeremiah|Ezekiel|Daniel|Micah|Matthew|Mark|Luke|John|Acts|Romans|Corinthians|Galatians|Ephesians|Philippians|"
    "Thessalonians|Timothy|Hebrews|James|Revelation|Surah?|Quran"
)
_ASKS_FOR_A_DAY = words("by on from until till through thru after before since starting starts ends begins dated")
_SAYINGS = words("9/11 24/7 50/50")
_FRACTIONS = words("1/2 1/3 2/3 1/4 3/4 1/8 3/8 5/8 7/8")
_OF_OLD = words(
    "aged killed wounded enlisted mustered buried baptized baptised Bn Regt Pte Pvt Cpl Sgt Inf Cav Battalion Regiment"
)
"""What is told of the dead, whose century is not this one for sure."""
_OF_THIS_CENTURY = 30
"""Years of two figures up to here are this century's; others may be those of a grandfather, or of his."""
_NEAR = 40
"""Tokens to either side of a date that tell its century."""
_METRIC = words("km m cm mm kg g l ha % ° t cl ml dl kW kWh hl")
_MONEY = words("€ $ £ ¥ EUR CHF USD GBP SFr Fr kr euro euros francs")
_LONGEST_SPAN = 500
"""Years from one to another, where nothing says that they are some."""
_EARLIEST = 1100
"""Years from here on are shortened: "1488/90"."""
BEFORE_A_YEAR = rf"(?:(?i:in|since|until|till|during|year|spring|summer|autumn|fall|winter|early|late)|{_MONTH})\s+$"
"""Pattern of what stands before a year."""


def steps() -> tuple[Step, ...]:
    """Return the rules for figures that name a day, an hour or a year."""
    return (
        when(_figures_only(), FIGURES, "-"),
        when(_days(), FIGURES, LETTERS),
        when(_hours(), FIGURES, ":–-"),
        when(_decades(), FIGURES, "s"),
        when(_years(), FIGURES, "'–-/"),
    )


def _figures_only() -> tuple[Rule, ...]:
    return (
        (
            r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b",
            lambda m: _month_day(MONTHS[int(m[2]) - 1], m[3], m[1]),
        ),
    )


def slashed(line: Line, index: int, region: str) -> Reading | None:
    """Read "3/24/1985" or "24.3.1985" as a date: in the United States the month comes first, elsewhere the day.

    *region* is that of the tour's language in small letters, and may be empty: then a date that can be read both ways
    is read the American way, and doubted.
    """
    parts = _parts(line, index) or (_with_dots(line, index) if region in PLACES else None)
    if parts is None:
        return None
    first, second, written, count = parts
    sure_day_first, sure_month_first = int(first) > 12, int(second) > 12
    if sure_day_first and sure_month_first:
        return None
    day_first = sure_day_first or (not sure_month_first and (region not in ("", "us") or count == 1))
    day, month = (first, second) if day_first else (second, first)
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return None
    said = (
        f"{int(day)} {MONTHS[int(month) - 1]} {written}"
        if day_first
        else (f"{MONTHS[int(month) - 1]} {int(day)}, {written}")
    )
    if region or sure_day_first or sure_month_first or first == second:
        return Reading(count, said)
    return Reading(count, said, "this date can be read two ways", f"write {MONTHS[int(month) - 1]} {int(day)}")


def day_of_a_month(line: Line, index: int, region: str) -> Reading | None:
    """Read "by 9/30" and "Sat 10/5", which have no year, as a day where a word before asks for one.

    *region* tells which of the two is the month, as in `slashed`.
    """
    if line[index + 1].text != "/" or line[index + 1].spaced or line[index + 3].text == "/":
        return None
    written = f"{line[index].text}/{line[index + 2].text}"
    before = index - 2 if line[index - 1].text in (".", ",") else index - 1
    weekday = calendar(line, before) == "day"
    asked = weekday or line[before].text.lower() in _ASKS_FOR_A_DAY or _from_day_to_day(line, index)
    if not asked or not re.fullmatch(r"\d\d?/\d\d?", written):
        return None
    if written in _SAYINGS or (not weekday and written in _FRACTIONS):
        return None
    first, second = map(int, written.split("/"))
    day_first = first > 12 or (second <= 12 and region not in ("", "us"))
    day, month = (first, second) if day_first else (second, first)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    name = MONTHS[month - 1]
    said = f"{day} {name}" if day_first else f"{name} {day}"
    if region or first > 12 or second > 12 or first == second:
        return Reading(3, said)
    return Reading(3, said, "this date can be read two ways", f"write {name} {day}")


def _from_day_to_day(line: Line, index: int) -> bool:
    """Return whether another such day stands on the other side of a dash: "closed 12/24-1/1"."""
    ahead = line[index + 3].text in ("-", "–") and line[index + 5].text == "/" and line[index + 4].text.isdigit()
    behind = line[index - 1].text in ("-", "–") and line[index - 3].text == "/"
    return ahead or behind


def _parts(line: Line, index: int) -> tuple[str, str, str, int] | None:
    """Return the two first figures of a date, its year in four, and how many tokens it has; None where it is none."""
    token = line[index]
    if "." in token.text and (dotted := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", token.text)):
        return dotted[1], dotted[2], dotted[3], 1
    mark = line[index + 1].text
    if mark not in ("/", "-") or (not token.spaced and line[index - 1].text in ("/", "-")):
        return None
    if line[index + 3].text != mark or (line[index + 5].text == mark and not line[index + 5].spaced):
        return None
    figures = [line[at].text for at in (index, index + 2, index + 4)]
    if any(line[at].spaced for at in range(index + 1, index + 5)):
        return None
    if not all(map(str.isdigit, figures)) or max(map(len, figures[:2])) > 2 or len(figures[2]) not in (2, 4):
        return None
    if mark == "-" and len(figures[2]) == 2 and not _short_year(figures):
        return None
    return figures[0], figures[1], _century(figures[2], old=_told_of_old(line, index)), 5


def _with_dots(line: Line, index: int) -> tuple[str, str, str, int] | None:
    """Return the parts of "9.4.17", as days are written in Britain; a version or a section is none."""
    dotted = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d\d)", line[index].text)
    if not dotted or line[index - 1].text.lower() in ("v", "version", "section", "para", "no", "."):
        return None
    return dotted[1], dotted[2], _century(dotted[3], old=True), 1


def _short_year(figures: Sequence[str]) -> bool:
    """Return whether figures with hyphens end in a year: it is no day, or a zero stands ahead of a day or a month."""
    return int(figures[2]) > 31 or figures[0][0] == "0" or figures[1][0] == "0"


def _told_of_old(line: Line, index: int) -> bool:
    """Return whether an earlier century's year or a word of graves stands near: "enlisted in 1861, killed 8/20/62"."""
    near = [line[at].text for at in range(index - _NEAR, index + _NEAR)]
    if any(mark in "'’" and year.isdigit() and len(year) == 2 for mark, year in pairwise(near) if mark):
        return True  # "closed in '63"
    return any(text in _OF_OLD or (len(text) == 4 and text.isdigit() and 1600 <= int(text) < 2000) for text in near)


def _century(written: str, *, old: bool) -> str:
    """Return a year of two figures with this century, or without one, where it is *old* or may be any."""
    if len(written) == 4:
        return written
    return f"'{written}" if old or int(written) > _OF_THIS_CENTURY else f"20{written}"


def comma(line: Line, index: int) -> Reading | None:
    """Doubt "3,5" and "10.000", which are not written so in English: nobody knows what was meant.

    A sum with two places, and a measure, are decimals for sure: "€16,50", "3,5 km".
    """
    text = line[index].text
    if text.isdigit() or (line[index - 1].text in ("-", "/") and not line[index].spaced):
        return None
    if re.fullmatch(r"\d+,\d{1,2}", text):
        if _summed(line, index) or line[index + 1].text in _METRIC:
            return Reading(1, text.replace(",", "."))
        return Reading(
            1, None, f"{text!r} may be {text.replace(',', '.')} or two numbers", "write a decimal with a point"
        )
    if re.fullmatch(r"[1-9]\d{0,2}\.\d00|[1-9]\d{0,2}\.\d{2}0", text):
        whole = text.replace(".", ",")
        return Reading(1, None, f"{text!r} may be {whole} or a decimal", f"write {whole}, or leave the last zero out")
    return None


def _summed(line: Line, index: int) -> bool:
    """Return whether a currency stands at the figure, which has two places."""
    around = (line[index - 1].text, line[index + 1].text)
    return line[index].text[-3] == "," and any(text in _MONEY for text in around)


def spans() -> tuple[Rule, ...]:
    """Return the rule for months and days of the week with a dash between them."""
    return ((rf"\b({_MONTH}|\w+day)\s?[–-]\s?(?=(?:{_MONTH}|\w+day)\b)", r"\1 to "),)


def _days() -> tuple[Rule, ...]:
    day = r"(0?[1-9]|[12]\d|3[01])"
    days = rf"{day}(?:st|nd|rd|th)?(?:\s?[–-]\s?{day}(?:st|nd|rd|th)?)?"
    in_a_year = rf"([12]\d{{3}}|'\d\d(?!\w))(?![\d,]|{COUNTED})"
    return (
        (rf"(?<![\w.,:/-])(?:the )?{day}/{day} ({_MONTH})\b", _two_days),
        (
            rf"(?<![\w.,:/-])((?i:the )?){days}(?: of)? ({_MONTH})\b(?! Comp| Co\b)(?:,? {in_a_year})?",
            _day_month,
        ),
        (
            rf"\b({_MONTH}) ({day}(?:, {day})*,? and {day})(?![\d:/%]|[,.]\d| [a-z]+s\b|(?:st|nd|rd|th)\b)",
            _several_days,
        ),
        (
            rf"\b({_MONTH}) {days}(?![\d:/%]|,\d|\.\d)(?:(,?) {in_a_year})?",
            lambda m: _month_day(m[1], m[2], m[5] or "", m[3] or "", m[4] or ""),
        ),
    )


def _hours() -> tuple[Rule, ...]:
    return (
        (r"(?<=:\d\d)\s?[–-]\s?(?=\d)|(?<=\d)\s?[–-]\s?(?=\d{1,2}:\d\d)|(?<=\ds)\s?[–-]\s?(?='?\d)", " to "),
        (
            rf"\b({_SCRIPTURE}) (\d{{1,3}}):(\d{{1,3}})(?:\s?[–-]\s?(\d{{1,3}}))?(?![\d:])",
            _verse,
        ),
        (r"(?<![\d.:])(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:]|[.,]\d)( [AP] M\b)?", _time),
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
        (r"\b((?i:pre|post|mid|late|early))-([1-9]\d{3})\b(?!s|['’]s)", lambda m: f"{m[1]} {year(int(m[2]))}"),
        (r"\b(\d{4})\s?[–-]\s?(\d{3,4})(?= (?:B\.?C|BCE))", lambda m: f"{door(m[1])} to {door(m[2])}"),
        (r"\b([12]\d{3})\s?[–/-]\s?'?(\d{2}|[12]\d{3})(?![\w,-])", _from_year_to_year),
        (r"\b([12]\d{3})\s?[–-]\s?(?=present\b|now\b|today\b)", lambda m: f"{year(int(m[1]))} to "),
        (r"(?<!\w)'(\d\d)\s?[–-]\s?'(\d\d)\b(?!s)", lambda m: f"{two_digits(m[1])} to {two_digits(m[2])}"),
        (r"(?<!\w)'(\d\d)\b", lambda m: two_digits(m[1])),
    )


def _day_month(match: re.Match[str]) -> str:
    the, first, last, month, written = match.groups()
    said = f"{the or 'the '}{_ordinals(first, last)} of {month}"
    return f"{said} {_in_a_year(written)}" if written else said


def _month_day(month: str, day: str, written: str, last: str = "", comma: str = ",") -> str:
    said = f"{month} {_ordinals(day, last)}"
    return f"{said}{comma} {_in_a_year(written)}" if written else said


def _in_a_year(written: str) -> str:
    return two_digits(written[1:]) if written[0] == "'" else year(int(written))


def _two_days(match: re.Match[str]) -> str:
    return f"the {ordinal(int(match[1]))} and {ordinal(int(match[2]))} of {match[3]}"


def _several_days(match: re.Match[str]) -> str:
    return f"{match[1]} " + re.sub(r"\d+", lambda day: ordinal(int(day[0])), match[2])


def _ordinals(first: str, last: str | None) -> str:
    said = ordinal(int(first))
    return f"{said} to {ordinal(int(last))}" if last else said


def _verse(match: re.Match[str]) -> str:
    book, chapter, first, last = match.groups()
    verse = ", verse" if book.startswith("Psalm") else ""
    said = f"{book} {cardinal(int(chapter))}{verse} {cardinal(int(first))}"
    return f"{said} to {cardinal(int(last))}" if last else said


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
    both_years |= 1000 <= int(first) < int(last) < min(int(first) + _LONGEST_SPAN, 2100) and not _counts(match)
    at_doors = rf" (?:(?:{NAME} ){{1,4}}(?:{SUFFIX})|{WELL_KNOWN})\b"
    if not both_years and re.match(at_doors, after(match)):
        return match[0]
    say = year if both_years and not re.match(COUNTED, after(match)) else cardinal
    return f"{say(int(first))} to {say(int(last))}"


def _counts(match: re.Match[str]) -> bool:
    """Return whether the figures count what follows: "1200–1300 bricks"."""
    return bool(re.match(rf"{COUNTED}| (?!(?:as|is|was|has|this)\b)[a-z]+s\b", after(match)))


def _from_year_to_short_year(match: re.Match[str]) -> str:
    first, last = match.groups()
    if not _EARLIEST <= int(first) < 2100 or int(last) <= int(first[2:]):
        return match[0].replace("/", " ")
    if first.startswith("200"):
        return f"{year(int(first))} to {year(int(first[:2] + last))}"
    return f"{year(int(first))} to {two_digits(last)}"
