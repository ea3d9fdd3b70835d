"""Checks a tour that was read, before a word is spoken. Each module is one kind of rule, and warns or refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from tour.check import ear, facts, glyphs, names, sources, speech, street, voice
from tour.diagnostics import LAW, Diagnostic, TourError, ordered
from tour.model import Tour
from tour.narration.orders import Plan, make_plan
from tour.narration.plan import sheets
from tour.reading.crossings import CROSS
from tour.reading.project import Read

Law = Literal["kept", "told", "apart"]
"""What becomes of faults in the law of the street; see `check`."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A tour, and all that is wrong with it."""

    tour: Tour
    root: Path
    faults: tuple[Diagnostic, ...]
    stilled: int
    """Warnings that tour.toml does not want to hear."""
    plan: Plan
    """Made to see what the voices cannot say; a build works by it."""

    @property
    def good(self) -> bool:
        """True when there are warnings at most."""
        return all(fault.severity == "warning" for fault in self.faults)


def check(read: Read, *, deep: bool = False, each: bool = False, sourced: bool = False, law: Law = "kept") -> Checked:
    """Return the tour of *read* with what every rule finds; with *deep*, also those that take a second.

    With *each*, what is told in one line where there is much of it is told place by place; with *sourced*, missing
    sources are told. What breaks the *law* of the street stops whoever would make sound ("kept"), is a warning to
    whoever makes none ("told"), or is left to the caller as far as sound is measured ("apart"). Raises TourError when
    what was read is no tour.
    """
    tour = read.tour
    if tour is None:
        raise TourError(*read.faults)
    plan = make_plan(tour, sheets(tour))
    found: list[Diagnostic] = [*read.faults]
    known = {fault.message for fault in found}
    whole = not any(fault.severity == "error" for fault in found)
    found += ear.faults(tour)
    found += [fault for fault in voice.faults(plan) if fault.message not in known]
    found += speech.faults(plan)
    if whole:  # else a stop may be missing, and every sum be off
        found += facts.faults(plan)
    if law != "apart":
        found += street.faults(plan, whole or _only_crossings(read.faults))
    found += glyphs.faults(read, tour)
    found += sources.faults(tour) if sourced else []
    if deep and whole:
        found += names.faults(plan, each=each)
    if law == "told":
        found = list(_told(found))
    loud = [fault for fault in found if fault.severity == "error" or fault.rule not in read.stilled]
    return Checked(tour, read.root, ordered(loud), len(found) - len(loud), plan)


def _only_crossings(faults: Iterable[Diagnostic]) -> bool:
    """Say whether the errors among *faults* are all of crossings: then each other leg is what it will be."""
    return all(fault.rule == CROSS for fault in faults if fault.severity == "error")


def _told(faults: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield *faults*, those of the law as warnings: of what makes no sound, nobody hears a word in a roadway."""
    for fault in faults:
        if fault.severity == "error" and fault.rule in LAW:
            yield replace(fault, severity="warning", message=f"{fault.message}: the sound would not be built")
        else:
            yield fault
