"""The law of the street: what no walker hears while crossing a road, and how much may be said between two of them.

Walkers of 0.9 to 1.3 m/s, who wait up to a minute at each kerb. Pure functions over a leg's kerbs; metres and seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from tour.model import Kerb, Leg

SLOWEST, FASTEST = 0.9, 1.3
"""Metres a second."""
PACES = (0.9, 1.0, 1.1, 1.2, 1.3)
WAITS = (0.0, 20.0, 60.0)
"""Seconds at each kerb."""
LONGEST_WAIT = 60.0
PRESS = 4.0
"""Seconds beyond a far kerb at which whoever is told to press next has done so."""
LATE = 30.0
"""Seconds by which a late walker does everything later."""
SPARE = 30.0
"""Seconds that a silence lasts longer than the slowest walker needs."""
STOP_ERROR = 10.0
"""Metres by which a stop may lie elsewhere than its place says."""
LOST = 1.0
"""Seconds of speech in the road that the map's error may cost who does as told."""

MISSED = 2.0
"""Times as long as usual that a ride takes whoever has just missed one."""

SHORT_LEG = 150.0
"""Seconds: on a leg of at most so many, all is heard standing, in `SHORT_WORDS`, and then it is quiet."""
SHORT_WORDS = 60
LONG_SILENCE = 240.0
"""Seconds after which a silent guide feels like a lost one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The piece of a leg that one part of its walk is for: from where it is started to where the next one is."""

    starts: float
    """Metres along the leg: 0, or the far kerb of a cut."""
    ends: float
    """Metres along the leg: the far kerb of the next cut, or the next stop."""
    kerbs: tuple[Kerb, ...]
    """The roadways crossed on it, in order."""
    started: Kerb | None = None
    """The crossing that it begins beyond; None at the stop."""
    cut: Kerb | None = None
    """The crossing that it ends beyond; None at the next stop."""
    ride_seconds: float = 0.0
    """How long it takes where it is ridden, with the usual wait; 0 where it is walked."""

    @property
    def both_arms(self) -> bool:
        """Whether it ends beyond two arms of one street, crossed one after the other."""
        return self.cut is not None and [kerb.street for kerb in self.kerbs[-2:]] == [self.cut.street] * 2


def stretches(leg: Leg, cuts: Iterable[int]) -> tuple[Stretch, ...]:
    """Return the stretches of *leg*; *cuts* are the indexes of its kerbs behind which a new track goes on."""
    ends = [-1, *sorted(cuts), len(leg.kerbs)]
    out = []
    for before, after in pairwise(ends):
        started = leg.kerbs[before] if before >= 0 else None
        cut = leg.kerbs[after] if after < len(leg.kerbs) else None
        out.append(
            Stretch(
                starts=started.far_metres if started else 0.0,
                ends=cut.far_metres if cut else leg.metres,
                kerbs=leg.kerbs[before + 1 : after + 1],
                started=started,
                cut=cut,
                ride_seconds=leg.seconds if leg.ridden else 0.0,
            )
        )
    return tuple(out)


def speaking_seconds(stretch: Stretch) -> float:
    """Return for how long there may be speech from the start of *stretch*, or from setting off, to its first kerb.

    At the fastest pace, without a wait, and with the map's error at either end taken off; never below 0. Without a kerb
    ahead there is no end to it.
    """
    if not stretch.kerbs:
        return inf
    first = stretch.kerbs[0]
    metres = first.near_metres - first.error_metres - stretch.starts
    if stretch.started is None:
        return max(metres / FASTEST, 0.0)
    return max((metres - stretch.started.error_metres) / FASTEST - PRESS, 0.0)


def walking_seconds(stretch: Stretch) -> float:
    """Return how long the sound must keep to *stretch*: as the slowest walker with the longest lights, and `SPARE`.

    On a ride, as whoever has missed one.
    """
    if stretch.ride_seconds:
        return MISSED * stretch.ride_seconds + SPARE
    error = stretch.started.error_metres if stretch.started else 0.0
    error += stretch.cut.error_metres if stretch.cut else STOP_ERROR
    return (stretch.ends - stretch.starts + error) / SLOWEST + LONGEST_WAIT * len(stretch.kerbs) + SPARE


def short(leg: Leg) -> bool:
    """Say whether *leg* is so short that everything is heard before it begins; never so on board."""
    return not leg.ridden and round(leg.seconds) <= SHORT_LEG


def moved(kerbs: Sequence[Kerb], by: int) -> tuple[Kerb, ...]:
    """Return *kerbs* where they are if the map is off by its error, *by* times: 1 farther along, -1 nearer."""
    return tuple(
        Kerb(
            kerb.street,
            kerb.near_metres + by * kerb.error_metres,
            kerb.far_metres + by * kerb.error_metres,
            kerb.error_metres,
        )
        for kerb in kerbs
    )
