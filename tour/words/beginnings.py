"""With which letters a phrase may begin: what no word of a sentence begins with need not be looked for in it.

To make a phrase of `tour.words.phrases` ready takes a thousand times as long as to look for a few letters, and of a
language's hundred a sentence has the beginnings of five.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_ENOUGH = 8
"""Letters that tell."""
_BEGINNING = re.compile(r"(?P<word>[^\W_]+)(?![?*{|])|\{(?P<term>[a-z]+)\}(?![?*{])")
_MISSING = re.compile(r"[?*]|\{(?:0(?:,\d*)?|,\d*)\}")
"""What lets the brackets before it be missing."""


def beginnings(phrase: str, terms: Mapping[str, str]) -> frozenset[str]:
    """Return with what *phrase* may begin, as `begun` gives it; nothing where that cannot be told."""
    ways = [_beginning(way, terms) for way in _ways(phrase)]
    return frozenset().union(*ways) if all(ways) else frozenset()


def _beginning(way: str, terms: Mapping[str, str]) -> frozenset[str]:
    """Return the same of a phrase that has no other ways at its top."""
    if way.startswith("(") and not way.startswith("(?"):
        end = _closing(way)
        inner, missing = beginnings(way[1:end], terms), _MISSING.match(way, end + 1)
        if not missing:
            return inner
        after = _beginning(way[missing.end() :], terms)
        return inner | after if inner and after else frozenset()
    found = _BEGINNING.match(way)
    if found is None:
        return frozenset()
    if found["term"]:
        return beginnings(terms[found["term"]], terms)
    return frozenset({_plain(found["word"])[:_ENOUGH]})


def _ways(phrase: str) -> list[str]:
    """Return *phrase* parted at each "|" that stands in no brackets."""
    depth, parted = 0, [""]
    for sign in phrase:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            parted.append("")
        else:
            parted[-1] += sign
    return parted


def _closing(way: str) -> int:
    """Return where the bracket is closed that opens *way*."""
    depth = 0
    for at, sign in enumerate(way):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return at
    return len(way)


def begun(text: str) -> frozenset[str]:
    """Return with what each word of *text* begins, in 1 to `_ENOUGH` plain letters."""
    words = set(re.findall(r"[^\W_]+", _plain(text)))
    return frozenset(word[:length] for word in words for length in range(1, _ENOUGH + 1))


def _plain(text: str) -> str:
    """Return *text* in letters that are the same where `re.IGNORECASE` takes them for the same, as it does i and ı."""
    return text.casefold().replace("ı", "i").replace("\N{COMBINING DOT ABOVE}", "")
