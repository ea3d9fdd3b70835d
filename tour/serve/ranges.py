"""Reads a Range header: which bytes of a file a player asks for (RFC 9110, section 14)."""

from __future__ import annotations

import re

_SPEC = re.compile(r"bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*", re.IGNORECASE)
_LONGEST = 18
"""Digits of a position; no file has more bytes than this can count."""


class PastTheEndError(ValueError):
    """A range that is well-formed and has no byte of the file: 416."""


def wanted(header: str, size: int) -> range | None:
    """Return the bytes of a file of *size* bytes that a Range header asks for; None when it is to be ignored.

    Ignored, as RFC 9110 (14.2) allows, is what is malformed, in another unit, or more than one range; the answer is
    then the whole file. Raises PastTheEndError.
    """
    spec = _SPEC.fullmatch(header)
    if spec is None:
        return None
    first, last = _position(spec[1]), _position(spec[2])
    if first is None:
        return _last_bytes(last, size)
    if last is not None and last < first:
        return None
    if first >= size:
        raise PastTheEndError
    return range(first, size if last is None else min(last + 1, size))


def _last_bytes(count: int | None, size: int) -> range | None:
    """Return the last *count* bytes of a file; None to ignore the header: no *count*, or a file without bytes.

    Raises PastTheEndError where none are asked for.
    """
    if count == 0:
        raise PastTheEndError
    if count is None or size == 0:
        return None
    return range(max(0, size - count), size)


def _position(digits: str) -> int | None:
    if not digits:
        return None
    digits = digits.lstrip("0")
    # int() of thousands of digits is refused by Python, and would be slow
    return 10**_LONGEST if len(digits) > _LONGEST else int(digits or "0")
