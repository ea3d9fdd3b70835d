"""A stop's drawing as SVG: dark ink turns with the page's text, so that it is seen by day and by night."""

from __future__ import annotations

from tour.page.markup import element, number, text
from tour.picture import Mark, Picture, Run, Step
from tour.style import colours

_INK = 0.3
"""What is darker than this, from 0 black to 1 white, is ink."""
_PAPER = 0.85
"""What is lighter than this stands for the paper."""


def picture_svg(picture: Picture) -> str:
    """Return *picture* as inline SVG for a page that may be light or dark.

    Ink is ``currentColor``. White is white, with the class ``d-paper`` for a page that has another ground. Any other
    colour is the author's. Without a title of its own, the drawing is decoration.
    """
    drawn = "".join(map(_mark, picture.marks))
    heard = {"aria_hidden": "true"}
    if picture.title:
        drawn = element("title", text(picture.title)) + drawn
        heard = {"role": "img", "aria_label": picture.title}
    return element(
        "svg",
        drawn,
        xmlns="http://www.w3.org/2000/svg",
        class_="drawing",
        viewBox=f"0 0 {number(picture.width, 2)} {number(picture.height, 2)}",
        **heard,
    )


def _mark(mark: Mark) -> str:
    ink: dict[str, str | float] = {"fill": "none"}
    if mark.fill:
        ink = {"fill": _colour(mark.fill), "fill_rule": "evenodd" if mark.even_odd else ""}
    if mark.stroke:
        ink |= {"stroke": _colour(mark.stroke), "stroke_width": mark.width}
        if mark.cap != "butt":
            ink["stroke_linecap"] = mark.cap
        if mark.join != "miter":
            ink["stroke_linejoin"] = mark.join
    paper = mark.fill and _lightness(mark.fill) > _PAPER
    return element("path", "", class_="d-paper" if paper else "", d="".join(map(_run, mark.runs)), **ink)


def _colour(colour: str) -> str:
    return "currentColor" if _lightness(colour) < _INK else colour


def _run(run: Run) -> str:
    start = f"M{number(run.start[0], 2)} {number(run.start[1], 2)}"
    end = "Z" if run.closed else ""
    return start + "".join(map(_step, run.steps)) + end


def _step(step: Step) -> str:
    command = "L" if len(step) == 1 else "C"
    return command + " ".join(f"{number(x, 2)} {number(y, 2)}" for x, y in step)


def _lightness(colour: str) -> float:
    """Return how light ``#rrggbb`` is, weighed as the eye does (ITU-R BT.709, luma)."""
    red, green, blue = colours.channels(colour)
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
