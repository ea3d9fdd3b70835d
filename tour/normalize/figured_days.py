"""Days that are written in figures alone: "3/24/1985", "24.3.1985", "by 9/30"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tour.normalize.abbreviations import MONTHS
from tour.normalize.british import PLACES
from tour.normalize.calendar import calendar
from tour.normalize.rules import words
from tour.normalize.tokens import Line, Reading

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
