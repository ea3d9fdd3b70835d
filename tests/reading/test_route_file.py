"""The walked line, in whatever format it comes, and what a file is that holds none."""

import pytest

from conftest import TourTest
from tour.diagnostics import TourError
from tour.model import Place
from tour.reading.project import read
from tour.reading.route_file import read_traces

GPX = '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="x">'
KML = '<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
HERE, THERE = Place(51.5, -0.1), Place(51.5003, -0.098)

LINES = {
    "a route of GPX": f'{GPX}<rte><rtept lat="51.5" lon="-0.1"/><rtept lat="51.5003" lon="-0.098"/></rte></gpx>',
    "waypoints": f'{GPX}<wpt lat="51.5" lon="-0.1"/><wpt lat="51.5003" lon="-0.098"/></gpx>',
    "a route with Garmin's turns": f'{GPX}<rte><rtept lat="51.5" lon="-0.1">'
    '<extensions><e:RoutePointExtension xmlns:e="e">'
    '<e:rpt lat="51.5003" lon="-0.098"/></e:RoutePointExtension></extensions></rtept></rte></gpx>',
    "a line of KML": f"{KML}<Document><Folder><Placemark><LineString><coordinates>\n -0.1,51.5,0\n -0.098,51.5003,0\n"
    "</coordinates></LineString></Placemark></Folder></Document></kml>",
    "a track of Google's": f"{KML}<Placemark><gx:Track><when>x</when><gx:coord>-0.1 51.5 0</gx:coord>"
    "<gx:coord>-0.098 51.5003 0</gx:coord></gx:Track></Placemark></kml>",
    "points of KML": f"{KML}<Placemark><Point><coordinates>-0.1,51.5</coordinates></Point></Placemark>"
    "<Placemark><Point><coordinates>-0.098,51.5003</coordinates></Point></Placemark></kml>",
    "KML with places and a line": f"{KML}<Placemark><Point><coordinates>9,9</coordinates></Point></Placemark>"
    "<Placemark><LineString><coordinates>-0.1,51.5 -0.098,51.5003</coordinates></LineString></Placemark></kml>",
    "a line of GeoJSON": '{"type": "LineString", "coordinates": [[-0.1, 51.5], [-0.098, 51.5003]]}',
    "a collection of GeoJSON": '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": null, '
    '"geometry": {"type": "MultiLineString", "coordinates": [[[-0.1, 51.5, 3], [-0.098, 51.5003, 4]]]}}]}',
    "points of GeoJSON": '{"type": "MultiPoint", "coordinates": [[-0.1, 51.5], [-0.098, 51.5003]]}',
}


@pytest.mark.parametrize("text", LINES.values(), ids=LINES)
def test_each_format_is_read_by_its_content(text: str) -> None:
    (trace,) = read_traces(text.encode(), "route.gpx")

    assert trace.places == (HERE, THERE)
    assert trace.where(1).line in (1, 2, 3, 4)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_each_xml_format_is_read_in_any_encoding_that_it_says(encoding: str) -> None:
    for name in ("a route of GPX", "a line of KML"):
        assert read_traces(LINES[name].encode(encoding), "route.gpx")[0].places == (HERE, THERE)


def test_a_track_goes_before_routes_and_waypoints() -> None:
    text = (
        f'{GPX}<wpt lat="9" lon="9"/><rte><rtept lat="8" lon="8"/></rte><trk><trkseg><trkpt lat="1" lon="1"/></trkseg>'
    )

    (trace,) = read_traces(f"{text}</trk></gpx>".encode(), "route.gpx")

    assert trace.places == (Place(1, 1),)


def test_each_place_of_a_line_knows_its_own_line_and_column() -> None:
    (kml,) = read_traces(LINES["a line of KML"].encode(), "route.kml")
    (geojson,) = read_traces(b'{"type": "LineString",\n "coordinates": [\n [1, 2],\n [3, 4]]}', "route.geojson")

    assert [(kml.where(i).line, kml.where(i).column) for i in (0, 1)] == [(3, 2), (4, 2)]
    assert [(geojson.where(i).line, geojson.where(i).column) for i in (0, 1)] == [(3, 2), (4, 2)]


