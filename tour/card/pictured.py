"""A stop's drawing as ink on a ReportLab canvas."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tour.model import Picture, Point

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def picture(canvas: Canvas, drawn: Picture, x: float, top: float, width: float) -> None:
    """Draw *drawn* as wide as *width*, its upper left corner at (x, top)."""
    canvas.saveState()
    scale = width / drawn.width
    canvas.translate(x, top)
    canvas.scale(scale, -scale)
    # Operators as text, made once for all papers: a path of the canvas's own takes longer than the map's.
    canvas._code.append(_operators(drawn))
    canvas.restoreState()


@cache
def _operators(drawn: Picture) -> str:
    """Return *drawn* in the operators of ISO 32000-1, 8.5 and 8.4.4, clipped to its frame."""
    out = [f"0 0 {_point((drawn.width, drawn.height))} re W n"]
    for mark in drawn.marks:
        if mark.fill:
            out.append(f"{_colour(mark.fill)} rg")
        if mark.stroke:
            cap, join = ("butt", "round", "square").index(mark.cap), ("miter", "round", "bevel").index(mark.join)
            out.append(f"{_colour(mark.stroke)} RG {mark.width:.3f} w {cap} J {join} j")
        for run in mark.runs:
            out.append(f"{_point(run.start)} m")
            out += [f"{' '.join(map(_point, step))} {'l' if len(step) == 1 else 'c'}" for step in run.steps]
            if run.closed:
                out.append("h")
        painted = "B" if mark.fill and mark.stroke else "f" if mark.fill else "S" if mark.stroke else "n"
        out.append(painted + "*" if mark.even_odd and mark.fill else painted)
    return "\n".join(out)


def _point(at: Point) -> str:
    return f"{at[0]:.3f} {at[1]:.3f}"


def _colour(colour: str) -> str:
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.4f}" for i in (1, 3, 5))
