"""A TrueType font with nothing but what is drawn of it (OpenType 1.9.1, "Organization of an OpenType Font").

ReportLab and FreeType are both given an author's font as this, so that they read the same of it, and nothing that may
be in there besides: its hints are a program, which can run long and fail at one size only; kerning and bitmaps can make
a letter as large as they like.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import chain

_NEEDED = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post")
_USED = (*_NEEDED, b"OS/2")
_UNHINTED = b"\xb1\x01\x01\x8e" + 3 * b"\xb0\x00\x21"
"""A program before all glyphs' own, which forbids those: ``PUSHB[2] 1 1, INSTCTRL``, and thrice ``PUSHB[1] 0, POP``,
for FreeType hints by itself a font whose program is shorter than eight bytes."""
_EM = 18
"""Where ``unitsPerEm`` stands in the table ``head``."""
_LAST_CHARACTER = 0x10FFFF


def bare(font: bytes, name: str) -> bytes:
    """Return *font* without hints, kerning, bitmaps and layout, and with *name* for all that it calls itself.

    Of a collection it is the first font. ReportLab takes two fonts of one name for the same, and reads all their names.

    Raises ValueError or struct.error where that cannot be told apart.
    """
    words = name.encode("utf-16-be")
    called = struct.pack(">HHH6H", 0, 1, 18, 3, 1, 0x409, 6, len(words), 0) + words  # its PostScript name, in Unicode
    return _written({**_tables(font), b"name": called, b"prep": _UNHINTED})


def mapped(font: bytes, characters: Mapping[int, int]) -> bytes:
    """Return the bare *font* with just these *characters*, by the number of each one's glyph, whatever it had."""
    groups = [(code, code, glyph) for code, glyph in sorted(characters.items()) if code <= _LAST_CHARACTER]
    numbers = struct.pack(f">{3 * len(groups)}L", *chain.from_iterable(groups))
    head = struct.pack(">HHHHLHHLLL", 0, 1, 3, 10, 12, 12, 0, 16 + len(numbers), 0, len(groups))
    return _written({**_tables(font), b"prep": _UNHINTED, b"cmap": head + numbers})


def _tables(font: bytes) -> dict[bytes, bytes]:
    """Return the tables that are used, by name: of two that have one name, the first, as FreeType does."""
    (at,) = struct.unpack_from(">L", font, 12) if font.startswith(b"ttcf") else (0,)
    version, count = struct.unpack_from(">4sH", font, at)
    if version not in (b"\0\1\0\0", b"true"):
        raise ValueError("it has no TrueType outlines")
    found: dict[bytes, bytes] = {}
    for record in range(count):
        name, _, begin, long = struct.unpack_from(">4sLLL", font, at + 12 + 16 * record)
        if name in _USED and name not in found:
            if begin + long > len(font):
                raise ValueError(f"its table {name.decode()!r} is not all there")
            found[name] = font[begin : begin + long]
            if sum(map(len, found.values())) > len(font):
                raise ValueError("its tables lie over each other")
    for name in _NEEDED:
        if not found.get(name):
            raise ValueError(f"it has no table {name.decode()!r}")
    if struct.unpack_from(">H", found[b"head"], _EM) == (0,):
        raise ValueError("its letters have no size: it has 0 units to the em")
    return found


def _written(tables: Mapping[bytes, bytes]) -> bytes:
    count = len(tables)
    nearest = 1 << (count.bit_length() - 1)
    at = 12 + 16 * count
    head = [struct.pack(">4sHHHH", b"\0\1\0\0", count, 16 * nearest, nearest.bit_length() - 1, 16 * (count - nearest))]
    body = []
    for name, data in sorted(tables.items()):
        head.append(struct.pack(">4sLLL", name, 0, at, len(data)))
        body.append(data + bytes(-len(data) % 4))
        at += len(body[-1])
    return b"".join(head + body)
