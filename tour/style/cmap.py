"""How many characters a font claims to have (OpenType 1.9.1, table ``cmap``), before a library believes it.

ReportLab makes an entry for each character of each range, and twelve bytes may claim four thousand million.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

_MOST = 200_000
"""Characters: a font has 65,535 glyphs at most, and few of them for several characters."""
_MOST_MAPS = 100


def claims_too_much(font: bytes) -> bool:
    """Return whether a character map of the TrueType *font* has more characters than a font has glyphs for.

    What lies outside the font claims nothing: whoever reads it finds that.
    """
    maps = list(islice(_maps(font), _MOST_MAPS + 1))
    return len(maps) > _MOST_MAPS or any(_characters(font, at) > _MOST for at in {*maps})


def _maps(font: bytes) -> Iterator[int]:
    """Yield where each character map is said to begin."""
    with suppress(struct.error):
        at = _number(font, "L", 12) if font.startswith(b"ttcf") else 0
        for record in range(at + 12, at + 12 + 16 * _number(font, "H", at + 4), 16):
            if font[record : record + 4] == b"cmap":
                yield from _maps_of(font, _number(font, "L", record + 8))


def _maps_of(font: bytes, table: int) -> Iterator[int]:
    with suppress(struct.error):
        # ReportLab takes the version for the number where that is 0.
        for number in range(_number(font, "H", table + 2) or _number(font, "H", table)):
            yield table + _number(font, "L", table + 4 + 8 * number + 4)


def _characters(font: bytes, at: int) -> int:
    """Return how many characters the map at *at* has; none where it has no ranges, or none that can be read.

    A range has one at least: whoever reads it takes as long for one that ends before it begins.
    """
    try:
        return _in_ranges(font, at)
    except struct.error:
        return 0


def _in_ranges(font: bytes, at: int) -> int:
    match _number(font, "H", at):
        case 2:
            keys = struct.unpack_from(">256H", font, at + 6)
            return sum(_number(font, "H", at + 518 + 8 * key + 2) for key in keys if key)
        case 4:
            half = _number(font, "H", at + 6) // 2
            last = struct.unpack_from(f">{half}H", font, at + 14)
            first = struct.unpack_from(f">{half}H", font, at + 16 + 2 * half)
            return sum(max(1, end - start + 1) for start, end in zip(first, last, strict=True))
        case 10:
            return min(_number(font, "L", at + 16), (len(font) - at - 20) // 2)
        case 12 | 13:
            # Where the font breaks off, what goes before is read all the same.
            whole = min(_number(font, "L", at + 12), (len(font) - at - 16) // 12)
            if whole > _MOST:
                return whole
            groups = struct.iter_unpack(">3L", font[at + 16 : at + 16 + 12 * whole])
            return sum(max(1, end - start + 1) for start, end, _ in groups)
        case _:
            return 0


def _number(font: bytes, kind: str, at: int) -> int:
    (found,) = struct.unpack_from(f">{kind}", font, at)
    return int(found)
