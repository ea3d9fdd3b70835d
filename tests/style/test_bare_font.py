"""Both libraries are given the same font, and nothing of it that runs or that makes a letter larger."""

from __future__ import annotations

import io
import struct

import pytest
from fontTools.ttLib import TTFont, newTable

from own_fonts import a_font
from tour.style.bare_font import bare, mapped


def _with_more(font: TTFont) -> None:
    for name in ("fpgm", "cvt ", "EBDT", "GSUB", "kern"):
        font[name] = newTable("XXXX")  # bytes as they are
        font[name].data = b"\0\0\0\0"


def test_it_has_the_letters_and_no_more() -> None:
    found = TTFont(io.BytesIO(bare(a_font(spoil=_with_more), "Own")))

    assert {*found.keys()} == {
        *("GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep")
    }
    assert [(one.nameID, one.toUnicode()) for one in found["name"].names] == [(6, "Own")]
    assert len(found["prep"].program.getBytecode()) > 7  # of a shorter one FreeType makes hints of its own


def test_of_a_collection_it_is_the_first_font() -> None:
    font = a_font()
    moved = bytearray(font)
    for record in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16):
        (at,) = struct.unpack_from(">L", font, record + 8)
        struct.pack_into(">L", moved, record + 8, at + 16)

    assert bare(b"ttcf\0\1\0\0" + struct.pack(">LL", 1, 16) + moved, "Own") == bare(font, "Own")


def test_its_letters_are_those_that_it_is_told() -> None:
    found = TTFont(io.BytesIO(mapped(a_font("ab"), {0x20000: 2, ord("z"): 1, 1 << 31: 1})))

    assert found.getBestCmap() == {ord("z"): "letter0", 0x20000: "letter1"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"OTTO" + a_font()[4:], "no TrueType outlines"),
        (a_font().replace(b"glyf", b"gone"), "no table 'glyf'"),
        (a_font()[:-40], "is not all there"),
    ],
)
def test_what_lacks_a_part_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        bare(data, "Own")


def test_tables_that_lie_over_each_other_are_refused() -> None:
    font = bytearray(a_font())
    for record in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16):
        struct.pack_into(">LL", font, record + 8, 0, len(font))

    with pytest.raises(ValueError, match="over each other"):
        bare(bytes(font), "Own")
