"""A font that claims more characters than any has is found before ReportLab makes an entry of each."""

from __future__ import annotations

import struct
from importlib.resources import files

import pytest

from tour.style.cmap import claims_too_much


def font(*maps: bytes) -> bytes:
    """Return a font of nothing but these character maps."""
    begin = 4 + 8 * len(maps)
    heads, at = b"", begin
    for one in maps:
        heads += struct.pack(">HHL", 3, 1, at)
        at += len(one)
    table = struct.pack(">HH", 0, len(maps)) + heads + b"".join(maps)
    return struct.pack(">LHHHH4sLLL", 0x10000, 1, 0, 0, 0, b"cmap", 0, 28, len(table)) + table


def segments(*ranges: tuple[int, int]) -> bytes:
    """Return a map of format 4."""
    count = len(ranges)
    last = struct.pack(f">{count}H", *(end for _, end in ranges))
    first = struct.pack(f">{count}H", *(start for start, _ in ranges))
    return struct.pack(">7H", 4, 0, 0, 2 * count, 0, 0, 0) + last + b"\0\0" + first + bytes(4 * count)


def groups(kind: int, *ranges: tuple[int, int], count: int = 0) -> bytes:
    """Return a map of format 12 or 13, which says that it has *count* groups."""
    body = b"".join(struct.pack(">3L", start, end, 0) for start, end in ranges)
    return struct.pack(">HHLLL", kind, 0, 0, 0, count or len(ranges)) + body


MUCH = {
    "segments that overlap": font(segments(*[(0, 65535)] * 10)),
    "a group of all numbers": font(groups(12, (0, 0xFFFFFFFF))),
    "a group for the last resort": font(groups(13, (0, 0xFFFFFFFF))),
    "a group before the file breaks off": font(groups(12, (0, 0xFFFFFFFF), count=0xFFFFFFFF) + b"x"),
    "the second map": font(segments((65, 90)), groups(12, (0, 0x200000))),
    "a map behind one that lies outside the file": font(groups(12, (0, 0xFFFFFFFF))).replace(
        struct.pack(">HHHHL", 0, 1, 3, 1, 12), struct.pack(">HHHHLHHL", 0, 2, 3, 1, 0x40000000, 3, 10, 20)
    ),
    "a number of maps in the version's place": font(groups(12, (0, 0xFFFFFFFF))).replace(
        struct.pack(">HHHH", 0, 1, 3, 1), struct.pack(">HHHH", 1, 0, 3, 1)
    ),
    "lead bytes": font(
        struct.pack(">3H", 2, 0, 0) + struct.pack(">256H", *[1] * 256) + struct.pack(">8H", *[65535] * 8)
    ),
    "one range that goes to the end of a large file": font(
        struct.pack(">HHLLLL", 10, 0, 0, 0, 0, 0xFFFFFFFF) + bytes(2 * 200_001)
    ),
    "groups of none": font(groups(12, *[(90, 65)] * 200_001)),
    "maps without an end": font(*[segments((65, 90))] * 101),
}


@pytest.mark.parametrize("name", MUCH)
def test_it_is_found(name: str) -> None:
    assert claims_too_much(MUCH[name])


@pytest.mark.parametrize(
    "data",
    [
        font(segments((32, 126), (65535, 65535)), groups(12, (32, 126), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF))),
        font(groups(12, (90, 65))),
        font(struct.pack(">HHLLLL", 10, 0, 0, 0, 32, 0xFFFFFFFF) + bytes(2 * 94)),
        font(groups(12, (65, 90)))[:40],
        font(),
        b"no font at all",
        b"",
    ],
)
def test_what_others_have_is_no_fault(data: bytes) -> None:
    assert not claims_too_much(data)


@pytest.mark.parametrize("family", ["atkinson_hyperlegible", "fira_sans"])
def test_the_program_s_own_fonts_pass(family: str) -> None:
    [regular] = [
        one for one in files(f"fontpkg_{family}").joinpath("files").iterdir() if one.name.endswith("-Regular.ttf")
    ]

    assert not claims_too_much(regular.read_bytes())
