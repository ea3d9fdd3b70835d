"""TrueType fonts of solid boxes, whole and spoilt: what an author may name in tour.toml."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Sequence
from functools import partial

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.ttProgram import Program

LETTERS = "猫の店"
_EM = 1000
FIRST = "letter0"
"""The glyph of the first letter."""


def a_font(
    letters: str = LETTERS, em: int = _EM, name: str = "Boxes", spoil: Callable[[TTFont], None] | None = None
) -> bytes:
    """Return a font of boxes with just these *letters*, *em* units high, after *spoil* has been at it."""
    names = [".notdef", *(f"letter{n}" for n in range(len(letters)))]
    font = FontBuilder(em, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    font.setupGlyf({name: box(em) for name in names})
    font.setupHorizontalMetrics(dict.fromkeys(names, (em // 2, em // 20)))
    font.setupHorizontalHeader(ascent=em * 8 // 10, descent=-em * 2 // 10)
    font.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    font.setupOS2(sTypoAscender=em * 8 // 10, usWinAscent=em * 8 // 10, usWinDescent=em * 2 // 10)
    font.setupPost()
    font.font.recalcBBoxes = False
    if spoil:
        spoil(font.font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def box(em: float) -> Glyph:
    pen = TTGlyphPen(None)
    pen.moveTo((int(em * 0.05), 0))
    for x, y in ((0.05, 0.7), (0.45, 0.7), (0.45, 0)):
        pen.lineTo((int(em * x), int(em * y)))
    pen.closePath()
    return _framed(pen.glyph(), em)


def _framed(glyph: Glyph, em: float) -> Glyph:
    """Return *glyph* with a frame that nobody reckons: fontTools would go round for ever."""
    glyph.xMin = glyph.yMin = 0
    glyph.xMax = glyph.yMax = int(em / 2)
    return glyph


def put_together(font: TTFont, glyph: str, parts: Sequence[str]) -> None:
    """Make *glyph* one of *parts*, which nobody asks whether they are there."""
    pen = TTGlyphPen(dict.fromkeys(parts))
    for part in parts:
        pen.addComponent(part, (1, 0, 0, 1, 0, 0))
    if glyph not in font.getGlyphOrder():
        font.setGlyphOrder([*font.getGlyphOrder(), glyph])
        font["hmtx"][glyph] = (_EM // 2, 0)
    font["glyf"].glyphs[glyph] = _framed(pen.glyph(), _EM)


def _towers(each: int, high: int, last: Glyph, font: TTFont) -> None:
    """Make the first letter of so many parts *each* of which is again of as many, *high* times, down to *last*."""
    names = [FIRST, *(f"part{n}" for n in range(high))]
    for name, below in zip(names, [*names[1:], "last"], strict=True):
        put_together(font, name, [below] * each)
    put_together(font, "last", ())
    font["glyf"].glyphs["last"] = last


def _hints(program: bytes, font: TTFont) -> None:
    """Give the font a *program* that is run before any letter is drawn."""
    font["maxp"].maxStackElements = 20
    font["fpgm"] = newTable("fpgm")
    font["fpgm"].program = Program()
    font["fpgm"].program.fromBytecode(program)


def _scaled(times: int, font: TTFont) -> None:
    font["glyf"].glyphs[FIRST] = box(_EM * times)


def _wide(font: TTFont) -> None:
    font["hmtx"][FIRST] = (65_535, 0)


def _no_size(font: TTFont) -> None:
    font["head"].unitsPerEm = 0


def _in_a_ring(font: TTFont) -> None:
    put_together(font, FIRST, ["letter1"])
    put_together(font, "letter1", [FIRST, FIRST])


def _outlines(first: int, second: int) -> bytes:
    """Return a font whose first two letters' outlines are said to begin at these bytes."""
    return _changed(a_font(), b"loca", 2, struct.pack(">HH", first // 2, second // 2))


def _changed(font: bytes, table: bytes, at: int, what: bytes) -> bytes:
    record = font.index(table, 12)
    begin = struct.unpack_from(">L", font, record + 8)[0] + at
    return font[:begin] + what + font[begin + len(what) :]


SPOILT: dict[str, bytes] = {
    "its em is 0 units": a_font(spoil=_no_size),
    "it has no glyphs": _changed(a_font(), b"maxp", 4, b"\0\0"),
    "its em is 16 units and its letters are not": _changed(a_font(), b"head", 18, b"\0\x10"),
    "a letter is forty ems high": a_font(spoil=partial(_scaled, 40)),
    "a letter is sixty ems wide": a_font(spoil=_wide),
    "an outline breaks off": _outlines(0, 2),
    "an outline ends before it begins": _outlines(60, 4),
    "an outline lies outside": _outlines(0, 60_000),
    "a letter is a part of itself": a_font(spoil=lambda font: put_together(font, FIRST, [FIRST])),
    "letters are parts of each other": a_font(spoil=_in_a_ring),
    "a letter is 8**40 boxes": a_font(spoil=partial(_towers, 8, 40, box(_EM))),
    "a letter is 2**40 times nothing": a_font(spoil=partial(_towers, 2, 40, Glyph())),
    "a letter is 180**3 times nothing": a_font(spoil=partial(_towers, 180, 3, Glyph())),
}
"""Fonts that are refused where their letters are wanted."""

ODD: dict[str, bytes] = {
    "its em is 16 units": a_font(em=16),
    "its em is 16,384 units": a_font(em=16_384),
    "its hints are none": a_font(spoil=partial(_hints, b"\x2d")),  # ENDF, without a beginning
    "its hints go round": a_font(spoil=partial(_hints, b"\xb8\xff\xfd\x1c")),  # PUSHW[1] -3, JMPR
    "a letter is a tower of ten": a_font(spoil=partial(_towers, 1, 10, box(_EM))),
}
"""Fonts that are drawn all the same."""
