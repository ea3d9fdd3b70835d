"""JSON from outside, read so that whatever comes of it can be counted with, written again and shown.

Python's reader alone takes more than that: ``Infinity``, numbers such as 1e400 that become it, whole numbers too large
for a float, halves of a character (RFC 8259, section 8.2), and brackets nested until something else overflows.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

DEEPEST = 100
"""Levels of brackets; nobody writes a tenth of them."""
MOST_MARKS = 1_600_000
"""Commas, colons and brackets of one text: a value or a name stands at each, and takes up to 120 bytes of memory. The
densest map of a town has one in eight characters, so 12 MB of it."""
_DIGITS = 18
"""Of a whole number: more would not fit into 64 bits."""
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""The escape of half a character, which may still be half of a pair."""
_MARK = re.compile(r"[,:\[{]")
_BLANK = re.compile(r"[ \t\r\n]*")


def loads(data: bytes) -> Any:  # JSON
    """Return the value in *data*. Raises ValueError, which says why, for anything else than JSON in UTF-8."""
    text = data.decode("utf-8-sig")  # Python's own way lets halves of a character pass
    if overfull(text) is not None:
        raise ValueError(f"more than {MOST_MARKS:,} commas, colons and brackets")
    try:
        value = json.loads(text, parse_float=_number, parse_int=_whole, parse_constant=_constant)
    except RecursionError:
        raise _too_deep() from None
    if too_deep(value):
        raise _too_deep()
    if _HALF.search(text):
        _refuse_halves(value)
    return value


def pieces(text: str, at: int) -> Iterator[tuple[str, Any, int]]:  # JSON
    """Yield the members of the object that begins at *at*, and where each begins; of a list one value at a time.

    So that a large list need not be held whole; an empty one is one value, the list. Raises ValueError, which says why;
    JSONDecodeError with the place.
    """
    halves = bool(_HALF.search(text))
    for key, value, start in _members(text, at):
        if too_deep(value):
            raise _too_deep()
        if halves:
            _refuse_halves(value)
        yield key, value, start


def overfull(text: str, most: int = MOST_MARKS) -> int | None:
    """Return where the first of the commas, colons and brackets in *text* stands that is more than *most*; None
    where none is.

    They are counted before anything is made of them; those within texts are, too.
    """
    if sum(map(text.count, ",:[{")) <= most:
        return None
    return next(islice(_MARK.finditer(text), most, None)).start()


def past_blank(text: str, at: int) -> int:
    """Return where what follows the blanks at *at* stands."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _members(text: str, at: int) -> Iterator[tuple[str, Any, int]]:  # JSON
    at = past_blank(text, at + 1)
    while text[at : at + 1] != "}":
        key, at = _decoded(text, at)
        if not isinstance(key, str):
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        at = past_blank(text, _past(text, at, ":"))
        if text[at : at + 1] == "[" and text[(inside := past_blank(text, at + 1)) : inside + 1] != "]":
            at = inside
            while text[at : at + 1] != "]":
                value, end = _decoded(text, at)
                yield key, value, at
                at = _next(text, end, "]")
            end = at + 1
        else:
            value, end = _decoded(text, at)
            yield key, value, at
        at = _next(text, end, "}")
    if past_blank(text, at + 1) != len(text):
        raise json.JSONDecodeError("Extra data", text, at + 1)


def _next(text: str, at: int, end: str) -> int:
    """Return where the next value after *at* stands, or the bracket *end*."""
    at = past_blank(text, at)
    return at if text[at : at + 1] == end else past_blank(text, _past(text, at, ","))


def _past(text: str, at: int, mark: str) -> int:
    at = past_blank(text, at)
    if text[at : at + 1] != mark:
        raise json.JSONDecodeError(f"Expecting '{mark}' delimiter", text, at)
    return at + 1


def _decoded(text: str, at: int) -> tuple[Any, int]:  # JSON
    try:
        return _DECODER.raw_decode(text, at)
    except RecursionError:
        raise _too_deep() from None


def too_deep(value: Any) -> bool:  # JSON
    """Return whether *value* is nested deeper than anything sensible.

    Level by level: what recurses over it may then not overflow, and neither may this.
    """
    level = [value]
    for _ in range(DEEPEST):
        inside: list[object] = []
        for each in level:
            if isinstance(each, dict):
                inside += each.values()
            elif isinstance(each, list):
                inside += each
        if not inside:
            return False
        level = inside
    return True


def _too_deep() -> ValueError:
    return ValueError(f"brackets are nested more than {DEEPEST} deep")


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"the number {text[:40]} is out of range")
    return number


def _whole(text: str) -> int:
    digits = len(text.lstrip("-"))
    if digits > _DIGITS:
        raise ValueError(f"a whole number of {digits} digits is out of range")
    return int(text)


def _constant(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _refuse_halves(value: Any) -> None:  # JSON
    """Raise ValueError where a text has half a character."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("a text has half a character, written as \\ud800 to \\udfff") from None


_DECODER = json.JSONDecoder(parse_float=_number, parse_int=_whole, parse_constant=_constant)
