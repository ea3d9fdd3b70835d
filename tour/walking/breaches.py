"""Which lines of the law a leg breaks, for every walker that the law is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tour.model import Kerb
from tour.walking.law import LOST, PACES, WAITS, moved
from tour.walking.simulator import Crossing, Heard, Timeline, Walker, WalkerKind, walk

_LEAST = 0.05
"""Seconds below which an overlap is rounding."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One line of the law, broken."""

    walker: Walker
    seconds: float
    """Of speech in the road, or by which a Look begins too early."""
    crossing: int = -1
    """Index of the leg's kerb; -1 for a Look."""
    moved: int = 0
    """How many times the map's error the kerbs were moved along."""
    at: float = 0.0
    """When, in seconds from the first track's start."""


def breaches(
    metres: float,
    kerbs: Sequence[Kerb],
    tracks: Sequence[Heard],
    paces: Sequence[float] = PACES,
    waits: Sequence[float] = WAITS,
) -> tuple[Breach, ...]:
    """Return every breach on a leg, the worst first."""
    found: list[Breach] = []
    for pace in paces:
        for wait in waits:
            found += _walked(metres, kerbs, tracks, pace, wait)
    return tuple(sorted(found, key=lambda breach: -breach.seconds))


def _walked(
    metres: float, kerbs: Sequence[Kerb], tracks: Sequence[Heard], pace: float, wait: float
) -> Iterator[Breach]:
    for by in (-1, 0, 1):
        told = _timeline("told", metres, moved(kerbs, by), tracks, pace, wait)
        yield from _in_road(told, told.crossings, LOST if by else 0.0, by)
    hands_free = _timeline("hands-free", metres, kerbs, tracks, pace, wait)
    yield from _in_road(hands_free, hands_free.crossings[:1])
    late = _timeline("late", metres, kerbs, tracks, pace, wait)
    yield from _in_road(late, late.crossings[:1])
    for timeline in (told, hands_free, late):
        if timeline.look_early > _LEAST:
            yield Breach(timeline.walker, timeline.look_early, at=timeline.arrives)


def _timeline(
    kind: WalkerKind, metres: float, kerbs: Sequence[Kerb], tracks: Sequence[Heard], pace: float, wait: float
) -> Timeline:
    return walk(metres, kerbs, tracks, Walker(kind, pace, wait))


def _in_road(timeline: Timeline, crossings: Sequence[Crossing], allowed: float = 0.0, by: int = 0) -> Iterator[Breach]:
    for index, crossing in enumerate(crossings):
        if crossing.speech > allowed + _LEAST:
            yield Breach(timeline.walker, crossing.speech, index, by, crossing.steps)
