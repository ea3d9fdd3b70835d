"""What a glyph is made of (OpenType 1.9.1, table ``glyf``), before a library puts it together.

A glyph may be of others, and these again: forty, each of which is eight times the next, are 8**40 outlines.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_MOST_PARTS = 200
"""Of one glyph; a letter has two or three, a greeting in one sign some dozens."""
_DEEPEST = 12
_MOST_POINTS = 32_767
"""Of one letter with all its parts: FreeType counts no further."""
_A_PART = 10
"""Points whose work a part is, if it has none."""
_MOST_OF_ALL = 2_000_000
"""Points: five thousand signs of Chinese have a third of it, and are read in half a second."""
_HEAD = 10
"""Bytes before what is a glyph's own."""
_WORDS, _SCALED, _MORE, _BOTH_SCALED, _TURNED = 0x1, 0x8, 0x20, 0x40, 0x80
"""Of a part: its place is two numbers of two bytes; it has a scale; there is another part; two scales; a matrix."""


class Outlines:
    """The glyphs of one font, each of them looked at once."""

    def __init__(self, data: bytes, places: Sequence[int]) -> None:
        """Look at the table's *data*, in which each glyph ends at the next of its *places*."""
        self._data, self._places = data, places
        self._points: dict[int, int] = {}
        self._opened: set[int] = set()
        self._bytes = self._drawn = 0

    def look_at(self, glyph: int) -> None:
        """Raise ValueError or struct.error where *glyph* is not all there, or is more than a letter is."""
        self._drawn += self._points_of(glyph, 0)
        if self._drawn > _MOST_OF_ALL:
            raise ValueError(f"with the letters before it, it has more than {_MOST_OF_ALL:,} points")

    def _points_of(self, glyph: int, above: int) -> int:
        """Return how many points *glyph* has, which lies in so many *above* it."""
        if above > _DEEPEST:
            raise ValueError("it is made of outlines that are made of others without end")
        if glyph not in self._points:
            own, parts = _taken_apart(self._of(glyph))
            points = own + sum(_A_PART + self._points_of(part, above + 1) for part in parts)
            if points > _MOST_POINTS:
                raise ValueError(f"it has more than {_MOST_POINTS:,} points")
            self._points[glyph] = points
        return self._points[glyph]

    def _of(self, glyph: int) -> bytes:
        """Return the bytes of *glyph*. Glyphs do not overlap, so all of them are no more than the table."""
        if glyph + 1 >= len(self._places):
            raise ValueError("its outline is missing")
        begin, end = self._places[glyph : glyph + 2]
        if glyph not in self._opened:
            self._opened.add(glyph)
            self._bytes += max(0, end - begin)
        if not begin <= end <= len(self._data) or self._bytes > len(self._data):
            raise ValueError("its outline lies where there is none")
        return self._data[begin:end]


def _taken_apart(data: bytes) -> tuple[int, list[int]]:
    """Return how many points of its own the glyph of *data* has, and the glyphs that it is put together of."""
    if not data:
        return 0, []
    contours, *_ = struct.unpack_from(">5h", data)
    if contours == 0:
        return 0, []
    if contours > 0:
        (last,) = struct.unpack_from(">H", data, _HEAD + 2 * (contours - 1))
        return last + 1, []
    parts, at, flags = [], _HEAD, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", data, at)
        parts.append(part)
        if len(parts) > _MOST_PARTS:
            raise ValueError(f"it is made of more than {_MOST_PARTS} outlines")
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALED else 4 if flags & _BOTH_SCALED else 8 if flags & _TURNED else 0
    return 0, parts
