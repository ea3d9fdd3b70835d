"""What was found when a pack was measured again: a verdict on each track, and every fault."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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
