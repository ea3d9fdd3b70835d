"""Tours made in memory, for tests that need no files."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from tour.diagnostics import Span
from tour.model import Cross, Leg, Pause, Place, Say, Segment, Sound, Stop, Tour, Voice

VOICE = Voice("tone", "beep", "en")


def at(line: int = 1, column: int = 1, path: str = "stops/01-a.md") -> Span:
    return Span(path, line, column)


def say(text: str, paragraph: int = 0, line: int = 1) -> Say:
    return Say(text, text, paragraph, at(line))


def words(count: int, paragraph: int = 0, line: int = 1) -> Say:
    """Return a sentence of *count* words."""
    return say(" ".join(["word"] * count) + ".", paragraph, line)


def pause(seconds: float) -> Pause:
    return Pause(seconds, at())


def cross(street: str = "Mill Lane") -> Cross:
    return Cross(street, at())


def cut(street: str = "Mill Lane") -> Cross:
    """Return a crossing behind which a new part begins."""
    return Cross(street, at(), cut=True)


def sound(name: str = "gull") -> Sound:
    return Sound(name, span=at())


def stop(number: int, **changes: Any) -> Stop:  # any field of Stop
    fields: dict[str, Any] = {  # as above
        "slug": f"stop-{number}",
        "title": f"Stop {number}",
        "span": at(2, 8, f"stops/{number:02}-stop-{number}.md"),
        "place": Place(51.5, -0.1),
        "stand": f"at place {number}",
        "look": (say(f"Look {number}."),),
        "walk": (say(f"Walk {number}."),),
    }
    return Stop(number, **{**fields, **changes})


def tour(stops: Iterable[Stop], **changes: Any) -> Tour:  # any field of Tour
    stops = tuple(stops)
    ways = tuple(Leg(a.slug, b.slug, (), 110.0, (), 100.0) for a, b in pairwise(stops))
    fields: dict[str, Any] = {  # as above
        "slug": "walk",
        "title": "Walk",
        "subtitle": "",
        "language": "en",
        "published": "2026-01-02",
        "author": "",
        "licence": "",
        "voice": VOICE,
        "welcome": stop(0, slug="welcome", title="Welcome", walk=(), place=None, stand=""),
        "stops": stops,
        "legs": ways,
        "ident": False,
    }
    return Tour(**{**fields, **changes})


def line_of(stops: int, **changes: Any) -> Tour:  # any field of Tour
    """Return a tour of so many stops."""
    return tour((stop(number) for number in range(1, stops + 1)), **changes)


def parts(segments: Iterable[Segment]) -> list[str | float]:
    """Return segments as what is easy to compare: texts, seconds and names in brackets."""
    out: list[str | float] = []
    for segment in segments:
        match segment:
            case Say():
                out.append(segment.text)
            case Pause():
                out.append(segment.seconds)
            case Sound():
                out.append(f"[{segment.name}]")
            case Cross():
                out.append(f"[cross {segment.street}{' cut' if segment.cut else ''}]")
    return out
