"""A walk, second by second: the tracks of one leg laid against somebody who walks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tour.model import Kerb, TrackKind
from tour.walking.law import LATE, PRESS

WalkerKind = Literal["told", "hands-free", "late", "eager"]
WALKERS: tuple[WalkerKind, ...] = ("told", "hands-free", "late", "eager")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where one sentence is heard in its track, in seconds from the track's start."""

    start: float
    end: float
    text: str = ""
    words: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """One track as it is heard."""

    kind: TrackKind
    title: str
    seconds: float
    sentences: tuple[Sentence, ...] = ()
    stand_seconds: float = 0.0
    """How long its words keep the walker standing."""
    after: int = -1
    """Index of the kerb beyond which it is meant to be started; -1 where it follows by itself, or at a stop."""
    size: int = 0
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Walker:
    """Who walks. *Told* does as told; *hands-free* never touches the phone; *late* does all 30 s later; *eager* sets
    off at once."""

    kind: WalkerKind = "told"
    pace: float = 1.1
    """Metres a second."""
    wait: float = 20.0
    """Seconds at each kerb."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """One roadway as the walker meets it; times in seconds from the start of the leg's first track."""

    kerb: Kerb
    arrives: float
    steps: float
    """When the walker leaves the near kerb, after the wait."""
    across: float
    speech: float = 0.0
    """Seconds of it in which somebody speaks."""


@dataclass(frozen=True, slots=True)
class Playing:
    """A track and when it is heard."""

    heard: Heard
    starts: float
    ends: float
    """Or is left for the next."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened on one leg."""

    walker: Walker
    metres: float
    leaves: float
    """When the walker sets off."""
    arrives: float
    crossings: tuple[Crossing, ...]
    playing: tuple[Playing, ...]
    presses: tuple[float, ...]
    """When *next* was pressed."""
    rides: bool = False
    """Whether the walker rides."""

    @property
    def speech_in_road(self) -> float:
        """Return the seconds of speech between kerbs."""
        return sum(crossing.speech for crossing in self.crossings)

    @property
    def look_early(self) -> float:
        """Return by how many seconds the next Look begins before the walker is there."""
        looks = [played.starts for played in self.playing if played.heard.kind == "look"]
        return max(self.arrives - looks[0], 0.0) if looks else 0.0

    @property
    def speech(self) -> tuple[tuple[float, float], ...]:
        """Return (start, end) of each sentence that was heard, whole or in part."""
        return tuple(_speech(self.playing))

    @property
    def silence(self) -> tuple[float, float]:
        """Return (start, seconds) of the longest silence between setting off and arriving."""
        ends, best = self.leaves, (self.leaves, 0.0)
        for start, end in (*self.speech, (self.arrives, self.arrives)):
            start = min(start, self.arrives)
            if start - ends > best[1]:
                best = (ends, start - ends)
            ends = max(ends, end)
        return best


@dataclass(slots=True)
class _Player:
    """A phone that plays the tracks one after another."""

    tracks: Sequence[Heard]
    index: int = 0
    started: float = 0.0
    playing: list[Playing] = field(default_factory=list)
    presses: list[float] = field(default_factory=list)

    def play_to(self, time: float) -> None:
        """Let it run until *time*."""
        while self.index < len(self.tracks) and self.started + self.tracks[self.index].seconds <= time:
            self._leave(self.started + self.tracks[self.index].seconds)

    def press_to(self, index: int, time: float) -> None:
        """Press next until the track *index* plays; nothing when it plays already, or did."""
        self.play_to(time)
        while self.index < index:
            self.presses.append(time)
            self._leave(time)

    def _leave(self, time: float) -> None:
        self.playing.append(Playing(self.tracks[self.index], self.started, time))
        self.index, self.started = self.index + 1, time


def walk(
    metres: float, kerbs: Sequence[Kerb], tracks: Sequence[Heard], walker: Walker, ride_seconds: float = 0.0
) -> Timeline:
    """Return what happens when *walker* walks a leg of *metres* across *kerbs*, with *tracks* on the phone.

    *tracks* are those of the walk, and at their end the next Look, if there is one. With *ride_seconds* it is ridden in
    so many, whatever the walker's pace.
    """
    delay = LATE if walker.kind == "late" else 0.0
    stands = tracks[0].stand_seconds if tracks else 0.0
    leaves = 0.0 if walker.kind == "eager" else stands + delay
    crossings, arrives = _crossings(metres, kerbs, walker, leaves)
    if ride_seconds:
        arrives = leaves + ride_seconds
    player = _Player(tracks)
    if walker.kind != "hands-free":
        for index, track in enumerate(tracks):
            if 0 <= track.after < len(crossings):
                player.press_to(index, crossings[track.after].across + PRESS + delay)
        looks = [index for index, track in enumerate(tracks) if track.kind == "look"]
        if looks:
            player.press_to(looks[0], _heard_out(player, arrives) + delay)
    player.play_to(arrives + sum(track.seconds for track in tracks))
    speech = list(_speech(player.playing))
    known = tuple(
        Crossing(one.kerb, one.arrives, one.steps, one.across, _overlap(speech, one.steps, one.across))
        for one in crossings
    )
    heard, presses = tuple(player.playing), tuple(player.presses)
    return Timeline(walker, metres, leaves, arrives, known, heard, presses, ride_seconds > 0)


def _crossings(
    metres: float, kerbs: Sequence[Kerb], walker: Walker, leaves: float
) -> tuple[tuple[Crossing, ...], float]:
    """Return when each roadway is met, and when the walker is there."""
    out = []
    time, at = leaves, 0.0
    for kerb in kerbs:
        # A stop may lie between kerbs when the map is off: who stands in the road leaves it first.
        near, far = max(kerb.near_metres, at), max(kerb.far_metres, at)
        arrives = time + (near - at) / walker.pace
        steps = arrives + walker.wait
        time, at = steps + (far - near) / walker.pace, far
        out.append(Crossing(kerb, arrives, steps, time))
    return tuple(out), time + max(metres - at, 0.0) / walker.pace


def _heard_out(player: _Player, time: float) -> float:
    """Return when a walker who is there at *time* has heard the sentences that were still to come in that track."""
    player.play_to(time)
    if player.index == len(player.tracks):
        return time
    ends = [sentence.end for sentence in player.tracks[player.index].sentences]
    return max([time, *(player.started + end for end in ends)])


def _speech(playing: Sequence[Playing]) -> list[tuple[float, float]]:
    out = []
    for played in playing:
        for sentence in played.heard.sentences:
            start, end = played.starts + sentence.start, min(played.starts + sentence.end, played.ends)
            if start < end:
                out.append((start, end))
    return out


def _overlap(speech: Sequence[tuple[float, float]], start: float, end: float) -> float:
    """Return the seconds between *start* and *end* in which there is speech."""
    within = ((first, last) for first, last in speech if first < end and last > start)
    return sum((min(end, last) - max(start, first) for first, last in within), 0.0)
