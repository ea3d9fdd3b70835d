"""Rules over a tour that was read: how it sounds, whether its figures hold, whether voice and card can take its letters."""

from __future__ import annotations

from dataclasses import replace

from tour.check import ear, facts, voice
from tour.diagnostics import Diagnostic, ordered
from tour.project import Read


def faults(read: Read) -> Read:
    """Return *read* with what every rule finds added to its faults."""
    if read.tour is None:
        return read
    found: list[Diagnostic] = [*read.faults]
    for rule in (ear.faults, facts.faults, voice.faults):
        found += rule(read.tour)
    return replace(read, faults=ordered(found))
