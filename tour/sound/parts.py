"""What a track is mixed from, and what comes out. Apart from `mix`, so that a plan needs no numpy."""

from __future__ import annotations

from dataclasses import dataclass

from tour.model import Clip

RECIPE = 2
"""Raised when the same parts come to sound different."""

ALONE = 1.5
"""Seconds after which the part that follows a bed begins."""

LONGEST_ALONE = 2.5
"""Seconds. A longer sound of the author's goes on under the words that follow."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence. Silence before and after its words is cut off."""

    clip: Clip


@dataclass(frozen=True, slots=True)
class Effect:
    """A sound that is heard alone, kept whole; its level is set by that of the speech."""

    clip: Clip


@dataclass(frozen=True, slots=True)
class Bed:
    """A sound that begins alone, as loud as an effect, and goes on under speech; see `ducking`."""

    clip: Clip
    under: int
    """How many of the parts that follow it goes on beneath, from 1; it is gone when the last of them ends."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A pause."""

    seconds: float


Part = Speech | Effect | Bed | Silence


@dataclass(frozen=True, slots=True)
class Master:
    """A finished track."""

    mp3: bytes
    """44.1 kHz mono, 96 kbit/s constant, with a LAME header and no tag."""
    seconds: float
    lufs: float
    """Integrated, dual mono, of the decoded MP3; −70 where it is too short or too quiet to measure."""
    dbtp: float
    """True peak of the decoded MP3."""
    offsets: tuple[float, ...]
    """Where each part starts, in seconds of the decoded MP3."""
