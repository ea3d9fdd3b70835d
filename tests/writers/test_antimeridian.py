"""A walk over the 180th meridian is one walk: on the map, in GeoJSON (RFC 7946) and in GPX."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from tour import geo
from tour.map.layout import draw
from tour.map.painter import measure
from tour.model import Feature, Pack, Place, Tour
from tour.page.svg import map_svg
from tour.writers.geojson import geojson
from tour.writers.gpx import gpx

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]


@pytest.fixture
def taveuni(walk: Walk) -> Tour:
    """Return a walk of 900 m on the island that the meridian crosses, half of it on either side."""
    tour = walk([(0, 0), (450, 30), (900, 0)])

    def moved(place: Place) -> Place:
        lon = 179.9957 + (place.lon + 118.35)
        return Place(place.lat - 50.86, lon if lon <= 180 else lon - 360)

    stops = tuple(replace(stop, place=moved(stop.place)) for stop in tour.stops if stop.place)
    legs = tuple(replace(leg, path=tuple(map(moved, leg.path))) for leg in tour.legs)
    return replace(tour, stops=stops, legs=legs)


def test_its_legs_are_cut_at_the_meridian_and_its_box_goes_over_it(taveuni: Tour, packed: Packed) -> None:
    (file,) = geojson(packed(taveuni))
    told = json.loads(b"".join(part for part in file.parts if isinstance(part, bytes)))

    west, south, east, north = told["bbox"]
    assert west > 179
    assert east < -179
    assert south < north
    (cut,) = [f for f in told["features"] if (f["geometry"] or {}).get("type") == "MultiLineString"]
    before, beyond = cut["geometry"]["coordinates"]
    assert (before[-1][0], beyond[0][0]) == (180, -180)
    assert before[-1][1] == beyond[0][1]
    for line in (before, beyond):
        assert all(abs(a[0] - b[0]) < 1 for a, b in pairwise(line))


def test_a_cut_path_is_as_long_as_the_whole(taveuni: Tour) -> None:
    for leg in taveuni.legs:
        parts = geo.parted_at_180(leg.path)
        assert sum(map(geo.length, parts)) == pytest.approx(geo.length(leg.path), abs=0.01)


def test_on_the_map_it_lies_as_any_other_and_so_do_streets_cut_as_the_format_asks(taveuni: Tour, walk: Walk) -> None:
    lane = tuple(
        Feature("Date Line Road", "local", "line", (Place(-16.8005, a), Place(-16.8005, b)))
        for a, b in ((179.99, 180.0), (-180.0, -179.99))
    )

    drawing = draw(replace(taveuni, map=lane), (700, 300), measure)

    # A degree of longitude is longer there, by the cosines of the two latitudes.
    usual = draw(walk([(0, 0), (450, 30), (900, 0)]), (700, 300), measure)
    assert drawing.points_per_metre == pytest.approx(usual.points_per_metre * 0.865, rel=0.01)
    first, second = drawing.streets
    assert first.points[-1] == pytest.approx(second.points[0])
    assert len(map_svg(replace(taveuni, map=lane))) < 60_000


def test_its_gpx_has_no_box_that_goes_round_the_world(taveuni: Tour, packed: Packed) -> None:
    (file,) = gpx(packed(taveuni))

    text = b"".join(part for part in file.parts if isinstance(part, bytes)).decode()
    assert "<bounds" not in text
    assert text.count("<wpt") == 3
