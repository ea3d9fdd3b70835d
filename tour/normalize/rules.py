"""What a rule is, and how the tables of words are written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

Say = str | Callable[[re.Match[str]], str]
"""What to say for a match, as in `re.sub`."""
Rule = tuple[str, Say]
"""A pattern and what to say for it."""
Needs = Sequence[str] | re.Pattern[str]
"""Characters or pieces of which a text must have one, or what must be found in it."""
FIGURES = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTERS = f"{CAPITALS.lower()}{CAPITALS}"


def table(text: str) -> dict[str, str]:
    """Return the "written=said" pairs of *text*, which stand on lines or between semicolons."""
    entries = (entry.strip() for line in text.splitlines() for entry in line.split(";"))
    return {written: said for written, _, said in (entry.rpartition("=") for entry in entries if entry)}


def words(text: str) -> frozenset[str]:
    """Return the words of *text*."""
    return frozenset(text.split())


@dataclass(frozen=True)
class Step:
    """Some rules, and for which texts they are."""

    rules: tuple[Rule, ...]
    needs: tuple[Needs, ...]
    """What a text must have of each when the rules begin; nothing: always."""

    @cached_property
    def compiled(self) -> tuple[tuple[re.Pattern[str], Say], ...]:
        """The rules, made ready for the first text that needs them: of one changed sentence most need none."""
        return tuple((re.compile(pattern), say) for pattern, say in self.rules)


def when(rules: Iterable[Rule], *needs: Needs) -> Step:
    """Return *rules* for texts that have one of the characters or pieces of each of *needs*."""
    return Step(tuple(rules), needs)


def run(text: str, steps: Iterable[Step]) -> str:
    """Return *text* after all *steps*, in order."""
    for step in steps:
        if all(_has(text, pieces) for pieces in step.needs):
            for pattern, say in step.compiled:
                text = pattern.sub(say, text)
    return text


def _has(text: str, needs: Needs) -> bool:
    if isinstance(needs, re.Pattern):
        return bool(needs.search(text))
    return any(piece in text for piece in needs)


NEAR = 80
"""Characters on either side of a match that a rule looks at. Without a limit a long text would take its square."""


def before(match: re.Match[str]) -> str:
    """Return what stands before *match*, as far as it is near."""
    return match.string[max(match.start() - NEAR, 0) : match.start()]


def after(match: re.Match[str]) -> str:
    """Return what stands after *match*, as far as it is near."""
    return match.string[match.end() : match.end() + NEAR]
