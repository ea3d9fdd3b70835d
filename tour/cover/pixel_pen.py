"""The map's pen for pixels: whole ones, so a smooth image is painted larger and scaled down."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from PIL import Image, ImageDraw

from tour.map.inks import Ink
from tour.map.overlaps import Point
from tour.map.pen import Pen

_FAR = 3
"""How many sides of the image from its corner a line's point may lie: Pillow draws no line that goes on for ever."""


class PixelPen(Pen):
    """Paints on an image, *fine* of its pixels a point of the drawing, both upright from one foot."""

    def __init__(self, image: Image.Image, fine: int = 1) -> None:
        self._draw = ImageDraw.Draw(image)
        self._size, self._fine = image.size, fine

    def lines(self, lines: Sequence[Sequence[Point]], ink: Ink) -> None:
        far = _FAR * max(self._size)
        wide = round(ink.width * self._fine)
        for line in lines:
            near = [at for at in map(self._pixel, line) if hypot(*at) < far]
            if len(near) > 1:
                self._draw.line(near, fill=ink.stroke, width=wide, joint="curve")
                if ink.round:
                    self._dot(near[0], wide / 2, ink.stroke)
                    self._dot(near[-1], wide / 2, ink.stroke)

    def outlines(self, outlines: Sequence[Sequence[Point]], ink: Ink) -> None:
        """Fill *outlines*; they get no edge."""
        for outline in outlines:
            self._draw.polygon([self._pixel(corner) for corner in outline], fill=ink.fill)

    def circle(self, at: Point, radius: float, ink: Ink) -> None:
        middle = self._pixel(at)
        self._dot(middle, (radius + ink.width / 2) * self._fine, ink.stroke)
        self._dot(middle, (radius - ink.width / 2) * self._fine, ink.fill)

    def _dot(self, middle: Point, radius: float, colour: str) -> None:
        x, y = middle
        self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def _pixel(self, at: Point) -> Point:
        return at[0] * self._fine, self._size[1] - at[1] * self._fine
