"""Which elements and attributes may stand in a drawing."""

from __future__ import annotations

import difflib
import re

from tour.reading.drawings.ink import EFFECTS, PAINT
from tour.reading.drawings.values import NUMBER, length, number, short, wrong

SVG = "http://www.w3.org/2000/svg"
_HTML = "http://www.w3.org/1999/xhtml"
_XML = "http://www.w3.org/XML/1998/namespace"
_XLINK = "http://www.w3.org/1999/xlink"
SILENT = frozenset(
    [
        *("title", "desc", "metadata", "defs", "style", "symbol", "linearGradient", "radialGradient", "pattern"),
        *("clipPath", "mask", "marker", "filter", "view", "cursor", "color-profile", "font", "font-face", "hatch"),
    ]
)
"""What draws nothing where it stands. Whatever refers to it is refused."""
SHAPES: dict[str, tuple[str, ...]] = {
    "path": ("d",),
    "line": ("x1", "y1", "x2", "y2"),
    "polyline": ("points",),
    "polygon": ("points",),
    "rect": ("width", "height", "x", "y", "rx", "ry"),
    "circle": ("r", "cx", "cy"),
    "ellipse": ("rx", "ry", "cx", "cy"),
}
NEEDED = {"path": 1, "line": 0, "polyline": 1, "polygon": 1, "rect": 2, "circle": 1, "ellipse": 2}
"""How many of a shape's attributes, from the first, may not be missing."""
GROUPS = ("svg", "g", "switch")

PROGRAM = ("<script> may not stand in a drawing: it would run a program", "take it out: a drawing is only lines")
_UNWANTED = {
    "text": ("there may be no font for it", "turn the text into paths, or leave it to the card's own labels"),
    "image": ("it brings in another picture", "draw it with lines"),
    "use": ("it points elsewhere", "copy the shape itself to this place"),
    "a": ("it points elsewhere", "take the link out and keep what it holds"),
    "svg": ("a drawing within a drawing is not read", "make it a <g>, with a transform"),
} | dict.fromkeys(
    ("animate", "animateMotion", "animateTransform", "set"), ("paper does not move", "take the animation out")
)
_IDLE = re.compile(r"id|class|role|lang|(?:aria|data)-.*|pathLength|content|name|label|title|tabindex|focusable")
_TYPED = ("stroke", "fill", "transform", *(name for names in SHAPES.values() for name in names if len(name) > 2))
_ALL_KNOWN = frozenset([*PAINT, *EFFECTS, *_TYPED])
_ALIKE = 0.85
"""Of 1, from which on a name is taken for a misspelt one."""
_LONGEST_NAME = 20
_LONGEST_FRAME = 100
"""Of a drawing, in its breadths: a longer one is a hair on the card, and no page of a PDF, from which the
cover is drawn."""


def unwelcome(name: str, space: str, parent: str) -> tuple[str, str] | None:
    """Return what is wrong with an element's being inside *parent*, and what to do."""
    if name == "script":
        return PROGRAM
    if space == _HTML:
        return f"<{short(name)}> is HTML, and may not stand in a drawing", "take it out: a drawing is only lines"
    if name not in SHAPES and name not in GROUPS[1:]:
        known = ", ".join([*SHAPES, "g"])
        why, hint = _UNWANTED.get(name, ("this is not read", f"draw it with {known}"))
        return f"<{short(name)}> may not stand in a drawing: {why}", hint
    if parent not in GROUPS:
        return f"<{name}> inside <{parent}> would not be drawn", f"move it out of the <{parent}>"
    return None


def passed_over(name: str, space: str) -> bool:
    """Say whether an element draws nothing by itself: a program's own note, or what only others refer to."""
    return space not in (SVG, _HTML) or (space == SVG and name in SILENT)


def runs_a_program(name: str, space: str) -> bool:
    return name == "script" and space in (SVG, _HTML)


def frame(attributes: dict[str, str]) -> tuple[float, float, float, float]:
    """Return what a drawing shows: left, top, width and height; all of it without a viewBox. Raises Wrong."""
    hint = 'write viewBox="0 0 240 160": left, top, width and height, as numbers'
    text = attributes.get("viewBox", "").strip()
    parts = re.split(r"[\s,]+", text)
    if parts == [""]:
        left = top = 0.0
        width, height = _size(attributes, hint)
    elif len(parts) == 4 and all(map(NUMBER.fullmatch, parts)):
        left, top, width, height = (number(part, "viewBox") for part in parts)
    else:
        raise wrong(f"the viewBox is {short(text)!r}, not four numbers", hint)
    # Not just above zero: what is drawn at a card's size must have numbers that a printer can hold.
    if min(width, height) < 0.001:
        raise wrong("the viewBox has no size", hint)
    if max(width, height) > _LONGEST_FRAME * min(width, height):
        what = f"this drawing is more than {_LONGEST_FRAME} times as long one way as the other"
        raise wrong(what, "write a viewBox that goes round what is drawn, such as 0 0 240 160")
    return left, top, width, height


def _size(attributes: dict[str, str], hint: str) -> tuple[float, float]:
    width, height = (attributes.get(name, "%").strip() for name in ("width", "height"))
    if width.endswith("%") or height.endswith("%"):
        raise wrong("this drawing has no viewBox", hint)
    return length("width", width), length("height", height)


def check_idle(name: str) -> None:
    """Raise Wrong unless the attribute shows nothing: one that reaches outside, runs, or looks like a misspelt one."""
    space, _, name = name.rpartition(" ")
    lower = name.lower()
    if lower in ("href", "src", "base") and space in ("", _XLINK, _XML):
        raise wrong(f"{short(name)} points elsewhere", "take it out: a drawing stands alone")
    if space:
        return
    if lower.startswith("on"):
        raise wrong(f"{short(name)} would run a program", "take it out: a drawing is only lines")
    if _IDLE.fullmatch(name) or name in _ALL_KNOWN:
        return
    # Of what is left a browser makes nothing. Only what was surely meant otherwise is told.
    near = difflib.get_close_matches(lower, _ALL_KNOWN, 1, _ALIKE) if len(name) <= _LONGEST_NAME else []
    if near:
        raise wrong(f"{short(name)} is not read here", f"did you mean {near[0]!r}?")
