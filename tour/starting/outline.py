"""A tour before it is written: the stops in walking order, as they come from a list of places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from tour.diagnostics import Diagnostic, Span, TourError
from tour.model import By, Place
from tour.places.choose import choose
from tour.places.clean import refuse_strays, shortened, without_doubles
from tour.places.order import in_order, nearest_first
from tour.places.pins import Listed, Pin
from tour.places.slugs import slug_of, slugs_of
from tour.starting.latin import in_latin, is_latin, parted
from tour.words.language import Words, file_for, languages, words_in

LONGEST_TITLE = 80
"""Characters that the title of a stop may have."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the author asks for beside the list."""

    language: str = "en"
    """BCP 47: one that the program knows."""
    folder: str = ""
    picked: str = ""
    """Numbers and ranges, ``1-5,8``."""
    nearest: bool = False
    """Whether each stop is to be the one nearest to the stop before."""
    step_free: bool = False


@dataclass(frozen=True, slots=True)
class StopOutline:
    """A stop before it is written."""

    number: int
    slug: str
    title: str
    pin: Place
    """What one looks at."""
    span: Span
    """Where the list has it."""
    text: str = ""
    """What the list tells of it, plain."""
    unsaid: str = ""
    """What the list tells in letters that neither voice nor card has."""
    address: str = ""
    by: By = "foot"
    """How one gets to the next stop."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A tour before it is written."""

    title: str
    slug: str
    language: str
    stops: tuple[StopOutline, ...]
    told: tuple[Diagnostic, ...] = field(default=(), compare=False)
    """Warnings: what was left out, joined or renamed on the way from the list."""

    @property
    def words(self) -> Words:
        return words_in(self.language)


def outline(listed: Listed, wish: Wish, otherwise: str) -> Outline:
    """Return the tour that the list makes. *otherwise* names a tour whose list has no title.

    Raises TourError for choices that are not there, too many places, and places that cannot be meant.
    """
    if not file_for(wish.language):
        hint = f"begin in one of {', '.join(languages())}; docs/writing.md says what another language needs"
        raise TourError(Diagnostic(None, f"the program has no words in the language {wish.language!r}", hint))
    pins, told = without_doubles(listed.pins)
    chosen = choose(pins, wish.folder, wish.picked)
    walked, numbered = in_order(chosen)
    refuse_strays(walked)
    if wish.picked:  # in the order in which they were picked
        bare = {pin.span: pin for pin in walked}
        walked = tuple(bare[pin.span] for pin in chosen)
    if wish.nearest:
        walked = nearest_first(walked)
    walked, cut = shortened(walked)
    stops, renamed = _stops(walked, words_in(wish.language))
    title = _title(in_latin(listed.title)) or _title(in_latin(otherwise)) or "Tour"
    slug = slug_of(title) or slug_of(otherwise) or "tour"
    return Outline(title, slug, wish.language, stops, (*listed.told, *told, *numbered, *cut, *renamed))


def _stops(pins: Sequence[Pin], words: Words) -> tuple[tuple[StopOutline, ...], list[Diagnostic]]:
    """Return the stops that *pins* become, and what is to be told of their names."""
    titles = [_title(in_latin(pin.name)) or words("draft.stop", n=number) for number, pin in enumerate(pins, 1)]
    slugs = slugs_of(titles, "stop")
    stops, told = [], []
    for number, (pin, title, slug) in enumerate(zip(pins, titles, slugs, strict=True), 1):
        text, unsaid = parted(pin.text)
        if not is_latin(pin.name):
            unsaid = f"{pin.name}\n\n{unsaid}".strip()
            message = f"{pin.name[:60]!r} is in letters that neither voice nor card has: the stop is called {title!r}"
            told.append(Diagnostic(pin.span, message, "give it a name in Latin letters", "warning"))
        elif len(pin.name) > LONGEST_TITLE:
            text = f"{pin.name}\n\n{text}".strip()
            message = f"a name of {len(pin.name)} characters is too long for a title: all of it goes to the text"
            told.append(Diagnostic(pin.span, message, f"the stop is called {title!r}", "warning"))
        elif not pin.name:
            told.append(Diagnostic(pin.span, f"a place without a name is called {title!r}", "name it", "warning"))
        if title in titles[: number - 1]:
            message = f"{title!r} is the name of another stop too, so its file is called {slug}"
            told.append(Diagnostic(pin.span, message, "rename it, if it is to have a name of its own", "warning"))
        address = pin.address if is_latin(pin.address) else ""
        stops.append(StopOutline(number, slug, title, pin.place, pin.span, text, unsaid, address))
    return tuple(stops), told


def _title(name: str) -> str:
    """Return *name* as a title: without pictures, which no font of the card has, and no longer than one may be."""
    shown = "".join(letter for letter in name if not _is_picture(letter))
    title = " ".join(shown.split())
    if len(title) <= LONGEST_TITLE:
        return title
    whole_words = title[: LONGEST_TITLE + 1].rpartition(" ")[0].rstrip(" ,;:(–—-")
    return whole_words or title[:LONGEST_TITLE]


def _is_picture(letter: str) -> bool:
    """Return whether *letter* is an emoji, a sign that shapes one, or of no meaning outside of one program."""
    if "\ufe00" <= letter <= "\ufe0f":  # variation selectors
        return True
    return unicodedata.category(letter) in ("So", "Sk", "Cf", "Co", "Cn", "Cs") and letter not in "°©®"
