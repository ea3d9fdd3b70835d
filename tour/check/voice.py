"""Rules for the voice: it can say every sentence, and every entry of the lexicon is well formed and used."""

from __future__ import annotations

from tour.diagnostics import Diagnostic
from tour.model import Say, Tour
from tour.narration.lexicon import used
from tour.narration.orders import speech_faults
from tour.narration.plan import sheets


def faults(tour: Tour) -> list[Diagnostic]:
    """Return what the tour's voices cannot say, and lexicon entries that no text uses."""
    found = speech_faults(tour)
    says = {segment.spoken for sheet in sheets(tour) for segment in sheet.segments if isinstance(segment, Say)}
    met = {grapheme for spoken in says for grapheme in used(spoken, tour.lexicon)}
    for lexeme in tour.lexicon:
        if lexeme.phoneme and "ˈ" not in lexeme.phoneme:
            message = f"{lexeme.phoneme!r} has no stress mark, and is said under its breath"
            found.append(Diagnostic(lexeme.span, message, "put ˈ before the stressed syllable", "warning"))
        if not met & set(lexeme.graphemes):
            message = f"the name {lexeme.graphemes[0]!r} is in no text"
            found.append(Diagnostic(lexeme.span, message, "remove it from the lexicon", "warning"))
    return found
