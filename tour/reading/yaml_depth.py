"""How deep YAML is nested, word by word; and how deep it can be at most, for less."""

from __future__ import annotations

import re
from typing import Any

_BREAK = re.compile(r"[\n\r]")
_OPENING = re.compile(r"[\[{]")
_SIGN = re.compile(r"[?:-](?!\S)")
"""Begins an item, a key or a value."""


def depth_at_most(text: str) -> int:
    """Return how deep YAML *text* can be nested at most.

    Each block begins further right than the one that it stands in, by blanks or behind a sign, but for a list, which
    may begin right under its key (YAML 1.2.2, 8.2). Lines are those that ruamel counts columns in: it begins none at
    U+2028 and the like, and yet takes what follows for a key.
    """
    lines = _BREAK.split(text)
    furthest = max(len(line) - len(line.lstrip()) + len(_SIGN.findall(line)) for line in lines)
    return 2 * (furthest + 1) + len(_OPENING.findall(text))


def turn(token: Any) -> int:  # ruamel's, untyped
    """Return by how much a token changes the depth."""
    name = type(token).__name__
    if name in ("FlowSequenceStartToken", "FlowMappingStartToken", "BlockSequenceStartToken", "BlockMappingStartToken"):
        return 1
    return -1 if name in ("FlowSequenceEndToken", "FlowMappingEndToken", "BlockEndToken") else 0
