"""Checks a tour that was read, before a word is spoken. Each module is one kind of rule, and warns or refuses."""

from __future__ import annotations

from dataclasses import replace

from tour.check import ear, facts, glyphs, names, voice
from tour.diagnostics import Diagnostic, ordered
from tour.reading.project import Read


def faults(read: Read, *, deep: bool = False) -> Read:
    """Return *read* with what every rule finds added to its faults; with *deep*, of rules that take a second too."""
    if read.tour is None:
        return read
    found: list[Diagnostic] = [*read.faults]
    known = {fault.message for fault in found}
    whole = not any(fault.severity == "error" for fault in found)
    found += ear.faults(read.tour)
    found += [fault for fault in voice.faults(read.tour) if fault.message not in known]
    if whole:  # else a stop may be missing, and every sum be off
        found += facts.faults(read.tour)
    found += glyphs.faults(read)
    if deep and whole:
        found += names.faults(read.tour)
    return replace(read, faults=ordered(found))
