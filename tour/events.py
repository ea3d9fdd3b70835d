"""What happens during a build, told to whoever listens. Events are always sent in the caller's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planned:
    """The work is known."""

    clips: int
    """Sentences to speak; the rest are in the cache."""
    cached: int
    tracks: int
    """Tracks to mix and encode; the rest are in the cache."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence has been spoken."""

    text: str
    seconds: float
    """Of sound."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """One track has been mixed, mastered and encoded."""

    title: str
    seconds: float
    """Of sound."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One finished track has been encoded once more, for the whole tour in one file."""

    title: str
    seconds: float
    """Of sound."""
    tracks: int
    """How many are encoded in this build; the rest are in the cache."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """One file of the pack is new or has changed."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Noted:
    """Something worth a line on the screen."""

    message: str


Event = Planned | Spoken | Mixed | Encoded | Wrote | Noted
Report = Callable[[Event], None]


def silent(_event: Event) -> None:
    """Listen to nothing."""
