"""How far the nearest of many points is: what asking each of them would say."""

from __future__ import annotations

from math import dist

from hypothesis import given
from hypothesis import strategies as st

from tour.map.nearest import Nearest

near, far = st.floats(-700, 700), st.floats(-1e7, 1e7)
places = st.tuples(near, near) | st.tuples(far, far)


@given(st.lists(places, min_size=1, max_size=40), places)
def test_it_is_as_far_as_the_nearest_of_all(points: list[tuple[float, float]], at: tuple[float, float]) -> None:
    assert Nearest(points).far(at) == min(dist(at, point) for point in points)


def test_where_there_is_none_nothing_is_far() -> None:
    assert Nearest(()).far((1.0, 2.0)) == 0.0