NO_ROUTES = {
    "a web page": ("<!DOCTYPE html><html><body>Log in</body></html>", "this is a web page, not a route"),
    "a web page in XHTML": (
        '<?xml version="1.0"?>\n<!-- x -->\n<html><body/></html>',
        "this is a web page, not a route",
    ),
    "a drawing": ('<?xml version="1.0"?><svg/>', "this is a drawing, not a route"),
    "a training diary": ("<TrainingCenterDatabase/>", "this is a TCX file, not GPX"),
    "an extract": ("<osm version='0.6'/>", "this is map data of OpenStreetMap, not a route"),
    "a zip": ("PK\x03\x04abc", "this is a zip, or KMZ, not GPX"),
    "a log": ("$GPGGA,1,2", "this is a receiver's own log (NMEA), not GPX"),
    "Latin-1 that says UTF-8": (
        f'<?xml version="1.0" encoding="UTF-8"?>{GPX}<name>Caf\xe9</name></gpx>'.encode("latin-1"),
        "this file says that it is UTF-8, and is not: it looks like Windows-1252 or Latin-1",
    ),
    "bytes": (b"\x80\x81", "not UTF-8"),
    "KML without a line": (f"{KML}</kml>", "this KML file has no line"),
    "a position in letters": (
        f"{KML}<LineString><coordinates>\n1,2 x,y</coordinates></LineString></kml>",
        "lon is 'x', which is not a number",
    ),
    "half a position": (
        f"{KML}<LineString><coordinates>1,2 7</coordinates></LineString></kml>",
        "'7' is not a position",
    ),
    "KML with entities": (f'<!DOCTYPE kml [<!ENTITY a "b">]>{KML}</kml>', "a DOCTYPE is not allowed in a GPX file"),
    "GeoJSON without a line": ('{"type": "FeatureCollection", "features": []}', "this GeoJSON has no line"),
    "GeoJSON in metres": (
        '{"type": "LineString", "coordinates": [[392000, 5820000], [392001, 5820000]]}',
        "the position [392000, 5820000] is out of range",
    ),
    "JSON": ("[1]", "this is not GeoJSON"),
    "an endless position": ('{"type": "Point", "coordinates": [1e999, 1]}', "the position [inf, 1] is out of range"),
}


@pytest.mark.parametrize(("data", "expected"), NO_ROUTES.values(), ids=NO_ROUTES)
def test_what_is_no_route_is_named_for_what_it_is(data: str | bytes, expected: str) -> None:
    with pytest.raises(TourError) as caught:
        read_traces(data.encode() if isinstance(data, str) else data, "route.gpx")

    assert caught.value.diagnostics[0].message == expected


@pytest.mark.parametrize("name", ["route.kml", "route.geojson"])
def test_a_route_may_have_another_name(tour: TourTest, name: str) -> None:
    kinds = {"route.kml": LINES["a line of KML"], "route.geojson": LINES["a line of GeoJSON"]}
    tour.remove("route.gpx").write(name, kinds[name]).remove("streets.geojson")

    found = read(tour.root)

    assert not found.faults
    assert found.tour
    assert found.tour.legs[0].path == (HERE, THERE)


def messages(tour: TourTest) -> list[tuple[str, str]]:
    return [(fault.message, fault.hint) for fault in read(tour.root).faults]


def test_two_routes_are_one_too_many(tour: TourTest) -> None:
    tour.write("route.kml", LINES["a line of KML"])

    assert messages(tour) == [("there are two routes: route.gpx and route.kml", "keep the one that is walked")]


@pytest.mark.parametrize("name", ["route.kmz", "route.fit", "route.tcx", "route.json"])
def test_a_route_in_a_format_that_is_not_read_is_named(tour: TourTest, name: str) -> None:
    tour.remove("route.gpx").write(name, b"x")

    assert messages(tour)[0][0] == f"{name} cannot be read as the route"


def test_a_route_of_another_name_is_guessed(tour: TourTest) -> None:
    tour.remove("route.gpx").write("Morning walk.gpx", LINES["waypoints"])

    assert messages(tour)[0] == (
        "the file route.gpx is missing",
        "is it Morning walk.gpx? then give it the name route.gpx",
    )
