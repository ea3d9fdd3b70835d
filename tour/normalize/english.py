"""The order in which the rules run over a sentence of English.

First come rules over tokens, which look at what stands around and bring other people's ways of writing into one; then
rules over the text, from the narrowest to the plainest. Each leaves words behind, so that a later rule, or a second
run, finds nothing more to do there.
"""

from __future__ import annotations

import re
from functools import cache, partial

from tour.normalize import (
    american,
    bearings,
    british,
    calendar,
    contacts,
    dates,
    dialled,
    everyday,
    figured_days,
    groups,
    heteronyms,
    hours,
    house_numbers,
    initials,
    lands,
    marks,
    money,
    numbers,
    quantities,
    ranges,
    rates,
    records,
    references,
    roman,
    shorthand,
    streets,
)
from tour.normalize.rules import CAPITALS, FIGURES, LETTERS, Step, run, when
from tour.normalize.tokens import Doubt, Readers, read


def spoken(text: str, tag: str = "en") -> str:
    """Return *text*, one sentence of English (*tag* is BCP 47), after one run of all rules."""
    region = _region(tag)
    text = initials.calmed(marks.plain_characters(text))
    if region in british.PLACES:
        text = british.written(text)
    # An abbreviation takes its period with it. The last one in a sentence has to leave a period behind.
    text = re.sub(r"(?<=\w)\.(?=[\"')\]}\s]*$)", "..", text)
    text = run(text, _written_in_one_way())
    text, _ = read(text, _readers(tag))
    text = marks.tidy(run(text, _said()))
    if region in british.PLACES:
        return british.spoken(text)
    return american.spoken(text) if region == "us" else text


def doubts(text: str, tag: str = "en") -> tuple[Doubt, ...]:
    """Return the places of *text*, one sentence as written, that nobody can be sure how to read."""
    return read(marks.same_length(text), _readers(tag))[1]


def _region(tag: str) -> str:
    """Return the region of a BCP 47 tag in small letters; empty where it has none."""
    parts = re.split("[-_]", tag.lower())[1:]
    return next((part for part in parts if re.fullmatch("[a-z]{2}", part)), "")


@cache
def _readers(tag: str) -> Readers:
    region = _region(tag)
    days = (partial(figured_days.slashed, region=region), partial(figured_days.day_of_a_month, region=region))
    figures = (*days, groups.spaced, groups.comma, dialled.number)
    words = (references.square, calendar.short_name, roman.numeral, roman.small_numeral, heteronyms.doubt)
    return {"figure": figures, "word": words, "sign": (partial(ranges.dash, through=region == "us"),)}


@cache
def _written_in_one_way() -> tuple[Step, ...]:
    """Compiled on first use: importing stays cheap."""
    return (
        when(contacts.addresses(), ".@/"),
        when(contacts.telephones(), FIGURES),
        when(hours.dotted(), ".", FIGURES),
        when(roman.crowned(), "IVX"),
        when(calendar.weeks(), "–-/", CAPITALS),
        when(hours.lettered(), hours.LETTERS, FIGURES),
    )


@cache
def _said() -> tuple[Step, ...]:
    """The narrowest readings of a figure come first; what is left is a plain number."""
    return (
        when(ranges.legs(), "–"),
        when(rates.rules(), FIGURES, rates.NEEDS),
        *everyday.steps(),
        *records.steps(),
        *lands.steps(),
        when(shorthand.words_in(), LETTERS),
        *shorthand.steps(),
        when(shorthand.signs(), shorthand.SIGNS),
        *bearings.steps(),
        *streets.steps(),
        when(quantities.dimensions(), quantities.BETWEEN, FIGURES),
        *_numbers(),
        when((*numbers.wars(), *roman.rules(), *initials.rules()), f".{CAPITALS}"),
        when(dates.spans(), "-–"),
        when(marks.dashes(), "-–—"),
        when(marks.rules(), marks.SIGNS),
    )


def _numbers() -> tuple[Step, ...]:
    return (
        when((*numbers.mixed(), *references.rules()), FIGURES, LETTERS),
        when(quantities.shorthand(), FIGURES, LETTERS + "°"),
        when(money.rules(), FIGURES, money.SIGNS + LETTERS),
        when(quantities.measures(), FIGURES, f"{LETTERS}°%¢"),
        when(numbers.sayings(), FIGURES),
        *dates.steps(),
        when(house_numbers.rules(), FIGURES, LETTERS),
        *numbers.steps(),
    )
