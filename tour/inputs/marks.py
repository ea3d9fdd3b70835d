"""Letters and the marks on them, composed or apart (UAX #15), in a time that grows with the text and no faster.

Python sorts the marks after a letter by insertion: two hundred thousand of them, which a file of a name can hold, take
ten seconds.
"""

from __future__ import annotations

import re
import unicodedata

_MOST = 30
"""Marks after one letter, as in the Stream-Safe Text Format (UAX #15, section 13); no language has ten."""
_JOINER = "\N{COMBINING GRAPHEME JOINER}"
_MAYBE_MARKS = re.compile(f"[^\0-\u02ff]{{{_MOST + 1}}}")
"""There are no marks before U+0300."""


def composed(text: str) -> str:
    """Return *text* with every letter and its marks as one character where there is one (NFC)."""
    return unicodedata.normalize("NFC", _stream_safe(text))


def decomposed(text: str) -> str:
    """Return *text* with letters and their marks apart, and what is like a letter as that letter (NFKD)."""
    return unicodedata.normalize("NFKD", _stream_safe(text))


def _stream_safe(text: str) -> str:
    """Return *text* with joiners among marks that are too many for a letter (UAX #15, D5): none is sorted past one."""
    if not _MAYBE_MARKS.search(text):
        return text
    safe, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _MOST:
            safe.append(_JOINER)
            run = 1
        safe.append(character)
    return "".join(safe)
