"""What every command prints with: lines, notes, faults, JSON. `print` stands in this module alone.

In `tour/terminal` tables and bars are printed by rich; nothing outside of that folder prints at all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from tour.diagnostics import Diagnostic, Severity, lines_of, ordered, render

_COLOURS: dict[Severity, str] = {"error": "31", "warning": "33"}
"""Red and yellow, as parameters of SGR (ECMA-48, 8.3.117)."""


def say(text: str = "") -> None:
    """Print what a command was asked for, to stdout."""
    print(text)


def note(text: str) -> None:
    """Print what goes beside it, to stderr and at once: progress, faults."""
    print(text, file=sys.stderr, flush=True)


def emit(event: str, **values: Any) -> None:  # JSON
    """Print one JSON line to stdout, at once."""
    print(json.dumps({"event": event, **values}, ensure_ascii=False), flush=True)


def complain(diagnostics: Iterable[Diagnostic], as_json: bool = False) -> None:
    """Print faults, each with its line and a caret, to stderr; as JSON lines to stdout where *as_json*."""
    faults = ordered(diagnostics)
    if as_json:
        for fault in faults:
            emit("diagnostic", **asdict(fault))
        return
    lines = lines_of(faults)
    for fault in faults:
        text = render(fault, lines)
        note(_coloured(text, fault) if sys.stderr.isatty() else text)
    if len(faults) > 1:
        note(f"{_tally(faults)}.")


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return ``1 track``, ``2 tracks``; *plural* is that of a noun which does not just take an s."""
    if number == 1:
        return f"{number} {noun}"
    return f"{number} {plural or noun + 's'}"


def _coloured(text: str, fault: Diagnostic) -> str:
    heading = f"{fault.heading}:"
    return text.replace(heading, f"\033[1;{_COLOURS[fault.severity]}m{heading}\033[0m", 1)


def _tally(faults: Iterable[Diagnostic]) -> str:
    severities = [fault.severity for fault in faults]
    kinds: tuple[Severity, ...] = ("error", "warning")
    counts = [(severities.count(kind), kind) for kind in kinds]
    return " and ".join(counted(count, kind) for count, kind in counts if count)
