"""Where each roadway begins and ends along a walk: against a table worked out by hand, and on lines drawn for it."""

from itertools import permutations
from math import sin
from pathlib import Path

import pytest

from tour import geo
from tour.model import Feature, Place
from tour.reading.gpx import read_gpx
from tour.reading.mapdata import read_map
from tour.reading.roadways import ERROR, passed, roadways

ROOT = Path(__file__).parents[2]
FRAME = geo.Frame(Place(34.0625, -118.355))
BY_HAND = (
    # A degree of longitude is 92,113 m here, one of latitude 111,195 m. Half an Avenue I is 10.7 m, half a Collector
    # 6.1 m, half a local street 5.5 m; on a slant, that over the sine of the angle.
    (2, "Curson Avenue", 9.4, 21.6),  # west arm: met 15.5 m along, 110° to the walk: 15.5 ± 6.1 or a little more
    (2, "Curson Avenue", 32.7, 45.4),  # east arm: met 39.1 m along
    (3, "Hauser Boulevard", 192.4, 205.0),  # (118.35356 - 118.3514) degrees are 198.7 m
    (4, "Dunsmuir Avenue", 47.9, 58.9),  # (118.34886 - 118.34828) degrees are 53.4 m
    (5, "Wilshire Boulevard", 7.0, 28.4),  # 5.0 m to the corner, then 12.7 m to the middle
    (6, "Masselin Avenue", 343.0, 355.0),  # met 349 m along
    (10, "Fairfax Avenue", 12.8, 34.4),  # met 23.6 m along
)


def at(x: float, y: float = 0.0) -> Place:
    """Return the place so many metres east and north of the middle of the walk."""
    return FRAME.to_place(x, y)


def street(*places: Place, name: str = "Elm", width: float = 10.0, error: float = 4.0) -> Feature:
    return Feature(name, "local", "line", places, False, width, error)


def spans(*features: Feature, path: tuple[Place, ...] = (at(0), at(100))) -> list[tuple[str, int, int]]:
    return [(kerb.street, round(kerb.near_metres), round(kerb.far_metres)) for kerb in roadways(path, features)]


@pytest.mark.parametrize(("leg", "name", "near", "far"), BY_HAND)
def test_the_roadways_of_the_mile_lie_where_a_hand_puts_them(leg: int, name: str, near: float, far: float) -> None:
    path = read_gpx((ROOT / "stops" / "route.gpx").read_bytes(), "route.gpx")[leg - 1].places
    features = read_map((ROOT / "stops" / "streets.geojson").read_bytes(), "streets.geojson")

    found = [kerb for kerb in roadways(path, features) if kerb.street == name]

    assert any(abs(kerb.near_metres - near) < 3 and abs(kerb.far_metres - far) < 3 for kerb in found)


def test_the_mile_has_twenty_eight_roadways() -> None:
    paths = [trace.places for trace in read_gpx((ROOT / "stops" / "route.gpx").read_bytes(), "route.gpx")]
    features = read_map((ROOT / "stops" / "streets.geojson").read_bytes(), "streets.geojson")

    assert [len(roadways(path, features)) for path in paths] == [0, 2, 4, 4, 5, 6, 2, 2, 2, 1, 0, 0, 0]


def test_a_roadway_is_as_wide_as_the_map_says_and_its_kerbs_as_sure() -> None:
    (kerb,) = roadways((at(0), at(100)), [street(at(50, -40), at(50, 40), width=14, error=6)])

    assert kerb.near_metres == pytest.approx(43, abs=0.3)
    assert kerb.far_metres == pytest.approx(57, abs=0.3)
    assert kerb.error_metres == 6


def test_without_a_width_the_class_tells_it() -> None:
    (kerb,) = roadways((at(0), at(100)), [Feature("Elm", "major", "line", (at(50, -40), at(50, 40)))])

    assert kerb.far_metres - kerb.near_metres == pytest.approx(21.3, abs=0.5)
    assert kerb.error_metres == ERROR


def test_a_street_met_on_a_slant_takes_longer_to_cross() -> None:
    ((_, near, far),) = spans(street(at(10, -40), at(90, 40)))

    assert far - near == 14


def test_two_arms_of_one_street_are_two_roadways() -> None:
    arms = street(at(30, -40), at(30, 40)), street(at(60, -40), at(60, 40))

    assert spans(*arms) == [("Elm", 25, 35), ("Elm", 55, 65)]


def test_a_street_drawn_in_two_pieces_that_meet_on_the_walk_is_one_roadway() -> None:
    assert spans(street(at(50, -40), at(50)), street(at(50), at(50, 40))) == [("Elm", 45, 55)]


def test_a_corner_of_the_walk_on_the_streets_line_counts_once() -> None:
    path = at(0), at(50), at(100)

    assert spans(street(at(50, -40), at(50, 40)), path=path) == [("Elm", 45, 55)]


