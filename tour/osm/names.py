"""What things are called: in the tour's language where they have a name in it, and in letters that the card has."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from tour.osm.elements import Tags
from tour.style import fonts
from tour.text import UNSEEN

_LONGEST = 100
_LATIN = re.compile(r"name:[a-z]{2,3}([-_](Latn|rm|pinyin|latin))")
"""Keys of names written in Latin letters: ``name:ja_rm``, ``name:sr-Latn``, ``name:zh_pinyin``."""


def name_of(tags: Tags, language: str) -> str:
    """Return the name of something in *language* (BCP 47), else as people there write it; nothing without one.

    Where the card lacks its letters, the international or English name, or the local one in Latin letters.
    """
    return next((name for name in _names(tags, language) if drawable(name)), "")


def _names(tags: Tags, language: str) -> Iterator[str]:
    """Yield what something is called, the best first."""
    keys = [f"name:{language}", f"name:{language.partition('-')[0]}", "name", "int_name", "name:en", "name:latin"]
    keys += [key for key in tags if _LATIN.fullmatch(key)]
    for key in keys:
        if name := plain(tags.get(key, "")):
            yield name


def plain(name: str) -> str:
    """Return *name* on one line, of several the first, without what nobody sees."""
    first = UNSEEN.sub("", name).partition(";")[0]
    return " ".join(first.split())[:_LONGEST].strip()


@functools.lru_cache(8192)
def drawable(name: str) -> bool:
    """Say whether the card's fonts have every letter of *name*."""
    return not fonts.missing(name)
