"""Track sheets as they are heard on each leg: measured where they are spoken, else estimated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from tour.model import Leg, Pause, Say, Stop, Tour
from tour.narration.plan import Sheet, leg_of
from tour.narration.quiet_at_kerbs import cuts
from tour.narration.walk_parts import known
from tour.sound.parts import LONGEST_ALONE
from tour.timing import WORDS_A_SECOND
from tour.walking.simulator import Heard, Sentence

SOUND_SECONDS = 1.5
"""About how long a sound of the program's own lasts."""
QUIET_BYTES = 1000
"""Bytes of a second of a silent track."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A track that is spoken already."""

    offsets: tuple[float, ...]
    """Where each segment starts, in seconds."""
    seconds: float
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class LegHeard:
    """One leg and what is heard on it."""

    number: int
    """From 1."""
    leg: Leg
    stop: Stop
    """Where it begins."""
    after: Stop
    sheets: tuple[Sheet, ...]
    tracks: tuple[Heard, ...]
    """Those of the walk, as many as *sheets*, and then the next Look."""


def legs_heard(
    tour: Tour, sheets: Sequence[Sheet], measured: Mapping[PurePosixPath, Measured] | None = None
) -> tuple[LegHeard, ...]:
    """Return what is heard on each leg of *tour*; *measured* has those of *sheets* that are spoken, by path."""
    spoken = measured or {}
    return tuple(_legs(tour, sheets, spoken))


def _legs(tour: Tour, sheets: Sequence[Sheet], spoken: Mapping[PurePosixPath, Measured]) -> Iterator[LegHeard]:
    for index, (stop, after) in enumerate(pairwise(tour.stops)):
        walk = tuple(sheet for sheet in sheets if sheet.way and sheet.way.leg == index + 1)
        look = next(sheet for sheet in sheets if sheet.stop.slug == after.slug and sheet.kind == "look")
        tracks = tuple(
            heard(sheet, tour, spoken.get(sheet.path), kerb)
            for sheet, kerb in zip((*walk, look), (*_started(stop, walk), -1), strict=True)
        )
        yield LegHeard(index + 1, known(leg_of(tour, index), stop), stop, after, walk, tracks)


def _started(stop: Stop, walk: Sequence[Sheet]) -> Iterator[int]:
    """Yield for each sheet the index of the crossing beyond which it is to be started; -1 where it follows."""
    begun = cuts(stop.walk)
    for sheet in walk:
        later = sheet.way is not None and sheet.way.part > 1
        yield begun[sheet.way.part - 2] if later and sheet.way else -1


def heard(sheet: Sheet, tour: Tour, measured: Measured | None, after: int = -1) -> Heard:
    """Return *sheet* as it is heard; *after* is the crossing beyond which it is to be started."""
    starts = (*measured.offsets, measured.seconds) if measured else tuple(_starts(sheet, tour))
    sentences = tuple(
        Sentence(start, end, segment.text, segment.words)
        for segment, (start, end) in zip(sheet.segments, pairwise(starts), strict=True)
        if isinstance(segment, Say)
    )
    size = round(starts[-1] * QUIET_BYTES) if sheet.kind == "quiet" else 0
    stands = starts[sheet.standing] if sheet.standing else 0.0
    return Heard(sheet.kind, sheet.title, starts[-1], sentences, stands, after, measured.size if measured else size)


def _starts(sheet: Sheet, tour: Tour) -> Iterator[float]:
    """Yield about where each segment starts, and where the last ends."""
    at = 0.0
    yield at
    for segment in sheet.segments:
        match segment:
            case Say():
                at += segment.words / WORDS_A_SECOND / (segment.voice or tour.voice).speed
            case Pause():
                at += segment.seconds
            case _:
                at += LONGEST_ALONE if segment.path else SOUND_SECONDS
        yield at
