"""How long a tour takes, and how a length is written."""

from __future__ import annotations

from collections.abc import Iterable

from tour.model import Pack, Pause, Say, Segment, Sound, Tour, Voice, said_in

WORDS_A_SECOND = 3.67
"""Of the default voice at its own pace, silences apart. Measured on the 7,632 words of the Miracle Mile tour, which
take 2,598 s at its speed of 0.80. The voice does not keep evenly to a speed: at 0.78 it would be 3.45, at 0.82 3.95."""
CUE_PAUSE = 0.4
"""Seconds of silence on either side of a sound."""

_SPREAD = {"hibari": (1 / 1.08, 1.08), "tone": (0.6, 1.08), "kokoro": (0.8, 1.3)}
"""Engine → how many times as long as estimated it takes at least, and at most: hibari's was measured, tone's is known,
Kokoro's is taken wide."""
_SPREAD_GTTS = {"de": (0.9, 1.7), "en": (0.9, 1.5), "es": (0.9, 1.5), "fr": (0.9, 1.5)}
"""The same of Google's voices, with 12 to 14 letters a second (`tour.engines.gtts`); German has the longest words."""
_SPREAD_OTHERWISE = (0.7, 1.7)


def spread(segments: Iterable[Segment], tour: Tour) -> tuple[float, float]:
    """Return how many times as long as estimated *segments* may take at least, and at most, by their voices."""
    voices = {segment.voice or tour.voice for segment in said_in(segments)} or {tour.voice}
    known = [_spread(voice) for voice in voices]
    return min(least for least, _ in known), max(most for _, most in known)


def _spread(voice: Voice) -> tuple[float, float]:
    if voice.engine == "gtts":
        return _SPREAD_GTTS.get(voice.language.split("-")[0], _SPREAD_OTHERWISE)
    return _SPREAD.get(voice.engine, _SPREAD_OTHERWISE)


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
