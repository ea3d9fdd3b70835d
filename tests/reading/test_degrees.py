from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.lists import HAVIS, near
from tour.reading.degrees import degrees_of, place_of


@pytest.mark.parametrize(
    "text",
    [
        "60.1676, 24.9521",
        "60.1676,24.9521",
        "60.1676 24.9521",
        "60.1676\t24.9521",
        "60.1676; 24.9521",
        "60.1676/24.9521",
        "(60.1676, 24.9521)",
        "+60.1676, +24.9521",
        "60,1676 24,9521",
        "60,1676; 24,9521",
        "60,1676, 24,9521",
        "60,1676,24,9521",
        "60.1676° N, 24.9521° E",
        "60.1676N 24.9521E",
        "N60.1676 E24.9521",
        "N 60° 10.056' E 24° 57.126'",
        "60°10.056' N, 24°57.126' E",
        "60° 10,056′ N 24° 57,126′ E",
        "60 10.056 24 57.126",
        "60°10'03.36\"N 24°57'07.56\"E",
        "60°10′03.36″N24°57′07.56″E",
        "60º 10’ 03,36” N, 24º 57’ 07,56” E",
        "60 10 3.36 N, 24 57 7.56 E",
        "60:10:03.36 24:57:07.56",
        "60d10m3.36s N 24d57m7.56s E",
        "24.9521 E, 60.1676 N",
        "lat: 60.1676, lon: 24.9521",
        "60.1676 North, 24.9521 East",
        "60,1676° Nord, 24,9521° Ost",
        "Latitude = 60.1676 Longitude = 24.9521",
        "POINT (24.9521 60.1676)",
        "point z(24.9521 60.1676 12)",
        "SRID=4326;POINT(24.9521 60.1676)",
    ],
)
def test_one_place_is_written_in_many_ways(text: str) -> None:
    assert near(place_of(text), HAVIS)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("34°03'45\"S 118°21'W", None, None),
        ("34.0625 S, 118.35 W", -34.0625, -118.35),
        ("−33,8568 151,2153", -33.8568, 151.2153),
        ("–33.8568, 151.2153", -33.8568, 151.2153),
        ("S 33 51 24.5 E 151 12 55", -33.85681, 151.21528),
        ("0.5, -0.5", 0.5, -0.5),
    ],
)
def test_south_and_west_are_below_nothing(text: str, lat: float | None, lon: float | None) -> None:
    place = place_of(text)

    if lat is None or lon is None:
        assert place.lat < 0
        assert place.lon < 0
    else:
        assert (place.lat, place.lon) == (pytest.approx(lat, abs=1e-4), pytest.approx(lon, abs=1e-4))


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("Market Square", "is no pair of coordinates", "latitude, then longitude"),
        ("60.1676", "is no pair of coordinates", "latitude, then longitude"),
        ("60.167.600, 24.952.100", "is no pair of coordinates", "a spreadsheet may have put points into it"),
        ("601676, 249521", "the latitude 601676 is out of range", "has its decimal sign got lost"),
        ("386000, 6672000", "the latitude 386000 is out of range", "metres of a national grid"),
        ("118.35, 34.06", "the latitude 118.35 is out of range", "are latitude and longitude swapped?"),
        ("60.1, 181", "the longitude 181 is out of range", "from -180 to 180"),
        ("48.2 N 16.37 O", "O is east in German (Ost) and west in other languages", "write E or W"),
        ("60 61 0, 24 57 0", "is no pair of coordinates", "latitude, then longitude"),
        ("60.1 N, 24.9 N", "is no pair of coordinates", "latitude, then longitude"),
        ("-60.1 N, 24.9 E", "is no pair of coordinates", "latitude, then longitude"),
        ("nan, inf", "is no pair of coordinates", "latitude, then longitude"),
        ("1e3, 2", "is no pair of coordinates", "latitude, then longitude"),
        ("", "is no pair of coordinates", "latitude, then longitude"),
        ("9" * 5000, "is no pair of coordinates", "latitude, then longitude"),
    ],
)
def test_what_is_no_place_says_what_to_write(text: str, message: str, hint: str) -> None:
    with pytest.raises(ValueError) as caught:
        place_of(text)

    assert message in caught.value.args[0]
    assert hint in caught.value.args[1]


def test_a_letter_of_the_other_axis_is_told_as_swapped_columns() -> None:
    with pytest.raises(ValueError) as caught:
        degrees_of("24.9521 E", "lat")

    assert caught.value.args[1] == "are the columns of latitude and longitude swapped?"


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_whatever_decimals_were_written_are_read_again(lat: float, lon: float) -> None:
    place = place_of(f"{lat:.5f}, {lon:.5f}")
    with_commas = place_of(f"{lat:.5f}; {lon:.5f}".replace(".", ","))

    assert (place.lat, place.lon) == (round(lat, 5), round(lon, 5))
    assert with_commas == place


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 59), st.sampled_from("NS"), st.sampled_from("EW"))
def test_whatever_minutes_and_seconds_were_written_are_read_again(d: int, m: int, s: int, ns: str, ew: str) -> None:
    place = place_of(f"{d}°{m:02}'{s:02}\"{ns} {d}°{m:02}'{s:02}\"{ew}")
    degrees = d + m / 60 + s / 3600

    assert place.lat == pytest.approx(degrees if ns == "N" else -degrees)
    assert place.lon == pytest.approx(degrees if ew == "E" else -degrees)


@given(st.text(max_size=60))
def test_any_text_is_a_place_on_earth_or_a_fault_with_a_hint(text: str) -> None:
    try:
        place = place_of(text)
    except ValueError as fault:
        message, hint = fault.args
        assert message
        assert hint
    else:
        assert abs(place.lat) <= 90
        assert abs(place.lon) <= 180
