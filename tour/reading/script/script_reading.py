"""One script while it is read: its lines, its voice, and the faults so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tour.diagnostics import MOST, Diagnostic, Severity, Span, TourError
from tour.model import Voice


@dataclass(slots=True)
class ScriptReading:
    """One reading of one script; faults are gathered."""

    path: str
    voice: Voice
    """The tour's, for its language and engine."""
    lines: list[str]
    replaced: Mapping[str, str]
    """What is said in place of what is written, in the whole tour."""
    faults: list[Diagnostic] = field(default_factory=list)
    lost: bool = False
    """Whether a heading is not known, so that a section which seems to be missing may stand below it."""

    def fault(self, span: Span, message: str, hint: str = "", severity: Severity = "error", rule: str = "") -> None:
        """Gather a fault. Raises TourError with all of them when there are more than anybody reads."""
        self.faults.append(Diagnostic(span, message, hint, severity, rule))
        if len(self.faults) > MOST:
            raise TourError(*self.faults)
