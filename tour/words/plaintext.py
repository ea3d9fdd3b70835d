"""The author's words as they may stand in other programs' files: one line of letters, and nothing that steers.

One rule for all formats. A control character has no meaning in any of them and breaks XML; an embedding, override or
isolate of the bidirectional algorithm (UAX #9, sections 2.1 to 2.4) can show a title, and what stands after it in an
app's list, in another order than it is written. The marks that right-to-left scripts need (U+200E, U+200F, U+061C)
stay, as do joiners.
"""

from __future__ import annotations

import re

from tour.text import TURNS

_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_BLANK = re.compile("[ \t\n]+")
_STEERING = re.compile(f"[\0-\x1f\x7f-\x9f{TURNS}\ud800-\udfff\ufeff\ufffe\uffff]")


def plain(words: str) -> str:
    """Return *words* on one line, every character of which XML 1.0 (section 2.2, `Char`) allows."""
    return _STEERING.sub("", _BREAKS.sub(" ", words)).strip()


def breakable(words: str) -> list[str]:
    """Return the pieces of *words* between which a line may end; a no-break space, as French has, joins two."""
    return [piece for piece in _BLANK.split(words) if piece]


def stopped(words: str) -> str:
    """Return *words* with a full stop at the end, unless they end as a sentence does."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
