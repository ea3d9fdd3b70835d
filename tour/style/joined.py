"""Arabic letters in the shapes that they have in a word, as characters: for a setter that joins nothing by itself.

The shapes are the Arabic Presentation Forms-B, as the Unicode Character Database decomposes them (UAX #44); which
letters join is told by the shapes that they have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache

_ARABIC = re.compile("[\u0620-\u065f\u066e-\u06d3\u0670]+")
_LAM = "\u0644"


def joined(text: str) -> str:
    """Return *text* with each Arabic letter in its shape; any other text as it is."""
    return _ARABIC.sub(lambda found: _word(found[0]), text)


def shapes(letters: Collection[str]) -> set[str]:
    """Return every shape in which `joined` may set *letters*, wherever a line of them is cut."""
    return {shape for base, known in _forms().items() if set(base) <= set(letters) for shape in known.values()}


def _word(letters: str) -> str:
    forms = _forms()
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


def _ligated(letters: str, forms: dict[str, dict[str, str]]) -> list[str]:
    """Return *letters* one by one, lam and the alef behind it as one."""
    out: list[str] = []
    for letter in letters:
        if out and out[-1] == _LAM and _LAM + letter in forms:
            out[-1] += letter
        else:
            out.append(letter)
    return out


def _neighbour(bases: list[str], at: int, step: int) -> str:
    """Return the next letter that is no mark; nothing at the end of the word."""
    at += step
    while 0 <= at < len(bases) and unicodedata.category(bases[at][0]) == "Mn":
        at += step
    return bases[at] if 0 <= at < len(bases) else ""


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return letter → name of a shape → the character that has it."""
    forms: dict[str, dict[str, str]] = {}
    for code in range(0xFE70, 0xFEFD):
        name, *bases = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(base, 16)) for base in bases)
        forms.setdefault(letters, {})[name.strip("<>")] = chr(code)
    return forms
