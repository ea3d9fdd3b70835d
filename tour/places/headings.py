"""What the columns of a list are called, in the languages of Europe, and which kind of column that makes them.

The words stand in ``headings.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tour.inputs.marks import decomposed

_KNOWN: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

LAT, LON, PAIR = _KNOWN["lat"], _KNOWN["lon"], _KNOWN["pair"]
NAME, TEXT, FOLDER = _KNOWN["name"], _KNOWN["text"], _KNOWN["folder"]
NUMBER, ADDRESS = _KNOWN["number"], _KNOWN["address"]


def words_of(heading: str) -> list[str]:
    """Return the words of a heading in small letters without accents: ``stopLat`` and ``Stop_Lat (°)`` → stop, lat."""
    heading = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading[:100]).replace("ß", "ss")
    plain = decomposed(heading)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return re.findall(r"[^\W_]+", bare)


def rank(heading: str, known: Sequence[str]) -> int | None:
    """Return how well *heading* says that its column is one of the *known*: 0 best; None where it does not.

    A heading of one word goes before one of several; among equals the more usual word goes first.
    """
    words = words_of(heading)
    places = [known.index(word) for word in words if word in known]
    if not places:
        return None
    return min(places) + (len(words) - 1) * len(known)
