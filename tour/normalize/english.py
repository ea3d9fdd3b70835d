"""The order in which the rules run over a sentence of English.

First come rules over tokens, which look at what stands around and bring other people's ways of writing into one; then
rules over the text, from the narrowest to the plainest. Each leaves words behind, so that a later rule, or a second
run, finds nothing more to do there.
"""

from __future__ import annotations

import re
from functools import cache, partial

from tour.normalize import (
    british,
    calendar,
    contacts,
    dates,
    dialled,
    groups,
    heteronyms,
    hours,
    house_numbers,
    initials,
    marks,
    numbers,
    quantities,
    ranges,
    roman,
    shorthand,
    streets,
)
from tour.normalize.rules import CAPITALS, FIGURES, Step, run, when
from tour.normalize.tokens import Doubt, Readers, read


def spoken(text: str, tag: str = "en") -> str:
    """Return *text*, one sentence of English (*tag* is BCP 47), after one run of all rules."""
    text = marks.plain_characters(text)
    # An abbreviation takes its period with it. The last one in a sentence has to leave a period behind.
    text = re.sub(r"(?<=\w)\.(?=[\"')\]}\s]*$)", "..", text)
    text = run(text, _written_in_one_way())
    text, _ = read(text, _readers(tag))
    text = marks.tidy(run(text, _said()))
    return british.spoken(text) if _region(tag) in british.PLACES else text


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
    figures = (partial(dates.slashed, region=region), groups.spaced, dates.comma, dialled.number)
    words = (calendar.short_name, roman.numeral, roman.small_numeral, heteronyms.doubt)
    return {"figure": figures, "word": words, "sign": (ranges.dash,)}


@cache
def _written_in_one_way() -> tuple[Step, ...]:
    """Compiled on first use: importing stays cheap."""
    return (
        when(".@/", contacts.addresses()),
        when(FIGURES, contacts.telephones()),
        when(".", hours.dotted()),
        when(hours.LETTERS, hours.lettered()),
    )


@cache
def _said() -> tuple[Step, ...]:
    """The narrowest readings of a figure come first; what is left is a plain number."""
    figures = (
        *quantities.sums_and_measures(),
        *numbers.sayings(),
        *dates.rules(),
        *house_numbers.rules(),
        *numbers.rules(),
    )
    return (
        when("", shorthand.undotted()),
        when(shorthand.NEEDS, shorthand.rules()),
        when(shorthand.SIGNS, shorthand.signs()),
        when(CAPITALS, streets.rules()),
        when(quantities.BETWEEN, quantities.dimensions()),
        when(FIGURES, figures),
        when(f".{CAPITALS}", (*numbers.wars(), *roman.rules(), *initials.rules())),
        when("-–", dates.spans()),
        when("-–—", marks.dashes()),
        when(marks.SIGNS, marks.rules()),
    )
