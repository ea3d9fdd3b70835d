"""How long a tour takes, and how a length is written."""

from __future__ import annotations

from tour.model import Pack, Pause, Say, Segment, Sound, Tour

WORDS_A_SECOND = 3.67
"""Of the default voice at its own pace, silences apart. Measured on the 7,632 words of the Miracle Mile tour, which
take 2,598 s at its speed of 0.80. The voice does not keep evenly to a speed: at 0.78 it would be 3.45, at 0.82 3.95."""
CUE_PAUSE = 0.4
"""Seconds of silence on either side of a sound."""


def clock(seconds: float) -> str:
    """Return such as ``1:05``, minutes and whole seconds; an hour is ``60:00``."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def walking_seconds(tour: Tour) -> float:
    """Return the seconds on foot, waiting at crossings included."""
    return sum(leg.seconds for leg in tour.walks)


def riding_seconds(tour: Tour) -> float:
    """Return the seconds of the rides, with their usual waits."""
    return sum(leg.seconds for leg in tour.rides)


def listening_seconds(pack: Pack) -> float:
    """Return the length of all tracks in which something is heard, in seconds."""
    return sum(track.seconds for track in pack.tracks if track.kind != "quiet")


def spoken_seconds(segments: tuple[Segment, ...], tour: Tour) -> float:
    """Return about how long *segments* take to hear, before anything is spoken: words, gaps and pauses.

    Of neighbouring pauses only the longest is heard.
    """
    seconds, silence = 0.0, 0.0
    last = None
    for segment in segments:
        if isinstance(segment, Pause):
            silence = max(silence, segment.seconds)
        elif isinstance(segment, Say):
            seconds += segment.words / WORDS_A_SECOND / (segment.voice or tour.voice).speed + silence
            if isinstance(last, Say):
                seconds += tour.gaps.sentence if last.paragraph == segment.paragraph else tour.gaps.paragraph
            silence = 0.0
        elif isinstance(segment, Sound):
            seconds, silence = seconds + silence, 0.0
        last = segment
    return seconds + silence