def test_over_the_line_and_back_is_no_crossing() -> None:
    path = at(0, -20), at(49, -20), at(50, 1), at(51, -20), at(100, -20)

    assert spans(street(at(0), at(100)), path=path) == []


def test_a_walk_drawn_down_the_middle_of_a_winding_lane_does_not_cross_it_at_each_bend() -> None:
    bends = [at(x, 8 * sin(x / 15)) for x in range(0, 200, 4)]

    assert spans(street(*bends, width=8), path=tuple(bends[::6])) == []


def test_a_walk_along_the_roadway_crosses_nothing() -> None:
    path = at(0, 1), at(50, -1), at(100, 1)

    assert spans(street(at(-20), at(120)), path=path) == []


def test_two_arms_that_are_joined_where_they_part_are_two_roadways_though_they_touch() -> None:
    there, back = street(at(40, -90), at(46, -60), at(46, 60)), street(at(40, -90), at(54, -60), at(54, 60))

    assert spans(there, back) == [("Elm", 41, 50), ("Elm", 50, 59)]
    assert spans(back, there) == [("Elm", 41, 50), ("Elm", 50, 59)]


@pytest.mark.parametrize("y", [-60, 60])
def test_a_street_that_ends_on_the_walk_is_not_crossed_on_whichever_side_it_lies(y: float) -> None:
    assert spans(street(at(50), at(50, y))) == []
    assert spans(street(at(50, y), at(50))) == []


def test_a_street_that_goes_on_by_another_name_beyond_the_walk_is_one_roadway() -> None:
    left, right = street(at(50), at(50, 40)), street(at(50), at(50, -40), name="Oak")

    assert len(spans(left, right)) == len(spans(right, left)) == 1


def test_where_three_lines_of_a_name_meet_on_the_walk_it_is_crossed_once_in_any_order() -> None:
    lines = street(at(50), at(50, 40)), street(at(50), at(40, -40)), street(at(50), at(60, -40))

    assert {len(spans(*order)) for order in permutations(lines)} == {1}


def test_a_walk_that_goes_straight_over_and_then_along_in_the_roadway_crosses_it() -> None:
    path = at(0, -4), at(50, -4), at(50, 4), at(100, 4)

    assert spans(street(at(-20), at(120)), path=path) == [("Elm", 49, 59)]


@pytest.mark.parametrize("off", [1.8, 2.5, 3.5])
@pytest.mark.parametrize("side", [1, -1])
def test_a_walk_that_comes_out_of_a_side_street_and_goes_on_close_by_beyond_crosses_it(off: float, side: int) -> None:
    path = at(0, 60 * side), at(0), at(6, -off * side), at(100, -off * side)

    assert spans(street(at(-80), at(120)), path=path) == [("Elm", 55, 65)]


@pytest.mark.parametrize("corner", [at(50, 0), at(50, 0.001), at(50, -0.001)])
@pytest.mark.parametrize("bend", [-10, 0, 10])
def test_a_corner_of_the_walk_on_a_corner_of_the_line_only_touches_it(corner: Place, bend: float) -> None:
    elm = street(at(0, bend), at(50), at(100, bend))

    assert spans(elm, path=(at(40, -30), corner, at(60, -30))) == []
    assert len(spans(elm, path=(at(40, -30), corner, at(60, 30)))) == 1


@pytest.mark.parametrize("way", [1, -1])
def test_a_walk_that_begins_or_ends_on_a_line_does_not_cross_it(way: int) -> None:
    elm = street(at(0, -40), at(0, 40)), street(at(100, -40), at(100, 40))

    assert spans(*elm, path=(at(0), at(100))[::way]) == []
    assert [name for name, _, _ in spans(*elm, path=(at(-9), at(109))[::way])] == ["Elm", "Elm"]


def test_a_street_that_goes_on_without_a_name_beyond_the_walk_is_crossed() -> None:
    named, nameless = street(at(50), at(50, 40)), street(at(50), at(50, -40), name="")

    assert spans(named, nameless) == spans(nameless, named) == [("Elm", 45, 55)]
    assert spans(named) == []


def test_streets_without_a_name_and_rails_are_not_crossed() -> None:
    rail = Feature("Line", "rail", "line", (at(50, -40), at(50, 40)))

    assert spans(rail, street(at(50, -40), at(50, 40), name="")) == []


def test_a_line_that_ends_short_of_the_sidewalk_can_be_crossed_by_name() -> None:
    short = street(at(50, -60), at(50, -20))

    assert spans(short) == []
    assert passed((at(0), at(100)), "Elm", [short]) is not None


@pytest.mark.parametrize("end", [at(50, -40), at(120, 0)])
def test_a_line_that_ends_far_away_or_beyond_the_walk_is_not_passed(end: Place) -> None:
    assert passed((at(0), at(100)), "Elm", [street(at(150, -90), end)]) is None
