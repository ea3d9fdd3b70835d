"""The map of the town that was written by hand, trap by trap."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from osm.extracts import HARBOUR
from tour.model import Feature, Place
from tour.osm.elements import Bounds, Extract, Node, Way
from tour.osm.extract import read_extract
from tour.osm.street_map import CREDIT, lacking, street_map
from tour.reading.map_notes import read_notes
from tour.reading.mapdata import KINDS, read_map
from towns.harbour import BOX, degrees_of, harbour, written

TOWN = read_extract(HARBOUR)


def frame(left: float, bottom: float, right: float, top: float) -> Bounds:
    """Return the box between two points of the plan, in metres."""
    (south, west), (north, east) = degrees_of(left, bottom), degrees_of(right, top)
    return west, south, east, north


WHOLE = frame(*BOX)


def drawn(
    box: Bounds = WHOLE, language: str = "en", extract: Extract = TOWN, route: tuple[Place, ...] = ()
) -> list[dict[str, Any]]:
    return street_map(extract, box, language, route)["features"]


def named(name: str, features: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    return [one for one in features or drawn() if one["properties"]["name"] == name]


def names(features: list[dict[str, Any]]) -> set[str]:
    return {one["properties"]["name"] for one in features} - {""}


def classes(features: list[dict[str, Any]]) -> set[str]:
    return {one["properties"]["class"] for one in features}


def points(feature: dict[str, Any]) -> list[tuple[float, float]]:
    """Return the corners of all lines of a feature, in metres of the plan."""
    found = feature["geometry"]["coordinates"]
    while not isinstance(found[0], float):
        found = [item for part in found for item in (part if isinstance(part[0], list) else [part])]
        if all(isinstance(item[0], float) for item in found):
            break
    flat = [found] if isinstance(found[0], float) else found
    south, west = degrees_of(0, 0)
    east, north = degrees_of(1000, 1000)[1] - west, degrees_of(1000, 1000)[0] - south
    return [((lon - west) / east * 1000, (lat - south) / north * 1000) for lon, lat in flat]


def read(features: dict[str, Any]) -> tuple[Feature, ...]:
    return read_map(json.dumps(features).encode(), "streets.geojson")


def test_a_tour_reads_what_is_made() -> None:
    made = street_map(TOWN, WHOLE, "en")

    features = read(made)

    assert {feature.kind for feature in features} == set(KINDS)
    assert next(one for one in features if one.name == "Ringstraße").width == 6.5


def test_the_credit_stands_in_the_file() -> None:
    made = street_map(TOWN, WHOLE, "es")

    assert made["attribution"] == CREDIT == "© OpenStreetMap contributors"
    assert "ODbL" in made["licence"]
    assert read_notes(json.dumps(made).encode()).openstreetmap


def test_it_says_how_far_it_reaches() -> None:
    assert TOWN.bounds
    wide = frame(-2000, -100, 2000, 100)

    west, south, east, north = street_map(TOWN, wide, "en")["bbox"]

    assert (west, east) == (TOWN.bounds[0], TOWN.bounds[2])
    assert (south, north) == (wide[1], wide[3])


@pytest.mark.parametrize("seed", [0, 1])
def test_the_order_of_elements_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    town = harbour()
    chance.shuffle(town.ways)
    chance.shuffle(town.relations)
    town.at = dict(chance.sample(list(town.at.items()), len(town.at)))
    path = HARBOUR.with_name("shuffled.osm")
    path.write_text(written(town), encoding="utf-8")
    try:
        shuffled = read_extract(path)
    finally:
        path.unlink()

    assert json.dumps(street_map(shuffled, WHOLE, "en")) == json.dumps(street_map(TOWN, WHOLE, "en"))


def test_the_seed_of_hashes_does_not_matter() -> None:
    code = (
        "import hashlib, json; from osm.test_street_map import *;"
        "print(hashlib.sha256(json.dumps(street_map(TOWN, WHOLE, 'es')).encode()).hexdigest())"
    )
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    found = set()
    for seed in ("0", "1", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        found.add(subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True).stdout)

    assert len(found) == 1


def test_pbf_gives_the_same_bytes(tmp_path: Path) -> None:
    osmium = pytest.importorskip("osmium", reason="the extra tourpack[pbf] is not installed")
    pbf = tmp_path / "harbour.osm.pbf"
    header = osmium.io.Header()
    assert TOWN.bounds
    west, south, east, north = TOWN.bounds
    header.add_box(osmium.osm.Box(west, south, east, north))
    with osmium.SimpleWriter(str(pbf), header=header) as writer:
        for element in osmium.FileProcessor(str(HARBOUR)):
            writer.add(element)

    assert json.dumps(street_map(read_extract(pbf), WHOLE, "en")) == json.dumps(street_map(TOWN, WHOLE, "en"))


# Names


def test_names_are_in_the_tours_language_where_there_are_any() -> None:
    assert {"Market Square", "Harbour Street", "Neue Straße", "The Bay"} <= names(drawn(language="en"))
    assert {"Plaza del Mercado", "Calle del Puerto", "Neue Straße", "Die Bucht"} <= names(drawn(language="es-419"))


def test_a_street_of_which_one_piece_has_a_name_in_the_language_is_called_so_all_along() -> None:
    assert "Hafenstraße" not in names(drawn(language="en"))
    assert "Hafenstraße" in names(drawn(language="fi"))


def test_names_are_in_letters_that_the_card_has() -> None:
    found = names(drawn(language="de"))

    assert "Nagasaki Road" in found
    assert not any("ถ" in name or "長" in name for name in found)


def test_no_name_stands_twice_within_150_metres_but_on_pieces_of_a_street() -> None:
    found = Counter(one["properties"]["name"] for one in drawn() if one["geometry"]["type"] != "LineString")

    assert {name: count for name, count in found.items() if name and count > 1} == {}


def test_stops_of_one_name_are_one() -> None:
    stations = [one for one in drawn() if one["properties"]["class"] == "station"]

    assert sorted(one["properties"]["name"] for one in stations) == ["Aueufer", "Central Station", "Hafen"]
    assert points(named("Central Station")[0]) == [(pytest.approx(80, abs=0.1), pytest.approx(500, abs=0.1))]


def test_sidings_and_tram_loops_have_no_names() -> None:
    rails = [one for one in drawn() if one["properties"]["class"] == "rail"]

    assert names(rails) == {"Küstenbahn"}


# Streets


def test_ramps_and_aisles_and_what_is_not_there_are_no_streets() -> None:
    found = drawn()

    assert not names(found) & {"Baustraße", "Traumstraße", "Alte Bahn", "Ladenstraße"}
    for one in found:
        if one["properties"]["class"] in ("major", "collector", "local"):
            assert (300, 400) not in points(one) or one["properties"]["name"] == "Zum Parkplatz"
            assert (260, 500) not in [(round(x), round(y)) for x, y in points(one)]


def test_what_lies_below_is_left_out_and_an_underpass_is_a_path() -> None:
    found = drawn()

    assert not names(found) & {"Schlosstunnel", "U1"}
    assert [one["properties"]["class"] for one in named("Ringtunnel", found)] == ["path"]


def test_a_street_goes_on_over_its_bridge() -> None:
    found = named("Harbour Street")

    assert max(x for one in found for x, _ in points(one)) == pytest.approx(760, abs=0.1)


def test_streets_have_a_width_and_an_error() -> None:
    streets = [one["properties"] for one in drawn() if one["properties"]["class"] in ("major", "collector", "local")]

    assert all(3 < one["width"] < 25 and one["est_error_m"] == 5.0 for one in streets)
    assert {one["width"] for one in streets if one["name"] == "Harbour Street"} == {14.0, 6.5}


def test_each_arm_of_a_street_is_drawn() -> None:
    arms = named("Ringstraße")

    assert len(arms) == 2
    assert sorted({round(x) for arm in arms for x, _ in points(arm)}) == [400, 414]


def test_pieces_of_a_street_are_joined_unless_they_look_different() -> None:
    assert len(named("Neue Straße")) == 1
    assert len(named("Theaterplatz")) == 1


def test_steps_and_paths_are_told_apart() -> None:
    assert [one["properties"]["class"] for one in named("Schlosstreppe")] == ["steps"]
    assert [one["properties"]["class"] for one in named("Rampe")] == ["path"]
    assert named("Marktgasse")[0]["properties"] == {"name": "Marktgasse", "class": "path", "width": 6.0}


def test_sidewalks_and_private_ways_are_drawn_only_where_the_route_follows_them() -> None:
    def on_sidewalk(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [one for one in features if (-80, 110) in [(round(x), round(y)) for x, y in points(one)]]

    route = tuple(Place(*degrees_of(*point)) for point in ((-200, 110), (-12, 110), (-12, 90)))

    assert names(on_sidewalk(drawn())) == {"Am Fuß"}
    walked = on_sidewalk(drawn(route=route))
    assert "path" in classes(walked)
    assert min(x for one in walked for x, _ in points(one)) == pytest.approx(-200, abs=0.1)
    assert max(x for one in walked for x, _ in points(one)) < 1


def test_nothing_lies_outside_the_frame_and_lines_end_on_its_rim() -> None:
    left, bottom, right, top = -100.0, 0.0, 500.0, 420.0

    for one in drawn(frame(left, bottom, right, top)):
        for x, y in points(one):
            assert left - 0.1 <= x <= right + 0.1
            assert bottom - 0.1 <= y <= top + 0.1
    (street,) = named("Ringstraße", drawn(frame(405, 0, 500, 420)))
    assert max(y for _, y in points(street)) == pytest.approx(420, abs=0.1)


def test_a_double_track_is_drawn_once() -> None:
    rail = {"railway": "tram"}
    nodes = {n: Node(n, 54.0 + 0.00003 * (n > 2), 10.0 + 0.004 * (n % 2), {}) for n in (1, 2, 3, 4)}
    town = Extract(nodes, {1: Way(1, (1, 2), rail), 2: Way(2, (3, 4), rail)}, {})

    assert len(drawn((9.99, 53.99, 10.01, 54.01), extract=town)) == 1


# Grounds


def test_the_sea_is_closed_against_the_frame_with_the_land_on_its_left() -> None:
    sea = named("The Bay")[0]

    corners = points(sea)
    assert sea["properties"]["class"] == "water"
    assert min(y for _, y in corners) == pytest.approx(BOX[1], abs=0.1)
    assert max(y for _, y in corners) == pytest.approx(70, abs=0.1)
    assert len(sea["geometry"]["coordinates"]) == 2, "the island is a hole in it"


def test_outlines_run_anticlockwise_and_holes_clockwise() -> None:
    for one in drawn():
        if one["geometry"]["type"] != "Polygon":
            continue
        for number, ring in enumerate(one["geometry"]["coordinates"]):
            assert ring[0] == ring[-1]
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
            assert (area > 0) is (number == 0)


def test_a_river_is_an_area_with_its_island_and_its_line_is_not_drawn_in_it() -> None:
    (river,) = named("Río Aue", drawn(language="es"))

    assert river["geometry"]["type"] == "Polygon"
    assert len(river["geometry"]["coordinates"]) == 2


def test_a_brook_is_a_line_and_not_drawn_where_it_is_in_a_culvert() -> None:
    (brook,) = named("Mühlbach")

    assert brook["properties"] == {"name": "Mühlbach", "class": "water", "width": 3.0}
    assert min(x for x, _ in points(brook)) == pytest.approx(300, abs=0.1)


def test_a_square_has_a_hole_where_its_hall_stands() -> None:
    (square,) = named("Market Square")

    assert square["properties"]["class"] == "square"
    assert len(square["geometry"]["coordinates"]) == 2


def test_buildings_without_a_name_are_not_drawn() -> None:
    assert names([one for one in drawn() if one["properties"]["class"] == "building"]) == {
        "Rathaus",
        "Saint Nicholas",
        "Schloss",
        "Speicher",
    }


# What is missing


def test_a_map_that_goes_beyond_its_extract_says_what_to_export() -> None:
    assert lacking(TOWN, WHOLE) == []
    (told,) = lacking(TOWN, frame(-400, -100, 400, 400))
    assert "the extract ends inside the map" in told
    assert "west 9.99388, south 53.99910" in told


def test_an_open_coast_is_told_and_no_sea_is_drawn() -> None:
    nodes = {n: Node(n, 54.0, 10.0 + 0.002 * n, {}) for n in range(-2, 3)}
    half = Extract(nodes, {1: Way(1, (-2, -1, 0), {"natural": "coastline"})}, {})
    box = (9.996, 53.998, 10.01, 54.002)

    assert lacking(half, box) == ["the sea is not drawn, for the coast ends in the middle of the map"]
    assert drawn(box, extract=half) == []


def test_a_lake_cut_by_the_extract_is_not_given_a_false_shore() -> None:
    nodes = {1: Node(1, 54.0, 10.0, {}), 2: Node(2, 54.001, 10.0, {}), 3: Node(3, 54.001, 10.002, {})}
    lake = Extract(nodes, {1: Way(1, (1, 2, 3, 99, 1), {"natural": "water"})}, {})

    assert drawn((9.99, 53.99, 10.01, 54.01), extract=lake) == []
    assert len(drawn((9.99, 54.0006, 10.0006, 54.01), extract=lake)) == 1
