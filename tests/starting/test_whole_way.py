"""From a list of places and an extract to a project that can be built, as somebody does it in a terminal."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TourTest
from osm.extracts import HARBOUR
from starting.towns import HARBOUR_PLACES, HELSINKI_PLACES, KREMS_PLACES, Places, as_csv, as_kml, extract
from tour.check import check
from tour.reading.project import read
from tour.words.language import languages


def started(folder: Path, listed: str, town: Path, *more: str) -> TourTest:
    """Return the project that one command makes of a list and an extract."""
    (folder / "places").write_text(listed, "utf-8")
    test = TourTest(folder)
    test.run("new", "walk", "--places", "places", "--map", str(town), *more).ok()
    return test


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What lies in a folder after one command there made a project of a list and an extract."""
    return started(tmp_path_factory.mktemp("template"), as_csv(HARBOUR_PLACES), HARBOUR).root


@pytest.fixture
def made(template: Path, tmp_path: Path) -> TourTest:
    """The folder of *tmp_path*, where one command made such a project."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return TourTest(tmp_path)


def errors(folder: Path) -> list[str]:
    found = check(read(folder), deep=True)
    return [str(fault) for fault in found.faults if fault.severity == "error"]


@pytest.mark.parametrize(("written", "language"), [(as_kml, "en"), *((as_csv, language) for language in languages())])
def test_one_command_makes_a_project_without_an_error(
    tmp_path: Path, written: Callable[[Places], str], language: str
) -> None:
    started(tmp_path, written(HARBOUR_PLACES), HARBOUR, "--language", language)

    found = check(read(tmp_path / "walk"), deep=True)

    assert [fault.message for fault in found.faults if fault.severity == "error"] == []
    assert [stop.title for stop in found.tour.stops] == [name for name, _, _ in HARBOUR_PLACES]
    assert len(found.tour.legs) == 3
    assert found.tour.map


@pytest.mark.parametrize(
    ("town", "places", "written"),
    [
        pytest.param("helsinki.osm.pbf", HELSINKI_PLACES, as_kml, id="Helsinki-kml", marks=pytest.mark.long),
        pytest.param("krems.osm.gz", KREMS_PLACES, as_csv, id="Krems-csv"),
        pytest.param("helsinki.osm.pbf", HELSINKI_PLACES, as_csv, id="Helsinki-csv", marks=pytest.mark.long),
        pytest.param("krems.osm.gz", KREMS_PLACES, as_kml, id="Krems-kml", marks=pytest.mark.long),
    ],
)
def test_one_command_to_a_project_and_one_to_a_pack(
    tmp_path: Path, town: str, places: Places, written: Callable[[Places], str]
) -> None:
    test = started(tmp_path, written(places), extract(town))

    assert errors(tmp_path / "walk") == []
    test.run("build", "walk", "--engine", "tone", "--executor", "inline", "--only", "card", "--only", "page").ok()
    pack = tmp_path / "walk" / "output" / "walk"
    assert {"route-card-a4.pdf", "route-card-letter.pdf", "index.html"} <= {path.name for path in pack.iterdir()}


def test_the_same_list_and_extract_give_the_same_files(tmp_path: Path) -> None:
    made = []
    for seed in "012":
        folder = tmp_path / seed
        folder.mkdir()
        test = TourTest(folder, {"PYTHONHASHSEED": seed})
        (folder / "places").write_text(as_csv(HARBOUR_PLACES), "utf-8")
        test.run("new", "walk", "--places", "places", "--map", str(HARBOUR)).ok()
        stops = folder / "walk" / "stops"
        made.append({path.name: path.read_bytes() for path in sorted(stops.iterdir())})

    assert made[0] == made[1] == made[2]


def test_without_a_map_the_box_a_link_and_the_next_command_are_told(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(as_csv(HARBOUR_PLACES), "utf-8")
    test = TourTest(tmp_path)

    done = test.run("new", "walk", "--places", "places.csv").ok()

    last = done.stdout.splitlines()[-4:]
    assert last[0] == "4 stops, and no map yet. It needs an extract of OpenStreetMap with this box:"
    assert last[1].startswith("  west 9.99")
    assert last[2].startswith("  https://www.openstreetmap.org/export?bbox=9.99")
    assert last[3] == "Next: save it as map.osm, then: tourpack map walk map.osm"
    assert not (tmp_path / "walk" / "stops" / "route.gpx").exists()


def test_map_and_route_later_make_what_one_command_makes(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(as_csv(HARBOUR_PLACES), "utf-8")
    (tmp_path / "map.osm").write_bytes(HARBOUR.read_bytes())
    test = TourTest(tmp_path)
    test.run("new", "whole", "--places", "places.csv", "--map", "map.osm").ok()
    test.run("new", "walk", "--places", "places.csv").ok()
    for name in ("whole", "walk"):
        toml = tmp_path / name / "stops" / "tour.toml"
        toml.write_text(toml.read_text().replace('title = "Whole"', 'title = "Walk"').replace('"whole"', '"walk"'))

    mapped = test.run("map", "walk", "map.osm").ok()
    routed = test.run("route", "walk", "map.osm").ok()

    assert mapped.stdout.splitlines() == ["wrote walk/stops/streets.geojson", "Next: tourpack route walk map.osm"]
    assert "wrote walk/stops/route.gpx" in routed.stdout
    assert errors(tmp_path / "walk") == []
    for path in sorted((tmp_path / "whole" / "stops").iterdir()):
        if path.name not in ("tour.toml", "00-welcome.md", "route.gpx"):
            assert (tmp_path / "walk" / "stops" / path.name).read_text() == path.read_text(), path.name


def test_made_again_nothing_is_written(made: TourTest, tmp_path: Path) -> None:
    assert made.run("route", "walk", str(HARBOUR)).ok().stdout.splitlines()[0] == "Nothing to do."
    assert made.run("map", "walk", str(HARBOUR)).ok().stdout.splitlines()[0] == "Nothing to do."
    assert not (tmp_path / "walk" / "stops" / "new").exists()


def test_a_map_that_the_author_changed_stays_and_the_new_one_lies_beside_it(made: TourTest, tmp_path: Path) -> None:
    path = tmp_path / "walk" / "stops" / "streets.geojson"
    mine = path.read_text("utf-8").replace("Harbour Street", "My Street")
    path.write_text(mine, "utf-8")

    done = made.run("map", "walk", str(HARBOUR)).ok()

    assert path.read_text("utf-8") == mine
    assert done.stdout.splitlines()[:2] == [
        "kept stops/streets.geojson is not as it was drafted, and stays",
        "beside it: walk/stops/new/streets.geojson",
    ]
    assert json.loads((path.parent / "new" / "streets.geojson").read_text("utf-8"))["features"]


def test_words_and_places_that_the_author_changed_stay_and_the_rest_is_made_anew(
    made: TourTest, tmp_path: Path
) -> None:
    stops = tmp_path / "walk" / "stops"
    first, second, third = (next(stops.glob(f"0{n}-*.md")) for n in (1, 2, 3))
    look = first.read_text("utf-8").replace("This is Town Hall.", "My own words.")
    first.write_text(look, "utf-8")
    lines = second.read_text("utf-8").splitlines()
    walk = lines.index("# Walk")
    second.write_text("\n".join([*lines[: walk + 2], "Turn left. My own walk."]) + "\n", "utf-8")
    moved = third.read_text("utf-8").replace("\nplace: [54.", "\nplace: [54.0000001, 10.0030] #", 1)
    third.write_text(moved, "utf-8")
    route = stops / "route.gpx"
    route.unlink()

    done = made.run("route", "walk", str(HARBOUR)).ok()

    assert first.read_text("utf-8") == look
    assert "My own walk." in second.read_text("utf-8")
    assert "place: [54.0000001, 10.0030]" in third.read_text("utf-8")
    assert route.is_file()
    assert f"kept of stops/{second.name}, as you wrote it: the walk" in done.stdout
    assert f"kept of stops/{third.name}, as you wrote it: place and bearing" in done.stdout
    assert {path.name for path in (stops / "new").iterdir()} == {second.name, third.name}
    assert "My own walk." not in (stops / "new" / second.name).read_text("utf-8")


def test_beside_a_route_that_the_author_drew_nothing_is_replaced(made: TourTest, tmp_path: Path) -> None:
    stops = tmp_path / "walk" / "stops"
    route = stops / "route.gpx"
    route.write_text(route.read_text().replace("</trkseg>", "<!-- mine --></trkseg>", 1))
    before = {path: path.read_bytes() for path in stops.iterdir()}

    made.run("route", "walk", str(HARBOUR), "--step-free").ok()

    assert {path: path.read_bytes() for path in stops.iterdir() if path.is_file()} == before
    assert (stops / "new" / "route.gpx").is_file()


def test_a_project_made_by_hand_keeps_its_places_and_walks(tour: TourTest) -> None:
    places = HARBOUR_PLACES
    for name, (_, lat, lon) in zip(("01-quay.md", "02-mill.md"), places, strict=False):
        old = (tour.root / "stops" / name).read_text().splitlines()[2]
        tour.edit(name, old, f"place: [{lat}, {lon}]")
    before = {path: path.read_bytes() for path in (tour.root / "stops").iterdir()}

    done = tour.run("route", ".", str(HARBOUR)).ok()

    after = {path: path.read_bytes() for path in (tour.root / "stops").iterdir() if path.is_file()}
    assert after == before
    assert "kept stops/route.gpx is not as it was drafted, and stays" in done.stdout


def test_a_file_with_the_line_ends_of_windows_keeps_them(made: TourTest, tmp_path: Path) -> None:
    script = next((tmp_path / "walk" / "stops").glob("01-*.md"))
    text = script.read_text("utf-8").replace("[cross ", "[cross  ")
    plain = script.read_bytes()
    script.write_bytes(plain.replace(b"\n", b"\r\n"))

    made.run("route", "walk", str(HARBOUR), "--step-free").ok()

    assert b"\r\n" in script.read_bytes()
    assert b"\n" not in script.read_bytes().replace(b"\r\n", b"")
    assert text


def test_nothing_is_written_where_the_list_the_extract_or_the_folder_is_at_fault(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("name,lat,lon\nA,x,y\n")
    (tmp_path / "far.csv").write_text("name,lat,lon\nA,54.0,10.0\nB,54.001,10.3\n")
    (tmp_path / "out.csv").write_text("name,lat,lon\nA,54.02,10.0\nB,54.02,10.001\n")
    (tmp_path / "swapped.csv").write_text("name,lat,lon\nA,10.0,54.002\nB,10.001,54.002\n")
    (tmp_path / "good.csv").write_text(as_csv(HARBOUR_PLACES))
    (tmp_path / "bad.osm").write_text("<osm>")
    (tmp_path / "taken" / "stops").mkdir(parents=True)
    (tmp_path / "taken" / "stops" / "01-mine.md").write_text("mine")
    test = TourTest(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    for arguments in (
        ("new", "x", "--places", "bad.csv"),
        ("new", "x", "--places", "none.csv"),
        ("new", "x", "--places", "far.csv"),
        ("new", "x", "--places", "out.csv", "--map", str(HARBOUR)),
        ("new", "x", "--places", "swapped.csv", "--map", str(HARBOUR)),
        ("new", "x", "--places", "good.csv", "--map", "bad.osm"),
        ("new", "x", "--places", "good.csv", "--language", "xx"),
        ("new", "x", "--places", "good.csv", "--pick", "9"),
        ("new", "taken", "--places", "good.csv"),
        ("map", "taken", str(HARBOUR)),
        ("route", "nowhere", str(HARBOUR)),
    ):
        done = test.run(*arguments)
        assert done.code == 1, arguments
        assert "error: " in done.stderr
    assert sorted(path for path in tmp_path.rglob("*") if ".tourpack" not in path.parts) == before


def test_a_place_outside_the_extract_is_told_in_its_line_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("name,lat,lon\nA,54.002,10.0\nB,54.02,10.0\n")

    done = TourTest(tmp_path).run("new", "x", "--places", "out.csv", "--map", str(HARBOUR))

    assert done.stderr.startswith("out.csv:3:1: error: 'B' lies outside the extract\n  B,54.02,10.0\n")


@pytest.mark.parametrize("option", ["--map", "--folder", "--pick"])
def test_what_belongs_to_a_list_needs_one(tmp_path: Path, option: str) -> None:
    done = TourTest(tmp_path).run("new", "x", option, "y")

    assert done.code == 2
    assert "there is no list to make a tour of" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="links are made otherwise there")
def test_a_script_that_is_a_link_stays_one(made: TourTest, tmp_path: Path) -> None:
    route = tmp_path / "walk" / "stops" / "route.gpx"
    target = tmp_path / "kept.gpx"
    route.rename(target)
    route.symlink_to(target)

    made.run("route", "walk", str(HARBOUR), "--step-free").ok()

    assert route.is_symlink()
