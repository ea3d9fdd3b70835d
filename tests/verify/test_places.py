"""A stop or a leg that the maps' files have elsewhere, or not at all, is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tour.verify import Fault, places
from tour.verify.manifest import read
from verify.conftest import edit


def faults(pack: Path) -> list[Fault]:
    return list(places.faults(pack, read(pack)))


def test_those_of_a_finished_pack_are_good(pack: Path) -> None:
    assert (pack / "tour.gpx").is_file()
    assert (pack / "tour.geojson").is_file()
    assert faults(pack) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("tour.gpx", '<wpt lat="51.5', '<wpt lat="51.6', "has stop 1 11120 m from where pack.json has it"),
        ("tour.gpx", "<wpt ", "<rubbish ", "cannot be read: "),
        (
            "tour.gpx", "<name>2. The Mill", "<name>3. The Mill",
            "waypoint for the stops 1, 3; the tour's are 1, 2",
        ),
        ("tour.gpx", "<name>1. The Quay", "<name>The Quay", "has a waypoint for the stops 0, 2"),
        ("tour.gpx", "<rtept ", "<rtept_ ", "cannot be read: "),
        ("tour.gpx", '<trkpt lat="51.5', '<trkpt lat="51.51', "its leg 1 is"),
        ("tour.gpx", "</trkseg>", "</trkseg><trkseg></trkseg>", "has 2 legs; pack.json has 1"),
        ("tour.geojson", '"coordinates": [-0.1,', '"coordinates": [-0.2,', "has stop 1 6922 m from where"),
        ("tour.geojson", '"number": 2', '"number": 3', "has a point for the stops 1, 3; the tour's are 1, 2"),
        ("tour.geojson", '"kind": "leg"', '"kind": "log"', "has 0 legs; pack.json has 1"),
        ("tour.geojson", "audio/02a-mill", "audio/02a-windmill", "names 'audio/02a-windmill.mp3', which is no track"),
        ("tour.geojson", '"features"', '"futures"', "is not a GeoJSON of stops and legs"),
        ("tour.geojson", "{", "[", "is not a GeoJSON of stops and legs"),
        ("tour.geojson", '"coordinates": [-0.1,', '"coordinates": ["west",', "is not a GeoJSON of stops and legs"),
    ],
)  # fmt: skip
def test_damage_is_found(pack: Path, name: str, old: str, new: str, message: str) -> None:
    edit(pack / name, old, new)

    assert any(fault.path == name and message in fault.message for fault in faults(pack)), faults(pack)


def test_a_gpx_that_is_no_text_is_found(pack: Path) -> None:
    route = pack / "tour.gpx"
    route.write_bytes(route.read_bytes().replace(b"The Mill", b"The M\xffll"))

    [fault] = faults(pack)

    assert fault.path == "tour.gpx"
    assert fault.message.startswith("cannot be read: this file says that it is UTF-8, and is not")


def test_a_route_through_the_stops_in_another_order_is_found(pack: Path) -> None:
    route, _, rest = (pack / "tour.gpx").read_text("utf-8").partition("<trk>")
    head, _, points = route.partition("<rte>")
    swapped = points.replace("2. The Mill", "?").replace("1. The Quay", "2. The Mill").replace("?", "1. The Quay")
    (pack / "tour.gpx").write_text(f"{head}<rte>{swapped}<trk>{rest}", "utf-8")

    assert faults(pack) == [Fault("tour.gpx", "its route does not name the stops in the order of its waypoints")]


def test_a_pack_may_have_neither(pack: Path) -> None:
    for name in ("tour.gpx", "tour.geojson"):
        edit(pack / "pack.json", f'"{name}"', f'"other-{name}"')
        (pack / name).write_text("rubbish", "utf-8")

    assert faults(pack) == []
