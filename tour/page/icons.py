"""The player's icons: the tour's star on tar, as every phone wants to have it cut."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw

from tour.pack.kept import kept
from tour.style import colours

ICONS = {
    "icon-192.png": (192, False),
    "icon-512.png": (512, False),
    "icon-maskable-512.png": (512, True),
    "icon-180.png": (180, True),
}
"""Name → (pixels both ways, whether a phone may cut off the corners). 180 is Apple's, which rounds them."""

_FINE = 4
"""Drawn this much larger and scaled down, for smooth edges."""
_CORNER = 0.22
"""Radius of a corner that is rounded here, of the side."""


@cache
def icon(name: str) -> bytes:
    """Return the icon of that name as PNG.

    Of a maskable one all that matters lies within the middle 80 % (W3C, Web Application Manifest, "safe zone").
    """
    return kept(name, ICONS[name], lambda: _drawn(*ICONS[name]))


def _drawn(size: int, masked: bool) -> bytes:
    side = size * _FINE
    middle = side / 2
    if masked:  # no corners of its own, and no glass: Apple paints what shines through black
        image, reach = Image.new("RGB", (side, side), colours.TAR), side * 0.38
        pen = ImageDraw.Draw(image)
    else:
        image, reach = Image.new("RGBA", (side, side)), side * 0.46
        pen = ImageDraw.Draw(image)
        pen.rounded_rectangle((0, 0, side - 1, side - 1), side * _CORNER, fill=colours.TAR)
    for share, turn, colour in ((1.0, 0.0, colours.NEON), (0.78, 0.3927, colours.GOLD)):
        pen.polygon(colours.starburst(middle, middle, reach * share, turn), fill=colour)
    dot = reach * 0.13
    pen.ellipse((middle - dot, middle - dot, middle + dot, middle + dot), fill="#ffffff")
    out = io.BytesIO()
    small = image.resize((size, size), Image.Resampling.LANCZOS)
    # Few colours, and every shade between two of them is one: a third of the bytes.
    small.quantize(64, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()
