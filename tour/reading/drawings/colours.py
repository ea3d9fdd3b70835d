"""Colours as SVG and CSS write them (CSS Color 4, sections 4 to 8), as far as drawings use them."""

from __future__ import annotations

import colorsys
import re
from typing import NamedTuple

from tour.reading.drawings.values import NUMBER, short, wrong

_HEX = re.compile(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?:\s+icc-color\([^()]*\))?")
_FUNCTION = re.compile(r"(rgba?|hsla?)\(([^()]*)\)")
_NOTHING = ("none", "transparent")
_MOST_NESTED = 8
_DEGREES = {"": 1.0, "deg": 1.0, "grad": 0.9, "turn": 360.0}


class Shade(NamedTuple):
    """A colour, and how much of it there is."""

    colour: str
    """``#rrggbb``, in small letters; empty for the current colour, whatever that is where it is drawn."""
    alpha: float = 1.0
    """From 0, nothing, to 1."""


BLACK = Shade("#000000")


def shade(text: str) -> Shade | None:
    """Return the colour in *text*, which is in small letters; None for none. Raises Wrong."""
    text = _chosen(text)
    if text in _NOTHING:
        return None
    if text == "currentcolor":
        return Shade("")
    if found := _HEX.fullmatch(text):
        return _from_hex(found[1])
    if found := _FUNCTION.fullmatch(text):
        return _from_function(found[1], found[2], text)
    # Only a drawing with such a name pays for the table.
    from PIL.ImageColor import colormap, getrgb

    if text not in colormap:
        raise wrong(f"the colour is {short(text)!r}", 'write "#1b1714" or "none"')
    return Shade("#" + "".join(f"{part:02x}" for part in getrgb(text)))


def over_white(colour: str, alpha: float) -> str:
    """Return ``#rrggbb`` as it looks on white paper, of which it lets through 1 - *alpha*."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (part - 255) * alpha):02x}" for part in parts)


def _chosen(text: str) -> str:
    """Return which of several colours counts on paper: the light one, and what a variable that is not set stands for.

    CSS Color 5, section 7 (``light-dark``); CSS Variables 1, section 3.
    """
    for _ in range(_MOST_NESTED):
        name, _, inside = text.partition("(")
        if name not in ("light-dark", "var") or not inside.endswith(")"):
            return text
        parts = _parts(inside[:-1])
        if name == "light-dark":
            text = parts[0]
        elif len(parts) > 1:
            text = ",".join(parts[1:]).strip()
        else:
            return text
    return text


def _parts(text: str) -> list[str]:
    """Return what stands between the commas of *text* that are not in brackets."""
    parts, depth = [""], 0
    for piece in re.split(r"([(),])", text):
        depth += (piece == "(") - (piece == ")")
        if piece == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts]


def _from_hex(digits: str) -> Shade:
    if len(digits) < 6:
        digits = "".join(2 * digit for digit in digits)
    alpha = int(digits[6:], 16) / 255 if len(digits) == 8 else 1.0
    return Shade(f"#{digits[:6]}", alpha)


def _from_function(name: str, inside: str, text: str) -> Shade:
    parts = [part for part in re.split(r"[\s,/]+", inside.strip()) if part]
    if len(parts) not in (3, 4):
        raise wrong(f"the colour is {short(text)!r}", "write three numbers in it, such as rgb(27, 23, 20)")
    alpha = share(parts[3], "the colour's share") if len(parts) == 4 else 1.0
    if name.startswith("rgb"):
        red, green, blue = (_of_255(part, text) for part in parts[:3])
    else:
        red, green, blue = _from_hsl(parts, text)
    return Shade("#" + "".join(f"{part:02x}" for part in (red, green, blue)), alpha)


def _of_255(part: str, text: str) -> int:
    number = _number(part.removesuffix("%"), text)
    if part.endswith("%"):
        number *= 2.55
    return round(min(max(number, 0.0), 255.0))


def _from_hsl(parts: list[str], text: str) -> tuple[int, ...]:
    unit = parts[0].lstrip("+-.0123456789")
    turn = _number(parts[0].removesuffix(unit), text) * _DEGREES.get(unit, 1.0) / 360 % 1.0
    full, light = (min(max(_number(part.removesuffix("%"), text) / 100, 0.0), 1.0) for part in parts[1:3])
    return tuple(round(255 * part) for part in colorsys.hls_to_rgb(turn, light, full))


def _number(part: str, text: str) -> float:
    if not NUMBER.fullmatch(part) or len(part) > 20:
        raise wrong(f"the colour is {short(text)!r}", 'write "#1b1714" or "none"')
    return float(part)


def share(text: str, name: str) -> float:
    """Return a share such as ``.5`` or ``50%``, held between 0 and 1. Raises Wrong."""
    bare = text.removesuffix("%")
    if not NUMBER.fullmatch(bare):
        raise wrong(f"{name} is {short(text)!r}", "write a number from 0 to 1")
    value = float(bare) / (100 if text.endswith("%") else 1)
    return min(max(value, 0.0), 1.0)
