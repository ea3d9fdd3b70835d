"""What every file of sound tells of the tour that it is part of."""

from __future__ import annotations

from tour.model import Tour
from tour.words.language import words_of
from tour.words.plaintext import stopped

_ISO_639_2 = {"en": "eng", "es": "spa", "de": "deu", "fr": "fra", "it": "ita", "pt": "por", "nl": "nld", "ja": "jpn",
              "ko": "kor", "zh": "zho", "el": "ell", "ru": "rus", "pl": "pol", "sv": "swe"}  # fmt: skip


def artist(tour: Tour) -> str:
    """Return who the tour is by; a tour without an author is by itself."""
    return tour.author or tour.title


def genre(tour: Tour) -> str:
    """Return what kind of sound the tour is."""
    return words_of(tour)("tags.genre")


def comment(tour: Tour) -> str:
    """Return what the tour is, who speaks and what to mind."""
    parts = [tour.subtitle, words_of(tour)("tags.narrated"), *tour.safety[:1]]
    return " ".join(stopped(part) for part in parts if part)


def language(tour: Tour) -> str:
    """Return the ISO 639-2 code that ID3 and MP4 want; ``und`` for a language that is not in the table."""
    code = tour.language.partition("-")[0].lower()
    return code if len(code) == 3 else _ISO_639_2.get(code, "und")
