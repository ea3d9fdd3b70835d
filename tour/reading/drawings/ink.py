"""In which ink: the properties that say how a shape is painted. SVG 2, § 13, and CSS Color 4."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from tour.picture import Cap, Join
from tour.reading.drawings.colours import BLACK, Shade, over_white, shade, share
from tour.reading.drawings.transforms import UNMOVED, Matrix
from tour.reading.drawings.values import length, number, short, wrong

_WORDS = {
    "stroke-linecap": ("butt", "round", "square"),
    "stroke-linejoin": ("miter", "round", "bevel"),
    "fill-rule": ("nonzero", "evenodd"),
}
_STARTS = {
    "color": "#000",
    "fill": "#000",
    "stroke": "none",
    "stroke-width": "1",
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-dasharray": "none",
    "fill-rule": "nonzero",
    "paint-order": "normal",
    "vector-effect": "none",
    "display": "inline",
    "visibility": "visible",
}
"""What each property is where nobody has said anything, or ``initial``."""
PAINT = tuple(_STARTS)

EFFECTS: dict[str, tuple[str, ...]] = {
    "clip-path": ("none",),
    "mask": ("none",),
    "filter": ("none",),
    "backdrop-filter": ("none",),
    "marker": ("none",),
    "marker-start": ("none",),
    "marker-mid": ("none",),
    "marker-end": ("none",),
    "mix-blend-mode": ("normal",),
    "animation": ("none",),
    "animation-name": ("none",),
    "rotate": ("none",),
    "scale": ("none",),
    "translate": ("none",),
    "offset-path": ("none",),
    "transform-origin": ("0", "0 0", "0px 0px", "0px 0px 0px", "left top", "top left"),
    "background": ("none", "transparent", "white", "#fff", "#ffffff", "rgb(255, 255, 255)"),
    "background-color": ("transparent", "white", "#fff", "#ffffff", "rgb(255, 255, 255)"),
    "background-image": ("none",),
}
"""Properties that would change what is seen, and when they do not. Whatever else is written down changes nothing of
lines and fills: about text, cursors, precision, or some program's own."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What a group hands down to what it holds."""

    place: Matrix = UNMOVED
    colour: Shade = BLACK
    """The current one."""
    stroke: Shade | None = None
    width: float = 1.0
    fill: Shade | None = BLACK
    alpha: float = 1.0
    """Of the whole element, all groups round it counted in."""
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    even_odd: bool = False
    cap: Cap = "butt"
    join: Join = "miter"
    dashed: bool = False
    stroke_first: bool = False
    """Its stroke lies under its fill."""
    unscaled: bool = False
    """Its stroke is as wide as it says, whatever transforms do."""
    gone: bool = False
    """Neither it nor what it holds is drawn."""
    hidden: bool = False
    """It is not drawn; what it holds may be."""

    @property
    def stroke_ink(self) -> str | None:
        """``#rrggbb``, mixed with the white of the paper; None where nothing would be seen."""
        return self._ink(self.stroke, self.stroke_alpha)

    @property
    def fill_ink(self) -> str | None:
        return self._ink(self.fill, self.fill_alpha)

    def _ink(self, meant: Shade | None, alpha: float) -> str | None:
        if meant is None:
            return None
        alpha *= self.alpha * meant.alpha
        if not meant.colour:
            alpha *= self.colour.alpha
        return over_white(meant.colour or self.colour.colour, alpha) if alpha > 0 else None


def painted(pen: Pen, name: str, value: str, whole: float = 0.0) -> Pen:
    """Return *pen*, which is that of the element round it, with one property changed. Raises Wrong.

    *whole* is what a percentage of a width is of.
    """
    value = value.strip()
    lower = value.lower()
    if lower in ("inherit", "unset", "revert"):
        return pen
    if lower == "initial":
        lower = _STARTS[name]
    if name in ("color", "fill", "stroke"):
        return _coloured(pen, name, lower)
    if name in _WORDS:
        return _worded(pen, name, lower, value)
    match name:
        case "stroke-width":
            return replace(pen, width=length(name, lower, whole))
        case "opacity":
            return replace(pen, alpha=pen.alpha * share(lower, name))
        case "fill-opacity":
            return replace(pen, fill_alpha=share(lower, name))
        case "stroke-opacity":
            return replace(pen, stroke_alpha=share(lower, name))
        case "stroke-miterlimit":
            number(lower, name)
        case "stroke-dasharray":
            return replace(pen, dashed=lower != "none" and bool(lower.strip("0 ,.px")))
        case "paint-order":
            first = [word for word in lower.split() if word != "markers"][:1]
            return replace(pen, stroke_first=first == ["stroke"])
        case "vector-effect":
            return _effect(pen, lower, value)
        case "display":
            return replace(pen, gone=pen.gone or lower == "none")
        case "visibility":
            return replace(pen, hidden=lower in ("hidden", "collapse"))
    return pen


def _coloured(pen: Pen, name: str, value: str) -> Pen:
    meant = shade(value)
    if name == "fill":
        return replace(pen, fill=meant)
    if name == "stroke":
        return replace(pen, stroke=meant)
    if meant and not meant.colour:
        return pen  # color: currentColor is that of the element round it
    return replace(pen, colour=meant or Shade("#000000", 0.0))


def _worded(pen: Pen, name: str, lower: str, value: str) -> Pen:
    if lower not in _WORDS[name]:
        raise wrong(f"{name} is {short(value)!r}", f"write one of {', '.join(_WORDS[name])}")
    if name == "stroke-linecap":
        return replace(pen, cap=cast(Cap, lower))
    if name == "stroke-linejoin":
        return replace(pen, join=cast(Join, lower))
    return replace(pen, even_odd=lower == "evenodd")


def _effect(pen: Pen, lower: str, value: str) -> Pen:
    if lower not in ("none", "non-scaling-stroke"):
        raise wrong(f"vector-effect is {short(value)!r}, which is not drawn", "write none")
    return replace(pen, unscaled=lower != "none")


def check_effect(name: str, value: str) -> None:
    """Raise Wrong where the property *name*, one of `EFFECTS`, would change what is seen."""
    lower = value.strip().lower()
    if lower in EFFECTS[name] or lower in ("", "initial", "inherit", "unset", "auto"):
        return
    hint = "draw it without: full colours, whole lines, and shapes as they are to be seen"
    raise wrong(f"{name} is {short(value.strip())!r}, which is not drawn", hint)
