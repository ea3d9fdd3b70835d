"""What people write by the habits of other programs: read where it is clear what is meant, else told in one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import MILL, QUAY, ROUTE, STREETS, TourTest
from tour.model import Pause, Place
from tour.reading.project import Read, read

Change = Callable[[TourTest], object]
LINE = '{"type": "LineString", "coordinates": [[-0.1, 51.5], [-0.098, 51.5], [-0.098, 51.5003]]}'
STREET = (
    '{"type": "Feature", "properties": {"name": "Mill Lane", "class": "local"}, '
    '"geometry": {"type": "LineString", "coordinates": [[-0.099, 51.499], [-0.099, 51.502]]}}'
)


def found(tour: TourTest) -> Read:
    return read(tour.root)


def told(tour: TourTest) -> list[str]:
    """Return place, message and hint of each fault."""
    faults = []
    for fault in found(tour).faults:
        where = f"{fault.span.path.rpartition('/')[2]}:{fault.span.line} " if fault.span else ""
        faults.append(f"{where}{fault.heading}: {fault.message} | {fault.hint}")
    return faults


def quay(old: str, new: str) -> Change:
    return lambda tour: tour.edit("01-quay.md", old, new)


def toml(old: str, new: str) -> Change:
    return lambda tour: tour.edit("tour.toml", old, new)


def routed(name: str, content: str | bytes) -> Change:
    """Return the change that puts the route into file *name*, with that *content*."""

    def change(tour: TourTest) -> None:
        tour.remove("route.gpx").write(name, content)

    return change


def mapped(content: str | bytes) -> Change:
    return lambda tour: tour.write("streets.geojson", content)


def kml(inside: str) -> Change:
    return routed("route.kml", f"<kml><Document><Placemark>{inside}</Placemark></Document></kml>")


def turned(tour: TourTest) -> None:
    """Turn the route round."""
    points = [line for line in ROUTE.splitlines() if "<trkpt" in line]
    tour.write("route.gpx", ROUTE.replace("\n".join(points), "\n".join(reversed(points))))


PLACES = [
    "51.5, -0.1",
    '"51.5, -0.1"',
    "51.5 -0.1",
    "(51.5, -0.1)",
    "51.5; -0.1",
    "[51.5; -0.1]",
    "51,5, -0,1",
    "51.5N, 0.1W",
    "N 51.5 W 0.1",
    "51°30'00\"N 0°06'00\"W",
    "[51.5°, -0.1°]",
    '["51.5", "-0.1"]',
    "[51.5, −0.1]",
    "{lat: 51.5, lon: -0.1}",
    "{lat: 51.5, lng: -0.1}",
    "\n  latitude: 51.5\n  longitude: -0.1",
    "lat 51.5 lon -0.1",
    "POINT(-0.1 51.5)",
    "geo:51.5,-0.1",
    "https://www.openstreetmap.org/?mlat=51.5&mlon=-0.1",
    "https://www.openstreetmap.org/#map=17/51.5/-0.1",
    "https://maps.google.com/?q=51.5,-0.1",
    "https://maps.apple.com/?ll=51.5,-0.1",
]


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_read_however_maps_and_people_write_it(tour: TourTest, place: str) -> None:
    tour.edit("01-quay.md", "[51.50000, -0.10000]", place)

    read_so = found(tour)

    assert read_so.faults == ()
    assert read_so.tour
    assert read_so.tour.stops[0].place == Place(51.5, -0.1)


NO_PLACES = {
    "London, Quay 1": "'London, Quay 1' is no pair of coordinates | write degrees such as",
    "9C3XG222+22": "'9C3XG222+22' is no pair of coordinates | write degrees such as",
    "https://goo.gl/maps/abc": "the short link 'https://goo.gl/maps/abc' does not hold a place, and is not fetched",
    "[51,5, -0,1]": "a place is two numbers | write place: [latitude, longitude], in degrees, with decimal points",
    "{lat: 51.5}": "a place is a latitude and a longitude | write place: [51.5072, -0.1276]",
    "51.5": "'place' must be a list, not 51.5",
}


@pytest.mark.parametrize("place", NO_PLACES)
def test_what_is_no_place_is_told_as_such(tour: TourTest, place: str) -> None:
    tour.edit("01-quay.md", "[51.50000, -0.10000]", place)

    [fault] = told(tour)

    assert fault.startswith(f"01-quay.md:3 error: {NO_PLACES[place]}")


READ: dict[str, Change] = {
    "a heading with a colon": quay("# Look", "# Look:"),
    "a heading with a mark that nobody sees": quay("# Look", "# Look\u200b"),
    "blank lines before the front matter": quay("---\ntitle", "\n\n---\ntitle"),
    "a directive with a colon": quay("[pause 2s]", "[pause: 2s]"),
    "a crossing with a colon": quay("[cross Mill", "[cross: Mill"),
    "a comment of Obsidian's": quay("Turn left.", "Turn left. %% is that\n\nso? %%"),
    "what macOS leaves on other people's disks": lambda t: t.write("._01-quay.md", b"\0\5").write(".DS_Store", b"\0"),
    "a blank line before the XML": lambda t: t.write("route.gpx", "\n" + ROUTE),
    "NULs at the end of the XML": lambda t: t.write("route.gpx", ROUTE + "\0\0"),
    "a track without segments": lambda t: t.write("route.gpx", ROUTE.replace("<trkseg>", "").replace("</trkseg>", "")),
    "a map of one street": mapped(STREET),
}


@pytest.mark.parametrize("change", READ.values(), ids=READ)
def test_what_is_meant_is_read(tour: TourTest, change: Change) -> None:
    change(tour)

    read_so = found(tour)

    assert read_so.faults == ()
    assert read_so.tour
    [leg] = read_so.tour.legs
    assert (round(leg.metres), leg.crossings) == (172, ("Mill Lane",))
    look = read_so.tour.stops[0].look
    assert [segment.seconds for segment in look if isinstance(segment, Pause)] == [2.0]
    assert "so?" not in " ".join(getattr(segment, "text", "") for segment in look)


TOLD: dict[str, tuple[Change, str]] = {
    # headings
    "a heading that is only bold": (
        quay("# Look", "**Look**"),
        "01-quay.md:10 error: '**Look**' is no heading, and would be read out | write '# Look'",
    ),
    "a heading that is a word with a colon": (
        quay("# Walk", "Walk:"),
        "01-quay.md:16 error: 'Walk:' is no heading, and would be read out | write '# Walk'",
    ),
    "a heading that is underlined": (
        quay("# Walk", "Walk\n===="),
        "01-quay.md:16 error: 'Walk' is no heading, and would be read out | write '# Walk'",
    ),
    "a heading that is a bare word": (
        quay("# Look", "LOOK"),
        "01-quay.md:10 error: 'LOOK' is no heading, and would be read out | write '# Look'",
    ),
    "a heading with a picture": (
        quay("# Look", "# 👀 Look"),
        "01-quay.md:10 error: the section '# 👀 Look' is not known | did you mean 'Look'?",
    ),
    # front matter
    "TOML of Hugo's": (
        quay("---\ntitle", "+++\ntitle"),
        "01-quay.md:1 error: this front matter is TOML, as Hugo writes it",
    ),
    "a block of code": (
        quay("---\ntitle", "```\ntitle"),
        "01-quay.md:1 error: this front matter stands in a block of code",
    ),
    "a longer line": (quay("---\ntitle", "-----\ntitle"), "01-quay.md:1 error: this line has more than '---'"),
    "a colon in a title": (
        quay("The Quay", "The Quay: at night"),
        '01-quay.md:2 error: a text with a colon in it stands in quotes | write title: "The Quay: at night"',
    ),
    "a tab": (
        quay("stand: on", "stand:\ton"),
        "01-quay.md:4 error: a tab stands here | write blanks: YAML has no tabs",
    ),
    "an apostrophe at the head": (
        quay("The Quay", "'Tis the Quay"),
        "01-quay.md:2 error: a quote is opened here and not closed | close it",
    ),
    "a text that begins with a sign": (
        quay("The Quay", "@home"),
        '01-quay.md:2 error: a text that begins with @ stands in quotes | write title: "@home"',
    ),
    "no blank behind the colon": (
        quay("title: ", "title:"),
        "01-quay.md:2 error: this line is no 'key: value' | write key, colon, blank, value",
    ),
    "a key in capitals": (
        quay("title:", "Title:"),
        "01-quay.md:2 error: the key 'Title' is not known here | did you mean 'title'?",
    ),
    # texts
    "a link between notes": (
        quay("Turn left.", "See [[The Mill]]."),
        "01-quay.md:14 error: '[[The Mill]]' is a link between notes, and leads nowhere here | write the words alone",
    ),
    "a picture of Obsidian's": (quay("Turn left.", "![[quay.jpg]]"), "01-quay.md:14 error: a picture cannot be heard"),
    "a footnote's number": (
        quay("Turn left.", "Turn left.[1]"),
        "01-quay.md:14 error: the directive '[1]' is not known | a source is cited with [^1], and told in sources.toml",
    ),
    "a pause in round brackets": (
        quay("Turn left.", "Turn left. (pause 2s)"),
        "01-quay.md:14 warning[escaped]: '(pause 2s)' is read out, for its brackets are round | write it in [ ]",
    ),
    "a pause in braces": (
        quay("Turn left.", "Turn left. {pause 2s}"),
        "01-quay.md:14 error: '{pause 2s}' is not known | write it in square brackets: [pause 2s]",
    ),
    "a pause without a length": (quay("[pause 2s]", "[pause]"), "01-quay.md:12 error: this pause has no length"),
    # files
    "a script as a text": (
        lambda t: t.write("03-lock.txt", MILL),
        "03-lock.txt:1 warning[file]: 03-lock.txt is not read, so it is no stop | save it as plain text",
    ),
    "a script in capitals": (
        lambda t: t.write("03-lock.MD", MILL),
        "03-lock.MD:1 warning[file]: 03-lock.MD is not read",
    ),
    "a script of Word's": (
        lambda t: t.write("03-lock.docx", b"PK\3\4"),
        "03-lock.docx:1 warning[file]: 03-lock.docx is not",
    ),
    "settings in capitals": (
        lambda t: t.write("Tour.toml", "").remove("tour.toml"),
        "tour.toml:1 error: the file tour.toml is missing | is it Tour.toml? then give it the name tour.toml",
    ),
    "a route with two endings": (
        routed("route.gpx.xml", ROUTE),
        "route.gpx:1 error: the file route.gpx is missing | is it route.gpx.xml? then give it the name route.gpx",
    ),
    "a map by another name": (
        lambda t: t.write("map.geojson", STREETS),
        "map.geojson:1 warning[file]: map.geojson is not read | the map's name is streets.geojson",
    ),
    # tour.toml
    "a text without quotes": (
        toml('"Harbour walk"', "Harbour walk"),
        'tour.toml:1 error: a text stands in double quotes | write title = "Harbour walk"',
    ),
    "a colon for a sign of equality": (
        toml("title =", "title:"),
        "tour.toml:1 error: a colon stands between key and value",
    ),
    "a path of Windows": (
        toml("Harbour walk", "C:\\Users"),
        "tour.toml:1 error: a backslash means something in double quotes",
    ),
    "a quote that is not closed": (toml('walk"', "walk"), "tour.toml:1 error: the quote of this text is not closed"),
    "a comma behind the value": (toml('walk"', 'walk",'), "tour.toml:1 error: ',' follows the value | take it out"),
    "Python's True": (
        toml("licence", "hold = True\nlicence"),
        "tour.toml:7 error: True is no value | write true or false",
    ),
    "a decimal comma": (
        toml("licence", "pace = 1,1\nlicence"),
        "tour.toml:7 error: a number has a point, and no comma | write pace = 1.1",
    ),
    "a key twice": (toml("slug", 'title = "x"\nslug'), "tour.toml:3 error: the key 'title' stands here again"),
    # routes
    "a line the other way round": (
        turned,
        "route.gpx:1 warning[route]: this line runs from the last stop to the first; it is read the other way round",
    ),
    "a route that breaks off": (
        lambda t: t.write("route.gpx", ROUTE.partition("  </trkseg>")[0]),
        "route.gpx:7 error: this file breaks off: <trkseg> has no end | download or export it once more",
    ),
    "an empty route": (lambda t: t.write("route.gpx", ""), "route.gpx:1 error: this file is empty"),
    "a list of coordinates": (
        lambda t: t.write("route.gpx", "lat,lon\n51.5,-0.1\n"),
        "route.gpx:1 error: this file is a text or a list, not a route | export the walk as GPX, KML or GeoJSON",
    ),
    "KML with blanks behind its commas": (
        kml("<LineString><coordinates>-0.1, 51.5 -0.098, 51.5</coordinates></LineString>"),
        "route.kml:1 error: a position is broken by a blank | write no blank behind its commas",
    ),
    "KML that is a link": (
        kml("<NetworkLink><Link><href>https://x.org</href></Link></NetworkLink>"),
        "route.kml:1 error: this KML file holds a link to the map, and not the map itself | export it once more",
    ),
    "a route of TopoJSON": (
        routed("route.geojson", '{"type": "Topology", "objects": {}, "arcs": []}'),
        "route.geojson:1 error: this is TopoJSON, not GeoJSON",
    ),
    "a route of Esri's": (
        routed("route.geojson", '{"geometryType": "esriGeometryPolyline", "features": []}'),
        "route.geojson:1 error: this is Esri's own JSON, not GeoJSON",
    ),
    "a route of a planner's": (
        routed("route.geojson", '{"code": "Ok", "routes": []}'),
        "route.geojson:1 error: this is the answer of a route planner, not GeoJSON",
    ),
    "a route a line a feature": (
        routed("route.geojson", f"{STREET}\n{STREET}\n"),
        "route.geojson:1 error: this is one feature a line, not GeoJSON",
    ),
    "a route that is a text sequence": (
        routed("route.geojson", f"\x1e{STREET}\n"),
        "route.geojson:1 error: this is one feature a line, not GeoJSON",
    ),
    # maps
    "a map in UTF-16": (mapped(STREETS.encode("utf-16")), "streets.geojson:1 error: this file is UTF-16"),
    "a map of KML": (mapped("<?xml version='1.0'?>\n<kml/>"), "streets.geojson:1 error: this is KML, not GeoJSON"),
    "a map of OSM XML": (mapped("<osm/>"), "streets.geojson:1 error: this is map data of OpenStreetMap, not GeoJSON"),
    "a web page for a map": (mapped("<!doctype html>"), "streets.geojson:1 error: this is a web page, not GeoJSON"),
    "an empty map": (mapped(""), "streets.geojson:1 error: this file is empty"),
    "a zipped map": (mapped(b"PK\x03\x04"), "streets.geojson:1 error: this is a zip, not GeoJSON"),
    "a map of Esri's": (mapped('{"geometryType": "x"}'), "streets.geojson:1 error: this is Esri's own JSON"),
    # sounds
    "a sound of Windows Media": (
        lambda t: t.write("sounds/gull.wma", b"\x30\x26\xb2\x75").edit("01-quay.md", "[pause 2s]", "[sound gull]"),
        "01-quay.md:12 error: the sound 'gull' is there as gull.wma, which is not read | save it as one of .wav",
    ),
    "an empty sound": (
        lambda t: t.write("sounds/gull.wav", b"").edit("01-quay.md", "[pause 2s]", "[sound gull]"),
        "01-quay.md:12 error: the sound 'gull' cannot be read: this file is empty",
    ),
    "a sound of Sony's": (
        lambda t: t.write("sounds/gull.wav", b"riff\x2e\x91\xcf\x11").edit("01-quay.md", "[pause 2s]", "[sound gull]"),
        "01-quay.md:12 error: the sound 'gull' is Wave64, though its name says WAV",
    ),
}


@pytest.mark.parametrize(("change", "line"), TOLD.values(), ids=TOLD)
def test_what_is_not_read_is_told_in_one_line(tour: TourTest, change: Change, line: str) -> None:
    change(tour)

    [fault] = told(tour)

    assert fault.startswith(line)


def test_a_map_of_another_country_is_told_though_nothing_is_crossed(tour: TourTest) -> None:
    tour.write(
        "streets.geojson", STREETS.replace("[-0.099, 51.499], [-0.099, 51.502]", "[51.499, -0.099], [51.502, -0.099]")
    )
    tour.edit("streets.geojson", "[-0.102, 51.4999], [-0.096, 51.4999]", "[51.4999, -0.102], [51.4999, -0.096]")
    tour.edit("01-quay.md", "[cross Mill Lane cut] When you are across, go", "Go")

    [fault] = told(tour)

    assert "warning[map]: nothing on this map is near the walk: all of it is 7487 km away" in fault
    assert "swapped" in fault


def test_a_stop_off_the_route_is_not_told_again_as_a_crossing(tour: TourTest) -> None:
    tour.edit("02-mill.md", "[51.50030, -0.09800]", "[51.60030, -0.09800]")

    [fault] = told(tour)

    assert "'The Mill' lies 11.1 km from the route" in fault


def test_words_in_a_text_are_no_headings(tour: TourTest) -> None:
    tour.write("01-quay.md", QUAY.replace("Turn left.", "**Look** at it. Walk: that is all.\n\nThe card:\n\nWalk on."))

    assert told(tour) == []


def test_a_lone_per_cent_sign_hides_nothing(tour: TourTest) -> None:
    tour.edit("01-quay.md", "Turn left.", "Some 5%% of it, they say. Turn left.")

    read_so = found(tour)

    assert read_so.tour
    assert "Turn left." in [getattr(segment, "text", "") for segment in read_so.tour.stops[0].look]
