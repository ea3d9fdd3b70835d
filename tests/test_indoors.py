"""A tour of rooms: no place, no route, no map and no receiver, and yet a whole pack."""

from __future__ import annotations

import json
import re

import pytest

from conftest import TourTest
from paper import words
from tour.reading.project import read

ROOM = "---\ntitle: {title}\n{where}stand: at the {thing}\n---\n\n# Look\n\nThis is the {thing}, and it is old.\n"
ON = "\n# Walk\n\nGo on through the door on the left.\n"
ROOMS = (("The Loom", "Room 1, ground floor", "loom"), ("The Engine", "Room 7, first floor", "engine"))


@pytest.fixture
def museum(tour: TourTest) -> TourTest:
    """Return a tour of three rooms in one house."""
    for name in ("01-quay.md", "02-mill.md", "route.gpx", "streets.geojson", "sources.toml"):
        (tour.root / "stops" / name).unlink()
    rooms = (*ROOMS, ("The Boiler", "Yard", "boiler"))
    for number, (title, room, thing) in enumerate(rooms, 1):
        text = ROOM.format(title=title, where=f"room: {room}\n", thing=thing)
        path = tour.root / "stops" / f"{number:02}-{thing}.md"
        path.write_text(text + (ON if number < len(rooms) else ""), encoding="utf-8")
    welcome = tour.root / "stops" / "00-welcome.md"
    welcome.write_text(re.sub("claims:\n.*\n", "", welcome.read_text("utf-8")), encoding="utf-8")
    return tour


def test_rooms_without_places_or_a_route_make_a_pack_that_passes(museum: TourTest) -> None:
    museum.run("check").ok()
    museum.run("build", "--executor", "inline").ok()

    told = json.loads((museum.pack / "pack.json").read_text("utf-8"))
    assert [stop["place"] for stop in told["stops"]] == [None, None, None]
    assert told["legs"] == []
    assert not (museum.pack / "tour.gpx").exists()
    faults = [line for line in museum.run("verify", str(museum.pack)).stdout.splitlines() if "pack.json" in line]
    assert faults == []


def test_its_card_is_a_list_that_leads_from_room_to_room(museum: TourTest) -> None:
    museum.run("build", "--executor", "inline", "--only", "card").ok()

    text = words((museum.pack / "route-card-a4.pdf").read_bytes())
    assert "The Loom Room 1, ground floor. At the loom." in text
    assert "On to 2: Room 7, first floor." in text
    assert "The walk ends here" in text
    assert "your way" not in text
    assert "on foot" not in text


def test_its_page_has_no_map_and_asks_for_no_position(museum: TourTest) -> None:
    museum.run("build", "--executor", "inline", "--only", "page").ok()

    page = (museum.pack / "index.html").read_text("utf-8")
    assert "Room 7, first floor" in page
    assert 'id="follow"' not in page
    assert 'href="#map"' not in page
    assert "<svg class=m-map" not in page.replace('"', "")
    scripts = "".join(path.read_text("utf-8") for path in (museum.pack / "player").glob("*.js"))
    assert "geolocation" not in scripts
    assert "tour.gpx" not in (museum.pack / "listen.html").read_text("utf-8")


def test_stops_on_one_spot_need_no_route_either(museum: TourTest) -> None:
    for path in (museum.root / "stops").glob("0[1-9]*.md"):
        path.write_text(re.sub("room: .*", "place: [46.05142, 14.50618]", path.read_text("utf-8")), encoding="utf-8")

    museum.run("check").ok()


def test_stops_apart_still_need_one(museum: TourTest) -> None:
    for n, path in enumerate(sorted((museum.root / "stops").glob("0[1-9]*.md"))):
        path.write_text(re.sub("room: .*", f"place: [46.05{n}, 14.50618]", path.read_text("utf-8")), encoding="utf-8")

    run = museum.run("check")

    assert run.code == 1
    assert "route.gpx is missing" in run.stderr + run.stdout


def test_a_room_on_a_walk_is_where_the_stop_before_it_is(tour: TourTest) -> None:
    mill = tour.root / "stops" / "02-mill.md"
    mill.write_text(mill.read_text("utf-8") + ON, encoding="utf-8")
    loom = ROOM.format(title="The Loom", where="room: Upper floor\n", thing="loom")
    (tour.root / "stops" / "03-loom.md").write_text(loom, encoding="utf-8")
    welcome = tour.root / "stops" / "00-welcome.md"
    welcome.write_text(re.sub("claims:\n.*\n", "", welcome.read_text("utf-8")), encoding="utf-8")

    told = read(tour.root)

    assert [fault.message for fault in told.faults if fault.severity == "error"] == []
    assert told.tour
    assert told.tour.stops[2].place == told.tour.stops[1].place
    assert round(told.tour.legs[1].metres) == 0
    assert not told.tour.indoors
