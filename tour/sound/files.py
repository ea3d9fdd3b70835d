"""Sound files as people have them: which format one is in, and what is heard of it."""

from __future__ import annotations

import re

from tour.diagnostics import TourError
from tour.model import Clip
from tour.sound.wav import OtherWavError, read_wav

FORMATS = {
    ".wav": "WAV",
    ".mp3": "MP3",
    ".ogg": "Ogg",
    ".oga": "Ogg",
    ".opus": "Ogg",
    ".flac": "FLAC",
    ".m4a": "M4A",
    ".aac": "AAC",
    ".aif": "AIFF",
    ".aiff": "AIFF",
}
"""The formats that are read, by the ends of their files' names; for each format its usual one comes first."""

LONGEST = 60
"""Seconds of a sound. A longer one is a recording put here by mistake, or a track of its own."""

_DEMUXERS = {"WAV": "wav", "MP3": "mp3", "Ogg": "ogg", "FLAC": "flac", "M4A": "mov", "AAC": "aac", "AIFF": "aiff"}
"""As ffmpeg calls them. It is told which one, so that no file makes it look for another, such as a list of files."""

_HEADS = (
    ("WAV", rb"RIFF.{4}WAVE|RF64.{4}WAVE"),
    ("Wave64", rb"riff\x2e\x91\xcf\x11"),
    ("RIFX", rb"RIFX"),
    ("FLAC", rb"fLaC"),
    ("Ogg", rb"OggS"),
    ("M4A", rb".{4}ftyp"),
    ("AIFF", rb"FORM.{4}AIF[FC]"),
    ("MP3", rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    ("AAC", rb"\xff[\xf0\xf1\xf8\xf9]"),
    ("Core Audio", rb"caff"),
    ("AMR", rb"#!AMR"),
    ("WMA", rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    ("WebM", rb"\x1a\x45\xdf\xa3"),
    ("MIDI, notes without sound", rb"MThd"),
    ("a web page", rb"\s*<(?:!DOCTYPE )?html"),
)
"""How files begin, by their formats."""


def format_of(head: bytes) -> str:
    """Return the format of a file that begins with *head*, such as ``MP3``; nothing for one that is not known."""
    head = untagged(head)
    for name, pattern in _HEADS:
        if re.match(pattern, head[:64], re.DOTALL | re.IGNORECASE if name == "a web page" else re.DOTALL):
            return name
    return ""


def untagged(data: bytes) -> bytes:
    """Return a WAV without the ID3 tag that some programs put before it; any other file as it is.

    ID3v2.4, section 3.1: ten bytes, the last four of which tell the length, seven bits in each.
    """
    if not data.startswith(b"ID3") or len(data) < 10:
        return data
    length = 0
    for byte in data[6:10]:
        length = length << 7 | byte & 0x7F
    rest = data[10 + length :]
    return rest if rest[:4] in (b"RIFF", b"RF64") else data


def read_sound(data: bytes) -> Clip:
    """Return the sound of a file in any of `FORMATS`, mixed down to mono; of a compressed one a second over `LONGEST`.

    Raises ValueError, in its author's words, when it cannot be read; TourError without ffmpeg.
    """
    if not data:
        raise ValueError("this file is empty")
    data = untagged(data)
    name = format_of(data)
    if name in ("WAV", ""):
        try:
            return read_wav(data)
        except OtherWavError:
            name = "WAV"
    if name not in _DEMUXERS:
        raise ValueError(f"this is {name}")
    from tour.sound.codec import decode_any, ffmpeg  # on use: most sounds are plain WAVs

    ffmpeg()
    try:
        return decode_any(data, _DEMUXERS[name], LONGEST + 1)
    except TourError:
        raise ValueError(f"there is no sound in this {name} file, or it is broken") from None
