"""A stop's drawing as PDF operators, for the card and for whatever turns PDF into pixels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tour.picture import Mark, Picture, Point, Run
from tour.style import colours

_CAPS = ("butt", "round", "square")
_JOINS = ("miter", "round", "bevel")
"""In the order of their numbers: ISO 32000-1, 8.4.3."""


@cache
def operators(drawn: Picture) -> str:
    """Return *drawn* in the operators of ISO 32000-1, 8.4.4 and 8.5, clipped to its frame.

    In its own units, y down from the upper left corner: the caller's matrix places it.
    """
    out = [f"0 0 {_point((drawn.width, drawn.height))} re W n"]
    for mark in drawn.marks:
        out += _inks(mark)
        for run in mark.runs:
            out += _path(run)
        out.append(_painted(mark))
    return "\n".join(out)


def _inks(mark: Mark) -> Iterator[str]:
    if mark.fill:
        yield f"{_colour(mark.fill)} rg"
    if mark.stroke:
        cap, join = _CAPS.index(mark.cap), _JOINS.index(mark.join)
        yield f"{_colour(mark.stroke)} RG {mark.width:.3f} w {cap} J {join} j"


def _path(run: Run) -> Iterator[str]:
    yield f"{_point(run.start)} m"
    for step in run.steps:
        operator = "l" if len(step) == 1 else "c"
        yield f"{' '.join(map(_point, step))} {operator}"
    if run.closed:
        yield "h"


def _painted(mark: Mark) -> str:
    rule = "*" if mark.even_odd else ""
    if mark.fill and mark.stroke:
        return f"B{rule}"
    if mark.fill:
        return f"f{rule}"
    return "S" if mark.stroke else "n"


def _point(at: Point) -> str:
    return f"{at[0]:.3f} {at[1]:.3f}"


def _colour(colour: str) -> str:
    return " ".join(f"{channel / 255:.4f}" for channel in colours.channels(colour))
