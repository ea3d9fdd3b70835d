"""Reading what the map draws."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour import geo
from tour.diagnostics import TourError, render
from tour.model import Feature, Place
from tour.reading.gpx import read_gpx
from tour.reading.mapdata import KINDS, read_map

STOPS = Path(__file__).parents[2] / "stops"
LINE = {"type": "LineString", "coordinates": [[-118.35, 34.06], [-118.34, 34.06]]}


def collection(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def feature(geometry: Any = LINE, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": "A", "class": "local"} | properties, "geometry": geometry}


def read(*features: Any) -> tuple[Feature, ...]:
    return read_map(collection(*features).encode(), "streets.geojson")


def faults(text: str | bytes) -> list[str]:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    with pytest.raises(TourError) as caught:
        read_map(data, "m.geojson")
    return [render(fault) for fault in caught.value.diagnostics]


def test_the_real_map_has_what_the_walk_needs() -> None:
    features = read_map((STOPS / "streets.geojson").read_bytes(), "streets.geojson")

    assert {feature.kind for feature in features} == {*KINDS} - {"path", "steps", "square"}
    assert all(feature.estimate for feature in features if feature.shape == "area")
    wilshire = next(feature for feature in features if feature.name == "Wilshire Boulevard")
    assert (wilshire.kind, wilshire.shape, wilshire.estimate) == ("major", "line", False)


def test_the_real_map_stays_near_the_walk() -> None:
    features = read_map((STOPS / "streets.geojson").read_bytes(), "streets.geojson")
    route = geo.joined(*read_gpx((STOPS / "route.gpx").read_bytes(), "route.gpx"))

    assert all(geo.meeting(route, feature.places)[0] < 300 for feature in features)
    assert (STOPS / "streets.geojson").stat().st_size < 15_000


def test_the_real_map_gives_credit_and_tells_what_is_guessed() -> None:
    text = (STOPS / "streets.geojson").read_text(encoding="utf-8")
    found = json.loads(text)

    assert found["credit"].startswith("Streets and rail after Los Angeles Metro open data")
    for each in found["features"]:
        properties = each["properties"]
        assert properties.get("estimate", False) or (
            properties["est_error_m"] < 20 and properties["source"] != "estimate"
        )


def test_a_line_is_read_latitude_second() -> None:
    assert read(feature(estimate=True)) == (
        Feature("A", "local", "line", (Place(34.06, -118.35), Place(34.06, -118.34)), True),
    )


def test_a_line_of_many_becomes_many() -> None:
    many = {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]], [[5, 6], [7, 8], [9, 9]]]}

    assert [len(each.places) for each in read(feature(many))] == [2, 3]


def test_only_the_outer_ring_of_an_area_is_kept_and_opened() -> None:
    ring = [[0, 0], [4, 0], [4, 4], [0, 0]]
    area = {"type": "Polygon", "coordinates": [ring, [[1, 1], [2, 1], [2, 2], [1, 1]]]}

    (found,) = read(feature(area, **{"class": "park"}))

    assert found == Feature("A", "park", "area", (Place(0, 0), Place(0, 4), Place(4, 4)))


def test_a_station_is_a_point_and_heights_are_passed_over() -> None:
    (found,) = read(feature({"type": "Point", "coordinates": [1, 2, 300]}, **{"class": "station"}))

    assert (found.shape, found.places) == ("point", (Place(2, 1),))


def test_a_byte_order_mark_and_a_key_that_stands_twice_are_fine() -> None:
    text = collection(feature()).replace('"class": "local"', '"class": "lane", "class": "local"')

    assert read_map(text.encode("utf-8-sig"), "m.geojson")[0].kind == "local"


GOOD = json.dumps(feature())
ONE_OF = "major, collector, local, path, steps, park, water, square, building, rail, station"
CASES = {
    "broken JSON": (
        '{"type": "FeatureCollection",\n "features": [,]}',
        ",",
        "error: broken JSON: expecting value\n"
        "  hint: look at this place and just before it: commas between values, quotes round names, brackets closed",
    ),
    "no collection": (
        '\n{"type":\t"Feature"}',
        '"Feature"',
        'error: this is not a GeoJSON FeatureCollection\n  hint: begin with {"type": "FeatureCollection", …',
    ),
    "a list": (
        "[]",
        "[",
        'error: this is not a GeoJSON FeatureCollection\n  hint: begin with {"type": "FeatureCollection", …',
    ),
    "no features": (
        '{"type": "FeatureCollection", "features": {}}',
        "{",
        'error: the FeatureCollection has no list of features\n  hint: write "features": [ … ]',
    ),
    "not a feature": (
        '{"type": "FeatureCollection", "features": [\n"x"]}',
        '"x"',
        'error: this is not a GeoJSON Feature\n  hint: write {"type": "Feature", "properties": …, "geometry": …}',
    ),
    "unknown class": (
        collection(feature(**{"class": "Locale"})),
        '"Locale"',
        "error: unknown class 'Locale'\n  hint: did you mean 'local'?",
    ),
    "class of another kind": (
        collection(feature(**{"class": ["local"]})),
        "[",
        f"error: unknown class ['local']\n  hint: write one of {ONE_OF}",
    ),
    "misspelt key": (
        collection({"type": "Feature", "properties": {"name": "A", "clas": "local"}, "geometry": LINE}),
        '"local"',
        "error: the feature has no 'class'\n  hint: did you mean 'class' in place of 'clas'?",
    ),
    "no name": (
        collection({"type": "Feature", "properties": {"class": "local"}, "geometry": LINE}),
        "{",
        "error: the feature has no 'name'\n  hint: write 'name': a text, which may be empty",
    ),
    "no properties": (
        collection({"type": "Feature", "geometry": LINE}),
        "{",
        'error: the feature has no properties\n  hint: write "properties": {"name": …, "class": …}',
    ),
    "a name that is a number": (
        collection(feature(name=6)),
        "6",
        'error: name is 6, which is not a text\n  hint: write "name": "…"',
    ),
    "a name that no font can show": (
        collection(feature(name="A\ud800")),
        '"A\\ud800"',
        "error: name 'A\\ud800' has a character that cannot be shown\n  hint: take it out",
    ),
    "estimate in words": (
        collection(feature(estimate="yes")),
        '"yes"',
        "error: estimate is 'yes'\n  hint: write true or false",
    ),
    "no geometry": (
        collection(feature(None)),
        "{",
        'error: the feature has no geometry\n  hint: write "geometry": {"type": …, "coordinates": …}',
    ),
    "unknown geometry": (
        collection(feature({"type": "Linestring", "coordinates": []})),
        '"Linestring"',
        "error: the map cannot draw the geometry 'Linestring'\n  hint: did you mean 'LineString'?",
    ),
    "a street that is an area": (
        collection(feature({"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 0]]]})),
        '"Polygon"',
        "error: the class 'local' is drawn as a line\n  hint: write LineString or MultiLineString",
    ),
    "a line of one position": (
        collection(feature({"type": "LineString", "coordinates": [[0, 0]]})),
        "[",
        "error: a line has at least two positions\n  hint: write [[lon, lat], [lon, lat], …]",
    ),
    "an empty line": (
        collection(feature({"type": "LineString", "coordinates": []})),
        "[",
        "error: the geometry has no coordinates here\n  hint: write [[lon, lat], …], in degrees",
    ),
    "an open ring": (
        collection(
            feature({"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 4]]]}, **{"class": "park"})
        ),
        "[",
        "error: the ring of this area is not closed\n"
        "  hint: write at least four positions, the last the same as the first",
    ),
    "swapped": (
        collection(feature({"type": "LineString", "coordinates": [[0, 0], [34.06, -118.35]]})),
        "[",
        "error: the position [34.06, -118.35] is out of range\n"
        "  hint: are they swapped? GeoJSON writes longitude first",
    ),
    "not a position": (
        collection(feature({"type": "LineString", "coordinates": [[0, 0], [True, 1]]})),
        "[",
        "error: [True, 1] is not a position\n  hint: write [longitude, latitude], in degrees",
    ),
    "not a number": (
        collection(feature({"type": "LineString", "coordinates": [[0, 0], [float("nan"), 1]]})),
        "[",
        "error: the position [nan, 1] is out of range\n  hint: write degrees, longitude first",
    ),
    "endless": (
        collection(feature({"type": "LineString", "coordinates": [[0, 0], [float("inf"), 1]]})),
        "[",
        "error: the position [inf, 1] is out of range\n  hint: write degrees, longitude first",
    ),
    "a number with thousands of digits": (
        f'{{"type":\n {"9" * 9000}}}',
        "9",
        "error: a number with thousands of digits\n  hint: write degrees, such as -118.35560",
    ),
    "nested too deep": (
        '{"a":' * 200 + "1" + "}" * 200,
        "{",
        "error: brackets are nested too deep for a map\n  hint: export it anew, as a FeatureCollection",
    ),
    "nested without end": (
        "[" * 200_000,
        "[",
        "error: brackets are nested too deep for a map\n  hint: export it anew, as a FeatureCollection",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_with_its_place_and_a_hint(case: str) -> None:
    text, marked, expected = CASES[case]

    with pytest.raises(TourError) as caught:
        read_map(text.encode(), "m.geojson")

    (fault,) = caught.value.diagnostics
    assert render(fault).split(": ", 1)[1] == expected
    assert fault.span is not None
    line = text.split("\n")[fault.span.line - 1]
    assert line[fault.span.column - 1 :][: fault.span.length] == marked


def test_every_fault_is_told_at_once() -> None:
    text = '{"type": "FeatureCollection", "features": [\n'
    text += f"{json.dumps(feature(**{'class': 'lane'}))},\n{GOOD},\n{json.dumps(feature(name=7))}]}}"

    assert [fault.split(": ")[0] for fault in faults(text)] == ["m.geojson:2:58", "m.geojson:4:44"]


def test_after_twenty_faults_reading_stops() -> None:
    found = faults(collection(*[feature(name=1)] * 500))

    assert len(found) == 21
    assert "not read further" in found[-1]


def test_bytes_that_are_not_utf_8_are_told_with_their_place() -> None:
    assert faults(b'{\n "caf\xe9": 1}') == ["m.geojson:2:6: error: not UTF-8\n  hint: save the file as UTF-8"]


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


@given(json_values, json_values, json_values)
def test_whatever_is_read_every_fault_has_a_place(properties: Any, kind: Any, coordinates: Any) -> None:
    geometry = {"type": "LineString", "coordinates": coordinates}
    text = collection(
        kind, {"type": "Feature", "properties": properties, "geometry": geometry}, feature(**{"class": kind})
    )
    lines = text.split("\n")

    with pytest.raises(TourError) as caught:
        read_map(text.encode(), "m.geojson")

    for fault in caught.value.diagnostics:
        assert fault.span is not None
        assert 1 <= fault.span.line <= len(lines)
        assert 1 <= fault.span.column <= len(lines[fault.span.line - 1])


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_no_bytes_make_it_fail_otherwise(data: str | bytes) -> None:
    with pytest.raises(TourError):
        read_map(data.encode("utf-8", "replace") if isinstance(data, str) else data, "m.geojson")
