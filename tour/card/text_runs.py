"""Words on a ReportLab canvas, set run by run: no font has all letters."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

from typing import TYPE_CHECKING

from tour.style import fonts
from tour.style.fonts import Weight

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def text(canvas: Canvas, x: float, y: float, words: str, size: float, weight: Weight = "regular") -> float:
    """Write *words* from (x, y) on, each run in a font that has it, in the canvas's fill colour; return the end's x."""
    for name, run in fonts.runs(fonts.drawn(words), weight):
        canvas.setFont(name, size)
        canvas.drawString(x, y, run)
        x += canvas.stringWidth(run, name, size)
    return x
