"""From the walked line to legs: the laws hold on loops, there-and-back, close stops, drawings and recordings."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tour import geo
from tour.diagnostics import Span, render
from tour.model import Cross, Leg, Place, Stop
from tour.reading.gpx import read_gpx
from tour.reading.route import legs

ROOT = Path(__file__).parents[2]
FRAME = geo.Frame(Place(34.0625, -118.355))
SEGMENTS = tuple(trace.places for trace in read_gpx((ROOT / "stops" / "route.gpx").read_bytes(), "route.gpx"))
METRES = (50, 139, 433, 424, 454, 604, 299, 231, 86, 42, 197, 609, 182)
CROSSINGS = {
    "ross-bust": ["Curson Avenue", "Curson Avenue"],
    "museum-square": ["Masselin Avenue", "Hauser Boulevard", "Ridgeley Drive", "Burnside Avenue"],
    "el-rey": ["Dunsmuir Avenue", "Cochran Avenue", "Cloverdale Avenue", "Detroit Street"],
    "wilson-building": [
        "Wilshire Boulevard",
        "Detroit Street",
        "Cloverdale Avenue",
        "Cochran Avenue",
        "Dunsmuir Avenue",
    ],
    "desmonds": [
        "Burnside Avenue",
        "Ridgeley Drive",
        "Hauser Boulevard",
        "Masselin Avenue",
        "Sierra Bonita Avenue",
        "Curson Avenue",
    ],
    "craft-contemporary": ["Stanley Avenue", "Spaulding Avenue"],
    "mutual-benefit": ["Ogden Drive", "Orange Grove Avenue"],
    "petersen": ["Fairfax Avenue", "Wilshire Boulevard"],
    "johnies": ["Fairfax Avenue"],
}


def at(x: float, y: float = 0.0) -> Place:
    """Return the place so many metres east and north of the middle of the walk."""
    return FRAME.to_place(x, y)


def stop(number: int, place: Place | None, crossings: Sequence[str] = (), slug: str = "") -> Stop:
    path = f"{number:02}.md"
    walk = tuple(Cross(street, Span(path, 20 + i, 1)) for i, street in enumerate(crossings))
    title = slug or f"stop-{number}"
    return Stop(number, title, title.title(), Span(path, 2, 8), place, Span(path, 3, 8, 5), walk=walk)


def stops_at(*places: Place) -> list[Stop]:
    return [stop(number, place) for number, place in enumerate(places, 1)]


def real_stops() -> list[Stop]:
    with (ROOT / "tests" / "data" / "route" / "stops.csv").open(encoding="utf-8", newline="") as file:
        return [
            stop(
                int(row["order"]),
                Place(float(row["lat"]), float(row["lon"])),
                CROSSINGS.get(row["slug"], ()),
                row["slug"],
            )
            for row in csv.DictReader(file)
        ]


def split(stops: Sequence[Stop], *segments: Sequence[Place]) -> tuple[Leg, ...]:
    """Return the legs of a route without faults, which lead from stop to stop without a break."""
    found, faults = legs(stops, segments, 1.1, path="route.gpx")
    assert not faults, [render(fault) for fault in faults]
    assert all(a.path[-1] == b.path[0] for a, b in pairwise(found))
    return found


def metres(found: Sequence[Leg]) -> list[float]:
    return [leg.metres for leg in found]


def recorded(line: Sequence[Place], step: float, noise: float, seed: int) -> list[Place]:
    """Return *line* as a receiver writes it, with normal errors of *noise* metres east and north."""
    random = np.random.default_rng(seed)
    xy = np.array([FRAME.to_xy(place) for place in line])
    far = np.array(geo.distances(line))
    here = np.arange(0, far[-1], step)
    x, y = (np.interp(here, far, xy[:, axis]) + random.normal(0, noise, len(here)) for axis in (0, 1))
    return [at(float(a), float(b)) for a, b in zip(x, y, strict=True)]


def test_the_real_walk_is_3_75_kilometres() -> None:
    found = split(real_stops(), *SEGMENTS)

    assert sum(metres(found)) == pytest.approx(3750, rel=0.01)
    assert metres(found) == pytest.approx(METRES, abs=1)


def test_the_real_legs_run_from_stop_to_stop() -> None:
    stops = real_stops()

    for leg, (a, b) in zip(split(stops, *SEGMENTS), pairwise(stops), strict=True):
        assert (leg.start, leg.end) == (a.slug, b.slug)
        assert (leg.path[0], leg.path[-1]) == (a.place, b.place)


def test_the_real_walk_drawn_as_one_line_is_split_at_the_same_places() -> None:
    assert metres(split(real_stops(), geo.joined(*SEGMENTS))) == pytest.approx(METRES, abs=1)


def test_the_real_walk_drawn_in_two_segments_is_split_at_the_same_places() -> None:
    assert metres(split(real_stops(), geo.joined(*SEGMENTS[:5]), geo.joined(*SEGMENTS[5:]))) == pytest.approx(
        METRES, abs=1
    )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("step", "noise", "least"), [(1.1, 10, 12), (1.1, 3, 8), (5, 10, 20), (1.1, 0, 6)])
def test_a_recording_of_the_real_walk_gives_the_same_legs(step: float, noise: float, least: float, seed: int) -> None:
    found = metres(split(real_stops(), recorded(geo.joined(*SEGMENTS), step, noise, seed)))

    assert sum(found) == pytest.approx(3750, rel=0.02)
    # 8 %; but half a block cannot be known better than the receiver knows its ends.
    assert [(a, b) for a, b in zip(found, METRES, strict=True) if abs(a - b) > max(0.08 * b, least)] == []


def test_recordings_leg_by_leg_are_freed_of_noise_too() -> None:
    segments = [recorded(segment, 1.1, 10, seed) for seed, segment in enumerate(SEGMENTS)]

    found, faults = legs(real_stops(), segments, 1.1, path="route.gpx")

    assert not faults
    assert sum(metres(found)) == pytest.approx(3750, rel=0.05)


def test_a_loop_ends_near_its_start() -> None:
    line = [at(0), at(500), at(500, 400), at(0, 400), at(0)]
    stops = stops_at(at(0), at(400), at(500, 300), at(20, 400), at(0, 30))

    assert metres(split(stops, line)) == pytest.approx([400, 400, 580, 390], abs=1)


def test_a_loop_of_one_leg_is_walked_whole() -> None:
    line = [at(0), at(500), at(500, 400), at(0, 400), at(0)]

    assert metres(split(stops_at(at(0), at(0)), line)) == pytest.approx([1800], abs=1)


def test_there_and_back_on_one_line_meets_each_stop_on_its_own_pass() -> None:
    line = [at(0), at(500), at(1000), at(500), at(0)]
    stops = stops_at(at(0), at(300), at(1000), at(600), at(290), at(10))

    assert metres(split(stops, line)) == pytest.approx([300, 700, 400, 310, 280], abs=1)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5), st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_there_and_back_never_walks_more_than_the_line(there: list[float], back: list[float]) -> None:
    line = [at(0), at(350), at(1000), at(350), at(0)]
    way = [*sorted(there), 1.0, *sorted(back, reverse=True)]
    stops = stops_at(at(0), *(at(1000 * fraction) for fraction in way), at(0))

    found = metres(split(stops, line))

    truth = [1000 * abs(b - a) for a, b in pairwise([0.0, *way, 0.0])]
    assert found == pytest.approx(truth, abs=2)


def test_two_stops_30_metres_apart_are_30_metres_apart() -> None:
    stops = stops_at(at(0), at(200, 10), at(230, -10), at(400))

    assert metres(split(stops, [at(0), at(400)])) == pytest.approx([200, 30, 170], abs=1)


def test_two_stops_30_metres_apart_may_be_minutes_apart() -> None:
    line = [at(0), at(600), at(600, 30), at(0, 30)]

    assert metres(split(stops_at(at(0), at(100), at(100, 30), at(0, 30)), line)) == pytest.approx(
        [100, 1030, 100], abs=1
    )


@settings(max_examples=20)
@given(st.lists(st.floats(14, 20), min_size=13, max_size=13))
def test_a_drawn_centre_line_serves_stops_on_the_sidewalks(offsets: list[float]) -> None:
    line = [at(0), at(900), at(0)]
    there = [at(i * 150, off) for i, off in enumerate(offsets[:7])]
    back = [at(900 - i * 150, -off) for i, off in enumerate(offsets[7:], 1)]

    assert metres(split(stops_at(*there, *back), line)) == pytest.approx([150] * 12, abs=6)


steps = st.tuples(st.floats(-400, 400), st.floats(-400, 400))
lines = st.lists(steps, min_size=2, max_size=12).map(lambda points: [at(x, y) for x, y in points])


@given(lines, st.lists(st.floats(0, 1), min_size=3, max_size=8))
@example([at(0), at(1e-9)], [0.0, 0.0, 0.0])
def test_stops_that_lie_on_a_line_in_order_are_found_there_in_order(line: list[Place], where: list[float]) -> None:
    whole = geo.length(line)
    stops = stops_at(*(geo.along(line, fraction * whole) for fraction in sorted(where)))

    found = split(stops, line)

    for leg, (a, b) in zip(found, pairwise(stops), strict=True):
        assert a.place
        assert b.place
        assert geo.distance(leg.path[0], a.place) < 2
        assert geo.distance(leg.path[-1], b.place) < 2
        assert leg.metres >= geo.distance(a.place, b.place) - 4
    assert sum(metres(found)) <= whole + 1


@given(lines, st.lists(steps, min_size=3, max_size=6))
def test_every_stop_far_from_its_spot_is_told_and_no_other(line: list[Place], where: list[tuple[float, float]]) -> None:
    stops = stops_at(*(at(x, y) for x, y in where))

    found, faults = legs(stops, [line], 1.1, path="route.gpx")

    told = {fault.span for fault in faults}
    for leg, a in zip(found, stops, strict=False):
        assert a.place
        assert (geo.distance(leg.path[0], a.place) > 60.5) <= (a.place_span in told)
        assert (geo.distance(leg.path[0], a.place) < 59.5) <= (a.place_span not in told)


def test_time_is_walking_and_waiting() -> None:
    stops = [stop(1, at(0), ["Curson Avenue", "6th Street"]), stop(2, at(110))]

    (leg,), _ = legs(stops, [[at(0), at(110)]], 1.1, 20.0, path="route.gpx")

    assert leg.crossings == ("Curson Avenue", "6th Street")
    assert leg.seconds == pytest.approx(140, abs=0.1)


def test_a_segment_a_leg_is_taken_as_drawn() -> None:
    detour = [at(0), at(0, 300), at(100, 300), at(100)]

    assert metres(split(stops_at(at(0), at(100), at(200)), detour, [at(100), at(200)])) == pytest.approx(
        [700, 100], abs=1
    )


def test_one_line_that_begins_early_and_ends_late_is_cut_to_the_walk() -> None:
    assert metres(split(stops_at(at(0), at(100)), [at(-300), at(400)])) == pytest.approx([100], abs=1)


def test_a_drawn_zigzag_is_not_mistaken_for_noise() -> None:
    line = [at(50 * (i % 2), 12 * i) for i in range(40)]

    assert metres(split(stops_at(line[0], line[-1]), line)) == pytest.approx([geo.length(line)])


def test_without_a_route_legs_are_straight() -> None:
    assert metres(split(stops_at(at(0), at(100), at(100, 50)))) == pytest.approx([100, 50], abs=0.1)


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_stops_have_no_legs(count: int) -> None:
    assert legs(stops_at(at(0))[:count], SEGMENTS, 1.1, path="route.gpx")[0] == ()


@pytest.mark.parametrize("place", [None, Place(-118.35, 34.06), Place(34, 500), Place(float("nan"), 1)])
def test_a_stop_without_a_place_on_earth_is_left_to_others(place: Place | None) -> None:
    stops = real_stops()
    stops[4] = replace(stops[4], place=place)

    assert legs(stops, SEGMENTS, 1.1, path="route.gpx") == ((), [])


def test_one_stop_far_away_is_told_alone() -> None:
    stops = real_stops()
    stops[4] = replace(stops[4], place=Place(34.08239, -118.34426))

    _, faults = legs(stops, SEGMENTS, 1.1, path="stops/route.gpx")

    assert [render(fault) for fault in faults] == [
        "05.md:3:8: error: 'Wilson-Building' lies 2.2 km from the route; 60 m is the most\n"
        "  hint: are latitude and longitude swapped, or mistyped? "
        "If the place is right, move the line in stops/route.gpx to it"
    ]


def test_a_stop_on_the_route_but_out_of_order_is_told_as_that() -> None:
    stops = stops_at(at(0), at(500), at(200), at(1000))

    _, faults = legs(stops, [[at(0), at(1000)]], 1.1, path="route.gpx")

    assert next(map(render, faults)) == (
        "02.md:3:8: error: the route does not pass 'Stop-2' between the stop before it and the stop after it\n"
        "  hint: put the stops in walking order, or draw the line of route.gpx in the order of the stops"
    )
