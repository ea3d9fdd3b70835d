"""Do the tracks of a walk keep step: in parts, each with a silence behind it, and no word where there is a road?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from tour.pack.manifest import MANIFEST
from tour.sound.silence import BITS, silent_mp3
from tour.verify.findings import Fault
from tour.verify.manifest import LegRow, Manifest, TrackRow
from tour.walking.law import FASTEST, PRESS, SHORT_LEG, SHORT_WORDS

_ROUNDED = 0.2
"""Metres or seconds that figures of the manifest may be off."""


def silence_faults(track: TrackRow, mp3: bytes) -> Iterator[str]:
    """Yield what is wrong with the sound of a silent track."""
    # None is made to compare with that is longer than what is there: of a day it has 86 MB.
    if len(mp3) < int(track.seconds * BITS / 8) or mp3 != silent_mp3(track.seconds)[0]:
        yield f"is not a silence of {track.seconds:.2f} s in as few bytes as that takes"


def faults(manifest: Manifest) -> Iterator[Fault]:
    """Yield the walks without a silence behind them, and words that are spoken where pack.json has a road."""
    for track, after in zip_longest(manifest.tracks, manifest.tracks[1:]):
        followed = after is not None and after.kind == "quiet"
        if track.kind == "walk" and track.leg and not followed:
            yield Fault(track.path, "has no silence behind it: music apps would run on")
        elsewhere = track.leg is not None and not 1 <= track.leg <= len(manifest.legs)
        lacking = track.kind == "quiet" and track.leg is None and manifest.legs
        if elsewhere or lacking:
            yield Fault(MANIFEST, f"gives {track.path} the leg {track.leg}; there are {len(manifest.legs)}")
    walks: dict[int, list[TrackRow]] = {}
    for track in manifest.tracks:
        if track.kind == "walk" and track.leg:
            walks.setdefault(track.leg, []).append(track)
    for number, leg in enumerate(manifest.legs, 1):
        if leg.kerbs is None:
            yield Fault(MANIFEST, f"does not know what leg {number} crosses: this pack was built for its card")
        elif leg.by == "foot":
            yield from _leg(leg, walks.get(number, []))
        elif leg.kerbs:
            yield Fault(MANIFEST, f"has roads to cross on leg {number}, which is by {leg.by}")


def _leg(leg: LegRow, walks: Sequence[TrackRow]) -> Iterator[Fault]:
    for track in walks:
        for message in _in_road(track, leg):
            yield Fault(track.path, message)
    if leg.seconds <= SHORT_LEG and walks and walks[0].words > SHORT_WORDS:
        yield Fault(walks[0].path, f"has {walks[0].words} words on so short a leg; {SHORT_WORDS} are the most")


def _in_road(track: TrackRow, leg: LegRow) -> Iterator[str]:
    """Yield that *track* is still heard where the next road begins, for the fastest walker."""
    starts, stands = track.starts_metres or 0.0, track.stand_seconds or 0.0
    ahead = next((kerb for kerb in leg.kerbs or () if kerb.near_metres >= starts - _ROUNDED), None)
    if ahead is None:
        return
    press = PRESS if track.part != 1 else 0.0
    room = (ahead.near_metres - starts) / FASTEST - press
    said = _said(track) - stands
    if said > max(room, 0.0) + _ROUNDED:
        yield f"speaks for {said:.1f} s on the way to {ahead.street!r}, which is {room:.1f} s away"


def _said(track: TrackRow) -> float:
    """Return until when *track* speaks: its last sound says that it is silent from there."""
    return track.sounds[-1][0] if track.sounds else track.seconds
