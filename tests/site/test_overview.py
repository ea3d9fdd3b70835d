"""The front page's map: where tours begin, wherever on earth that is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tour.model import Place
from tour.site.overview import WIDTH, overview
from tour.site.packs import Listed
from tour.words.language import words_in

ENGLISH = words_in("en")


def listed(*places: tuple[float, float]) -> Listed:
    spots = tuple(Place(lat, lon) for lat, lon in places)
    return Listed(Path(), "a/", "a", "A walk", "", "en", ("One",), spots, 1000, 900, 600, 1_000_000, ())


def spots(svg: str) -> list[tuple[str, float, float]]:
    """Return (tours, x, y) of each spot, by its label."""
    found = re.findall(r'data-tours="([\d ]+)">.*?<text x="([-\d.]+)" y="([-\d.]+)"', svg)
    return [(tours, float(x), float(y)) for tours, x, y in found]


def test_east_is_right_and_north_is_up() -> None:
    svg = overview([listed((51.5, -0.1)), listed((51.6, -0.1)), listed((51.5, 0.1))], ENGLISH)

    [(_, x, y), (_, _, north), (_, east, _)] = spots(svg)
    assert north < y
    assert east > x


def test_tours_that_one_finger_would_hit_are_one_spot() -> None:
    svg = overview([listed((51.5, -0.1)), listed((51.9, -0.9)), listed((51.5001, -0.1001))], ENGLISH)

    assert [tours for tours, _, _ in spots(svg)] == ["1 3", "2"]
    assert "×2" in svg


def test_across_the_180th_meridian_neighbours_stay_neighbours() -> None:
    svg = overview([listed((-16.8, 179.95)), listed((-16.8, -179.95))], ENGLISH)

    [(_, west, _), (_, east, _)] = spots(svg)
    assert west < east
    assert "km" in svg


@pytest.mark.parametrize(
    "tours",
    [
        [listed((51.5, -0.1))],
        [listed((51.5, -0.1))] * 3,
        [listed((90.0, 0.0)), listed((-90.0, 179.0))],
        [listed((34.06, -118.35)), listed((51.5, -0.1)), listed((-41.3, 174.8))],
        [listed((0.0, -180.0)), listed((0.0, 180.0))],
        [listed(*((51.5 + n / 1000, -0.1) for n in range(30)))],
    ],
    ids=["one", "three at one place", "the poles", "round the world", "one meridian by two names", "due north"],
)
def test_every_spot_lies_on_the_map(tours: list[Listed]) -> None:
    svg = overview(tours, ENGLISH)

    [height] = re.findall(rf'viewBox="0 0 {WIDTH:g} ([\d.]+)"', svg)
    assert sum(len(names.split()) for names, _, _ in spots(svg)) == len(tours)
    for _, x, y in spots(svg):
        assert 0 < x < WIDTH
        assert 0 < y < float(height)


def test_a_map_of_the_world_has_no_scale() -> None:
    assert 'class="bar"' not in overview([listed((34.06, -118.35)), listed((51.5, -0.1))], ENGLISH)


def test_where_no_tour_has_a_place_there_is_no_map() -> None:
    assert overview([listed()], ENGLISH) == ""
