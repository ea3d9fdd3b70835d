"""The boxes of an MP4 that describe its tracks: one of AAC, one of chapters as QuickTime shows them.

ISO/IEC 14496-12 (boxes), 14496-14 (``esds``), and Apple's QuickTime File Format for text. All times are in samples.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from struct import pack

from tour.sound.codec import FRAME, RATE

SOUND, CHAPTERS = 1, 3
"""Numbers of the tracks."""
UNMOVED = pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000)
"""The matrix of a picture that is neither turned nor scaled."""
_CHUNK = 1 << 20
"""Bytes that a run of frames with one offset stays below."""
_LONG = 0x7FFF_FFFF
"""From here on a time takes eight bytes: thirteen hours."""


@dataclass(frozen=True, slots=True)
class Samples:
    """What a track is made of, one after the other in the file."""

    sizes: Sequence[int]
    """Bytes of each: a frame of sound, or a text."""
    chunks: Sequence[tuple[int, int]]
    """(how many stand together, byte from the first one on), as `chunks` gives them."""
    start: int
    """Byte of the file at which the first begins."""
    far: bool
    """Whether offsets take eight bytes: a file of four gigabytes."""


def chunks(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Return how many of the samples stand together under one offset, and which one that is from the first on."""
    found: list[tuple[int, int]] = []
    begins = count = at = 0
    for size in sizes:
        if count and at + size - begins >= _CHUNK:
            found.append((count, begins))
            begins, count = at, 0
        at, count = at + size, count + 1
    return [*found, (count, begins)] if count else found


def box(kind: str, *parts: bytes) -> bytes:
    """Return a box of *kind*, four characters, with *parts* in it."""
    size = 8 + sum(map(len, parts))
    return b"".join((pack(">I", size), kind.encode("latin-1"), *parts))


def lasting(flags: int, duration: int, *fields: int) -> bytes:
    """Return how a header box begins: no dates, then *fields* of four bytes, then the *duration*."""
    long = duration >= _LONG
    dates = bytes(16 if long else 8)
    return pack(">I", long << 24 | flags) + dates + pack(f">{len(fields)}I", *fields) + _time(duration, long)


def sound_track(frames: Samples, language: str, chaptered: bool) -> bytes:
    """Return the track of AAC *frames*, mono at `RATE`. The first is the encoder's own, and not played.

    *language* is an ISO 639-2 code; *chaptered* tells whether there is a track of chapters.
    """
    count = len(frames.sizes)
    played = max(count - 1, 0) * FRAME
    chapters = [box("tref", box("chap", pack(">I", CHAPTERS)))] if chaptered else []
    said = sum(ord(letter) - 0x60 << shift for letter, shift in zip(language, (10, 5, 0), strict=True))
    table = box(
        "stbl",
        box("stsd", pack(">II", 0, 1), _aac(frames.sizes)),
        box("stts", pack(">IIII", 0, 1, count, FRAME)),
        *_places(frames),
        # Who starts anywhere has to decode the frame before it too (14496-12, 10.1.1.1).
        box("sgpd", pack(">I4sIIh", 0x0100_0000, b"roll", 2, 1, -1)),
        box("sbgp", pack(">I4sIII", 0, b"roll", 1, count, 1)),
    )
    media = box(
        "mdia",
        box("mdhd", lasting(0, count * FRAME, RATE), pack(">HH", said, 0)),
        box("hdlr", bytes(8), b"soun", bytes(12), b"SoundHandler\0"),
        box("minf", box("smhd", bytes(8)), _HERE, table),
    )
    head = box("tkhd", lasting(3, played, SOUND, 0), pack(">8xHHHH", 0, 1, 0x100, 0), UNMOVED, bytes(8))
    return box("trak", head, _played(played, FRAME), *chapters, media)


