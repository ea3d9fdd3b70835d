"""Reads an ID3v2.3 tag as a player does (id3.org, "ID3 tag version 2.3.0").

Not with the library that wrote it: that one mends on reading what others would stumble over.
"""

from __future__ import annotations

from dataclasses import dataclass

_HEAD = 10
"""Bytes of a tag's header, and of a frame's."""


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


def read(data: bytes) -> Tag:
    """Return the tag at the front of an MP3's bytes. Raises ValueError, in a reader's words, when there is none."""
    if len(data) < _HEAD or data[:3] != b"ID3":
        raise ValueError("it has no ID3 tag")
    version, flags, end = (data[3], data[4]), data[5], _HEAD + _synchsafe(data[6:10])
    if end > len(data):
        raise ValueError("its ID3 tag is cut short")
    if version[0] != 3 or flags:
        raise ValueError(f"its tag is ID3v2.{version[0]} with flags {flags:#04x}; it must be a plain ID3v2.3")
    texts: dict[str, str] = {}
    found: dict[str, bytes] = {}
    at = _HEAD
    while at + _HEAD <= end and data[at]:
        name = data[at : at + 4].decode("latin-1")
        size = int.from_bytes(data[at + 4 : at + 8], "big")
        body = data[at + _HEAD : min(at + _HEAD + size, end)]
        if len(body) < size or not size:
            raise ValueError(f"its frame {name} is cut short")
        if name in found:
            raise ValueError(f"its frame {name} is there twice")
        found[name] = body
        if name.startswith("T"):
            texts[name] = _text(body[0], body[1:]).rstrip("\0")
        at += _HEAD + size
    language, lyrics = _spoken(found.get("USLT", b""))
    mime, picture = _picture(found.get("APIC", b""))
    return Tag(version, end, texts, lyrics, language, _spoken(found.get("COMM", b""))[1], picture, mime)


def _synchsafe(size: bytes) -> int:
    value = 0
    for byte in size:
        if byte > 0x7F:
            raise ValueError("its ID3 tag has a size that cannot be")
        value = value << 7 | byte
    return value


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
