"""Days and months in short, next to another of their kind or to an hour, and the dash between one value and another."""

from __future__ import annotations

import re
from typing import Literal

from tour.normalize import abbreviations as short
from tour.normalize.rules import Rule, words
from tour.normalize.tokens import Line, Reading

_DAYS = short.UNDOTTED_DAYS
_SURE_DAYS = words("Tue Tues Weds Thu Thur Thurs Fri Fris Sats")
"""They are no words."""
_LETTERS = {
    "M": "Monday", "T": "Tuesday", "Tu": "Tuesday", "W": "Wednesday", "Th": "Thursday", "F": "Friday",
    "Sa": "Saturday", "Sat": "Saturday", "Su": "Sunday", "Sun": "Sunday",
}  # fmt: skip
_MONTHS = short.UNDOTTED_MONTHS
_FULL_DAYS = frozenset(_DAYS.values())
_FULL_MONTHS = frozenset(short.MONTHS)
_LISTED = words("& and or to through thru until till / , - – —")
"""Between two days of a list or range."""
_BEFORE_A_DAY = words(
    "every each not on day closed open until till through last first next this from since by to except only"
)
_DAYTIMES = words(
    """
    morning mornings afternoon afternoons evening evenings eve eves night nights nite lunchtime lunchtimes matinee
    matinees am pm brunch breakfast lunch dinner service services mass worship market markets tour tours only class
    """
)
_OWNED = words("our the a an every each this that next last your their its")
_BEFORE_A_BARE_DAY = words(
    "every each on next last closed open except until till from through thru no not service bh holiday holidays"
)
_SATURDAY_AND_SUNDAY = ("Saturday", "Sunday")

Calendar = Literal["day", "month", ""]


def short_name(line: Line, index: int) -> Reading | None:
    """Read "Tues", "Sat." or "Apr" where it stands by an hour or by another day or month."""
    token = line[index]
    said = _DAYS.get(token.text) or _MONTHS.get(token.text)
    if said is None or said == token.text:
        return None
    last = line.past_dot(index) - 1
    dotted = last > index
    kind = calendar(line, index)
    if token.text in _SURE_DAYS:
        return Reading(last - index + 1, said)
    beside = _beside(line, index, last, kind)
    if not beside and kind == "day":
        beside = (
            _part_of_a_day(line, index, last)
            or _hour_follows(line, last + 1)
            or _hour_before(line, index)
            or (dotted and _day_expected(line, index, last))
        )
    if not beside:
        return None
    return Reading(last - index + 1, said)


def weeks() -> tuple[Rule, ...]:
    """Return the rule for a week in letters: "M-F" becomes "Monday–Friday"."""
    days = "|".join(sorted(_LETTERS, key=len, reverse=True))
    return (
        (rf"(?<![\w/])(?:(?:{days})/){{1,4}}(?:{days})(?![\w/])", _listed),
        (r"\b(M|Tu?|W|Th|F|Sat?)\s?[-–]\s?(F|Th|Sat?|Sun?)\b\.?(?=[ ,:;).]|$)", _week),
    )


def _listed(match: re.Match[str]) -> str:
    """Return "M/W/F" and "Sa/Su" as days; two letters alone may be anything: "M/F"."""
    names = match[0].split("/")
    if len(names) < 3 and all(len(name) == 1 for name in names):
        return match[0]
    return ", ".join(_LETTERS[name] for name in names)


def _week(match: re.Match[str]) -> str:
    return f"{_LETTERS[match[1]]}–{_LETTERS[match[2]]}"


def calendar(line: Line, index: int) -> Calendar:
    """Return whether the token at *index* names a day or a month, in full or in short."""
    text = line[index].text
    if text in _DAYS or text in _FULL_DAYS:
        return "day"
    return "month" if text in _MONTHS or text in _FULL_MONTHS else ""


def weekend(line: Line, index: int) -> bool:
    """Return whether the dash at *index* stands between Saturday and Sunday, which are two days and no range."""
    before = index - 2 if line[index - 1].text == "." else index - 1
    names = tuple(_DAYS.get(line[at].text, line[at].text) for at in (before, index + 1))
    return names == _SATURDAY_AND_SUNDAY


def _beside(line: Line, index: int, last: int, kind: Calendar) -> bool:
    """Return whether another of the same kind stands on either side, with a mark or a little word between."""
    after = last + 1
    while line[after].text in _LISTED:
        after += 1
    if after > last + 1 and calendar(line, after) == kind:
        return True
    before = index - 1
    while line[before].text in _LISTED or line[before].text == ".":
        before -= 1
    return before < index - 1 and calendar(line, before) == kind


def _hour_follows(line: Line, index: int) -> bool:
    """Return whether an hour begins at *index*: "10:30", "9 am", "10-4", "noon"."""
    if line[index].text == ",":
        index += 1
    if line[index].kind != "figure":
        return line[index].text.lower() in ("noon", "midnight")
    after = line[index + 1].text.lower()
    return ":" in line[index].text or after in ("am", "pm", "a", "p", "-", "–", "to")


def _hour_before(line: Line, index: int) -> bool:
    """Return whether an hour ends before *index*: "14:00–17:00 Sun", "9–5 Sat", "10 p.m. Fri"."""
    before = line[index - 1]
    if before.kind == "figure":
        return ":" in before.text or (line[index - 2].text in "-–" and line[index - 3].kind == "figure")
    return before.text in ("am", "pm", "m", "M", ".") and line[index - 2].text.lower() in ("a", "p", "m", ".")


def _day_expected(line: Line, index: int, last: int) -> bool:
    """Return whether a day makes sense here: "closed Sun.", "every Sat. at ten"; "the Sun." is a star."""
    before = line[index - 1].text.lower()
    return (
        before in _BEFORE_A_DAY or _counted(line, index) or line[last + 1].text.lower() in ("at", "from", "until", ",")
    )


def _counted(line: Line, index: int) -> bool:
    """Return whether an ordinal stands before *index*: "the 3rd Sat." """
    return line[index - 1].text in ("st", "nd", "rd", "th") and line[index - 2].kind == "figure"


def _part_of_a_day(line: Line, index: int, last: int) -> bool:
    """Return whether a part of a day or a date follows, or "our" stands before: "Sat nights", "Our Sat class"."""
    after, before = line[last + 1], line[index - 1]
    if after.text.lower() in _DAYTIMES:
        return True
    text = line[index].text
    if text == "Sat" and last > index and before.text.lower() in _OWNED:
        return True
    if (
        text in ("Sat", "Mon", "Wed")
        and before.text.lower() in _OWNED
        and after.kind == "word"
        and after.text.islower()
    ):
        return True
    bare = before.text.lower() in _BEFORE_A_BARE_DAY and not after.text[:1].isupper()
    if bare and (text != "Sun" or before.text.lower() != "on" or after.kind != "word"):
        return True
    half = after.text in ("a", "p") and line[last + 2].text == "."
    if half:
        return True
    if after.kind == "figure" and line[last + 2].text == "/" and not line[last + 2].spaced:
        return True
    dated = after.kind == "figure" and after.text.isdigit() and 1 <= int(after.text) <= 31
    return dated and calendar(line, last + 2) == "month"
