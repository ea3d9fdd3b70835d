"""A walk that nobody took, as a receiver would have recorded it: GPX 1.1 with times, to play back elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment

from tour import geo
from tour.model import Leg
from tour.walking.simulator import Timeline

STEP = 5.0
"""Seconds between two points."""


def gpx(title: str, day: str, legs: Sequence[tuple[Leg, Timeline]]) -> str:
    """Return the walk along *legs*, a segment a leg. It begins at midnight, UTC, of *day*, an ISO date."""
    out = GPX()
    out.creator = "tourpack"
    out.name = f"{title}, walked by a simulator"
    track = GPXTrack(name=out.name)
    start = datetime.fromisoformat(day).replace(tzinfo=UTC)
    for leg, timeline in legs:
        segment = GPXTrackSegment()
        for seconds, metres in _moments(timeline):
            place = geo.along(leg.path, metres)
            segment.points.append(GPXTrackPoint(place.lat, place.lon, time=start + timedelta(seconds=seconds)))
        track.segments.append(segment)
        start += timedelta(seconds=timeline.arrives)
    out.tracks = [track]
    return str(out.to_xml(version="1.1")) + "\n"


def _moments(timeline: Timeline) -> Iterator[tuple[float, float]]:
    """Yield (seconds, metres along the leg) every few seconds, and at the end."""
    time = 0.0
    while time < timeline.arrives:
        yield time, metres_at(timeline, time)
        time += STEP
    yield timeline.arrives, timeline.metres


def metres_at(timeline: Timeline, time: float) -> float:
    """Return how far along the leg the walker is at *time*."""
    since, at = timeline.leaves, 0.0
    for seconds, metres in _turns(timeline):
        if time < seconds:
            share = (time - since) / (seconds - since) if time > since else 0.0
            return at + share * (metres - at)
        since, at = seconds, metres
    return at


def _turns(timeline: Timeline) -> Iterator[tuple[float, float]]:
    """Yield (seconds, metres) wherever the walker stops or goes on."""
    for crossing in timeline.crossings:
        yield crossing.arrives, crossing.kerb.near_metres
        yield crossing.steps, crossing.kerb.near_metres
        yield crossing.across, crossing.kerb.far_metres
    yield timeline.arrives, timeline.metres
