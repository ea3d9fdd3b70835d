"""What was found when a pack was measured again: a verdict on each track, and every fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tour.diagnostics import LONGEST, few

_MOST = 1000
"""Faults of a pack that are told, of all its files together."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it must be."""

    path: str
    """Of the file inside the pack; empty for the pack as a whole."""
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One track, as measured. What could not be measured is None."""

    number: int
    """From 1, in the alphabetical order of the files' names."""
    path: str
    title: str
    """As the file's own tag says; as the manifest says where there is no tag."""
    seconds: float | None
    lufs: float | None
    """Integrated loudness."""
    dbtp: float | None
    """True peak."""
    silence: float | None
    """Seconds of the longest silence inside that nobody asked for."""
    wpm: float | None
    """Printed words per minute of the time that is not silent; None in a script that puts no space between words."""
    faults: int
    """How many of the pack's faults are this file's."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one pack."""

    pack: Path
    title: str
    tracks: tuple[Verdict, ...]
    faults: tuple[Fault, ...]

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def to_tell(faults: Iterable[Fault]) -> tuple[tuple[Fault, ...], Counter[str]]:
    """Return *faults* without repeats, no more than anybody reads, and how many there are of each file."""
    unique = dict.fromkeys(Fault(fault.path, _short(fault.message)) for fault in faults)
    told = list(few(unique, _file, _and_more))
    if len(told) > _MOST:
        told[_MOST - 1 :] = [Fault("", f"there are {len(told) - _MOST + 1} more faults, of other files")]
    return tuple(told), Counter(map(_file, unique))


def _file(fault: Fault) -> str:
    return fault.path


def _and_more(fault: Fault, count: int) -> Fault:
    return Fault(fault.path, f"has {count} more faults")


def _short(message: str) -> str:
    """Return *message* without the middle of what it quotes, if that is long: what is wrong with it stands behind."""
    half = LONGEST // 2
    return message if len(message) <= LONGEST else f"{message[:half]}…{message[-half:]}"
