"""Letters that the program's voices and the card have: Latin ones. What is in others is kept for the author alone."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\S+")
_EMPTY = re.compile(r"[(\[][\s,;:/–—-]*[)\]]")


def is_latin(text: str) -> bool:
    """Return whether every letter of *text* is a Latin one; what is no letter may be anything."""
    if text.isascii():
        return True
    return all(_is_latin(letter) for letter in text if unicodedata.category(letter)[0] == "L")


def in_latin(text: str) -> str:
    """Return the words of *text* in Latin letters, without brackets round all of them: ``東京 (Tokyo)`` → Tokyo."""
    if is_latin(text):
        return text
    kept = " ".join(word for word in _WORD.findall(text) if is_latin(word))
    bare = _EMPTY.sub("", kept).strip(" ,;:/–—-()[]")
    return bare if re.search(r"[^\W\d_]", bare) else ""


def parted(text: str) -> tuple[str, str]:
    """Return the paragraphs of *text* that are in Latin letters, and the others."""
    paragraphs = text.split("\n\n")
    latin = [paragraph for paragraph in paragraphs if is_latin(paragraph)]
    others = [paragraph for paragraph in paragraphs if not is_latin(paragraph)]
    return "\n\n".join(latin).strip(), "\n\n".join(others).strip()


def _is_latin(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return name.startswith(("LATIN", "MODIFIER LETTER", "FEMININE ORDINAL", "MASCULINE ORDINAL"))
