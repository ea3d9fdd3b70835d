"""Every fixed word of a pack, in the tour's language: from one file a language in ``languages/``, and nowhere else.

    words = words_of(tour)
    words("tour.stand", stand="at the door")    → Stand at the door
    words.count("stop", 2)                      → 2 stops
    words.date("2026-11-22")                    → 22 November 2026

How a file is written stands at the top of ``languages/en.toml``. Plural forms, the names of months and the signs in
numbers are those of CLDR, the Unicode Consortium's locale data, as Babel carries them.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tour.model import Tour, Units

if TYPE_CHECKING:
    from babel import Locale

FALLBACK = "en"
"""Whose words a language without a file gets."""

_RIGHT_TO_LEFT = {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
"""Scripts in use that are written from the right (ISO 15924)."""
_FOLDER = Path(__file__).parent / "languages"
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Rules:
    """How a language writes, and what of an author's words the program must know."""

    date: str
    """A pattern of CLDR (UTS #35, "Date Format Patterns")."""
    date_first: str
    """The same for the first of a month: French counts it, "1er mai", and no other day."""
    closed_begins: tuple[str, ...]
    """How a note on a closed way begins that says itself when it holds."""
    told_first: tuple[str, ...]
    """Beginnings of sentences that tell what to do, to look for or to leave alone."""
    told_words: tuple[str, ...]
    """Words that make any sentence such a one."""
    into_road: tuple[str, ...]
    """What no script says: it could send somebody into a road. This and the next five are patterns of `phrases`."""
    to_cross: tuple[str, ...]
    """What tells to get across, which no script says but with care."""
    to_cross_street: tuple[str, ...]
    """What tells to cross a street by its name, which a walk that has its crossing may say."""
    with_care: tuple[str, ...]
    """What leaves it to a signal, or to the walker, when to."""
    pausing: tuple[str, ...]
    """What no walk says: it asks for a pause, which is one press too many."""
    at_the_phone: tuple[str, ...]
    """What no walk says with a road ahead: it could have somebody at the phone there."""
    not_so: tuple[str, ...]
    """Words that turn a phrase round, such as "never"."""
    commands: tuple[str, ...]
    """How a sentence begins that tells what to do."""
    leads: tuple[str, ...]
    """What leads in a command, such as "you can"."""
    opens: tuple[str, ...]
    """What may open a command, such as "now"."""
    also: tuple[str, ...]
    """What joins a command to another one."""
    others: tuple[str, ...]
    """Of whom a story may be."""
    terms: Mapping[str, str]
    """Words that patterns have in common, by the name that these call them by."""
    street_bare: frozenset[str]
    """First words of names of streets that take no article, such as "Am"."""
    street_first: Mapping[str, str]
    """First word of a street's name → the same with its article."""
    street_end: Mapping[str, str]
    """How the name of a street ends, in small letters → the article before it."""
    street_end_long: frozenset[str]
    """Those of ``street_end`` that stand before a name of several words too."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, a tour's own among them."""

    language: str
    """BCP 47: of the words, and of the figures among them."""
    lines: Mapping[str, str] = field(repr=False)
    """``section.key`` → line, its fields in braces."""
    forms: Mapping[str, Mapping[str, str]] = field(repr=False)
    """What is counted → plural category of CLDR → line."""
    rules: Rules = field(repr=False)
    units: Units = "metric"
    """In which distances are told."""

    def __call__(self, key: str, **fields: object) -> str:
        """Return the line *key* with its *fields* filled in; braces that are none of them stay as they are."""
        return filled(self.lines[key], fields)

    def section(self, name: str) -> dict[str, str]:
        """Return the lines of a section by their keys in it, with nothing filled in."""
        start = f"{name}."
        return {key.removeprefix(start): line for key, line in self.lines.items() if key.startswith(start)}

    def count(self, thing: str, number: int) -> str:
        """Return such as ``1 stop`` or ``2 stops``."""
        forms = self.forms[thing]
        category = _locale(self.language).plural_form(number)
        return filled(forms.get(category, forms["other"]), {"n": number})

    def street(self, name: str) -> str:
        """Return the *name* of a street as it stands inside a sentence: ``la rue de Rivoli`` for ``Rue de Rivoli``.

        With an article only where the language's file is sure of it, for a name of several words may be inflected:
        "Alter Markt", but "den Alten Markt".
        """
        rules = self.rules
        first, *more = name.split(" ")
        if first in rules.street_bare:
            return name
        if first in rules.street_first:
            return " ".join([rules.street_first[first], *more])
        for end, article in rules.street_end.items():
            if name.lower().endswith(end) and (not more or end in rules.street_end_long):
                return f"{article} {name}"
        return name

    def number(self, value: float, decimals: int) -> str:
        """Return *value* with so many decimals, after the sign that the language puts before them."""
        from babel.numbers import format_decimal

        pattern = f"0.{'0' * decimals}" if decimals else "0"
        return format_decimal(round(value, decimals), pattern, locale=_locale(self.language))

    def date(self, iso: str) -> str:
        """Return ``22 November 2026`` for ``2026-11-22``; anything else as it is."""
        from babel.dates import format_date

        try:
            day = datetime.date.fromisoformat(iso)
        except ValueError:
            return iso
        pattern = self.rules.date_first if day.day == 1 else self.rules.date
        return format_date(day, pattern, locale=_locale(self.language))


