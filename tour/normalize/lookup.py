"""One pass over the words of a text that looks each up: in tables, and by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tour.normalize.rules import Rule, after, before

_WORD = r"(?<![\w.'-])([A-Za-zñ]+(?:'[a-z]+)*)(?![\w']|-\w)(\.?)"
PLAIN = re.compile(r"[A-Za-zñ]+(?:'[a-z]+)*\.?")
"""What an entry has to be for the pass to find it; others need patterns of their own."""


class Near(NamedTuple):
    """What some abbreviations stand for where the words around them tell."""

    written: str
    """As they are written, with their dots, apart by spaces."""
    said: str
    """In small letters; a capital is kept. What takes the place of "{s}" is the plural's ending."""
    before: str = ""
    """Pattern of what ends before it; empty: anything."""
    after: str = ""
    """Pattern of what begins after it; empty: anything."""


class _Sense(NamedTuple):
    said: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def fits(self, match: re.Match[str], dot: str) -> bool:
        """Return whether it is meant; *dot* is what was read with the word."""
        if self.before and not self.before.search(before(match)):
            return False
        rest = after(match) if dot or not match[2] else match[2] + after(match)
        return not self.after or bool(self.after.match(rest))


def words_in(dotted: Mapping[str, str], undotted: Mapping[str, str], near: Iterable[Near]) -> Rule:
    """Return the rule that says abbreviations in full: those of *near* first, then *dotted*, with the dot they have.

    Those of *undotted*, and those with an apostrophe, need no dot, and take one that stands behind them.
    """
    loose = {**undotted, **{written: said for written, said in dotted.items() if "'" in written}}
    senses = _senses(near)
    known = frozenset(written.removesuffix(".") for table in (dotted, loose, senses) for written in table)

    def full(match: re.Match[str]) -> str:
        word, dot = match.groups()
        if word not in known:
            return match[0]
        following = match.string[match.end() : match.end() + 1]
        if dot and (following.islower() or following.isdigit()):
            return match[0]  # "ave.com"
        said = _meant(match, senses)
        if said is None and dot:
            said = dotted.get(word + dot)
        if said is None:
            said = loose.get(word)
        if said is None:
            return match[0]
        return f"{said} " if following.isalpha() else said

    return _WORD, full


def _senses(near: Iterable[Near]) -> dict[str, list[_Sense]]:
    senses: dict[str, list[_Sense]] = {}
    for entry in near:
        ahead = re.compile(f"(?:{entry.before})$") if entry.before else None
        behind = re.compile(entry.after) if entry.after else None
        for written in entry.written.split():
            said = entry.said.replace("{s}", "s" if written.rstrip(".").endswith("s") else "")
            if written[0].isupper():
                said = said[0].upper() + said[1:]
            senses.setdefault(written, []).append(_Sense(said, ahead, behind))
    return senses


def _meant(match: re.Match[str], senses: Mapping[str, list[_Sense]]) -> str | None:
    """Return what the word of *match* stands for by what is around it, with the dot if it does not belong to it."""
    word, dot = match.groups()
    for written, read in ((word + dot, dot), (word, "")):
        for sense in senses.get(written, ()):
            if sense.fits(match, read):
                return sense.said + dot[len(read) :]
    return None
