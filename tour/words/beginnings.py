"""What the words of a phrase begin with: where no words of a sentence begin so, it need not be looked for.

To make a phrase of `tour.words.phrases` ready takes a thousand times as long as to look for a few letters, and of a
language's hundred a sentence has what one or two need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_ENOUGH = 8
"""Letters that tell."""
_BEGINNING = re.compile(r"(?P<word>[^\W_]+)(?![?*{|])|\{(?P<term>[a-z]+)\}(?![?*{])")
_MISSING = re.compile(r"[?*]|\{(?:0(?:,\d*)?|,\d*)\}")
"""What lets the brackets before it be missing."""


def needs(phrase: str, terms: Mapping[str, str]) -> tuple[frozenset[str], ...]:
    """Return what each text begins words with that has *phrase*: of each of these at least one, as `begun` gives it.

    What may be missing, or cannot be told from letters, needs nothing.
    """
    first = _beginnings(phrase, terms)
    found = [first] if first else []
    if len(_ways(phrase)) == 1:
        found += _further(phrase, terms)
    return tuple(found)


def begun(text: str) -> frozenset[str]:
    """Return with what each word of *text* begins, in 1 to `_ENOUGH` plain letters."""
    words = set(map(_plain, re.findall(r"[^\W_]+", text)))  # parted first: a mark may be a letter when it is plain
    return frozenset(word[:length] for word in words for length in range(1, _ENOUGH + 1))


def _further(way: str, terms: Mapping[str, str]) -> Iterator[frozenset[str]]:
    """Yield with what the words of a phrase begin that must stand behind a blank of it."""
    at = 0
    while at < len(way):
        end = _closing(way, at) + 1 if way[at] in "([" else at + 1
        if way[at] == " " and not _MISSING.match(way, end):
            behind = way[end:]
            if not behind.startswith("(") or not _MISSING.match(way, _closing(way, end) + 1):
                found = _beginning(behind, terms)
                if found:
                    yield found
        at = end


def _beginnings(phrase: str, terms: Mapping[str, str]) -> frozenset[str]:
    """Return with what *phrase* may begin; nothing where that cannot be told."""
    ways = [_beginning(way, terms) for way in _ways(phrase)]
    return frozenset().union(*ways) if all(ways) else frozenset()


def _beginning(way: str, terms: Mapping[str, str]) -> frozenset[str]:
    """Return the same of a phrase that has no other ways at its top."""
    if way.startswith("(") and not way.startswith("(?"):
        end = _closing(way, 0) + 1
        inner, missing = _beginnings(way[1 : end - 1], terms), _MISSING.match(way, end)
        if not missing:
            return inner
        after = _beginning(way[missing.end() :], terms)
        return inner | after if inner and after else frozenset()
    found = _BEGINNING.match(way)
    if found is None:
        return frozenset()
    if found["term"]:
        return _beginnings(terms[found["term"]], terms)
    return frozenset({_plain(found["word"])[:_ENOUGH]})


def _ways(phrase: str) -> list[str]:
    """Return *phrase* parted at each "|" that stands in no brackets."""
    parted, begins, at = [], 0, 0
    while at < len(phrase):
        if phrase[at] == "|":
            parted.append(phrase[begins:at])
            begins = at + 1
        at = _closing(phrase, at) + 1 if phrase[at] in "([" else at + 1
    return [*parted, phrase[begins:]]


def _closing(phrase: str, at: int) -> int:
    """Return where the bracket is closed that opens at *at*."""
    depth = 0
    for here in range(at, len(phrase)):
        depth += (phrase[here] in "([") - (phrase[here] in ")]")
        if not depth:
            return here
    return len(phrase)


def _plain(text: str) -> str:
    """Return *text* in letters that are the same where `re.IGNORECASE` takes them for the same, as it does i and ı."""
    return text.casefold().replace("ı", "i").replace("\N{COMBINING DOT ABOVE}", "")
