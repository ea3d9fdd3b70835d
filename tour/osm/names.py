"""What things are called: in the tour's language where they have a name in it, and in letters that the card has."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from tour.osm.elements import Extract, Tags
from tour.style import fonts
from tour.text import UNSEEN

_LONGEST = 100
_LATIN = re.compile(r"name:[a-z]{2,3}([-_](Latn|rm|pinyin|latin))")
"""Keys of names written in Latin letters: ``name:ja_rm``, ``name:sr-Latn``, ``name:zh_pinyin``."""


class Names:
    """The names of an extract in one language: the same for all pieces of a street, of which one has it, or two."""

    def __init__(self, extract: Extract, language: str) -> None:
        """*language* is BCP 47. Names are gathered from ways: a street has twenty pieces, a square one."""
        self._language = language
        self._known: dict[str, str] = {}
        for way in extract.ways.values():
            local = way.tags.get("name")
            if local and "highway" in way.tags and (name := _in(language, way.tags)):
                self._known.setdefault(local, name)

    def of(self, tags: Tags) -> str:
        """Return what something is called, as `name_of` does; of a street also by what other pieces of it say."""
        if "highway" in tags and not _in(self._language, tags):
            name = self._known.get(tags.get("name", ""), "")
            return name or name_of(tags, self._language)
        return name_of(tags, self._language)


def name_of(tags: Tags, language: str) -> str:
    """Return what something is called in *language* (BCP 47), else as people there write it; nothing without a name.

    Where the card lacks its letters, the international or English name, or the local one in Latin letters.
    """
    return _in(language, tags) or next((name for name in _others(tags) if drawable(name)), "")


def _in(language: str, tags: Tags) -> str:
    """Return the name in *language* itself; nothing where there is none, or none that can be drawn."""
    keys = (f"name:{language}", f"name:{language.partition('-')[0]}")
    return next((name for key in keys if (name := plain(tags.get(key, ""))) and drawable(name)), "")


def _others(tags: Tags) -> Iterator[str]:
    """Yield what something is called in whatever language, the best first."""
    keys = ["name", "int_name", "name:en", "name:latin"]
    keys += [key for key in tags if _LATIN.fullmatch(key)]
    for key in keys:
        if name := plain(tags.get(key, "")):
            yield name


@functools.lru_cache(8192)
def plain(name: str) -> str:
    """Return *name* on one line, of several the first, without what nobody sees."""
    first = UNSEEN.sub("", name).partition(";")[0]
    return " ".join(first.split())[:_LONGEST].strip()


@functools.lru_cache(8192)
def drawable(name: str) -> bool:
    """Say whether the card's fonts have every letter of *name*."""
    return not fonts.missing(name)
