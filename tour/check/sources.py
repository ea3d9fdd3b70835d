"""Which sources does each sentence rest on, and which sentence states something and rests on none?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tour.diagnostics import Diagnostic
from tour.model import Say, Stop, Tour, said_in

SOURCE = "source"
"""The name of the rule."""

_YEAR = re.compile(r"\b(?:1\d|20)\d\ds?\b")
_FIGURE = re.compile(r"\d")
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")

_FIGURE_WORDS: Mapping[str, str] = {
    "en": r"\b(?:dozens?|hundreds?|thousands?|millions?|billions?|century|centuries|decades?|(?:twen|thir|for|fif|six|"
    r"seven|eigh|nine)ty\w*(?:-\w+)?|(?:thir|four|fif|six|seven|eigh|nine)teen(?:th)?|twelve)\b",
    "es": r"\b(?:docenas?|cien\w*|mil|miles|mill(?:ón|ones)|siglos?|décadas?|veinti?\w*|(?:trei|cuare|cincue|sese|sete|"
    r"oche|nove)nta|once|doce|trece|catorce|quince)\b",
    "de": r"\b(?:dutzend\w*|million(?:en)?|milliarden?|jahrzehnt\w*|zwölf\w*|"
    r"(?:drei|vier|fünf|sech|sieb|acht|neun)zehn\w*|"
    r"\w*(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend)\w*)\b",
    "fr": r"\b(?:douzaines?|(?:ving|tren|cinquan)taines?|cent(?!r[ea])\w*|mille|milliers?|millions?|milliards?|"
    r"siècles?|décennies?|onze|douze|treize|quatorze|quinze|seize|vingt\w*|(?:tren|quaran|cinquan|soixan)te)\b",
}
"""Numbers in words, from about a dozen up: below that they count corners and steps."""
_SUPERLATIVES: Mapping[str, str] = {
    "en": r"\b(?:most|(?!(?:north|south)?west|nearest|forest|interest|rest|guest|test|request|harvest|honest|modest|"
    r"arrest|protest|manifest|chest|nest|quest|crest|latest|east)[a-z]{2,}est)\b",
    "es": r"\b(?:el|la|los|las) (?:\w+ )?(?:más|mejor|peor|mayor|menor)\b|\w+ísim[oa]s?\b",
    "de": r"\b(?:am|der|die|das|dem|den|des) (?:\w+ )?"
    r"(?-i:(?!nächst|[mw][uü]ss|pass)(?:[a-zäöüß]{3,}s|größ|bes)te[nmrs]?)\b",
    "fr": r"\b(?:le|la|les) (?:\w+ )?(?:plus|moins|meilleure?s?|pires?)\b",
}
_NOT_NAMES: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        [
            *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ]
    ),
}
"""What has a capital and names nobody."""
_ALL_NOUNS_CAPITAL = frozenset({"de"})
"""Languages in which a capital tells no name from any other noun."""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a script, and what vouches for it."""

    stop: Stop
    say: Say
    carries: tuple[str, ...]
    """What in it asks for a source: ``a year``, ``a figure``, ``a superlative``, ``the name 'Ross'``."""
    excuse: str = ""
    """Why it needs none: as ``[unsourced]`` of tour.toml says, or because it is a claim that the program checks."""

    @property
    def bare(self) -> bool:
        """True when it asks for a source and has none, nor a reason to have none."""
        return bool(self.carries) and not self.say.cites and not self.excuse


def told(tour: Tour) -> tuple[Told, ...]:
    """Return every sentence that an author wrote, in the order in which they are heard.

    A name asks for a source where it is heard first; names of stops and of what is on the map ask for none.
    """
    heard = [(stop, say) for stop in _stops(tour) for say in _says(stop)]
    names = _Names(tour, [say for _, say in heard])
    return tuple(Told(stop, say, tuple(_carries(say, tour, names)), _excuse(tour, stop, say)) for stop, say in heard)


def faults(tour: Tour) -> list[Diagnostic]:
    """Return a warning for each sentence that asks for a source and has none, and each excuse that nothing needs."""
    sentences = told(tour)
    found = [_bare(one) for one in sentences if one.bare]
    for words, _ in tour.unsourced:
        if not any(one.carries and not one.say.cites and words in one.say.text for one in sentences):
            message = f"no sentence without a source needs the excuse {words!r}"
            found.append(Diagnostic(None, message, "remove it from [unsourced] in tour.toml", "warning", SOURCE))
    return found


def _bare(one: Told) -> Diagnostic:
    message = f"this has {' and '.join(one.carries)}, and no source"
    hint = "name one with [^KEY], or say in tour.toml, under [unsourced], why it needs none"
    return Diagnostic(one.say.span, message, hint, "warning", SOURCE)


def _stops(tour: Tour) -> tuple[Stop, ...]:
    return (tour.welcome, *tour.stops) if tour.welcome else tour.stops


def _says(stop: Stop) -> Iterator[Say]:
    """Yield the sentences of *stop* as they are heard: an ending comes before the way home."""
    for segments in (stop.look, stop.ending, stop.walk):
        yield from said_in(segments)


def _excuse(tour: Tour, stop: Stop, say: Say) -> str:
    if any(claim.say.casefold() in say.text.casefold() for claim in stop.claims):
        return "compared with the computed figure"
    return next((why for words, why in tour.unsourced if words in say.text), "")


def _carries(say: Say, tour: Tour, names: _Names) -> Iterator[str]:
    base = tour.language.partition("-")[0]
    text = say.text
    for feature in tour.map:  # "6th Street" is no figure
        text = text.replace(feature.name, "") if feature.name else text
    without_years = _YEAR.sub("", text)
    if without_years != text:
        yield "a year"
    if _FIGURE.search(without_years) or _found(_FIGURE_WORDS, base, without_years):
        yield "a figure"
    if _found(_SUPERLATIVES, base, say.text):
        yield "a superlative"
    for name in names.new_in(say):
        yield f"the name {name!r}"


def _found(patterns: Mapping[str, str], language: str, text: str) -> bool:
    pattern = patterns.get(language)
    return bool(pattern and re.search(pattern, text, re.IGNORECASE))


class _Names:
    """The names that were heard so far."""

    def __init__(self, tour: Tour, says: Sequence[Say]) -> None:
        titles = [tour.title, *(stop.title for stop in _stops(tour)), *(feature.name for feature in tour.map)]
        self._heard = {_bare_name(match) for title in titles for match in _NAME.finditer(title)}
        base = tour.language.partition("-")[0]
        self._heard |= _NOT_NAMES.get(base, frozenset())
        self._told = base not in _ALL_NOUNS_CAPITAL
        # A sentence begins with a capital anyhow; what also has one inside a sentence is a name.
        self._inside = {_bare_name(match) for say in says for match in _NAME.finditer(say.text) if match.start()}

    def new_in(self, say: Say) -> list[str]:
        """Return the names that are heard first in *say*, and count them as heard."""
        new: list[str] = []
        if not self._told:
            return new
        for match in _NAME.finditer(say.text):
            name = _bare_name(match)
            if name not in self._heard and (match.start() or name in self._inside):
                new.append(name)
                self._heard.add(name)
        return new


def _bare_name(match: re.Match[str]) -> str:
    return _POSSESSIVE.sub("", match[0])
