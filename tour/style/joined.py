"""Arabic letters in the shapes that they have in a word, as characters: for a setter that joins nothing by itself.

The shapes are the Arabic Presentation Forms-B, and those of Forms-A that Persian, Urdu and their like add, as the
Unicode Character Database decomposes them (UAX #44); which letters join is told by the shapes that they have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache

JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""They have no shape, and say how letters beside them are joined."""

_ARABIC = re.compile("[\u0600-\u06ff\u08d3-\u08ff\N{ZERO WIDTH JOINER}]+")
_LAM = "\u0644"
_TIES = "\N{ARABIC TATWEEL}\N{ZERO WIDTH JOINER}"
"""What joins on both sides, and looks the same everywhere."""
_NAMES = ("isolated", "initial", "medial", "final")

Forms = Mapping[str, Mapping[str, str]]
"""Letter → name of a shape → the character that has it."""


def joined(text: str, forms: Forms | None = None) -> str:
    """Return *text* with each Arabic letter in its shape; any other text as it is.

    A letter that lacks a shape in *forms*, of which `drawn_by` gives a font's, is not joined where it would need it.
    """
    return _ARABIC.sub(lambda found: _word(found[0], _forms() if forms is None else forms), text)


def drawn_by(characters: Collection[str]) -> Forms:
    """Return the shapes that are among *characters*."""
    return {
        base: {name: shape for name, shape in known.items() if shape == base or shape in characters}
        for base, known in _forms().items()
    }


def shapes(letters: Collection[str]) -> set[str]:
    """Return every shape in which `joined` may set *letters*, wherever a line of them is cut."""
    return {shape for base, known in _forms().items() if set(base) <= set(letters) for shape in known.values()}


def _word(letters: str, forms: Forms) -> str:
    bases = _ligated(letters, forms)
    out = []
    for at, base in enumerate(bases):
        shapes = forms.get(base, {})
        before = _neighbour(bases, at, -1)
        after = _neighbour(bases, at, 1)
        joins_before = "initial" in forms.get(before, {}) and "final" in shapes
        joins_after = "initial" in shapes and "final" in forms.get(after, {})
        name = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (joins_before, joins_after)
        )
        out.append(shapes.get(name or "isolated", base))
    return "".join(out)


def _ligated(letters: str, forms: Forms) -> list[str]:
    """Return *letters* one by one, lam and the alef behind it as one, before the marks that stand on either."""
    out: list[str] = []
    last = -1  # which of them is the last that is no mark
    for letter in letters:
        if last >= 0 and out[last] == _LAM and forms.get(_LAM + letter):
            out[last] += letter
            continue
        if not _is_mark(letter):
            last = len(out)
        out.append(letter)
    return out


def _neighbour(bases: list[str], at: int, step: int) -> str:
    """Return the next letter that is no mark; nothing at the end of the word."""
    at += step
    while 0 <= at < len(bases) and _is_mark(bases[at][0]):
        at += step
    return bases[at] if 0 <= at < len(bases) else ""


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn"


@cache
def _forms() -> Forms:
    forms: dict[str, dict[str, str]] = {tie: dict.fromkeys(_NAMES, tie) for tie in _TIES}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFD)):
        name, *bases = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(base, 16)) for base in bases)
        if len(letters) == 1 or letters.startswith(_LAM):
            forms.setdefault(letters, {})[name.strip("<>")] = chr(code)
    return forms
