"""How long a tour takes."""

from __future__ import annotations

from tour.model import Pack, Pause, Say, Segment, Tour

WORDS_A_SECOND = 3.6
"""Of the default voice at its own pace, silences apart; measured on the 7,636 words of the Miracle Mile tour."""


def walking_seconds(tour: Tour) -> float:
    """Return the seconds on foot, waiting at crossings included."""
    return sum(leg.seconds for leg in tour.legs)


def listening_seconds(pack: Pack) -> float:
    """Return the length of all tracks in which something is heard, in seconds."""
    return sum(track.seconds for track in pack.tracks if track.kind != "quiet")


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
