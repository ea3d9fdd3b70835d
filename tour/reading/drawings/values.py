"""Numbers, and what is wrong with a value: the ground that the other readers stand on."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

FARTHEST = 100_000.0
"""Of a number, in the drawing's units."""
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NEVER_NEGATIVE = ("width", "height", "r", "rx", "ry", "stroke-width")


class Fault(NamedTuple):
    message: str
    hint: str
    at: int = 0
    """Where in the attribute's value, in code points."""
    length: int = 0
    """0: to the value's end."""


class Wrong(Exception):  # noqa: N818 - what is wrong with one value; it never leaves this package
    @property
    def fault(self) -> Fault:
        return cast(Fault, self.args[0])


def wrong(message: str, hint: str, at: int = 0, length: int = 0) -> Wrong:
    return Wrong(Fault(message, hint, at, length))


def short(text: str) -> str:
    """Return *text* as a message quotes it, cut at 40 characters."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def number(text: str, what: str, at: int = 0) -> float:
    """Return the number in *text*; raise Wrong, for *what* at offset *at*, when it is none or out of any reach."""
    if not NUMBER.fullmatch(text):
        raise wrong(f"{what} is {short(text)!r}, which is not a number", "write a plain number, such as 12.5", at)
    value = float(text)
    if abs(value) > FARTHEST:
        raise wrong(f"{short(text)} is too large a number", "keep to the viewBox", at, len(text))
    return value


def length(name: str, text: str) -> float:
    """Return the value of a length such as ``12`` or ``12px``, in the drawing's units; raise Wrong when it is none."""
    value = number(text.strip().removesuffix("px"), name)
    if value < 0 and name in _NEVER_NEGATIVE:
        raise wrong(f"{name} is {short(text)}, below zero", "write how long it is, as a number from 0 up")
    return value
