"""A stop's drawing as pixels, in the cover's inks: pale lines on tar, what was coloured as it was."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from tour.cover.backdrop import PALE
from tour.picture import Mark, Picture
from tour.style import colours
from tour.style.pictures import operators

_GREY = 40
"""How far apart the channels of a colour may lie that is taken for black, grey or white."""
_LUMA = (0.299, 0.587, 0.114)
"""How bright red, green and blue are to the eye (ITU-R BT.601)."""


def emblem(drawn: Picture, width: int) -> Image.Image:
    """Return *drawn* in its negative, *width* pixels wide, on nothing: the rest of it is transparent."""
    # On use: a tour without drawings needs neither. A page is made of the drawing, for PDF has its curves and joins.
    from pikepdf import Pdf
    from pypdfium2 import PdfDocument

    scale = width / drawn.width
    high = scale * drawn.height
    out = io.BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width, high))
        placed = f"{scale:f} 0 0 {-scale:f} 0 {high:f} cm\n{operators(negative(drawn))}"
        page.contents_add(placed.encode())
        pdf.save(out)
    document = PdfDocument(out.getvalue())
    try:
        made: Image.Image = document[0].render(fill_color=(0, 0, 0, 0)).to_pil().convert("RGBA")
    finally:
        document.close()
    return made


def negative(drawn: Picture) -> Picture:
    """Return *drawn* for a ground of tar: dark lines pale, white ones dark, colours kept where they can be seen."""
    return replace(drawn, marks=tuple(map(_turned, drawn.marks)))


def _turned(mark: Mark) -> Mark:
    return replace(mark, stroke=_ink(mark.stroke), fill=_ink(mark.fill))


def _ink(colour: str | None) -> str | None:
    if not colour:
        return None
    channels = colours.channels(colour)
    bright = sum(part * weight for part, weight in zip(channels, _LUMA, strict=True))
    coloured = max(channels) - min(channels) > _GREY
    if coloured and bright > 60:
        return colour
    return PALE if coloured or bright < 128 else colours.TAR
