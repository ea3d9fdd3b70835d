"""In which order the letters of a line stand from left to right, where a text runs from the right or holds such text.

The implicit part of the Unicode Bidirectional Algorithm (UAX #9, revision 48: W1 to W7, N0 to N2, I1, I2, L2 and L4);
signs that turn the direction by force are no part of printed text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_MIRRORED = dict(zip("()[]{}⟨⟩<>«»‹›≤≥", ")(][}{⟩⟨><»«›‹≥≤", strict=True))
"""What stands in a line that runs from the right in place of a bracket (UAX #9, L4)."""
_CLOSES = dict(zip("([{⟨", ")]}⟩", strict=True))
_DEEPEST = 63
"""So many brackets may be open at once (BD16)."""
_FROM_RIGHT = ("R", "AL", "AN")
_SIDED = ("L", "R", "EN", "AN")
"""What is left of letters and numbers when these are resolved."""


def is_turned(text: str) -> bool:
    """Say whether *text* has a letter of a script that is written from the right."""
    return any(unicodedata.bidirectional(character) in _FROM_RIGHT for character in text)


def begins_from_right(text: str) -> bool:
    """Say whether a paragraph runs from the right: by its first letter (P2, P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def visual(text: str, rtl: bool) -> list[tuple[int, str]]:
    """Return the line *text* as it stands from left to right: the index of each character, and what is drawn for it.

    That is another character only for a bracket, which looks the other way from the right. *rtl* says whether the
    line's paragraph runs from the right.
    """
    levels = _levels(text, 1 if rtl else 0)
    indices = list(range(len(text)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(indices):
            end = start
            while end < len(indices) and levels[indices[end]] >= level:
                end += 1
            indices[start:end] = reversed(indices[start:end])
            start = max(end, start + 1)
    return [(at, _MIRRORED.get(text[at], text[at]) if levels[at] % 2 else text[at]) for at in indices]


def _levels(text: str, base: int) -> list[int]:
    """Return the level of each character: even ones run from the left, odd ones from the right."""
    strong = "R" if base else "L"
    kinds = _numbers([unicodedata.bidirectional(character) or "L" for character in text], strong)
    _brackets(text, kinds, strong)
    kinds = _neutrals(kinds, strong)
    levels = []
    for kind in kinds:
        if base:
            levels.append(1 if kind == "R" else 2)
        else:
            levels.append({"L": 0, "R": 1}.get(kind, 2))
    # Blanks at the end of a line belong to the paragraph (L1).
    for at in range(len(text) - 1, -1, -1):
        if not text[at].isspace():
            break
        levels[at] = base
    return levels


def _numbers(kinds: list[str], strong: str) -> list[str]:
    """Return *kinds* with marks, numbers and what stands among them resolved (W1 to W7)."""
    before, letter = strong, strong
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kind = before
        if kind == "EN" and letter == "AL":
            kinds[at] = kind = "AN"
        if kind in ("L", "R", "AL"):
            letter = kind
        before = kind
    for at in range(1, len(kinds) - 1):
        left, right = kinds[at - 1], kinds[at + 1]
        if left == right and ((kinds[at] == "ES" and left == "EN") or (kinds[at] == "CS" and left in ("EN", "AN"))):
            kinds[at] = left
    _beside_numbers(kinds)
    letter = strong
    for at, kind in enumerate(kinds):
        if kind == "AL":
            kinds[at] = "R"
        if kinds[at] in ("L", "R"):
            letter = kinds[at]
        elif kind == "EN" and letter == "L":
            kinds[at] = "L"
    return kinds


def _beside_numbers(kinds: list[str]) -> None:
    """Make signs such as % beside a number a part of it (W5)."""
    for along in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        step = 1 if along.step > 0 else -1
        for at in along:
            if kinds[at] == "ET" and kinds[at - step] == "EN":
                kinds[at] = "EN"


def _brackets(text: str, kinds: list[str], strong: str) -> None:
    """Let both brackets of a pair run one way (N0): as the paragraph does, if anything between them does.

    Else, if there are letters or numbers between them, as what stands before the pair.
    """
    sides = [_side(kind) if kind in _SIDED else "" for kind in kinds]
    before, at = strong, 0
    for opens, closes in _pairs(text, kinds):
        before = next((side for side in reversed(sides[at:opens]) if side), before)
        at = opens
        within = sides[opens + 1 : closes]
        if any(within):
            sides[opens] = sides[closes] = kinds[opens] = kinds[closes] = strong if strong in within else before


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return where brackets open and close that belong together, the first to open first (BD16)."""
    found, opened = [], list[tuple[str, int]]()
    for at, character in enumerate(text):
        if kinds[at] != "ON":
            continue
        if character in _CLOSES:
            if len(opened) == _DEEPEST:
                break
            opened.append((_CLOSES[character], at))
        for n, (closing, since) in reversed(list(enumerate(opened))):
            if character == closing:
                found.append((since, at))
                del opened[n:]
                break
    return sorted(found)


def _neutrals(kinds: Sequence[str], strong: str) -> list[str]:
    """Return *kinds* with blanks and signs taken into what is on both sides of them, else as the paragraph runs."""
    out = list(kinds)
    at = 0
    while at < len(out):
        end = at
        while end < len(out) and out[end] not in _SIDED:
            end += 1
        if end > at:
            left = _side(out[at - 1]) if at else strong
            right = _side(out[end]) if end < len(out) else strong
            out[at:end] = [left if left == right else strong] * (end - at)
        at = max(end, at + 1)
    return out


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
