"""The QR code that opens a tour from paper."""

# segno carries no types.
# mypy: disable-error-code="no-any-unimported"

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from tour.diagnostics import Diagnostic, TourError
from tour.words.address import LONGEST

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LEAST = 23 / 25.4 * 72
"""Points: 23 mm, what a phone reads from a bad print."""
QUIET = 4
"""Modules left white all round (ISO/IEC 18004, 6.3.8)."""


class Code:
    """A QR code of level M in points."""

    def __init__(self, url: str) -> None:
        """Raise TourError when *url* is too long to print."""
        import segno

        if len(url) > LONGEST:
            raise TourError(
                Diagnostic(
                    None,
                    f"the base_url has {len(url)} characters; a printed code takes at most {LONGEST}",
                    "give the tour a shorter address, or a redirect that keeps what follows it",
                )
            )
        self._rows = segno.make(url, error="m", boost_error=False, micro=False).matrix
        self._module = ceil(100 * LEAST / len(self._rows)) / 100
        self.side: float = self._module * (len(self._rows) + 2 * QUIET)
        """The quiet zone included."""

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it on white with its lower left corner at (x, y)."""
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(x, y, self.side, self.side, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        path = canvas.beginPath()
        module = self._module
        for down, row in enumerate(self._rows, 1):
            low = y + self.side - (QUIET + down) * module
            for across, dark in enumerate(row):
                if dark:
                    path.rect(x + (QUIET + across) * module, low, module, module)
        canvas.drawPath(path, stroke=0, fill=1)
