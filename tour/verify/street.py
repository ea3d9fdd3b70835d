"""Do the tracks of a walk keep step: in parts, each with a silence behind it, and no word where there is a road?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tour.pack.manifest import MANIFEST
from tour.sound.silence import silent_mp3
from tour.verify.manifest import Manifest, TrackRow
from tour.verify.report import Fault
from tour.walking.law import FASTEST, PRESS, SHORT_WORDS

_ROUNDED = 0.2
"""Metres or seconds that figures of the manifest may be off."""


def silence_faults(track: TrackRow, mp3: bytes) -> Iterator[str]:
    """Yield what is wrong with the sound of a silent track."""
    if mp3 != silent_mp3(track.seconds)[0]:
        yield f"is not a silence of {track.seconds:.2f} s in as few bytes as that takes"


def faults(manifest: Manifest) -> Iterator[Fault]:
    """Yield the walks without a silence behind them, and words that are spoken where pack.json has a road."""
    for track, after in pairwise([*manifest.tracks, None]):
        if track and track.kind == "walk" and track.leg and (after is None or after.kind != "quiet"):
            yield Fault(track.path, "has no silence behind it: music apps would run on")
        if track and (track.kind == "quiet" or track.part) and not 1 <= (track.leg or 0) <= len(manifest.legs):
            yield Fault(MANIFEST, f"gives {track.path} the leg {track.leg}; there are {len(manifest.legs)}")
    for number, leg in enumerate(manifest.legs, 1):
        walks = [track for track in manifest.tracks if track.leg == number and track.kind == "walk"]
        for track in walks:
            kerbs = [(kerb.near_metres, kerb.error_metres, kerb.street) for kerb in leg.kerbs]
            yield from (Fault(track.path, message) for message in _in_road(track, kerbs))
        if leg.seconds <= _SHORT and walks and walks[0].words > SHORT_WORDS:
            yield Fault(walks[0].path, f"has {walks[0].words} words on so short a leg; {SHORT_WORDS} are the most")


def _in_road(track: TrackRow, kerbs: Sequence[tuple[float, float, str]]) -> Iterator[str]:
    """Yield that *track* is still heard where the next road begins, for the fastest walker."""
    starts, stands = track.starts_metres or 0.0, track.stand_seconds or 0.0
    ahead = [kerb for kerb in kerbs if kerb[0] >= starts - _ROUNDED]
    if not ahead:
        return
    near, _, street = ahead[0]
    press = PRESS if track.part != 1 else 0.0
    room = (near - starts) / FASTEST - press
    said = _said(track) - stands
    if said > max(room, 0.0) + _ROUNDED:
        yield f"speaks for {said:.1f} s on the way to {street!r}, which is {room:.1f} s away"


def _said(track: TrackRow) -> float:
    """Return until when *track* speaks: its last sound says that it is silent from there."""
    return track.sounds[-1][0] if track.sounds else track.seconds


_SHORT = 150
"""Seconds."""
