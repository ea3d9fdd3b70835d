"""Rules over a tour that was read: its sound, its figures, and whether voice and card can take its letters."""

from __future__ import annotations

from dataclasses import replace

from tour.check import ear, facts, glyphs, names, sources, street, voice
from tour.diagnostics import Diagnostic, ordered
from tour.reading.project import Read


def faults(read: Read, *, deep: bool = False, law: bool = True, sourced: bool = False) -> Read:
    """Return *read* with what every rule finds added to its faults; with *deep*, of rules that take a second too.

    Without *law*, what breaks the law of the street is not among them; with *sourced*, missing sources are.
    """
    if read.tour is None:
        return read
    found: list[Diagnostic] = [*read.faults]
    known = {fault.message for fault in found}
    whole = not any(fault.severity == "error" for fault in found)
    found += ear.faults(read.tour)
    found += [fault for fault in voice.faults(read.tour) if fault.message not in known]
    if whole:  # else a stop may be missing, and every sum be off
        found += facts.faults(read.tour)
        found += street.faults(read.tour) if law else []
    found += glyphs.faults(read)
    found += sources.faults(read.tour) if sourced else []
    if deep and whole:
        found += names.faults(read.tour)
    return replace(read, faults=ordered(found))
