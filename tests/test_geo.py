"""Distances and lines on the ground."""

from math import hypot, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour import geo
from tour.model import Place

LA_BREA = Place(34.06224, -118.34404)
FAIRFAX = Place(34.06306, -118.36138)

places = st.builds(Place, st.floats(-89, 89), st.floats(-180, 180))
near = st.builds(Place, st.floats(34.05, 34.08), st.floats(-118.38, -118.34))
paths = st.lists(near, min_size=2, max_size=30)


def east(metres: float, north: float = 0.0) -> Place:
    """Return the place so many metres east and north of Wilshire and La Brea."""
    return geo.Frame(LA_BREA).to_place(metres, north)


def test_a_degree_of_latitude_is_a_360th_of_the_way_round() -> None:
    assert geo.distance(Place(0, 0), Place(1, 0)) == pytest.approx(111_195, abs=1)


def test_la_brea_to_fairfax_is_a_mile() -> None:
    assert geo.distance(LA_BREA, FAIRFAX) == pytest.approx(1600, abs=3)


def test_the_other_side_of_the_earth_is_half_way_round() -> None:
    assert geo.distance(Place(0, 0), Place(0, 180)) == pytest.approx(20_015_115, rel=1e-6)


@given(places, places, places)
def test_a_detour_is_never_shorter(a: Place, b: Place, c: Place) -> None:
    assert geo.distance(a, b) == geo.distance(b, a)
    assert geo.distance(a, c) <= geo.distance(a, b) + geo.distance(b, c) + 1e-3


@pytest.mark.parametrize(("x", "y", "expected"), [(0, 100, 0), (100, 0, 90), (0, -100, 180), (-100, 0, 270)])
def test_bearings_go_clockwise_from_north(x: float, y: float, expected: float) -> None:
    assert geo.bearing(LA_BREA, east(x, y)) == pytest.approx(expected, abs=0.01)


@given(places, places)
def test_a_bearing_is_below_360(a: Place, b: Place) -> None:
    assert 0 <= geo.bearing(a, b) < 360


@given(st.floats(-3000, 3000), st.floats(-3000, 3000))
def test_a_frame_there_and_back_is_the_same_spot(x: float, y: float) -> None:
    frame = geo.Frame(LA_BREA)

    assert frame.to_xy(frame.to_place(x, y)) == pytest.approx((x, y), abs=1e-5)


@given(near, near)
def test_a_frame_measures_as_the_sphere_does(a: Place, b: Place) -> None:
    assert hypot(*geo.Frame(a).to_xy(b)) == pytest.approx(geo.distance(a, b), rel=1e-3, abs=0.01)


def test_a_frame_goes_the_short_way_across_the_180th_meridian() -> None:
    x, _ = geo.Frame(Place(0, 179.999)).to_xy(Place(0, -179.999))

    assert x == pytest.approx(222.4, abs=0.1)


def test_the_length_of_no_path_is_nothing() -> None:
    assert geo.length([]) == geo.length([LA_BREA]) == 0
    assert geo.distances([]) == []


@given(paths, st.floats(0, 1))
def test_along_and_nearest_find_the_same_spot(path: list[Place], fraction: float) -> None:
    place = geo.along(path, fraction * geo.length(path))

    off, metres = geo.nearest(path, place)

    assert off < 0.1
    assert geo.distance(geo.along(path, metres), place) < 1


def test_along_stays_on_the_path() -> None:
    path = [east(0), east(100)]

    assert geo.along(path, -5) == path[0]
    assert geo.along(path, 500) == path[-1]


def test_nearest_tells_metres_off_and_along() -> None:
    path = [east(0), east(100), east(200)]

    assert geo.nearest(path, east(130, 20)) == pytest.approx((20, 130), abs=0.05)


@given(paths, st.floats(0, 1), st.floats(0, 1))
def test_the_parts_of_a_path_add_up(path: list[Place], one: float, other: float) -> None:
    whole = geo.length(path)
    first, second = sorted((one * whole, other * whole))

    parts = [geo.cut(path, 0, first), geo.cut(path, first, second), geo.cut(path, second, whole)]

    assert sum(map(geo.length, parts)) == pytest.approx(whole, rel=1e-4, abs=0.01)


def test_joined_drops_what_repeats_itself() -> None:
    a, b, c = east(0), east(1), east(2)

    assert geo.joined([a, b, b], [b, c], [a]) == (a, b, c, a)


@given(st.lists(near, max_size=40), st.floats(1, 200))
def test_what_simplify_drops_lies_within_the_tolerance(path: list[Place], tolerance: float) -> None:
    simple = geo.simplify(path, tolerance)

    assert simple[:1] == tuple(path[:1])
    assert simple[-1:] == tuple(path[-1:])
    assert all(geo.nearest(simple, place)[0] <= tolerance * 1.01 + 0.01 for place in path)


@given(st.lists(near, max_size=40), st.floats(1, 200))
def test_simplifying_twice_changes_nothing(path: list[Place], tolerance: float) -> None:
    once = geo.simplify(path, tolerance)

    assert geo.simplify(once, tolerance) == once


def test_a_loop_is_not_simplified_to_a_spot() -> None:
    loop = [east(0), east(100), east(100, 100), east(0, 100), east(0)]

    assert geo.simplify(loop, 8) == tuple(loop)


def test_a_long_staircase_does_not_overflow() -> None:
    stairs = [east(10 * (i // 2), 10 * ((i + 1) // 2)) for i in range(3000)]

    assert len(geo.simplify(stairs, 8)) == 2


def test_crossing_paths_meet_where_they_cross() -> None:
    walk = [east(0), east(100)]
    street = [east(40, -50), east(40, 50)]

    assert geo.meeting(walk, street) == pytest.approx((0, 40), abs=0.01)


def test_paths_that_do_not_cross_meet_where_they_are_nearest() -> None:
    walk = [east(0), east(100), east(200)]
    street = [east(150, 20), east(150, 300)]

    assert geo.meeting(walk, street) == pytest.approx((20, 150), abs=0.05)


def test_nothing_meets_no_path() -> None:
    assert geo.meeting([], [LA_BREA]) == (inf, 0.0)
    assert geo.meeting([LA_BREA], []) == (inf, 0.0)
    assert geo.meeting([LA_BREA], [LA_BREA]) == (0.0, 0.0)
