"""Can the voice say it, and is the lexicon of use?"""

from __future__ import annotations

from tour.diagnostics import Diagnostic
from tour.narration.lexicon import used
from tour.narration.orders import Plan


def faults(plan: Plan) -> list[Diagnostic]:
    """Return what the tour's voices cannot say, and lexicon entries that no text uses."""
    found = list(plan.faults)
    lexicon = plan.tour.lexicon
    met: set[str] = set()
    for spoken in {say.spoken for say in plan.says()}:
        met.update(used(spoken, lexicon))
    for lexeme in lexicon:
        if lexeme.phoneme and "ˈ" not in lexeme.phoneme:
            message = f"{lexeme.phoneme!r} has no stress mark, and is said under its breath"
            found.append(Diagnostic(lexeme.span, message, "put ˈ before the stressed syllable", "warning"))
        if not met & set(lexeme.graphemes):
            message = f"the name {lexeme.graphemes[0]!r} is in no text"
            found.append(Diagnostic(lexeme.span, message, "remove it from the lexicon", "warning"))
    return found
