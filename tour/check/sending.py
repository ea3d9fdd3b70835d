"""Does a sentence send somebody into a road, or have somebody at the phone beside one?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tour.diagnostics import Diagnostic
from tour.model import Cross, Say, Tour, crossed_in, said_in
from tour.narration.orders import Plan
from tour.narration.walk_parts import Part
from tour.reading.roadways import WIDTHS
from tour.words.phrases import Phrases, careful, directing, names_in, phoning, quotes, sending, straight

KERB = "kerb"
"""The name of the rule."""


def faults(plan: Plan) -> Iterator[Diagnostic]:
    """Yield the sentences that could send somebody into a road."""
    tour = plan.tour
    language, streets = tour.language, _streets(tour)
    for sheet in plan.sheets:
        crosses = crossed_in(sheet.stop.walk) if sheet.kind == "walk" else []
        for say in said_in(sheet.segments):
            if found := _said(sending(language), say, streets):
                hint = "say what to look for, and leave it to the walker when to go"
                yield _error(say, f"{found!r} could send somebody into a road", hint)
            elif found := _directed(language, say, streets, crosses):
                hint = "name the street as one that comes, and let the walker look; in a walk it has its [cross STREET]"
                yield _error(say, f"{found!r} tells somebody to cross, who would go at once", hint)


def at_the_phone(tour: Tour, parts: Sequence[Part]) -> Iterator[Diagnostic]:
    """Yield what could have somebody at the phone before a road, or asks for more than the law allows."""
    language = tour.language
    for part in parts:
        ahead = bool(part.stretch.kerbs)
        phrases = phoning(language, pausing=not ahead)
        for say in said_in(part.segments):
            if found := _said(phrases, say):
                where = "beside a road" if ahead else "once more than the law allows"
                yield _error(say, f"{found!r} could have somebody at the phone {where}", "leave it out")


def on_the_way_home(plan: Plan) -> Iterator[Diagnostic]:
    """Yield what could have somebody at the phone on the way home, where nobody knows which roads are ahead."""
    for sheet in plan.sheets:
        if sheet.kind == "walk" and sheet.stop is plan.tour.stops[-1]:
            for say in said_in(sheet.segments):
                if found := _said(phoning(plan.tour.language), say):
                    yield _error(say, f"{found!r} could have somebody at the phone beside a road", "leave it out")


def _streets(tour: Tour) -> tuple[str, ...]:
    """Return the names of the streets that *tour* knows."""
    drawn = {feature.name for feature in tour.map if feature.kind in WIDTHS}
    named = {cross.street for stop in tour.stops for cross in crossed_in(stop.walk)}
    return tuple(sorted(drawn | named))


def _said(phrases: Phrases, say: Say, streets: Sequence[str] = ()) -> str:
    """Return the first of *phrases* in *say*, as it is written, or as the voice says it where that differs."""
    found = phrases.find(say.text, streets)
    if found or quotes(say.text) or straight(say.spoken).casefold() == straight(say.text).casefold():
        return found
    return phrases.find(say.spoken, streets)


def _directed(language: str, say: Say, streets: Sequence[str], crosses: Sequence[Cross]) -> str:
    """Return where *say* tells to cross, unless with care, or a street that its walk has among its *crosses*."""
    if careful(language).search(straight(say.text)):
        return ""
    if found := _said(directing(language, named=False), say, streets):
        return found
    found = _said(directing(language, named=True), say, streets)
    named = names_in(found, language) & names_in(" ".join(streets), language)
    known = any(not named or named & names_in(cross.street, language) for cross in crosses)
    return "" if known else found


def _error(say: Say, message: str, hint: str) -> Diagnostic:
    return Diagnostic(say.span, message, hint, rule=KERB)
