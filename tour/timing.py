"""How long a tour takes."""

from __future__ import annotations

from tour.model import Pack, Pause, Say, Segment, Tour

WORDS_A_SECOND = 3.67
"""Of the default voice at its own pace, silences apart. Measured on the 7,632 words of the Miracle Mile tour, which
take 2,598 s at its speed of 0.80. The voice does not keep evenly to a speed: at 0.78 it would be 3.45, at 0.82 3.95."""


def walking_seconds(tour: Tour) -> float:
    """Return the seconds on foot, waiting at crossings included."""
    return sum(leg.seconds for leg in tour.legs)


def listening_seconds(pack: Pack) -> float:
    """Return the length of all tracks, in seconds."""
    return sum(track.seconds for track in pack.tracks)


def spoken_seconds(segments: tuple[Segment, ...], tour: Tour) -> float:
    """Return about how long *segments* take to hear, before anything is spoken: words, gaps and pauses."""
    seconds, last = 0.0, None
    for segment in segments:
        if isinstance(segment, Say):
            seconds += len(segment.spoken.split()) / WORDS_A_SECOND / tour.voice.speed
            if isinstance(last, Say):
                seconds += tour.gaps.sentence if last.paragraph == segment.paragraph else tour.gaps.paragraph
        elif isinstance(segment, Pause):
            seconds += segment.seconds
        last = segment
    return seconds


def visiting_seconds(tour: Tour) -> float:
    """Return about how long the whole tour takes: the walk, the welcome, and what is heard standing at each stop.

    What is heard on the way is in the walk already, and an ending may be skipped.
    """
    heard = [stop.look for stop in tour.stops] + ([tour.welcome.look] if tour.welcome else [])
    return walking_seconds(tour) + sum(spoken_seconds(look, tour) for look in heard)
