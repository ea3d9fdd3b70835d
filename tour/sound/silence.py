"""A silence as an MP3 that costs a thousand bytes a second, made frame by frame without an encoder."""

from __future__ import annotations

from math import ceil

RATE = 24_000
"""Samples per second. With 8 kbit/s every frame has 24 bytes, and none needs padding."""
BITS = 8_000
"""Bits per second, the least that MPEG-2 knows."""
FRAME_SECONDS = 576 / RATE

_FEWEST = 21

RECIPE = 2
"""Raised when a silence comes to be other bytes."""

HUM_PEAK = -60.2
"""dBTP of the hum below."""

# Nobody hears it, but it is not nothing. Chromium takes a page for silent whose sound stays under -72.25 dBFS
# (`kSilenceThresholdDBFS` in services/audio/output_stream.cc), and on Android stops a silent page that is out of sight
# after a minute (Chrome 139, "Faster background freezing on Android"): in a pocket, a silence of six minutes might
# never end. So this one hums at 31 Hz and -63 dBFS: 42 dB at a phone's utmost of some 105, where hearing begins at 59
# (ISO 226).

# ISO/IEC 13818-3, 2.4.2: sync word, MPEG-2, layer III, no checksum; 8 kbit/s at 24 kHz; one channel, an original.
_HEADER = bytes((0xFF, 0xF3, 0x14, 0xC4))
_GAIN = 170
"""2.4.3.4.7.1 of ISO/IEC 11172-3: 1.5 dB a step."""
_CYCLE = "0011"
"""Signs of the coefficient of line 1, a frame each: they make of it one note at its middle, 1.5 × 20.8 Hz."""


def _frame(sign: str) -> bytes:
    """Return a frame that codes the pair of lines 0 and 1 as (0, 1) with Huffman's table 1, and no more."""
    pair = "001" + sign
    # Side information (2.4.1.7): where the data begin, private bit; their length, one pair, gain, no scale factors,
    # long blocks; table 1; regions; no scale, table of the rest.
    told = f"{0:08b}0{len(pair):012b}{1:09b}{_GAIN:08b}{0:09b}0{1:05b}{0:010b}000000000"
    data = (told + pair).ljust(8 * (72 * BITS // RATE - len(_HEADER)), "0")
    return _HEADER + int(data, 2).to_bytes(len(data) // 8, "big")


_FRAMES = b"".join(map(_frame, _CYCLE))


def silent_mp3(seconds: float) -> tuple[bytes, float]:
    """Return an MP3 in which nothing is heard for at least *seconds*, and how long it is.

    It is MPEG-2 layer III, mono, of constant rate: MPEG-2 and not 2.5, which saves nothing more and is played in fewer
    places. Never under half a second: a decoder looks at some frames before it believes that there are any.
    """
    frames = max(ceil(round(seconds / FRAME_SECONDS, 6)), _FEWEST)
    cycles = -(-frames // len(_CYCLE))
    return (_FRAMES * cycles)[: frames * len(_FRAMES) // len(_CYCLE)], frames * FRAME_SECONDS
