"""One leg as a strip of characters, for the terminal: what is heard, where the feet are, when next is pressed."""

from __future__ import annotations

from collections.abc import Iterator

from tour.walking.simulator import Timeline

WIDTH = 72
"""Characters of a strip."""
SPEECH, STANDING, SILENCE = "█", "▒", "·"
SIDEWALK, WAITING, ROAD, RIDE, THERE = "─", "w", "╳", "≈", " "
PRESS, LOOK = "▲", "L"


def strip(timeline: Timeline) -> tuple[str, str, str]:
    """Return three lines of `WIDTH` characters: sound, feet and hands, from the first track to the next Look."""
    end = _end(timeline)
    step = end / WIDTH
    moments = [(column * step, (column + 1) * step) for column in range(WIDTH)]
    sound = "".join(_sound(timeline, start, stop) for start, stop in moments)
    feet = "".join(_feet(timeline, start, stop) for start, stop in moments)
    hands = "".join(_hands(timeline, start, stop) for start, stop in moments)
    return sound, feet, hands


def _end(timeline: Timeline) -> float:
    """Return when the picture ends: the walker is there, and the next Look has begun."""
    looks = [played.starts for played in timeline.playing if played.heard.kind == "look"]
    return max([timeline.arrives, *looks, 1.0]) + 5


def _sound(timeline: Timeline, start: float, end: float) -> str:
    if not any(first < end and last > start for first, last in timeline.speech):
        return SILENCE
    return STANDING if end <= timeline.leaves + (end - start) / 2 else SPEECH


def _feet(timeline: Timeline, start: float, end: float) -> str:
    for crossing in timeline.crossings:
        if crossing.steps < end and crossing.across > start:
            return ROAD
    for crossing in timeline.crossings:
        if crossing.arrives < end and crossing.steps > start:
            return WAITING
    if timeline.leaves >= end or timeline.arrives <= start:
        return THERE
    return RIDE if timeline.rides else SIDEWALK


def _hands(timeline: Timeline, start: float, end: float) -> str:
    if any(start <= press < end for press in timeline.presses):
        return PRESS
    return LOOK if any(start <= look < end for look in _looks(timeline)) else THERE


def _looks(timeline: Timeline) -> Iterator[float]:
    for played in timeline.playing:
        if played.heard.kind == "look":
            yield played.starts
