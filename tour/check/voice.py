"""Rules for the voice: it can say every sentence, and every entry of the lexicon is well formed and used."""

from __future__ import annotations

from tour.diagnostics import Diagnostic
from tour.model import Say, Tour
from tour.narration.lexicon import Names
from tour.narration.orders import Plan
from tour.normalize.told import used as used_words


def faults(plan: Plan) -> list[Diagnostic]:
    """Return what the tour's voices cannot say, and lexicon entries that no text uses."""
    found = list(plan.faults)
    lexicon = plan.tour.lexicon
    names = Names(lexicon)
    met: set[str] = set()
    for spoken in {say.spoken for say in plan.says()}:
        met.update(names.used(spoken))
    for lexeme in lexicon:
        if lexeme.phoneme and "ˈ" not in lexeme.phoneme:
            message = f"{lexeme.phoneme!r} has no stress mark, and is said under its breath"
            found.append(Diagnostic(lexeme.span, message, "put ˈ before the stressed syllable", "warning", "stress"))
        if not met & set(lexeme.graphemes):
            message = f"the name {lexeme.graphemes[0]!r} is in no text"
            found.append(Diagnostic(lexeme.span, message, "remove it from the lexicon", "warning", "unused"))
    return found + _unused(plan.tour)


def _unused(tour: Tour) -> list[Diagnostic]:
    """Return a warning for each rule of the lexicon whose words no text has."""
    if not tour.replacements:
        return []
    written: set[str] = set()
    for stop in tour.scripts:
        segments = (*stop.look, *stop.walk, *stop.ending)
        said = [segment.text for segment in segments if isinstance(segment, Say)]
        for text in (*said, stop.title, stop.stand):
            written |= used_words(text, tour.replaced)
    return [
        Diagnostic(
            rule.span, f"the words {rule.written!r} are in no text", "remove them from the lexicon", "warning", "unused"
        )
        for rule in tour.replacements
        if rule.written not in written
    ]
