"""The map's pen for pixels: whole ones, so a smooth image is painted larger and scaled down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from PIL import Image, ImageDraw

from tour.map.inks import Ink
from tour.map.overlaps import Point
from tour.map.pen import Pen

_FAR = 3
"""How many sides of the image from its corner a line's point may lie: Pillow draws no line that goes on for ever."""


class PixelPen(Pen):
    """Paints on an image, *fine* of its pixels a point of the drawing, both upright from one foot.

    An ink with dashes is drawn as dots.
    """

    def __init__(self, image: Image.Image, fine: int = 1) -> None:
        self._draw = ImageDraw.Draw(image)
        self._size, self._fine = image.size, fine

    def lines(self, lines: Sequence[Sequence[Point]], ink: Ink) -> None:
        far = _FAR * max(self._size)
        wide = round(ink.width * self._fine)
        for line in lines:
            near = [at for at in map(self._pixel, line) if hypot(*at) < far]
            if ink.dash:
                for at in _every(near, sum(ink.dash) * self._fine):
                    self._dot(at, wide / 2, ink.stroke)
            elif len(near) > 1:
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


def _every(line: Sequence[Point], step: float) -> Iterator[Point]:
    """Yield a point of *line* every *step* pixels, from its start on."""
    left = 0.0
    for (ax, ay), (bx, by) in pairwise(line):
        long = hypot(bx - ax, by - ay)
        while left < long:
            yield ax + (bx - ax) * left / long, ay + (by - ay) * left / long
            left += step
        left -= long
