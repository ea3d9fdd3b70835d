"""In which ink: presentation attributes, alone or in `style`. SVG 2, § 13."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from tour.picture import Cap, Join
from tour.reading.drawings.transforms import UNMOVED, Matrix
from tour.reading.drawings.values import length, number, short, wrong

_IDLE_VALUES: dict[str, str] = {
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "display": "inline",
    "visibility": "visible",
    "vector-effect": "none",
    "paint-order": "normal",
}
"""Properties that a drawing program writes down though they change nothing, as long as they are so."""
_WORDS = {
    "stroke-linecap": ("butt", "round", "square"),
    "stroke-linejoin": ("miter", "round", "bevel"),
    "fill-rule": ("nonzero", "evenodd"),
}
PAINT = ("fill", "stroke", "stroke-width", "stroke-miterlimit", *_WORDS, *_IDLE_VALUES)
_COLOUR = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?")


@dataclass(frozen=True, slots=True)
class Pen:
    """What a group hands down to what it holds."""

    place: Matrix = UNMOVED
    stroke: str | None = None
    width: float = 1.0
    fill: str | None = "#000000"
    even_odd: bool = False
    cap: Cap = "butt"
    join: Join = "miter"


def declarations(style: str) -> Iterator[tuple[str, str]]:
    """Yield the (property, value) pairs of a ``style``; raise Wrong for a property that is not read."""
    for declaration in style.split(";"):
        if declaration.strip():
            name, _, value = declaration.partition(":")
            name = name.strip().lower()
            if name not in PAINT:
                raise wrong(f"the style {short(name)!r} is not read", f"keep to {', '.join(PAINT[:6])}")
            yield name, value


def painted(pen: Pen, name: str, value: str) -> Pen:
    """Return *pen* with one property changed."""
    value = value.strip()
    lower = value.lower()
    match name:
        case "fill":
            return replace(pen, fill=_colour(lower))
        case "stroke":
            return replace(pen, stroke=_colour(lower))
        case "stroke-width":
            return replace(pen, width=length(name, lower))
        case "stroke-miterlimit":
            number(lower, name)
        case "stroke-linecap" | "stroke-linejoin" | "fill-rule":
            if lower not in _WORDS[name]:
                raise wrong(f"{name} is {short(value)!r}", f"write one of {', '.join(_WORDS[name])}")
            if name == "stroke-linecap":
                return replace(pen, cap=cast(Cap, lower))
            if name == "stroke-linejoin":
                return replace(pen, join=cast(Join, lower))
            return replace(pen, even_odd=lower == "evenodd")
        case _ if lower != _IDLE_VALUES[name]:
            hint = "draw in full colours and whole lines; for a lighter line, a thinner stroke"
            raise wrong(f"{name} is {short(value)!r}, which is not drawn", hint)
    return pen


def _colour(text: str) -> str | None:
    if text == "none":
        return None
    text = {"black": "#000000", "white": "#ffffff"}.get(text, text)
    if not _COLOUR.fullmatch(text):
        raise wrong(f"the colour is {short(text)!r}", 'write "#1b1714" or "none"')
    return text if len(text) == 7 else "#" + "".join(2 * digit for digit in text[1:])
