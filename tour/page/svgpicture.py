"""A stop's drawing as SVG: dark ink turns with the page's text, so that it is seen by day and by night."""

from __future__ import annotations

from tour.model import Mark, Picture, Run, Step
from tour.page.markup import element, number, text

_INK = 0.3
"""What is darker than this, from 0 black to 1 white, is ink."""
_PAPER = 0.85
"""What is lighter than this stands for the paper."""


def picture_svg(picture: Picture, title: str = "") -> str:
    """Return *picture* as inline SVG for a page that may be light or dark.

    Ink is ``currentColor``. White is white, with the class ``d-paper`` for a page that has another ground. Any other
    colour is the author's. *title* is the alternative text; without one, and without a title of its own, the drawing
    is decoration.
    """
    words = title or picture.title
    heard = {"role": "img", "aria_label": words} if words else {"aria_hidden": "true"}
    return element(
        "svg",
        (element("title", text(words)) if words else "") + "".join(map(_mark, picture.marks)),
        xmlns="http://www.w3.org/2000/svg",
        class_="drawing",
        viewBox=f"0 0 {number(picture.width, 2)} {number(picture.height, 2)}",
        **heard,
    )


def _mark(mark: Mark) -> str:
    return element(
        "path",
        class_="d-paper" if mark.fill and _lightness(mark.fill) > _PAPER else "",
        d="".join(map(_run, mark.runs)),
        fill=_colour(mark.fill) if mark.fill else "none",
        fill_rule="evenodd" if mark.even_odd and mark.fill else "",
        stroke=_colour(mark.stroke) if mark.stroke else "",
        stroke_width=mark.width if mark.stroke else "",
        stroke_linecap=mark.cap if mark.stroke and mark.cap != "butt" else "",
        stroke_linejoin=mark.join if mark.stroke and mark.join != "miter" else "",
    )


def _colour(colour: str) -> str:
    return "currentColor" if _lightness(colour) < _INK else colour


def _run(run: Run) -> str:
    start = f"M{number(run.start[0], 2)} {number(run.start[1], 2)}"
    return start + "".join(map(_step, run.steps)) + ("Z" if run.closed else "")


def _step(step: Step) -> str:
    return ("L" if len(step) == 1 else "C") + " ".join(f"{number(x, 2)} {number(y, 2)}" for x, y in step)


def _lightness(colour: str) -> float:
    """Return how light ``#rrggbb`` is, weighed as the eye does (ITU-R BT.709, luma)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
