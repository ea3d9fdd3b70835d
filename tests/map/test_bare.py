"""A title on a map without streets stands where no other stop's disc is nearer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tour.map.bare import _nearer
from tour.map.overlaps import apart

near = st.floats(-150, 150)
places = st.tuples(near, near)


@given(st.lists(places, max_size=20), places, places)
def test_not_all_others_need_be_asked(
    others: list[tuple[float, float]], disc: tuple[float, float], at: tuple[float, float]
) -> None:
    own = apart(at, disc)
    in_order = sorted((apart(other, disc), other) for other in others)

    assert _nearer(at, own, in_order) == any(apart(at, other) < own for other in others)
