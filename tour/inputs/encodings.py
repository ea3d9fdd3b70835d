"""Bytes of XML as UTF-8, from the encoding that they are in or say they are in (XML 1.0, appendix F).

Expat reads UTF-8, UTF-16 and Latin-1 itself, but counts columns in bytes that nobody sees; and programs often say UTF-8
and write what Windows calls ANSI.
"""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,39})[\"']")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LATE = re.compile(rb"(?:\xef\xbb\xbf)?([ \t\r\n]+)(<\?xml\b[^<>]{0,200}\?>)")
"""A declaration that does not stand at the very beginning."""
_ONE_BYTE = re.compile(r"iso8859-\d+|cp12\d\d|cp437|cp850|latin-?1|koi8-[ru]|mac-?roman|ascii|utf-8|utf-16")
"""Encodings that are read, by Python's names: none of them can stand for something else than text."""


def declared(data: bytes) -> str:
    """Return the encoding that the XML in *data* has or says, by Python's name; ``utf-8`` where it says none.

    Raises LookupError for one that is not known.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    found = _DECLARED.match(data[:300])
    if not found:
        return "utf-8"
    name = codecs.lookup(found[1].decode()).name
    if not _ONE_BYTE.fullmatch(name):
        raise LookupError(name)
    # Whoever could read the declaration byte by byte does not have UTF-16.
    return "utf-8" if name == "utf-16" else name


def as_utf8(data: bytes) -> bytes:
    """Return the XML in *data* in UTF-8, without a byte order mark.

    Raises UnicodeDecodeError where it is not in the encoding that it says; an encoding that is not known counts as
    UTF-8, which it may well be. What stands before the declaration or after the end and is nothing is not in the way.
    """
    data = _trimmed(data)
    try:
        name = declared(data)
    except LookupError:
        name = "utf-8"
    if name in ("utf-8", "ascii"):
        data.decode()
        return data
    return data.decode(name).encode()


def _trimmed(data: bytes) -> bytes:
    """Return *data* with blanks before the declaration put behind it, so that lines stay; without NULs at the end.

    XML 1.0, section 2.8, has nothing before the declaration, and copying leaves a blank line there.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    if found := _LATE.match(data):
        data = found[2] + found[1] + data[found.end() :]
    end = data.rstrip(b"\0\x1a \t\r\n")
    while end.endswith(codecs.BOM_UTF8):
        end = end.removesuffix(codecs.BOM_UTF8).rstrip(b"\0\x1a \t\r\n")
    return data if data[len(end) :].isspace() or end == data else end


def told(data: bytes) -> tuple[str, str]:
    """Return the message and the hint for bytes that `as_utf8` refused."""
    said = _DECLARED.match(data[:300])
    if said and _is_windows(data):
        message = f"this file says that it is {said[1].decode()}, and is not: it looks like Windows-1252 or Latin-1"
        return message, 'save it as UTF-8, or let its first line say encoding="windows-1252"'
    return "not UTF-8", "save the file as UTF-8"


def _is_windows(data: bytes) -> bool:
    """Say whether *data* reads as Windows-1252, letter by letter, with no control characters."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character in "\t\r\n\xa0\xad" for character in text)