def chapter_track(texts: Samples, starts: Sequence[int], end: int) -> bytes:
    """Return the track of chapters: each text from its start, the first of which is 0, to the next one or the *end*."""
    lengths = [after - start for start, after in pairwise((*starts, end))]
    runs = [(len(list(run)), length) for length, run in groupby(lengths)]
    table = box(
        "stbl",
        box("stsd", pack(">II", 0, 1), _PLAIN_TEXT),
        box("stts", pack(">II", 0, len(runs)), *(pack(">II", *run) for run in runs)),
        *_places(texts),
    )
    media = box(
        "mdia",
        box("mdhd", lasting(0, end, RATE), bytes(4)),
        box("hdlr", bytes(8), b"text", bytes(12), b"SubtitleHandler\0"),
        box(
            "minf",
            box("gmhd", box("gmin", pack(">IHHHHI", 0, 64, *[0x8000] * 3, 0)), box("text", UNMOVED)),
            _HERE,
            table,
        ),
    )
    head = box("tkhd", lasting(2, end, CHAPTERS, 0), bytes(16), UNMOVED, bytes(8))
    return box("trak", head, _played(end, 0), media)


_HERE = box("dinf", box("dref", pack(">II", 0, 1), box("url ", pack(">I", 1))))
"""That the samples are in this very file."""
_PLAIN_TEXT = box("text", pack(">6xHI18xH6x", 1, 1, 1), box("ftab", pack(">HHB", 1, 1, 0)))
"""3GPP TS 26.245, 5.16: a font without a name, the first."""


def _aac(sizes: Sequence[int]) -> bytes:
    """Return the description of AAC-LC, mono at `RATE`, with its mean bitrate."""
    rate = sum(sizes) * 8 * RATE // (len(sizes) * FRAME) if sizes else 0
    config = pack(">H", 2 << 11 | 4 << 7 | 1 << 3)  # AAC-LC, the fourth of the standard's rates, one channel
    decoder = _described(4, pack(">BBHBII", 0x40, 0x15, 0, 0, rate, rate), _described(5, config))
    stream = _described(3, pack(">HB", SOUND, 0), decoder, _described(6, b"\2"))
    sound = pack(">6xH8xHHIHH", 1, 1, 16, 0, RATE, 0)
    return box("mp4a", sound, box("esds", bytes(4), stream))


def _described(tag: int, *parts: bytes) -> bytes:
    """Return a descriptor (14496-1, 8.3.3), its length in four bytes."""
    size = sum(map(len, parts))
    return b"".join((bytes((tag, 0x80, 0x80, 0x80, size)), *parts))


def _places(samples: Samples) -> Iterator[bytes]:
    """Yield where each sample is: how many stand together, how long each is, and where those together begin."""
    together = [count for count, _ in samples.chunks]
    offsets = [samples.start + begins for _, begins in samples.chunks]
    rows = [
        pack(">III", number, count, 1)
        for number, (before, count) in enumerate(pairwise((0, *together)), 1)
        if count != before  # a row holds until the next one
    ]
    yield box("stsc", pack(">II", 0, len(rows)), *rows)
    yield _lengths(samples.sizes)
    width = "Q" if samples.far else "I"
    yield box("co64" if samples.far else "stco", pack(f">II{len(offsets)}{width}", 0, len(offsets), *offsets))


def _lengths(sizes: Sequence[int]) -> bytes:
    """Return how long each sample is: said once where all are alike."""
    if len(set(sizes)) == 1:
        return box("stsz", pack(">III", 0, sizes[0], len(sizes)))
    return box("stsz", pack(">III", 0, 0, len(sizes)), pack(f">{len(sizes)}I", *sizes))


def _played(duration: int, after: int) -> bytes:
    """Return the edit list: *duration* is played, from *after* on."""
    long = duration >= _LONG
    edit = pack(">II", long << 24, 1) + _time(duration, long) + _time(after, long)
    return box("edts", box("elst", edit, pack(">I", 0x10000)))


def _time(samples: int, long: bool) -> bytes:
    return pack(">Q" if long else ">I", samples)
