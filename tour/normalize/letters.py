"""Letters that an English voice lacks: "Łódź" is said as "Lodz"."""

from __future__ import annotations

import re
import unicodedata

_OTHERS = str.maketrans(
    {
        "Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "ß": "ss", "ẞ": "SS", "Æ": "Ae", "æ": "ae", "Œ": "Oe", "œ": "oe",
        "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "ı": "i", "ĸ": "k", "ŋ": "ng", "Ŋ": "Ng",
        "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ə": "e", "Ə": "E", "ſ": "s", "ʻ": "", "ʿ": "", "ʾ": "", "ˈ": "",
    }
)  # fmt: skip
"""Letters that have no plain letter inside them for Unicode to find."""
_WORD = re.compile(r"[^\W\d_]+")


def folded(text: str) -> str:
    """Return *text* with each word in the letters A to Z where it has one that no Western European language writes.

    "café" and "Señora" stay: voices know their accents. Words of other scripts stay too, for the engine to name.
    """
    return text if text.isascii() else _WORD.sub(lambda match: _folded(match[0]), text)


def _folded(word: str) -> str:
    if word.isascii() or not any(ord(letter) > 0xFF or letter in "ØøßÆæÐðÞþ" for letter in word):
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_OTHERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare if bare.isascii() else word
