"""``tourpack walk``, run on the small tour."""

from __future__ import annotations

import json

import pytest

from conftest import TourTest


def test_a_walk_shows_each_leg_with_its_words_and_their_room(tour: TourTest) -> None:
    done = tour.run("walk")

    assert done.code == 0, done.stderr
    assert "Leg 1 from The Quay to The Mill: 172 m, 1 road" in done.stdout
    assert "Mill Lane: 64 to 75 m ± 10; beyond it, no road ahead" in done.stdout
    assert "part 2, beyond Mill Lane (75 m): 15 words, and no road ahead" in done.stdout
    assert "The law of the street is kept by all walkers." in done.stdout


def test_what_breaks_the_law_is_shown_with_who_hears_it_and_ends_in_1(tour: TourTest) -> None:
    lane = '"Mill Lane", "class": "local"}, "geometry": {"type": "LineString", "coordinates": [[-0.099'
    second = lane.replace("Mill Lane", "Weir Lane").replace("-0.099", "-0.0985")
    rest = ', 51.499], [-0.0985, 51.502]]}},\n{"type": "Feature", "properties": {"name": '
    tour.edit("streets.geojson", lane, f"{second}{rest}{lane}")
    tour.edit("01-quay.md", "go on.", f"go on. {'One more word. ' * 40}[cross Weir Lane]")

    done = tour.run("walk")

    assert done.code == 1
    assert "s of speech on Weir Lane" in done.stdout


def test_as_json_each_leg_is_a_line(tour: TourTest) -> None:
    done = tour.run("walk", "--json", "--walker", "hands-free", "--pace", "1.3", "--wait", "0")

    (leg,) = [json.loads(line) for line in done.stdout.splitlines() if '"leg"' in line]
    assert (leg["start"], leg["end"], leg["presses"], leg["speech_in_road"]) == ("quay", "mill", [], 0)
    assert [track["kind"] for track in leg["tracks"]] == ["walk", "quiet", "walk", "quiet", "look"]
    assert leg["kerbs"][0]["street"] == "Mill Lane"


def test_the_walk_is_written_down_as_picture_and_recording(tour: TourTest) -> None:
    done = tour.run("walk", "--svg", "walk.svg", "--gpx", "walk.gpx")

    assert done.code == 0, done.stderr
    assert (tour.root / "walk.svg").read_text("utf-8").startswith("<svg")
    assert "<trkpt" in (tour.root / "walk.gpx").read_text("utf-8")


def test_tracks_that_are_spoken_are_measured(tour: TourTest) -> None:
    tour.run("build", "--only", "audio")

    assert "at each kerb; measured." in tour.run("walk").stdout


@pytest.mark.parametrize("walker", ["toldd", ""])
def test_an_unknown_walker_is_a_wrong_command_line(tour: TourTest, walker: str) -> None:
    assert tour.run("walk", "--walker", walker).code == 2
