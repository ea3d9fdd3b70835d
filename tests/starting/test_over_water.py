"""A ride between two walks: over water no way on foot is looked for, and each shore has its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import TourTest
from starting.towns import as_csv
from tour.check import check
from tour.geo import distance
from tour.reading.gpx import read_gpx
from tour.reading.project import read
from towns.harbour import degrees_of, harbour, written

SPOTS = {"Town Hall": (50, 260), "Harbour Street": (60, 115), "Landing": (263, -98), "Beacon": (318, -92)}
PLACES = [(name, *degrees_of(*spot)) for name, spot in SPOTS.items()]


@pytest.fixture
def town(tmp_path: Path) -> TourTest:
    """Return a folder with a project of two stops in the town and two on an islet off it, and the town's extract."""
    drawn = harbour()
    drawn.way([(262, -100), (290, -104), (320, -92)], "highway=path")
    (tmp_path / "town.osm").write_text(written(drawn), "utf-8")
    (tmp_path / "places.csv").write_text(as_csv(PLACES), "utf-8")
    test = TourTest(tmp_path)
    test.run("new", "walk", "--places", "places.csv").ok()
    return test


def script(town: TourTest, number: int) -> Path:
    return next((town.root / "walk" / "stops").glob(f"0{number}-*.md"))


def marked(town: TourTest, number: int, ride: str = "by: ferry\nminutes: 10\n") -> None:
    path = script(town, number)
    path.write_text(path.read_text("utf-8").replace("stand:", f"{ride}stand:", 1), "utf-8")


def test_without_a_mark_there_is_no_way_and_the_hint_tells_of_rides(town: TourTest) -> None:
    done = town.run("route", "walk", "town.osm")

    assert done.code == 1
    assert "where one rides" in done.stderr
    assert "by: ferry" in done.stderr


def test_a_ferry_goes_straight_over_the_water_and_each_shore_is_walked(town: TourTest) -> None:
    marked(town, 2)

    town.run("route", "walk", "town.osm").ok()
    lines = [trace.places for trace in read_gpx((town.root / "walk/stops/route.gpx").read_bytes(), "route.gpx")]
    assert len(lines) == 3
    assert len(lines[1]) == 2
    assert len(lines[0]) > 2
    assert lines[0][-1] == lines[1][0]
    assert lines[1][-1] == lines[2][0]
    for place, (_, lat, lon) in zip((lines[2][0], lines[2][-1]), PLACES[2:], strict=True):
        assert distance(place, type(place)(lat, lon)) < 10  # on the islet's own path, not on the far shore


def test_its_walk_is_drafted_as_a_ride_and_the_project_has_no_error(town: TourTest) -> None:
    marked(town, 2)

    town.run("route", "walk", "town.osm", "--step-free").ok()
    assert "Take the ferry to Landing." in script(town, 2).read_text("utf-8")
    found = check(read(town.root / "walk"), deep=True)
    assert [fault.message for fault in found.faults if fault.severity == "error"] == []
    assert [leg.by for leg in found.tour.legs] == ["foot", "ferry", "foot"]
    assert town.run("route", "walk", "town.osm", "--step-free").ok().stdout.startswith("Nothing to do.")


def test_a_ferry_line_that_the_author_drew_is_kept_in_the_new_route(town: TourTest) -> None:
    marked(town, 2)
    town.run("route", "walk", "town.osm").ok()
    route = town.root / "walk" / "stops" / "route.gpx"
    lat, lon = degrees_of(120, -60)
    landing = read_gpx(route.read_bytes(), "route.gpx")[1].places[1]
    end = f'<trkpt lat="{landing.lat:.7f}" lon="{landing.lon:.7f}"/>'
    text = route.read_text("utf-8")
    drawn = text.replace(end, f'<trkpt lat="{lat}" lon="{lon}"/>\n      {end}', 1)
    assert drawn != text
    route.write_text(drawn, "utf-8")

    town.run("route", "walk", "town.osm").ok()

    assert route.read_text("utf-8") == drawn
    lines = (
        read_gpx((route.parent / "new" / "route.gpx").read_bytes(), "route.gpx")
        if (route.parent / "new").exists()
        else ()
    )
    assert not lines or len(lines[1].places) == 3
    known = read(town.root / "walk").tour
    assert known
    assert len(known.legs[1].path) == 3


def test_a_spanish_project_drafts_it_in_spanish(town: TourTest) -> None:
    town.run("new", "paseo", "--places", "places.csv", "--language", "es").ok()
    path = next((town.root / "paseo" / "stops").glob("02-*.md"))
    path.write_text(path.read_text("utf-8").replace("stand:", "by: ferry\nminutes: 10\nstand:", 1), "utf-8")

    town.run("route", "paseo", "town.osm").ok()
    assert "Toma el ferry hasta Landing." in path.read_text("utf-8")
