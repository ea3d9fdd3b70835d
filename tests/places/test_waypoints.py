from __future__ import annotations

from pathlib import Path

import pytest

from places.lists import HAVIS, faults, names, near, read


def gpx(inside: str, root: str = '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="x">') -> str:
    return f'<?xml version="1.0"?>\n{root}\n{inside}\n</gpx>'


def test_waypoints_are_places_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = gpx(
        "<metadata><name>Helsinki</name></metadata>"
        '<wpt lat="60.1676" lon="24.9521"><ele>3</ele><name>Havis &amp; Amanda</name><cmt>A fountain.</cmt>'
        "<desc>A fountain.</desc><type>Art</type></wpt>"
        '<wpt lon="24.9522" lat="60.1695"><name>Senate Square</name><desc>One.</desc><cmt>Two.</cmt></wpt>'
        "<trk><name>way</name><trkseg><trkpt lat='60' lon='24'/></trkseg></trk>"
    )

    listed = read(tmp_path, text)

    assert listed.title == "Helsinki"
    assert names(listed.pins) == ["Havis & Amanda", "Senate Square"]
    assert near(listed.pins[0].place, HAVIS)
    assert [pin.text for pin in listed.pins] == ["A fountain.", "One.\n\nTwo."]
    assert listed.pins[0].folder == "Art"


def test_gpx_1_0_has_its_name_at_the_top(tmp_path: Path) -> None:
    root = '<gpx xmlns="http://www.topografix.com/GPX/1/0" version="1.0">'

    listed = read(tmp_path, gpx('<name>Walk</name><wpt lat="60.1676" lon="24.9521"/>', root))

    assert (listed.title, names(listed.pins)) == ("Walk", [""])


def test_named_points_of_a_route_are_places_where_there_are_no_waypoints(tmp_path: Path) -> None:
    corners = '<rte><rtept lat="60.1" lon="24.1"><name>A</name></rtept><rtept lat="60.2" lon="24.2"/></rte>'

    assert names(read(tmp_path, gpx(corners)).pins) == ["A"]


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<trk><trkseg><trkpt lat='60' lon='24'/></trkseg></trk>", "this GPX file has no waypoints"),
        ("<wpt lat='60.1'><name>A</name></wpt>", "'A': a waypoint has no lon"),
        ("<wpt lat='60,1' lon='24'><name>A</name></wpt>", "'A': lat is '60,1', which is not a number"),
        ("<wpt lat='nan' lon='24'><name>A</name></wpt>", "'A': the latitude nan is out of range"),
        ("<wpt lat='124.9' lon='60.1'/>", "the latitude 124.9 is out of range"),
    ],
)
def test_a_waypoint_without_a_place_is_named(tmp_path: Path, inside: str, message: str) -> None:
    (fault,) = faults(tmp_path, gpx(inside))

    assert fault.message == message
