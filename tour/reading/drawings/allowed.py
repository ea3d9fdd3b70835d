"""Which elements and attributes may stand in a drawing."""

from __future__ import annotations

import re

from tour.reading.drawings.values import NUMBER, number, short, wrong

SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
SILENT = ("title", "desc", "metadata", "defs")
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
OF_SVG = ("viewBox", "width", "height", "x", "y", "version", "baseProfile", "preserveAspectRatio")
_IDLE = re.compile(r"id|class|role|lang|aria-[a-z]+|data-[\w.-]+|pathLength")

_PLAIN = "save the drawing as plain SVG, with nothing but paths and simple shapes"
_UNWANTED = {
    "script": ("it would run a program", "take it out: a drawing is only lines"),
    "style": ("style sheets are not read", 'write the colours on the shapes: stroke="#1b1714"'),
    "text": ("there may be no font for it", "turn the text into paths, or leave it to the card's own labels"),
    "image": ("it brings in another picture", "draw it with lines"),
    "use": ("it points elsewhere", "copy the shape itself to this place"),
    "a": ("it points elsewhere", "take the link out and keep what it holds"),
    "svg": ("a drawing within a drawing is not read", "make it a <g>, with a transform"),
} | dict.fromkeys(
    ("animate", "animateMotion", "animateTransform", "set"), ("paper does not move", "take the animation out")
)


def unwelcome(name: str, space: str, parent: str) -> tuple[str, str] | None:
    """Return what is wrong with an element's being inside *parent*, and what to do."""
    if space != SVG:
        return f"<{short(name)}> is not SVG but some program's own note", _PLAIN
    if name not in SHAPES and name != "g" and name not in SILENT:
        known = ", ".join([*SHAPES, "g"])
        why, hint = _UNWANTED.get(name, ("this is not read", f"draw it with {known}"))
        return f"<{short(name)}> may not stand in a drawing: {why}", hint
    if parent not in ("svg", "g") and name not in ("title", "desc"):
        return f"<{name}> inside <{parent}> would not be drawn", f"move it out of the <{parent}>"
    return None


def frame(text: str) -> tuple[float, float, float, float]:
    """Return a viewBox: left, top, width and height."""
    hint = 'write viewBox="0 0 240 160": left, top, width and height, as numbers'
    parts = re.split(r"[\s,]+", text.strip())
    if parts == [""]:
        raise wrong("this drawing has no viewBox", hint)
    if len(parts) != 4 or not all(map(NUMBER.fullmatch, parts)):
        raise wrong(f"the viewBox is {short(text)!r}, not four numbers", hint)
    left, top, width, height = (number(part, "viewBox") for part in parts)
    # Not just above zero: what is drawn at a card's size must have numbers that a printer can hold.
    if min(width, height) < 0.001:
        raise wrong("the viewBox has no size", hint)
    return left, top, width, height


def check_idle(name: str) -> None:
    """Raise Wrong unless the attribute shows nothing."""
    space, _, name = name.rpartition(" ")
    if (not space and _IDLE.fullmatch(name)) or (space == _XML and name in ("space", "lang")):
        return
    if name.lower() in ("href", "src", "base"):
        raise wrong(f"{short(name)} points elsewhere", "take it out: a drawing stands alone")
    if name.lower().startswith("on"):
        raise wrong(f"{short(name)} would run a program", "take it out: a drawing is only lines")
    if space:
        raise wrong(f"{short(name)} is not SVG but some program's own note", _PLAIN)
    raise wrong(f"{short(name)} is not read here", "take it out; if it changes how the drawing looks, draw it so")
