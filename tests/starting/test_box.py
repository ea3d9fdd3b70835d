from __future__ import annotations

from itertools import pairwise

import pytest

from tour.card.paper import plan
from tour.geo import Frame
from tour.map.projection import Projection
from tour.model import Place
from tour.starting.box import box_round
from tour.starting.frame import _tour, frame_of

TOWN = [Place(60.1676, 24.9521), Place(60.1695, 24.9522), Place(60.1712, 24.9414)]
LONG = [Place(60.1676, 24.9521), Place(60.1676, 24.9021)]


@pytest.mark.parametrize("places", [TOWN, LONG, TOWN[:1]])
def test_the_box_holds_the_maps_of_every_paper_and_some_ground_round_each_place(places: list[Place]) -> None:
    box = box_round(places)
    west, south, east, north = frame_of(places, ())

    assert box.west <= west < east <= box.east
    assert box.south <= south < north <= box.north
    frame = Frame(places[0])
    low, top = frame.to_xy(Place(box.south, box.west)), frame.to_xy(Place(box.north, box.east))
    for place in places:
        x, y = frame.to_xy(place)
        assert min(x - low[0], y - low[1], top[0] - x, top[1] - y) >= 399


def test_a_box_is_told_as_services_take_it() -> None:
    box = box_round(TOWN)

    assert box.numbers == f"{box.west:.4f},{box.south:.4f},{box.east:.4f},{box.north:.4f}"
    assert box.export_link == f"https://www.openstreetmap.org/export?bbox={box.numbers}"


def test_the_frames_of_paper_lie_in_the_ground() -> None:
    bare = _tour(TOWN, list(pairwise(TOWN)))
    west, south, east, north = frame_of(TOWN, ())

    for paper in bare.papers:
        for corner in Projection(bare, plan(bare, paper).map_size).corners:
            assert west < corner.lon < east
            assert south < corner.lat < north


def test_the_ground_moves_off_what_there_is_no_map_of() -> None:
    """Havis Amanda stands 70 m from the edge of the extract: the frames show more of the west instead."""
    west, _, east, _ = frame_of(TOWN, ())

    moved = frame_of(TOWN, (), (24.90, 60.10, 24.9534, 60.20))

    assert moved[0] < west
    assert moved[2] < east


def test_stops_without_a_way_are_framed_as_a_walk_and_not_as_rooms() -> None:
    straight = [TOWN[:2], TOWN[1:]]

    assert frame_of(TOWN, ()) == frame_of(TOWN, straight)
