"""Which words a listener did not get: those that the recogniser wrote as something that is said otherwise.

A recogniser that hears "the corner stone of Wiley's house" in "the cornerstone of Wyle's house" has heard all of it.
So words are compared by their sounds: figures as the program reads them, names as the tour's lexicon has them, and what
is left by the voice's dictionary. Names that are written in ways of their own stand in spellings.toml. Both of two
speeds are compared in this one way.

Runs with tourpack's own Python.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from tour.engines.hibari import Hibari
from tour.model import Lexeme
from tour.narration.lexicon import pronounce
from tour.normalize import normalize

SPELLINGS = Path(__file__).with_name("spellings.toml")
"""How a recogniser may write a name that it heard right."""
_DIALLED = re.compile(r"\d+(?:-\d+){2,}|(?<![\d.,])\d{3}-\d{4}|(?<![\d.,])\d{5,}(?![\d,])")
"""What a recogniser writes for single digits: joined by hyphens, or five and more of them without a comma."""
_CONTRACTIONS = {"'re": " are", "'m": " am", "'ve": " have", "'ll": " will", "can't": "cannot", "n't": " not"}
"""A recogniser writes some of what it hears so, and some of what is said so in full."""
_WEAK = str.maketrans({"ᵻ": "ɪ", "ɐ": "ə", "ᵊ": "ə", "T": "t", "ˈ": "", "ˌ": "", " ": ""})
"""Where two ways of noting one sound differ, and stress, which a word has or not by its neighbours."""


def lost(wanted: str, got: str, lexicon: tuple[Lexeme, ...] = ()) -> list[str]:
    """Return "wanted -> got" for each word of the reading *wanted* that is not heard in *got*, or is heard besides."""
    found: list[str] = []
    for one, other in _places(words(wanted), words(read(got))):
        if not alike(one, other, lexicon):
            found += [f"{one} -> {other}"] * max(len(one.split()), len(other.split()))
    return found


def words(text: str) -> list[str]:
    """Return the words of *text* in mere letters, "you're" as the two that it is."""
    text = text.lower().replace("’", "'")
    for short, long in _CONTRACTIONS.items():
        text = re.sub(rf"{short}\b", long, text)
    letters = unicodedata.normalize("NFKD", text.replace("'", ""))
    return re.sub(r"[^a-z ]", " ", "".join(c for c in letters if not unicodedata.combining(c))).split()


def read(written: str) -> str:
    """Return what a recogniser has *written*, its figures read as the program reads figures."""
    return normalize(_DIALLED.sub(_by_digit, written), "en-US")


def alike(one: str, other: str, lexicon: tuple[Lexeme, ...] = ()) -> bool:
    """Return whether *other* is said as *one* is by *lexicon*, wherever one word ends and the next begins."""
    if not one or not other:
        return False
    if _letters(one) == _letters(other) or _spelt_alike(one, other):
        return True
    return _sounds(pronounce(one, _lowered(lexicon), _voice().pronounce)) == _sounds(other)


def _spelt_alike(one: str, other: str) -> bool:
    """Return whether *other* is a way to spell the name *one*; an ending s may be on both."""
    if _letters(one) in _spelt().get(_letters(other), ()):
        return True
    return one.endswith("s") and other.endswith("s") and _letters(one[:-1]) in _spelt().get(_letters(other[:-1]), ())


def _places(wanted: list[str], got: list[str]) -> Iterator[tuple[str, str]]:
    for kind, a, b, c, d in difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if kind != "equal":
            yield " ".join(wanted[a:b]), " ".join(got[c:d])


def _by_digit(found: re.Match[str]) -> str:
    return " ".join(found[0].replace("-", ""))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


@cache
def _spelt() -> dict[str, set[str]]:
    """Return the names that each spelling may stand for, all in mere letters."""
    found: dict[str, set[str]] = {}
    for name, spellings in tomllib.loads(SPELLINGS.read_text("utf-8")).items():
        for spelling in spellings:
            found.setdefault(_letters(spelling), set()).add(_letters(name))
    return found


@cache
def _lowered(lexicon: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """Return *lexicon* with its graphemes in the letters that `words` leaves."""
    return tuple(replace(entry, graphemes=tuple(" ".join(words(g)) for g in entry.graphemes)) for entry in lexicon)


@cache
def _sounds(text: str) -> str:
    return _voice().phonemes(text).translate(_WEAK)


@cache
def _voice() -> Hibari:
    return Hibari()
