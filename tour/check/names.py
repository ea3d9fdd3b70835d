"""Rule for names: a warning for every capitalised word whose sound the voice would have to guess."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tour import plugins
from tour.diagnostics import Diagnostic, Span
from tour.engines import Phonetic
from tour.model import Say
from tour.narration.lexicon import Names
from tour.narration.orders import Plan

_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’][^\W\d_]+)*")


def faults(plan: Plan) -> list[Diagnostic]:
    """Return the names that neither the lexicon nor the voice's own dictionary has, each where it first stands."""
    return [*_faults(plan)]


def _faults(plan: Plan) -> Iterator[Diagnostic]:
    tour = plan.tour
    seen: set[str] = set()
    known = Names(tour.lexicon)
    for say in plan.says():
        engine = plugins.engine((say.voice or tour.voice).engine)
        if not isinstance(engine, Phonetic):
            continue
        for match in _NAME.finditer(known.without(say.spoken)):
            name = re.sub(r"['’]s$", "", match[0])
            if name in seen:
                continue
            seen.add(name)
            if not engine.knows(name):
                message = f"the voice does not know {name!r}, and will guess how it is said"
                hint = "add it to lexicon.toml; tourpack build --only proof lets you hear it"
                yield Diagnostic(place(say, name), message, hint, "warning", "name")


def place(say: Say, name: str) -> Span:
    """Return where *name* stands in *say*, or all of it where it is written otherwise."""
    index = say.text.find(name)
    if 0 <= index < say.span.length:
        return Span(say.span.path, say.span.line, say.span.column + index, len(name))
    return say.span
