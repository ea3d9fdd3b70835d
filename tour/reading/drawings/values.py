"""Numbers, and what is wrong with a value: the ground that the other readers stand on."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

FARTHEST = 100_000.0
"""Of a number, in the drawing's units."""
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
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


def length(name: str, text: str, whole: float = 0.0) -> float:
    """Return the value of a length such as ``12``, ``12px`` or ``3mm``, in the drawing's units; raise Wrong for none.

    *whole* is what a percentage is of; 0 where there is no such thing. CSS Values 4, section 6.2: 96 px are an inch.
    """
    text = text.strip()
    bare = text.rstrip("%abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    unit = text[len(bare) :].lower()
    if unit == "%" and whole:
        value = number(bare, name) * whole / 100
    elif unit in _UNITS:
        value = number(bare, name) * _UNITS[unit]
    else:
        value = number(text, name)
    if value < 0 and name in _NEVER_NEGATIVE:
        raise wrong(f"{name} is {short(text)}, below zero", "write how long it is, as a number from 0 up")
    return value
