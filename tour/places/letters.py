"""The bytes of a list → its text: in UTF-8, UTF-16 or Windows-1252, as spreadsheets save it."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from tour.diagnostics import Diagnostic, Span, TourError
from tour.places.pins import Gathering

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']((?:iso-8859|windows|cp|koi8|shift|euc|gb|big5|mac|us)[\w-]{0,20})["']""",
    re.IGNORECASE,
)
"""An encoding that XML says it has. Of those that it may say, only the usual ones: some of Python's do harm."""
_LOOKED_AT = 2_000
"""Bytes that tell UTF-16 without a mark."""


def text_of(data: bytes, gathering: Gathering) -> str:
    """Return *data* as text with ``\\n`` line ends; where it had to be guessed how, that is told.

    Raises TourError where it is no text in any of the three.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding != "utf-8":
            raise _no_text(gathering, data, fault) from None
        text = _western(data, gathering)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if found := _DECLARED.match(data):
        with suppress(LookupError):
            return codecs.lookup(found[1].decode()).name
    # Of text in Western letters every other byte is then 0; no text in UTF-8 has one.
    head = data[:_LOOKED_AT]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 4:
        return "utf-16-be"
    return "utf-8"


def _western(data: bytes, gathering: Gathering) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise _no_text(gathering, data, fault) from None
    message = "this file is not UTF-8, and was read as Windows-1252"
    gathering.tell(Span(gathering.path, 1, 1), message, "look at its accents; should they be wrong, save it as UTF-8")
    return text


def _no_text(gathering: Gathering, data: bytes, fault: UnicodeDecodeError) -> TourError:
    line = data.count(b"\n", 0, fault.start) + 1
    message = f"byte 0x{data[fault.start]:02x} is not text"
    return TourError(Diagnostic(Span(gathering.path, line, 1), message, "save the list as UTF-8"))
