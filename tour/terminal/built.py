"""What to say at the end of a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tour.build import Built
from tour.timing import listening_seconds


@dataclass(slots=True)
class Counts:
    """What was done, counted while it was done."""

    spoken: int = 0
    mixed: int = 0
    encoded: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    path: Path
    tracks: int
    minutes: float
    """Of sound."""
    kilometres: float
    megabytes: float
    """Of the whole pack, the zip apart, in units of 10^6 bytes."""
    seconds: float
    """That the build took."""
    spoken: int
    """Sentences spoken anew."""
    mixed: int
    """Tracks mixed anew."""
    encoded: int
    """Tracks encoded anew for the M4B."""
    written: tuple[str, ...]
    removed: tuple[str, ...]


def summary(built: Built, counts: Counts, seconds: float) -> Summary:
    pack = built.pack
    return Summary(
        built.saved.path,
        len(pack.tracks),
        listening_seconds(pack) / 60,
        pack.tour.metres / 1000,
        sum(row.size for row in built.saved.rows) / 1e6,
        seconds,
        counts.spoken,
        counts.mixed,
        counts.encoded,
        built.saved.written,
        built.saved.removed,
    )
