"""Bytes of an author's file → text, or what is wrong with them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from tour.diagnostics import Diagnostic, Span, TourError


def decode(data: bytes, path: str) -> str:
    """Return *data* as text with ``\\n`` line ends and no byte order mark.

    Raises TourError when it is not UTF-8 or holds a NUL byte; *path* is what the fault shows.
    """
    try:
        text = data.decode().removeprefix("\ufeff")  # the codec utf-8-sig counts its faults from after the mark
    except UnicodeDecodeError as fault:
        at = _place(data, fault.start, path)
        raise TourError(
            Diagnostic(at, f"byte 0x{data[fault.start]:02x} is not UTF-8 text", "save the file as UTF-8 in your editor")
        ) from None
    if (nul := data.find(b"\0")) >= 0:
        raise TourError(
            Diagnostic(_place(data, nul, path), "a NUL byte stands here", "remove it; is this a text file?")
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(data: bytes, offset: int, path: str) -> Span:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
    return Span(path, line, column)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the hint for a misspelt *word*: the nearest of *known*, else *otherwise*, else all of *known*."""
    names = sorted(set(known))
    lowered = {name.lower(): name for name in names}
    if near := difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6):
        return f"did you mean {lowered[near[0]]!r}?"
    return otherwise or (f"known here: {', '.join(names)}" if names else "")
