"""Decodes an author's file: its text, or what is wrong with its bytes."""

from __future__ import annotations

import re
from itertools import islice

from tour.diagnostics import Diagnostic, Span, TourError

TURNS = "\u202a-\u202e\u2066-\u2069"
"""Characters that turn the direction of the text after them (UAX #9, sections 2.1 to 2.4), as a range of a pattern.
Nobody sees them, and a title with one can show what it does not say. The marks that right-to-left scripts need,
U+200E, U+200F and U+061C, are not among them."""
UNSEEN = re.compile(f"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{TURNS}\ufffe\uffff]")
"""What no author means to write: control characters, and turns of direction."""

_MOST_FAULTS = 20


def decode(data: bytes, path: str) -> str:
    """Return *data* as text with ``\\n`` line ends and no byte order mark.

    Raises TourError when it is not UTF-8 or holds characters that are `UNSEEN`; *path* is what the faults show.
    """
    if named := _no_text(data):
        raise TourError(Diagnostic(Span(path, 1, 1), *named))
    try:
        text = data.decode().removeprefix("\ufeff")  # the codec utf-8-sig counts its faults from after the mark
    except UnicodeDecodeError as fault:
        at = _place(data, fault.start, path)
        raise TourError(
            Diagnostic(at, f"byte 0x{data[fault.start]:02x} is not UTF-8 text", "save the file as UTF-8 in your editor")
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    unseen = islice(UNSEEN.finditer(text), _MOST_FAULTS)
    faults = [_unseen(text, found.start(), path) for found in unseen]
    if faults:
        raise TourError(*faults)
    return text


_HEADS = (
    (b"PK\x03\x04", "this is a document of a word processor, or a zip, not a text", "save it as plain text, in UTF-8"),
    (b"\xd0\xcf\x11\xe0", "this is a document of a word processor, not a text", "save it as plain text, in UTF-8"),
    (b"{\\rtf", "this is RTF, not plain text", "save it as plain text, in UTF-8"),
    (b"%PDF-", "this is a PDF, not a text", "save the text itself, in UTF-8"),
    (b"\xff\xfe", "this text is UTF-16, which Windows calls Unicode", "save it as UTF-8"),
    (b"\xfe\xff", "this text is UTF-16, which Windows calls Unicode", "save it as UTF-8"),
)
"""How files begin that are no texts, what they are, and what to do."""


def _no_text(data: bytes) -> tuple[str, str] | None:
    """Return what a file is, and what to do, that by its beginning is no text in UTF-8."""
    return next(((message, hint) for head, message, hint in _HEADS if data.startswith(head)), None)


def _unseen(text: str, at: int, path: str) -> Diagnostic:
    character = text[at]
    span = Span(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    if character == "\0":
        return Diagnostic(span, "a NUL byte stands here", "remove it; is this a text file?")
    if re.match(f"[{TURNS}]", character):
        message = f"an invisible character, U+{ord(character):04X}, turns the direction of the text after it"
        return Diagnostic(span, message, "remove it; where a direction must be set, U+200E or U+200F does")
    return Diagnostic(span, f"a control character, U+{ord(character):04X}, stands here", "remove it")


def _place(data: bytes, offset: int, path: str) -> Span:
    """Return where the byte at *offset* is, as an editor counts lines and columns."""
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
    return Span(path, line, column)