def words_of(tour: Tour) -> Words:
    """Return the words for *tour*: its language's, and its own in their place."""
    return _with_own(tour.language, tour.texts, tour.units)


@lru_cache(8)
def _with_own(language: str, own: tuple[tuple[str, str], ...], units: Units) -> Words:
    words = words_in(language)
    return replace(words, lines={**words.lines, **{f"texts.{key}": line for key, line in own}}, units=units)


@cache
def words_in(language: str) -> Words:
    """Return the words in *language*, a BCP 47 tag: of the file that fits it best, else English ones."""
    name = file_for(language)
    if not name:
        return words_in(FALLBACK)
    sections: dict[str, dict[str, Any]] = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))  # TOML
    forms, rules = sections.pop("count"), sections.pop("rules")
    lines = {f"{section}.{key}": line for section, rows in sections.items() for key, line in rows.items()}
    rules = {key: tuple(rule) if isinstance(rule, list) else rule for key, rule in rules.items()}
    rules |= {key: frozenset(rules[key]) for key in ("street_bare", "street_end_long")}
    return Words(language, lines, forms, Rules(**rules))


def file_for(language: str) -> str:
    """Return the name of the file for *language*: of the whole tag, else of ever less of it; nothing without one."""
    while language and language not in languages():
        language = language.rpartition("-")[0]
    return language


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a file, in order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def turn(language: str) -> str:
    """Return which way *language*, a BCP 47 tag, is written, as HTML's ``dir`` has it: ``ltr`` or ``rtl``."""
    for part in language.split("-")[1:]:
        if len(part) == 4 and part.isalpha():  # a script, which wins: az-Arab (BCP 47, section 2.2.3)
            return "rtl" if part.title() in _RIGHT_TO_LEFT else "ltr"
    return str(_locale(language).text_direction)


def language_name(language: str) -> str:
    """Return how its speakers call *language*, a BCP 47 tag: ``Español``; the tag itself where CLDR does not tell."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return language
    name = locale.get_display_name(locale) or language
    return name[:1].upper() + name[1:]


def filled(line: str, fields: Mapping[str, object]) -> str:
    """Return *line* with each of *fields* in the place of its name in braces."""
    return _FIELD.sub(lambda found: str(fields.get(found[1], found[0])), line)


@cache
def _locale(language: str) -> Locale:
    """Return CLDR's locale for *language*, or for as much of the tag as it knows: there is no ``en-XX``."""
    from babel import Locale, UnknownLocaleError  # on use: help and checks do without

    while language:
        try:
            return Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            language = language.rpartition("-")[0]
    return Locale.parse(FALLBACK)
