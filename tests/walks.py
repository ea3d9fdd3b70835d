"""Tours made of plain values, for what takes a Tour or a Pack: fixtures of every test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest

from tour.diagnostics import Span
from tour.geo import length
from tour.model import Credit, Feature, Film, Leg, Pack, Place, Stop, Tour, Track, Voice

Walk = Callable[..., Tour]


@pytest.fixture(scope="session")
def walk() -> Walk:
    """Return a maker of tours: a stop at each (east, north) in metres, straight legs between them."""
    return make_walk


@pytest.fixture(scope="session")
def packed() -> Callable[[Tour], Pack]:
    """Return a maker of packs: two minutes of sound for every track a tour would have."""
    return make_pack


def _place(east: float, north: float) -> Place:
    return Place(34.06 + north / 111_195, -118.35 + east / 92_110)


def make_walk(spots: Sequence[tuple[float, float]], *, streets: int = 0, **changes: object) -> Tour:
    stops = tuple(
        Stop(
            number,
            f"stop-{number}",
            f"Sight {number}",
            Span(f"stops/{number:02}-stop-{number}.md", 2, 8, 7),
            place=_place(*spot),
            stand=f"at the door of house {number}",
            card=(f"Built in {1900 + number}. Look for the lamp.",),
            film=Film("A car chase"),
            facts=f"2026-01-{number:02}" if number < 29 else "2026-01-01",
        )
        for number, spot in enumerate(spots, 1)
    )
    legs = []
    for a, b in pairwise(stops):
        path = tuple(place for place in (a.place, b.place) if place)
        legs.append(Leg(a.slug, b.slug, path, length(path), ("Oak Street",), length(path) / 1.1 + 20))
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    lines = [
        Feature(f"{10 + k}th Street", "local", "line", (_place(x, min(ys) - 300), _place(x + 40, max(ys) + 300)))
        for k in range(streets)
        for x in [min(xs) + (max(xs) - min(xs) + 1) * k / streets]
    ]
    ring = [(min(xs), max(ys) + 20), (max(xs) + 50, max(ys) + 20), (max(xs), max(ys) + 120), (min(xs), max(ys) + 90)]
    areas = [Feature("Great Park (approximate)", "park", "area", tuple(_place(*at) for at in ring), estimate=True)]
    tour = Tour(
        slug="sights",
        title="Fine Sights",
        subtitle="A walk for tests",
        language="en",
        published="2026-02-01",
        author="Ann Author",
        licence="CC BY 4.0",
        voice=Voice("tone", "beep", "en"),
        welcome=None,
        stops=stops,
        legs=tuple(legs),
        map=(*areas, *lines) if streets else (),
        credits=(Credit("Voice", "a beep"),),
        safety=("Mind the cars.",),
    )
    return replace(tour, **changes)  # type: ignore[arg-type]  # Any field of a tour may be changed.


def make_pack(tour: Tour) -> Pack:
    tracks = []
    for stop in tour.stops:
        for letter, kind in (("a", "look"), ("b", "walk")):
            path = PurePosixPath(f"audio/{stop.number:02}{letter}-{stop.slug}.mp3")
            track = Track(
                stop=stop.slug,
                kind="look" if kind == "look" else "walk",
                title=stop.title,
                path=path,
                number=len(tracks) + 1,
                audio=Path("unread.mp3"),
                size=1_450_000,
                digest="0" * 64,
                seconds=120.0,
                words=250,
                lufs=-16.0,
                dbtp=-1.5,
                cues=(),
            )
            tracks.append(track)
    return Pack(tour, tuple(tracks))
