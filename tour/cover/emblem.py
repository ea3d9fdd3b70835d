"""A stop's drawing as pixels, in the cover's inks: pale lines on tar, what was coloured as it was."""

# ReportLab carries no types.
# mypy: allow-untyped-calls, disable-error-code="no-any-unimported"

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from tour.cover.backdrop import PALE
from tour.model import Picture
from tour.style import colours

_GREY = 40
"""How far apart the channels of a colour may lie that is taken for black, grey or white."""


def emblem(drawn: Picture, width: int) -> Image.Image:
    """Return *drawn* in its negative, *width* pixels wide, on nothing: the rest of it is transparent."""
    # On use: a tour without drawings needs neither. The ink is that of the printed card.
    from pypdfium2 import PdfDocument
    from reportlab.pdfgen.canvas import Canvas

    from tour.card.pictured import picture

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, width * drawn.height / drawn.width), invariant=1)
    picture(canvas, negative(drawn), 0, width * drawn.height / drawn.width, width)
    canvas.save()
    document = PdfDocument(out.getvalue())
    try:
        made: Image.Image = document[0].render(fill_color=(0, 0, 0, 0)).to_pil().convert("RGBA")
    finally:
        document.close()
    return made


def negative(drawn: Picture) -> Picture:
    """Return *drawn* for a ground of tar: dark lines pale, white ones dark, colours kept where they can be seen."""
    return replace(
        drawn,
        marks=tuple(
            replace(mark, stroke=mark.stroke and _ink(mark.stroke), fill=mark.fill and _ink(mark.fill))
            for mark in drawn.marks
        ),
    )


def _ink(colour: str) -> str:
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    bright = sum(part * weight for part, weight in zip(channels, (0.299, 0.587, 0.114), strict=True))
    if max(channels) - min(channels) > _GREY:
        return colour if bright > 60 else PALE
    return PALE if bright < 128 else colours.TAR
