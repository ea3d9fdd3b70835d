"""Does a sentence send somebody into a road, or have somebody at the phone beside one?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tour.diagnostics import Diagnostic
from tour.digests import digest
from tour.model import Cross, Say, Tour, crossed_in, said_in
from tour.narration.orders import Plan
from tour.narration.walk_parts import Part
from tour.pack.remembered import Found, remembered
from tour.reading.roadways import WIDTHS
from tour.words.phrases import Phrases, careful, directing, names_in, phoning, quotes, sending, straight

KERB = "kerb"
"""The name of the rule."""


def faults(plan: Plan) -> Iterator[Diagnostic]:
    """Yield the sentences that could send somebody into a road."""
    language, streets = plan.tour.language, _Streets.of(plan.tour)
    for sheet in plan.sheets:
        crosses = crossed_in(sheet.stop.walk) if sheet.kind == "walk" else []
        for say in said_in(sheet.segments):
            into_road, across, across_street = _on_roads(language, say, streets)
            if into_road:
                hint = "say what to look for, and leave it to the walker when to go"
                yield _error(say, f"{into_road!r} could send somebody into a road", hint)
            elif found := across or _without_cross(across_street, language, streets, crosses):
                hint = "name the street as one that comes, and let the walker look; in a walk it has its [cross STREET]"
                yield _error(say, f"{found!r} tells somebody to cross, who would go at once", hint)


def at_the_phone(tour: Tour, parts: Sequence[Part]) -> Iterator[Diagnostic]:
    """Yield what could have somebody at the phone before a road, or asks for more than the law allows."""
    for part in parts:
        ahead = bool(part.stretch.kerbs)
        for say in said_in(part.segments):
            pausing, phoning = _on_the_phone(tour.language, say)
            if found := phoning if ahead else pausing:
                yield _phoned(say, found, "beside a road" if ahead else "once more than the law allows")


def on_the_way_home(plan: Plan) -> Iterator[Diagnostic]:
    """Yield what could have somebody at the phone on the way home, where nobody knows which roads are ahead."""
    for sheet in plan.sheets:
        if sheet.kind == "walk" and sheet.stop is plan.tour.stops[-1]:
            for say in said_in(sheet.segments):
                _, found = _on_the_phone(plan.tour.language, say)
                if found:
                    yield _phoned(say, found, "beside a road")


@dataclass(frozen=True, slots=True)
class _Streets:
    """The names of the streets that a tour knows."""

    names: tuple[str, ...]
    digest: str

    @classmethod
    def of(cls, tour: Tour) -> _Streets:
        drawn = {feature.name for feature in tour.map if feature.kind in WIDTHS}
        named = {cross.street for stop in tour.stops for cross in crossed_in(stop.walk)}
        names = tuple(sorted(drawn | named))
        return cls(names, digest(names))


def _on_roads(language: str, say: Say, streets: _Streets) -> Found:
    """Return where *say* sends into a road, tells to cross, and tells to cross a street; nothing where it does not."""

    def find() -> Found:
        into_road = _said(sending(language), say, streets.names)
        if careful(language).search(straight(say.text)):
            return [into_road, "", ""]
        return [into_road, *(_said(directing(language, named=named), say, streets.names) for named in (False, True))]

    return remembered("roads", "\n".join((language, streets.digest, say.text, say.spoken)), find)


def _on_the_phone(language: str, say: Say) -> Found:
    """Return where *say* asks for a pause, and where it has somebody at the phone at all."""

    def find() -> Found:
        return [_said(phoning(language, pausing=pausing), say) for pausing in (True, False)]

    return remembered("phone", "\n".join((language, say.text, say.spoken)), find)


def _said(phrases: Phrases, say: Say, streets: Sequence[str] = ()) -> str:
    """Return the first of *phrases* in *say*, as it is written, or as the voice says it where that differs."""
    found = phrases.find(say.text, streets)
    if found or quotes(say.text) or straight(say.spoken).casefold() == straight(say.text).casefold():
        return found
    return phrases.find(say.spoken, streets)


def _without_cross(found: str, language: str, streets: _Streets, crosses: Sequence[Cross]) -> str:
    """Return what was *found* to tell to cross a street, unless the walk has that one among its *crosses*."""
    named = names_in(found, language)
    if named:  # a map may have sixty thousand streets
        named &= _names_of(streets.names, language)
    known = any(not named or named & names_in(cross.street, language) for cross in crosses)
    return "" if known else found


@lru_cache(maxsize=1)
def _names_of(streets: tuple[str, ...], language: str) -> set[str]:
    return names_in(" ".join(streets), language)


def _phoned(say: Say, found: str, where: str) -> Diagnostic:
    return _error(say, f"{found!r} could have somebody at the phone {where}", "leave it out")


def _error(say: Say, message: str, hint: str) -> Diagnostic:
    return Diagnostic(say.span, message, hint, rule=KERB)
