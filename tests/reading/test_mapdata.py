"""Reading what the map draws."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour import geo
from tour.diagnostics import Diagnostic, TourError, render
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
    route = geo.joined(*(trace.places for trace in read_gpx((STOPS / "route.gpx").read_bytes(), "route.gpx")))

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


def test_the_holes_of_an_area_stay_open() -> None:
    area = {"type": "Polygon", "coordinates": [square(0, 9), square(3, 6)]}

    (found,) = read(feature(area, **{"class": "park"}))

    assert covered(found.places, Place(1.5, 1.5)) == (True, True)
    assert covered(found.places, Place(4.5, 4.5)) == (False, False)


@given(st.lists(st.integers(0, 3), unique=True), st.lists(st.booleans(), min_size=5, max_size=5))
def test_however_rings_go_round_each_hole_stays_open_and_nothing_else(holes: list[int], turned: list[bool]) -> None:
    rings = [square(0, 100), *(square(20 * hole + 5, 20 * hole + 15) for hole in holes)]
    rings = [ring[::-1] if turn else ring for ring, turn in zip(rings, turned, strict=False)]

    (found,) = read(feature({"type": "Polygon", "coordinates": rings}, **{"class": "water"}))

    for hole in range(4):
        inside = hole not in holes
        assert covered(found.places, Place(20 * hole + 10.1, 20 * hole + 10.2)) == (inside, inside)
    assert covered(found.places, Place(17.3, 18.1)) == (True, True)


def square(low: float, high: float) -> list[list[float]]:
    """Return a closed ring from *low* to *high* degrees, both ways, on a scale that fits the earth."""
    low, high = low / 2, high / 2
    return [[low, low], [high, low], [high, high], [low, high], [low, low]]


def covered(ring: Sequence[Place], place: Place) -> tuple[bool, bool]:
    """Return whether *ring* is filled at *place*, both halved, by the even-odd and by the non-zero rule."""
    x, y = place.lon / 2, place.lat / 2
    crossed = wound = 0
    for a, b in pairwise([*ring, ring[0]]):
        if (a.lat > y) != (b.lat > y) and x < a.lon + (y - a.lat) / (b.lat - a.lat) * (b.lon - a.lon):
            crossed += 1
            wound += 1 if b.lat > a.lat else -1
    return crossed % 2 == 1, wound != 0


def test_each_part_of_a_multipolygon_is_an_area() -> None:
    many = {"type": "MultiPolygon", "coordinates": [[square(0, 4)], [square(5, 9), square(6, 7)]]}

    assert [(each.shape, len(each.places)) for each in read(feature(many, **{"class": "park"}))] == [
        ("area", 4),
        ("area", 4 + 1 + 5),
    ]


def test_the_parts_of_a_collection_are_read_each() -> None:
    many = {"type": "GeometryCollection", "geometries": [LINE, LINE]}

    assert len(read(feature(many))) == 2


def test_a_feature_that_is_nowhere_is_passed_over_and_told_once() -> None:
    told: list[Diagnostic] = []
    text = collection(feature(), feature(None), feature(None))

    features = read_map(text.encode(), "m.geojson", told)

    assert len(features) == 1
    assert [(fault.severity, fault.message) for fault in told] == [
        ("warning", "2 features have no geometry, and cannot be drawn")
    ]


def test_a_street_needs_no_name() -> None:
    (unnamed, null) = read({"type": "Feature", "properties": {"class": "local"}, "geometry": LINE}, feature(name=None))

    assert (unnamed.name, null.name) == ("", "")


RING = [[0, 0], [4, 0], [4, 4], [0, 0]]
AREA = {"type": "Polygon", "coordinates": [RING]}
POINT = {"type": "Point", "coordinates": [1, 2]}
TAGGED: dict[str, tuple[dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = {
    "a highway": ({"highway": "residential", "name": "A"}, LINE, [("local", "A")]),
    "a street without a name": ({"highway": "primary_link"}, LINE, [("major", "")]),
    "a road of middle size": ({"highway": "tertiary", "@id": "way/1"}, LINE, [("collector", "")]),
    "a river": ({"natural": "water", "water": "river"}, AREA, [("water", "")]),
    "a park of many parts": (
        {"leisure": "park", "name": "P"},
        {"type": "MultiPolygon", "coordinates": [[RING], [RING]]},
        [("park", "P"), ("park", "P")],
    ),
    "a house with a name": ({"building": "yes", "name": "B"}, AREA, [("building", "B")]),
    "a tram": ({"railway": "tram"}, LINE, [("rail", "")]),
    "a station": ({"railway": "station", "name": "S"}, POINT, [("station", "S")]),
    "a station that is a house": ({"railway": "station", "name": "S"}, AREA, [("station", "S")]),
    "a square": ({"highway": "pedestrian", "area": "yes", "name": "Q"}, AREA, [("square", "Q")]),
    "a footway": ({"highway": "footway"}, LINE, [("path", "")]),
    "steps": ({"highway": "steps"}, LINE, [("steps", "")]),
    "tags in a table of their own": ({"tags": {"highway": "residential", "name": "A"}}, LINE, [("local", "A")]),
    "a class that somebody gave": ({"highway": "residential", "class": "major", "name": "A"}, LINE, [("major", "A")]),
    "a house without a name": ({"building": "yes"}, AREA, []),
    "a bench": ({"amenity": "bench"}, POINT, []),
    "a road in a tunnel": ({"highway": "primary", "tunnel": "yes"}, LINE, []),
    "a row of a car park": ({"highway": "service", "service": "parking_aisle"}, LINE, []),
    "a stream that is a line": ({"waterway": "stream", "water": "stream"}, LINE, []),
    "a ramp of a motorway": ({"highway": "motorway_link"}, LINE, [("major", "")]),
    "a sidewalk": ({"highway": "footway", "footway": "sidewalk"}, LINE, [("path", "")]),
    "a road below, by a number": ({"highway": "primary", "layer": -1}, LINE, []),
    "a column of a table without a value": (
        {"highway": "primary", "tunnel": None, "service": ""},
        LINE,
        [("major", "")],
    ),
    "a pier": ({"man_made": "pier", "name": "P"}, AREA, [("square", "P")]),
    "a landing of ferries": ({"amenity": "ferry_terminal", "name": "F"}, POINT, [("station", "F")]),
    "a proposed road": ({"highway": "proposed"}, LINE, []),
}


@pytest.mark.parametrize(("tags", "geometry", "expected"), TAGGED.values(), ids=TAGGED)
def test_tags_of_openstreetmap_tell_the_class(
    tags: dict[str, Any], geometry: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    tagged = {"type": "Feature", "id": "way/1", "properties": tags, "geometry": geometry}

    assert [(each.kind, each.name) for each in read(feature(), tagged)[1:]] == expected


@pytest.mark.parametrize(("width", "expected"), [("7.5", 7.5), ("7,5 m", 7.5), ("12'", 3.66), ("999", 0), (6, 6)])
def test_a_width_in_openstreetmap_is_a_text(width: Any, expected: float) -> None:
    tagged = {"type": "Feature", "properties": {"highway": "residential", "width": width}, "geometry": LINE}

    assert read(tagged)[0].width == expected


def test_features_without_a_class_are_told_in_one_line() -> None:
    bare = {"type": "Feature", "properties": {"osm_id": "1"}, "geometry": LINE}
    other = {"type": "Feature", "properties": {"fid": 1}, "geometry": LINE}

    assert [fault.split("\n")[0] for fault in faults(collection(*[bare] * 790))] == [
        "m.geojson:1:44: error: no class in 790 of 790 features"
    ]
    assert "no class in 500 of 501 features" in faults(collection(feature(), *[other] * 500))[0]


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::3857", "EPSG:25833"])
def test_positions_in_metres_are_told_by_the_name_of_their_system(name: str) -> None:
    text = collection(feature()).replace(
        '"features"', f'"crs": {{"type": "name", "properties": {{"name": "{name}"}}}}, "features"', 1
    )

    (fault,) = faults(text)

    assert f"the positions are in {name}, not in degrees" in fault
    assert read_map(text.replace(name, "urn:ogc:def:crs:OGC:1.3:CRS84").encode(), "m.geojson")


def test_positions_in_metres_are_told_without_that_name() -> None:
    (fault,) = faults(collection(feature({"type": "LineString", "coordinates": [[0, 0], [392_000.5, 5_820_000]]})))

    assert "are these metres?" in fault


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
        '\n{"type":\t"Features"}',
        '"Features"',
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
    "misspelt name": (
        collection({"type": "Feature", "properties": {"class": "local", "nmae": "A"}, "geometry": LINE}),
        '"A"',
        "error: the feature has no 'name'\n  hint: did you mean 'name' in place of 'nmae'?",
    ),
    "no properties": (
        collection({"type": "Feature", "geometry": LINE}),
        "{",
        f"error: no class in 1 of 1 features\n  hint: give each a class: {ONE_OF}; "
        "OpenStreetMap's own tags, such as highway, will do as well",
    ),
    "properties in a list": (
        collection({"type": "Feature", "properties": [1], "geometry": LINE}),
        "[",
        'error: the properties are [1]\n  hint: write "properties": {"name": …, "class": …}',
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
    "a geometry that is none": (
        collection(feature([])),
        "{",
        'error: the feature has no geometry\n  hint: write "geometry": {"type": …, "coordinates": …}',
    ),
    "JSON as Overpass gives it": (
        '{"version": 0.6, "elements": []}',
        "{",
        "error: this is Overpass's own JSON\n  hint: export it as GeoJSON",
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
