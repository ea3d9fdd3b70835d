"""Text set into a square image: as large as fits, in lines of like length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw

from tour.map.overlaps import Point
from tour.style import fonts
from tour.style.fonts import Weight
from tour.words.plaintext import breakable

LEADING = 1.05


@dataclass(frozen=True, slots=True)
class Lettering:
    """Text set in lines."""

    lines: tuple[str, ...] = ()
    size: int = 0
    """Of the type, in pixels."""
    weight: Weight = "regular"

    @property
    def height(self) -> int:
        return int(len(self.lines) * self.size * LEADING)


def fit(text: str, weight: Weight, room: float, ways: tuple[tuple[int, int, int], ...]) -> Lettering:
    """Return *text* set no wider than *room* in the first of *ways* that it fits: (largest size, smallest, lines).

    What fits none is set in the last one at its smallest, as far as it goes, and an ellipsis.
    """
    for largest, smallest, most in ways:
        for size in range(largest, smallest - 1, -2):
            lines = tuple(_lines(text, weight, size, room))
            if len(lines) <= most and all(fonts.width(line, size, weight) <= room for line in lines):
                return Lettering(_even(text, weight, size, room, lines), size, weight)
    _, size, most = ways[-1]
    lines = tuple(_cut(text, weight, size, room))
    if len(lines) > most:
        lines = (*lines[: most - 1], lines[most - 1][:-1] + "…")
    return Lettering(lines, size, weight)


def write(image: Image.Image, text: Lettering, at: Point, colour: str, scale: int = 1) -> None:
    """Write *text* with its upper left corner *at*; *scale* pixels of the image make one of these."""
    pen = ImageDraw.Draw(image)
    left, top = at
    for i, line in enumerate(text.lines):
        x, base = float(left * scale), (top + (i + 0.85) * text.size * LEADING) * scale
        for name, run in fonts.runs(fonts.drawn(line), text.weight):
            face = fonts.for_picture(name, text.weight, text.size * scale)
            pen.text((x, base), run, font=face, fill=colour, anchor="ls")
            x += face.getlength(run)


def _even(text: str, weight: Weight, size: int, room: float, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return as many lines, the longest of them as short as can be: no last line of one word."""

    def longest(lines: tuple[str, ...]) -> float:
        return max(fonts.width(line, size, weight) for line in lines)

    best = lines
    for less in range(10, int(room), 10):
        narrower = tuple(_lines(text, weight, size, room - less))
        if len(narrower) != len(lines):
            break
        best = min(best, narrower, key=longest)
    return best


def _lines(text: str, weight: Weight, size: int, room: float) -> Iterator[str]:
    line = ""
    for word in breakable(text):
        if line and fonts.width(f"{line} {word}", size, weight) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def _cut(text: str, weight: Weight, size: int, room: float) -> Iterator[str]:
    """Yield lines none of which is wider than *room*: a word that is by itself is cut."""
    for line in _lines(text, weight, size, room):
        part = ""
        for character in line:
            if part and fonts.width(part + character, size, weight) > room:
                yield part
                part = ""
            part += character
        yield part
