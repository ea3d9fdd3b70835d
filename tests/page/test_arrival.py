from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TourTest
from samples import stop, tour
from tour.geo import distance
from tour.model import Place
from tour.page.arrival import SHARE, WIDEST, radius
from tour.reading.project import read

PLACES = st.builds(Place, st.floats(51.499, 51.501), st.floats(-0.101, -0.099))


def test_a_stop_far_from_all_others_is_reached_within_25_metres() -> None:
    far = tour([stop(1), stop(2, place=Place(51.51, -0.1))])

    assert [radius(one, far) for one in far.stops] == [25, 25]


def test_near_stops_are_told_apart() -> None:
    near = tour([stop(1), stop(2, place=Place(51.50027, -0.1)), stop(3, place=Place(51.51, -0.1))])

    apart = distance(Place(51.5, -0.1), Place(51.50027, -0.1))
    assert [radius(one, near) for one in near.stops] == pytest.approx([0.45 * apart, 0.45 * apart, 25])


def test_the_author_may_draw_a_circle_closer_but_not_wider() -> None:
    near = tour([stop(1, radius=9.0), stop(2, place=Place(51.50027, -0.1), radius=24.0)])

    assert radius(near.stops[0], near) == 9.0
    assert radius(near.stops[1], near) == pytest.approx(0.45 * 30.0, abs=0.1)


def test_a_stop_on_the_spot_of_another_or_without_a_place_is_never_reached() -> None:
    twins = tour([stop(1), stop(2), stop(3, place=None)])

    assert [radius(one, twins) for one in twins.stops] == [0, 0, 0]


def test_an_only_stop_has_the_widest_circle() -> None:
    assert radius(stop(1), tour([stop(1)])) == WIDEST


@given(st.lists(PLACES, min_size=2, max_size=8))
def test_nobody_is_at_two_stops(places: list[Place]) -> None:
    walk = tour(stop(n, place=place) for n, place in enumerate(places, 1))

    for a, b in combinations(walk.stops, 2):
        assert a.place
        assert b.place
        assert radius(a, walk) + radius(b, walk) <= max(2 * SHARE * distance(a.place, b.place), 0)


def test_front_matter_may_name_a_radius(tour: TourTest) -> None:
    tour.edit("01-quay.md", "face: the water\n", "face: the water\nradius: 12.5\n")

    found = read(tour.root)

    assert found.tour
    assert [one.radius for one in found.tour.stops] == [12.5, None]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("40", "'radius' is 40, but must be at most 25"),
        ("2", "'radius' is 2, but must be at least 5"),
        ("wide", "'radius' must be a number, not 'wide'"),
    ],
)
def test_a_radius_that_no_receiver_can_keep_is_refused(tour: TourTest, written: str, message: str) -> None:
    tour.edit("01-quay.md", "face: the water\n", f"face: the water\nradius: {written}\n")

    assert message in [fault.message for fault in read(tour.root).faults]
