"""Reads an ID3v2.3 tag as a player does (id3.org, "ID3 tag version 2.3.0").

Not with the library that wrote it: that one mends on reading what others would stumble over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 2_000_000
"""Bytes of a tag: a cover, and the words of an hour."""
_HEAD = 10
"""Bytes of a tag's header, and of a frame's."""
_PART = "CHAP"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a track (id3.org, "ID3v2 Chapter Frame Addendum" 1.0, 3.1)."""

    name: str
    """By which the table of contents knows it."""
    start: float
    end: float
    """Both in seconds."""
    title: str


@dataclass(frozen=True, slots=True)
class Tag:
    """The frames that a pack's tracks carry. Texts that are not there are empty."""

    version: tuple[int, int]
    size: int
    """Bytes before the sound."""
    texts: dict[str, str]
    """``T???`` frames, by name."""
    lyrics: str = ""
    language: str = ""
    """Of the lyrics: ISO 639-2."""
    comment: str = ""
    picture: bytes = b""
    mime: str = ""
    parts: tuple[Part, ...] = ()
    """As they are heard; in the tag they may stand in any order."""
    contents: tuple[str, ...] = ()
    """The names of the parts in the order in which they are shown (CTOC; Addendum, 3.2)."""


def read(data: bytes) -> Tag:
    """Return the tag at the front of an MP3's bytes. Raises ValueError, in a reader's words, when there is none."""
    if len(data) < _HEAD or data[:3] != b"ID3":
        raise ValueError("it has no ID3 tag")
    version, flags, end = (data[3], data[4]), data[5], _HEAD + _synchsafe(data[6:10])
    if end > LARGEST:
        raise ValueError(f"its ID3 tag has {end:,} bytes; {LARGEST:,} are the most")
    if end > len(data):
        raise ValueError("its ID3 tag is cut short")
    if version[0] != 3 or flags:
        raise ValueError(f"its tag is ID3v2.{version[0]} with flags {flags:#04x}; it must be a plain ID3v2.3")
    texts: dict[str, str] = {}
    found: dict[str, bytes] = {}
    parts = []
    for name, body in _frames(data[_HEAD:end]):
        if name == _PART:
            parts.append(_part(body))
        elif name in found:
            raise ValueError(f"its frame {name} is there twice")
        found[name] = body
        if name.startswith("T"):
            texts[name] = _words(body)
    language, lyrics = _spoken(found.get("USLT", b""))
    mime, picture = _picture(found.get("APIC", b""))
    comment, contents = _spoken(found.get("COMM", b""))[1], _contents(found.get("CTOC", b""))
    return Tag(
        version, end, texts, lyrics, language, comment, picture, mime, tuple(sorted(parts, key=_heard)), contents
    )


def _frames(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and body of each frame, up to the padding."""
    at = 0
    while at + _HEAD <= len(data) and data[at]:
        name = data[at : at + 4].decode("latin-1")
        size = int.from_bytes(data[at + 4 : at + 8], "big")
        body = data[at + _HEAD : at + _HEAD + size]
        if len(body) < size or not size:
            raise ValueError(f"its frame {name} is cut short")
        yield name, body
        at += _HEAD + size


def _heard(part: Part) -> tuple[float, float]:
    return part.start, part.end


def _part(body: bytes) -> Part:
    """Return a CHAP frame: its name, start and end in milliseconds, two offsets, frames of its own."""
    name, _, rest = body.partition(b"\0")
    if len(rest) < 16:
        raise ValueError(f"its frame {_PART} is cut short")
    start, end = (int.from_bytes(rest[at : at + 4], "big") / 1000 for at in (0, 4))
    title = next((_words(inner) for kind, inner in _frames(rest[16:]) if kind == "TIT2"), "")
    return Part(name.decode("latin-1"), start, end, title)


def _contents(body: bytes) -> tuple[str, ...]:
    """Return the names in a CTOC frame: its own name, flags, how many there are, names, each ended by a NUL."""
    rest = body.partition(b"\0")[2]
    if len(rest) < 2:
        return ()
    count, names = rest[1], rest[2:].split(b"\0")
    return tuple(name.decode("latin-1") for name in names[:count])


def _synchsafe(size: bytes) -> int:
    """Return a number of which each byte holds seven bits (ID3v2.3, 3.1)."""
    value = 0
    for byte in size:
        if byte > 0x7F:
            raise ValueError("its ID3 tag has a size that cannot be")
        value = value << 7 | byte
    return value


def _words(body: bytes) -> str:
    """Return the text of a T??? frame: encoding, text."""
    return _text(body[0], body[1:]).rstrip("\0")


def _text(encoding: int, body: bytes) -> str:
    try:
        return body.decode({0: "latin-1", 1: "utf-16"}[encoding])
    except (KeyError, ValueError):
        raise ValueError("its ID3 tag has a text in no encoding of ID3v2.3") from None


def _spoken(body: bytes) -> tuple[str, str]:
    """Return language and text of a USLT or COMM frame: encoding, language, description, text."""
    if len(body) < 4:
        return "", ""
    _, text = _cut(body[0], body[4:])
    return body[1:4].decode("latin-1"), _text(body[0], text).rstrip("\0")


def _picture(body: bytes) -> tuple[str, bytes]:
    """Return type and bytes of an APIC frame: encoding, MIME type, kind, description, picture."""
    mime, _, rest = body[1:].partition(b"\0")
    if len(rest) < 2:
        return "", b""
    _, picture = _cut(body[0], rest[1:])
    return mime.decode("latin-1"), picture


def _cut(encoding: int, body: bytes) -> tuple[bytes, bytes]:
    """Split *body* after the text that a NUL ends: one byte of it, or two in UTF-16."""
    if encoding != 1:
        first, _, rest = body.partition(b"\0")
        return first, rest
    for at in range(0, len(body) - 1, 2):
        if body[at : at + 2] == b"\0\0":
            return body[:at], body[at + 2 :]
    return body, b""
