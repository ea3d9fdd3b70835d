"""The order in which the rules run over a sentence of English.

Each rule leaves words behind, so that a later rule, or a second run, finds nothing more to do there.
"""

from __future__ import annotations

import re
from functools import cache

from tour.normalize import (
    contacts,
    dates,
    house_numbers,
    initials,
    marks,
    numbers,
    quantities,
    roman,
    shorthand,
    streets,
)
from tour.normalize.rules import Rule, Say


def spoken(text: str) -> str:
    """Return *text*, one English sentence, after one run of all rules."""
    text = marks.plain_characters(text)
    # An abbreviation takes its period with it. The last one in a sentence has to leave a period behind.
    text = re.sub(r"(?<=\w)\.(?=[\"')\]}\s]*$)", "..", text)
    figures = any(map(str.isdigit, text))
    for needs_figures, pattern, say in _compiled():
        if figures or not needs_figures:
            text = pattern.sub(say, text)
    return marks.tidy(text)


@cache
def _compiled() -> tuple[tuple[bool, re.Pattern[str], Say], ...]:
    """Return (needs figures, pattern, what to say) in order. Compiled on first use: importing stays cheap."""
    steps = ((False, _abbreviated()), (True, _figures()), (False, _letters()))
    return tuple((figures, re.compile(pattern), say) for figures, rules in steps for pattern, say in rules)


def _abbreviated() -> tuple[Rule, ...]:
    return (*contacts.rules(), *shorthand.rules(), *streets.rules())


def _figures() -> tuple[Rule, ...]:
    """The narrowest readings of a figure come first; what is left is a plain number."""
    return (*quantities.rules(), *numbers.sayings(), *dates.rules(), *house_numbers.rules(), *numbers.rules())


def _letters() -> tuple[Rule, ...]:
    return (*roman.rules(), *initials.rules(), *dates.spans(), *marks.rules())
