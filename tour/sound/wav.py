"""WAV files, read: the author's sounds and the program's own."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from tour.model import Clip

_PLAIN = 1
_EXTENSIBLE = 0xFFFE
"""Kinds of a format, WAVE_FORMAT_PCM and WAVE_FORMAT_EXTENSIBLE (Microsoft, mmreg.h)."""

LOWEST, HIGHEST = 4_000, 192_000
"""Samples per second: from the worst telephone to the best recorder. Other rates are not sound, but a broken header."""
_FINEST = 48_000
"""Samples per second of what is read here: of finer sound a minute would be kept as half a gigabyte of fractions."""
MOST_CHANNELS = 16
_MOST_CHUNKS = 1_000
_FOLLOWS = (b"data", b"fmt ", b"LIST", b"fact", b"bext")


class OtherWavError(ValueError):
    """A WAV file whose sound is in fractions or compressed, or so fine that most of it has to go as it is read."""


_SIGNED = bytes(value ^ 0x80 for value in range(256))
"""Samples of 8 bits have no sign; all others have."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What a WAV file tells before its sound."""

    rate: int
    channels: int
    bits: int
    start: int
    """Where in the file the sound begins."""
    size: int
    """Bytes of sound, as told: a recording that broke off has fewer."""

    @property
    def frame(self) -> int:
        """Bytes of one sample of every channel."""
        return self.channels * self.bits // 8


def read_wav(data: bytes) -> Clip:
    """Return the sound of a WAV file of any rate, width and number of channels, mixed down to mono.

    Raises ValueError, in its author's words, when it cannot be read.
    """
    head = _head(data, len(data))
    if head.rate > _FINEST:
        raise OtherWavError(f"this WAV file has more than {_FINEST:,} samples a second")
    sound = data[head.start : head.start + head.size]
    # A recording that was broken off may end within a sample.
    sound = sound[: len(sound) // head.frame * head.frame]
    if not sound:
        raise ValueError("this holds no sound")
    if head.channels == 1 and head.bits == 16:
        return Clip(sound, head.rate)
    from tour.sound.codec import mixed_down  # on use: a check should not pay for it

    signed = sound.translate(_SIGNED) if head.bits == 8 else sound
    return mixed_down(signed, head.bits // 8, head.channels, head.rate)


def wav_seconds(data: bytes, size: int) -> float:
    """Return how long a WAV file of *size* bytes lasts, by its first few thousand bytes, *data*.

    Raises ValueError, in its author's words, when it cannot be read.
    """
    head = _head(data, size)
    return min(head.size, max(size - head.start, 0)) / (head.rate * head.frame)


def _head(data: bytes, size: int) -> _Head:
    """Return what the first bytes, *data*, of a file of *size* bytes tell. Raises ValueError."""
    if data[:4] == b"RF64" and data[8:12] == b"WAVE":  # its lengths stand elsewhere: EBU Tech 3306
        raise OtherWavError("this WAV file is made for more than 4 GB")
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError("this is not a WAV file")
    at, rate, channels, bits = 12, 0, 0, 0
    chunks = 0
    while at + 8 <= len(data) and chunks < _MOST_CHUNKS:
        chunks += 1
        name, length = struct.unpack_from("<4sI", data, at)
        at += 8
        if name == b"fmt ":
            rate, channels, bits = _format(data[at : at + length])
        if name == b"data" and rate:
            return _Head(rate, channels, bits, at, length)
        at = _past(data, at, length)
    if rate and len(data) < size:
        return _Head(rate, channels, bits, at, size)  # a long chunk stands before the sound, such as a picture
    raise ValueError("this WAV file is cut short")


def _past(data: bytes, at: int, length: int) -> int:
    """Return where the next chunk begins, after one of *length* bytes at *at*."""
    # A chunk of odd length is followed by one byte, which some programs forget.
    forgotten = length % 2 and data[at + length : at + length + 4] in _FOLLOWS
    return at + length + (0 if forgotten else length % 2)


def _format(chunk: bytes) -> tuple[int, int, int]:
    """Return rate, number of channels and bits of a sample. Raises ValueError."""
    if len(chunk) < 16:
        raise ValueError("this WAV file is cut short")
    kind, channels, rate, _, frame, bits = struct.unpack_from("<HHIIHH", chunk)
    if kind == _EXTENSIBLE:  # the kind is the head of a GUID, after three more fields
        kind = int.from_bytes(chunk[24:26], "little")
    if kind != _PLAIN or bits not in (8, 16, 24, 32):
        raise OtherWavError("this WAV file is not plain PCM of 8, 16, 24 or 32 bits")
    if not channels or not rate or frame != channels * bits // 8:
        raise ValueError("this WAV file's header makes no sense")
    if not LOWEST <= rate <= HIGHEST:
        raise ValueError(
            f"this WAV file says that it has {rate:,} samples a second; {LOWEST:,} to {HIGHEST:,} are read"
        )
    if channels > MOST_CHANNELS:
        raise ValueError(f"this WAV file says that it has {channels:,} channels; {MOST_CHANNELS} are the most")
    return rate, channels, bits
