"""A drawing as data: strokes and fills in flat inks, as every pen of a pack can draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Step = tuple[Point] | tuple[Point, Point, Point]
"""One point: a line to it. Three: a cubic Bézier curve, by two control points to the third."""
Cap = Literal["butt", "round", "square"]
Join = Literal["miter", "round", "bevel"]


@dataclass(frozen=True, slots=True)
class Run:
    """One stroke of the pen. Never without a step; a line to where it starts is a dot, if the cap is round."""

    start: Point
    steps: tuple[Step, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Runs in one ink. There is a stroke or a fill, or both: then the fill lies under the stroke."""

    runs: tuple[Run, ...]
    stroke: str | None
    """``#rrggbb``, in small letters; so is the fill."""
    width: float
    """Of the stroke, in the drawing's units: above 0 if there is one."""
    fill: str | None
    even_odd: bool = False
    """How overlapping runs are filled: by the even-odd rule, else by the non-zero rule."""
    cap: Cap = "butt"
    join: Join = "miter"


@dataclass(frozen=True, slots=True)
class Picture:
    width: float
    height: float
    marks: tuple[Mark, ...]
    """Back to front; never none."""
    title: str = ""
    """What is drawn, for those who cannot see it: the SVG's own ``<title>``."""
