"""Rides on the ground: whichever lines an author has drawn of them, no stop is lost and no gap is told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from tour import geo
from tour.diagnostics import Diagnostic, Span
from tour.model import Leg, Means, Place, Ride, Stop
from tour.reading import rides
from tour.reading.cleaning import JUMP, cleaned
from tour.reading.route import legs
from tour.reading.traces import Trace

FRAME = geo.Frame(Place(60.0, 25.0))
Point = tuple[float, float]
Spot = tuple[float, float, Means | None]
"""Metres east and north, and what is ridden from there."""
Shape = list[tuple[str, int]]

OVER: list[Spot] = [(0, 0, None), (300, 0, "ferry"), (2300, 0, None), (2300, 400, None)]
"""A walk, a ferry, and a walk."""
CHANGED: list[Spot] = [(0, 0, None), (300, 0, "ferry"), (1300, 0, "bus"), (2300, 0, None), (2300, 400, None)]
BACK: list[Spot] = [(0, 0, "ferry"), (2000, 0, None), (2100, 300, "ferry"), (0, 50, None), (-300, 0, None)]
CRUISE: list[Spot] = [(0, 0, None), (300, 0, "ferry"), (310, 0, None), (600, 0, None)]
FERRY: list[Point] = [(300, 0), (1000, -600), (2300, 0)]
QUAY, SHORE = [(0.0, 0.0), (300.0, 0.0)], [(2300.0, 0.0), (2300.0, 400.0)]


def stops(spots: Sequence[Spot]) -> list[Stop]:
    made = []
    for number, (x, y, by) in enumerate(spots, 1):
        span = Span(f"{number:02}.md", 3, 1)
        ride = Ride(by, span, minutes=15) if by else None
        made.append(Stop(number, f"s{number}", f"S{number}", span, FRAME.to_place(x, y), span, ride=ride))
    return made


def read(spots: Sequence[Spot], *lines: Sequence[Point]) -> tuple[tuple[Leg, ...], list[Diagnostic]]:
    """Return the legs of a route of *lines*, and all that is told of it."""
    made = stops(spots)
    traces = []
    for number, line in enumerate(lines):
        traces.append(
            Trace(tuple(FRAME.to_place(*point) for point in line), lambda i: Span("route.gpx", i + 1, 1), number)
        )
    places = [stop.place for stop in made if stop.place]
    segments, told = cleaned(traces, places, lambda a, b: rides.bridges(made, a, b, JUMP))
    found, faults = legs(made, segments, 1.1, path="route.gpx")
    return found, [*told, *faults]


def recorded(points: Sequence[Point], step: float = 1.3, seed: int = 1) -> list[Point]:
    """Return what a receiver with an error of 3 m writes down on the way along *points*, a point each *step* metres."""
    dice = random.Random(seed)
    out = []
    for (ax, ay), (bx, by) in pairwise(points):
        count = max(1, int(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 / step))
        out += [(ax + (bx - ax) * k / count, ay + (by - ay) * k / count) for k in range(count)]
    return [(x + dice.gauss(0, 3), y + dice.gauss(0, 3)) for x, y in (*out, points[-1])]


@pytest.mark.parametrize(
    ("spots", "lines", "lengths"),
    [
        pytest.param(OVER, [QUAY, SHORE], [300, 2000, 400], id="without a line of its own"),
        pytest.param(OVER, [QUAY, FERRY, SHORE], [300, 2354, 400], id="with one"),
        pytest.param(OVER, [[*QUAY, *FERRY[1:], *SHORE[1:]]], [300, 2354, 400], id="all in one line"),
        pytest.param(CHANGED, [QUAY, SHORE], [300, 1000, 1000, 400], id="two rides in a row"),
        pytest.param(
            CHANGED, [QUAY, [(300, 0), (800, 200), (1300, 0)], SHORE], [300, 1077, 1000, 400], id="the first drawn"
        ),
        pytest.param(
            CHANGED, [QUAY, [(1300, 0), (1800, 200), (2300, 0)], SHORE], [300, 1000, 1077, 400], id="the second"
        ),
        pytest.param(
            [(0, 0, "ferry"), (2000, 0, None), (2000, 300, None), (2200, 300, None)],
            [[(2000, 0), (2000, 300), (2200, 300)]],
            [2000, 300, 200],
            id="before all that is walked",
        ),
        pytest.param(
            [(0, 0, "funicular"), (0, 300, None), (20, 0, None)],
            [[(0, 300), (150, 150), (20, 0)]],
            [300, 411],
            id="up, and down on foot",
        ),
        pytest.param(
            BACK, [[(2000, 0), (2100, 300)], [(0, 50), (-300, 0)]], [2000, 316, 2115, 304], id="there and back"
        ),
        pytest.param(
            CRUISE, [QUAY, [(300, 0), (300, 900), (310, 0)], [(310, 0), (600, 0)]], [300, 1800, 290], id="a cruise"
        ),
        pytest.param(
            [(0, 0, None), (300, 0, "ferry"), (2300, 0, "ferry"), (300, 10, None), (600, 0, None)],
            [[(0, 0), (300, 0), (600, 0)]],
            [300, 2000, 2000, 300],
            id="an outing from the middle of one line",
        ),
        pytest.param(
            [(0, 0, None), (300, 0, "bus"), (1300, 100, "bus"), (2300, 0, None), (2500, 0, None)],
            [QUAY, [(300, 0), (2300, 0)], [(2300, 0), (2500, 0)]],
            [300, 1000, 1000, 200],
            id="a halt off the line",
        ),
        pytest.param([(0, 0, "bike"), (900, 0, "bike"), (2000, 0, None)], [], [900, 1100], id="no line at all"),
    ],
)
def test_each_leg_is_found(spots: list[Spot], lines: list[list[Point]], lengths: list[int]) -> None:
    found, told = read(spots, *lines)

    assert [diagnostic.message for diagnostic in told] == []
    assert [round(leg.metres) for leg in found] == pytest.approx(lengths, abs=6)
    assert [leg.by for leg in found] == [by or "foot" for _, _, by in spots[:-1]]


def test_a_receiver_that_was_off_on_board_leaves_no_jump() -> None:
    found, told = read(OVER, recorded(QUAY) + recorded(SHORE, seed=2))

    assert told == []
    assert [leg.metres for leg in found] == pytest.approx([300, 2000, 400], rel=0.05)


def test_a_recording_at_the_ferrys_speed_is_its_line() -> None:
    found, told = read(OVER, recorded(QUAY) + recorded(FERRY, 5.5, 3) + recorded(SHORE, seed=2))

    assert told == []
    assert [leg.metres for leg in found] == pytest.approx([300, 2354, 400], rel=0.05)


def test_a_gap_in_what_is_walked_is_still_an_error() -> None:
    spots: list[Spot] = [(x, y, None) for x, y, _ in OVER]

    _, told = read(spots, QUAY, SHORE)

    assert [diagnostic.severity for diagnostic in told] == ["error"]
    assert "jumps 2.0 km" in told[0].message


@pytest.mark.parametrize("by", rides.MEANS)
def test_a_ride_without_minutes_takes_its_usual_wait_and_speed(by: Means) -> None:
    ride = Ride(by, Span("01.md", 3, 1))

    assert rides.seconds(ride, 0) == rides.WAITS[by] * 60
    assert rides.seconds(ride, 1000) - rides.seconds(ride, 0) == pytest.approx(3600 / rides.SPEEDS[by])
    assert rides.SPEEDS[by] < rides.FASTEST[by]
