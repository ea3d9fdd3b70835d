"""From one value to another: the dash between hours, days, months, ordinals, sums, measures and letters.

A dash between two plain figures is left to the rules for years, houses and telephones, which know more of them.
"""

from __future__ import annotations

from typing import Literal

from tour.normalize.calendar import calendar, weekend
from tour.normalize.numerals import roman_value
from tour.normalize.rules import Rule, words
from tour.normalize.tokens import Line, Reading

_HOURS = words("noon midnight dawn dusk sunrise sunset")
_CAPITAL_UNITS = words("K M B BC BCE AD CE")
_ENDINGS = words("st nd rd th")
_SIGNS = words("$ £ € ¥ ₹ ¢")

_TRAVELLED = (
    "trains?|ferry|ferries|flights?|coach|coaches|bus|buses|express|sleeper|leg|stage|stretch|crossing|race|rally"
)
_LEGS = "Days?|Stages?|Legs?|Etappe|Étape|Etape|Sections?|Parts?|Walks?|Rides?|Routes?"

Value = Literal["day", "month", "hour", "nth", "amount", "fraction", "figure", "letter", "numeral", "present", ""]

_RANGES: frozenset[tuple[Value, Value]] = frozenset(
    {
        ("day", "day"),
        ("month", "month"),
        ("hour", "hour"),
        ("hour", "figure"),
        ("figure", "hour"),
        ("nth", "nth"),
        ("nth", "figure"),
        ("figure", "nth"),
        ("fraction", "figure"),
        ("fraction", "fraction"),
        ("figure", "fraction"),
        ("amount", "amount"),
        ("amount", "figure"),
        ("numeral", "numeral"),
        ("month", "present"),
        ("nth", "present"),
    }
)
"""Which value may lead to which, with a hyphen as well as with a dash."""


def dash(line: Line, index: int, *, through: bool) -> Reading | None:
    """Read the hyphen or dash at *index* as "to", where it leads from one value to another.

    From one day or month to another it is "through" with *through*, as Americans say it.
    """
    mark = line[index].text
    if mark not in "-–—" or line[index].spaced != line[index + 1].spaced:
        return None
    if line[index - 1].kind == line[index + 1].kind == "figure" and line[index + 2].text == mark:
        return None  # figures in a row
    first, last = _before(line, index), _after(line, index + 1)
    if (first, last) == ("letter", "letter"):
        letters = line[index - 1].text, line[index + 1].text
        if letters in (("N", "S"), ("E", "W"), ("S", "N"), ("W", "E")):
            return None  # the compass
        return _to(line, index) if letters == ("A", "Z") or (mark == "–" and letters[0] < letters[1]) else None
    if mark == "-" and (first, last) == ("figure", "fraction"):
        return None  # "2-1/2 miles"
    if mark == "—" and first not in ("day", "month", "hour"):
        return None
    dated = _dates(line, index, first, last)
    if (first, last) in _RANGES or dated:
        named = dated or first == last in ("day", "month")
        return _to(line, index, " through " if through and named else " to ")
    return None


def _to(line: Line, index: int, said: str = " to ") -> Reading:
    return Reading(1, " and " if weekend(line, index) else said)


def legs() -> tuple[Rule, ...]:
    """Return the rules for a dash between two places that a way, or a train, leads between."""
    place = r"(?:[A-Z][\w'’.-]*(?: (?:[a-z]{2,3} )?[A-Z][\w'’.-]*){0,3})"
    far = rf"(?:,? \(?\d[\d.,]* ?(?:km|mi|miles?|kilomet|hrs?\b|h\b|min)|[ -](?:{_TRAVELLED})\b)"
    return (
        (rf"(?<=[\w.]) ?– ?(?={place}(?: ?– ?{place}){{0,3}}{far})", " to "),
        (rf"^((?:{_LEGS}) [\d–-]+[A-Za-z]?: {place}) ?– ?(?={place})", r"\1 to "),
    )


def _dates(line: Line, index: int, first: Value, last: Value) -> bool:
    """Return whether the dash leads from one date to another: "May 30–June 2", "30 May–2 June"."""
    if first == "figure" and last == "month":
        return calendar(line, index - 2) == "month" or line[index - 2].text in (",", ".")
    return first == "month" and last == "figure" and calendar(line, index + 2) == "month"


def _before(line: Line, index: int) -> Value:
    """Return what kind of value ends before *index*."""
    at = index - 1
    if line[at].text == "." and not line[at].spaced:
        at -= 1
    token = line[at]
    text, joined = token.text, line[at - 1].kind == "figure"
    if kind := calendar(line, at):
        return kind
    if text.lower() in _HOURS or _half_day(line, at):
        return "hour"
    if token.kind == "figure":
        return _figure(line, at)
    if joined and not token.spaced and text.lower() in _ENDINGS:
        return "nth"
    if joined and (text in "%°¢€" or (token.kind == "word" and text.islower()) or text in _CAPITAL_UNITS):
        return "amount"
    return _capitals(text)


def _after(line: Line, index: int) -> Value:
    """Return what kind of value begins at *index*."""
    token, following = line[index], line[index + 1]
    if kind := calendar(line, index):
        return kind
    if token.text.lower() in _HOURS:
        return "hour"
    if token.text in ("present", "now", "today"):
        return "present"
    if token.kind == "figure":
        nth = not following.spaced and following.text.lower() in _ENDINGS
        return "nth" if nth else _figure(line, index)
    if token.text in _SIGNS and following.kind == "figure":
        return "amount"
    return _capitals(token.text)


def _capitals(text: str) -> Value:
    if len(text) == 1 and text.isupper():
        return "letter"
    return "numeral" if roman_value(text) else ""


def _figure(line: Line, index: int) -> Value:
    divided = line[index - 1].text == "/" or line[index + 1].text == "/"
    wide = line[index - 1].text == "/" and line[index - 3].text == "/"  # a date in figures
    if divided and not wide and len(line[index].text) < 4:
        return "fraction"
    return "figure"


def _half_day(line: Line, index: int) -> bool:
    """Return whether the token at *index* ends "a.m.", "pm" or "P M"."""
    text = line[index].text.lower()
    if text in ("am", "pm"):
        return True
    half = line[index - 2] if line[index - 1].text == "." else line[index - 1]
    return text == "m" and half.text.lower() in ("a", "p")
