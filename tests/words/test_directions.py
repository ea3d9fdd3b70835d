from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from samples import stop, tour
from tour.model import Leg, Track
from tour.words import directions
from tour.words.language import words_in

ENGLISH = words_in("en")


def test_a_street_is_not_broken_at_the_end_of_a_line() -> None:
    leg = Leg("stop-1", "stop-2", (), 80.0, ("Orange Grove Avenue", "Avenue of the Very Long and Winding Names"), 70.0)

    assert directions.onward(ENGLISH, leg, stop(2)) == (
        "80 m, 1 min to 2",
        ". Cross Orange\u00a0Grove\u00a0Ave, Avenue of the Very Long and Winding Names.",
    )


def test_a_leg_that_comes_back_has_no_direction() -> None:
    there = tour([stop(1), stop(2)]).stops[0].place
    assert there
    north = replace(there, lat=there.lat + 0.001)

    assert directions.direction(Leg("a", "b", (there, north), 111.0)) == "north"
    assert directions.direction(Leg("a", "b", (there, north, there), 222.0)) == ""


def test_the_way_is_told_in_the_tour_s_language() -> None:
    leg = Leg("stop-1", "stop-2", (), 80.0, ("Calle Mayor",), 70.0)

    assert directions.onward(words_in("es"), leg, stop(2)) == ("80 m, 1 min hasta la 2", ". Cruza C/\u00a0Mayor.")


def test_the_alternative_text_of_the_map_leads_from_stop_to_stop() -> None:
    walk = tour([stop(1, stand=""), stop(2)])
    across = replace(walk, legs=(replace(walk.legs[0], crossings=("Mill Lane", "Quay Street")),))

    assert directions.route(walk) == (
        "Map of the walk, north up. It begins at stop 1, Stop 1. "
        "Walk there and back 110 metres, without a crossing, to stop 2, Stop 2, at place 2."
    )
    assert "110 metres across Mill Lane, Quay Street, to stop 2" in directions.route(across)
    assert directions.route(tour([])) == "Map without stops."


def test_all_legs_come_to_what_is_printed_of_each() -> None:
    walk = tour([stop(1), stop(2), stop(3)])
    across = replace(walk, legs=tuple(replace(leg, crossings=("Mill Lane",), metres=110.4) for leg in walk.legs))

    assert directions.total(walk) == "In all 220 m: about 3 minutes of walking, with waiting."
    assert directions.total(across) == "In all 220 m, 2 crossings: about 3 minutes of walking, with waiting."


def test_the_way_home_is_spoken_of_where_there_is_one() -> None:
    walk = tour([stop(1)])
    path = PurePosixPath("audio/01b-to-home.mp3")
    track = Track("stop-1", "walk", "1", path, 1, Path("x"), 1, "", 61.0, 9, -16, -2, ())

    assert directions.home(walk, ()) == "."
    assert directions.home(walk, (track,)) == ". Sound 01b tells the way home."


def test_a_bearing_says_which_way_to_look() -> None:
    quay = stop(1)

    assert directions.facing(ENGLISH, replace(quay, face="the water")) == "the water"
    assert directions.facing(ENGLISH, replace(quay, face="the water", face_bearing=50)) == "the water, to the northeast"
    assert directions.facing(ENGLISH, replace(quay, face="", face_bearing=355)) == "to the north"
    assert directions.facing(words_in("es"), replace(quay, face="el agua", face_bearing=225)) == "el agua, al suroeste"
