"""Rule for names: a warning for every capitalised word whose sound the voice would have to guess."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tour import plugins
from tour.diagnostics import Diagnostic, Span
from tour.engines import Phonetic
from tour.model import Say, Tour
from tour.narration.lexicon import without
from tour.narration.plan import sheets

_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’][^\W\d_]+)*")


def faults(tour: Tour) -> list[Diagnostic]:
    """Return the names that neither the lexicon nor the voice's own dictionary has, each where it first stands."""
    return [*_faults(tour)]


def _faults(tour: Tour) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for say in (segment for sheet in sheets(tour) for segment in sheet.segments if isinstance(segment, Say)):
        engine = plugins.engine((say.voice or tour.voice).engine)
        if not isinstance(engine, Phonetic):
            continue
        for match in _NAME.finditer(without(say.spoken, tour.lexicon)):
            name = re.sub(r"['’]s$", "", match[0])
            if name in seen:
                continue
            seen.add(name)
            if not engine.knows(name):
                message = f"the voice does not know {name!r}, and will guess how it is said"
                hint = "add it to lexicon.toml; tourpack build --only proof lets you hear it"
                yield Diagnostic(_place(say, name), message, hint, "warning")


def _place(say: Say, name: str) -> Span:
    index = say.text.find(name)
    if 0 <= index < say.span.length:
        return Span(say.span.path, say.span.line, say.span.column + index, len(name))
    return say.span
