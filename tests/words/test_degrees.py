"""How finely places are told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import samples
from tour.geo import distance
from tour.model import Leg, Place, Tour
from tour.words.degrees import as_given

DEGREES = st.integers(-80_0000000, 80_0000000).map(lambda n: n / 1e7)


def tour_of(stop: Place, *path: Place) -> Tour:
    return samples.tour([samples.stop(1, place=stop)], legs=(Leg("a", "b", path, 1.0),))


@given(DEGREES, DEGREES)
def test_what_was_given_stays_as_it_was(lat: float, lon: float) -> None:
    given_place = Place(lat, lon)

    assert as_given(tour_of(given_place))(given_place) == given_place


def test_what_was_computed_gets_as_many_decimals_as_the_finest_that_was_given() -> None:
    computed = Place(34.062612345678, -118.350512345678)

    assert as_given(tour_of(Place(34.0626, -118.3505)))(computed) == Place(34.06261, -118.35051)
    assert as_given(tour_of(Place(34.062641, -118.3505)))(computed) == Place(34.062612, -118.350512)


@given(DEGREES, DEGREES, st.floats(-80, 80), st.floats(-80, 80))
def test_no_place_moves_by_more_than_a_metre(lat: float, lon: float, other_lat: float, other_lon: float) -> None:
    computed = Place(other_lat, other_lon)

    assert distance(as_given(tour_of(Place(lat, lon), computed))(computed), computed) < 1
