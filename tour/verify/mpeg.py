"""Reads the frames of an MP3 (ISO/IEC 11172-3, 2.4.1), and the header that LAME puts into the first.

The Xing and LAME headers are read as LAME's own "Mp3 info tag revision 1" has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tour.sound.codec import MP3_BITS, RATE

SAMPLES = 1152
"""In a frame of MPEG-1, layer III."""
LENGTH_TOLERANCE = 0.05
"""Seconds that two accounts of a track's length may differ: two frames."""

_KBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES = (44_100, 48_000, 32_000)
_MONO = 3
_SIDE = {True: 17, False: 32}
"""Bytes of side information, mono or not."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What an MP3 says of itself, without decoding it."""

    frames: int
    """Of sound; the one that holds LAME's header is not counted."""
    rates: frozenset[int]
    """Samples per second."""
    bits: frozenset[int]
    """Bits per second."""
    mono: bool
    header: str
    """``Info`` for a constant bit rate, ``Xing`` for a varying one, empty when there is none."""
    promised: int
    """Frames that the header counts."""
    promised_bytes: int
    skipped: int
    """Samples that a player cuts off: the encoder's delay and padding."""
    size: int
    """Bytes of whole frames, the header's included."""
    rest: int
    """Bytes that belong to no frame."""

    @property
    def seconds(self) -> float:
        """What the header promises to last."""
        return (self.promised * SAMPLES - self.skipped) / RATE


def read(data: bytes) -> Stream:
    """Return the facts of an MP3 without its tag. Raises ValueError when it does not begin with a frame."""
    rates, bits, monos = set(), set(), set()
    header, promised, promised_bytes, skipped = "", 0, 0, 0
    at = frames = 0
    while head := _frame(data, at):
        rate, kbits, mono, size = head
        if not at:
            header, promised, promised_bytes, skipped = _lame(data[4 + _SIDE[mono] : size])
        if at + size > len(data):
            break
        rates.add(rate)
        bits.add(kbits * 1000)
        monos.add(mono)
        frames += 1
        at += size
    if not frames:
        raise ValueError("it does not begin with an MPEG-1 layer III frame")
    return Stream(
        frames - bool(header), frozenset(rates), frozenset(bits), monos == {True},
        header, promised, promised_bytes, skipped, at, len(data) - at,
    )  # fmt: skip


def faults(stream: Stream) -> Iterator[str]:
    """Yield what a track's stream is, where it must be 44.1 kHz mono at a constant 96 kbit/s, whole."""
    if stream.rates != {RATE}:
        yield f"its sample rate is {_listed(stream.rates)} Hz; it must be {RATE}"
    if not stream.mono:
        yield "it is not mono"
    if stream.bits != {MP3_BITS}:
        yield f"its bit rate is {_listed(stream.bits)} bit/s; it must be a constant {MP3_BITS}"
    if stream.rest:
        yield f"{stream.rest} bytes at its end are no whole frame: it is cut short, or something was added"
    if stream.header != "Info":
        yield "it has no LAME header for a constant bit rate, so players guess how long it is"
    elif (stream.promised, stream.promised_bytes) != (stream.frames, stream.size):
        yield (
            f"it has {stream.frames} frames in {stream.size} bytes; its LAME header says "
            f"{stream.promised} in {stream.promised_bytes}"
        )


def _frame(data: bytes, at: int) -> tuple[int, int, bool, int] | None:
    """Return rate, kbit/s, whether mono, and size in bytes of the frame at *at*; None where there is none."""
    head = int.from_bytes(data[at : at + 4], "big")
    if head >> 17 != 0x7FFD:  # eleven bits of sync, MPEG-1, layer III
        return None
    kbits, rate = head >> 12 & 15, head >> 10 & 3
    if not 0 < kbits < len(_KBITS) or rate >= len(_RATES):
        return None
    size = SAMPLES // 8 * _KBITS[kbits] * 1000 // _RATES[rate] + (head >> 9 & 1)
    return _RATES[rate], _KBITS[kbits], head >> 6 & 3 == _MONO, size


def _lame(body: bytes) -> tuple[str, int, int, int]:
    """Return name, frames, bytes and samples to skip as the header says that stands in *body*."""
    name = body[:4].decode("latin-1")
    # All four parts (frames, bytes, seek table, quality) must be there for the delay to be where it is.
    if name not in ("Info", "Xing") or len(body) < 144 or body[7] & 15 != 15:
        return "", 0, 0, 0
    delays = int.from_bytes(body[141:144], "big")
    return (
        name,
        int.from_bytes(body[8:12], "big"),
        int.from_bytes(body[12:16], "big"),
        (delays >> 12) + (delays & 0xFFF),
    )


def _listed(values: frozenset[int]) -> str:
    return " and ".join(map(str, sorted(values)))
