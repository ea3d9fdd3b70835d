"""What a rule is, and how the tables of words are written down."""

from __future__ import annotations

import re
from collections.abc import Callable

Say = str | Callable[[re.Match[str]], str]
"""What to say for a match, as in `re.sub`."""
Rule = tuple[str, Say]
"""A pattern and what to say for it."""


def table(text: str) -> dict[str, str]:
    """Return the "written=said" pairs of *text*, which stand on lines or between semicolons."""
    entries = (entry.strip() for line in text.splitlines() for entry in line.split(";"))
    return {written: said for written, _, said in (entry.rpartition("=") for entry in entries if entry)}


def words(text: str) -> frozenset[str]:
    """Return the words of *text*."""
    return frozenset(text.split())


NEAR = 120
"""Characters on either side of a match that a rule looks at. Without a limit a long text would take its square."""


def before(match: re.Match[str]) -> str:
    """Return what stands before *match*, as far as it is near."""
    return match.string[max(match.start() - NEAR, 0) : match.start()]


def after(match: re.Match[str]) -> str:
    """Return what stands after *match*, as far as it is near."""
    return match.string[match.end() : match.end() + NEAR]
