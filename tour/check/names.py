"""Rule for names: a warning for every capitalised word whose sound the voice would have to guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tour import plugins
from tour.diagnostics import LONGEST, Diagnostic, Span
from tour.engines import Phonetic
from tour.model import Say
from tour.narration.lexicon import Names
from tour.narration.orders import Plan, names_of

RULE = "name"
FEW = 5
"""Names that are told one by one."""
_ROOM = LONGEST - 100
"""Characters for names in the message that tells of many."""
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’][^\W\d_]+)*")


def faults(plan: Plan, *, each: bool = False) -> list[Diagnostic]:
    """Return the names that neither the lexicon nor the voice's own dictionary has, where they first stand.

    More than `FEW` are one fault, as in a tour that was drafted from the map of a town: forty streets, each with a
    caret below it, would hide everything else. With *each*, every one is a fault of its own however many there are.
    """
    unknown = dict(_unknown(plan))
    if len(unknown) > FEW and not each:
        return [_all_told(unknown)]
    return [_told(name, span) for name, span in unknown.items()]


def _told(name: str, span: Span) -> Diagnostic:
    message = f"the voice does not know {name!r}, and will guess how it is said"
    hint = "add it to lexicon.toml; tourpack build --only proof lets you hear it"
    return Diagnostic(span, message, hint, "warning", RULE)


def _all_told(unknown: Mapping[str, Span]) -> Diagnostic:
    """Return one fault for all names, at the place of the first, with as many as a message may quote."""
    shown, room = [], _ROOM
    for name in unknown:
        room -= len(name) + len(", ")
        if room < 0:
            break
        shown.append(name)
    names = ", ".join(shown)
    if more := len(unknown) - len(shown):
        names += f" and {more} more"
    message = f"the voice does not know {len(unknown)} names, and will guess how they are said: {names}"
    hint = "add them to lexicon.toml; tourpack build --only proof lets you hear them, check --verbose shows where"
    return Diagnostic(next(iter(unknown.values())), message, hint, "warning", RULE)


def _unknown(plan: Plan) -> Iterator[tuple[str, Span]]:
    """Yield each unknown name once, and where it first stands."""
    tour = plan.tour
    seen: set[str] = set()
    known = Names(tour.lexicon)
    for say in plan.says():
        engine = plugins.engine((say.voice or tour.voice).engine)
        if not isinstance(engine, Phonetic):
            continue
        for match in _NAME.finditer(names_of(say, tour, known).without(say.spoken)):
            name = re.sub(r"['’]s$", "", match[0])
            if name in seen:
                continue
            seen.add(name)
            if not engine.knows(name):
                yield name, place(say, name)


def place(say: Say, name: str) -> Span:
    """Return where *name* stands in *say*, or all of it where it is written otherwise."""
    index = say.text.find(name)
    if 0 <= index < say.span.length:
        return Span(say.span.path, say.span.line, say.span.column + index, len(name))
    return say.span
