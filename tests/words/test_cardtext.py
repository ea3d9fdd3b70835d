from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from samples import at, stop, tour
from tour.model import Leg, Pack, Source, Stop, Track
from tour.words import cardtext

CARD = ("Built in 1930. Seen in two films. Look for the zigzag tower. The yard is private.",)


def walk(*stops: Stop) -> Pack:
    return Pack(tour(stops), ())


def sound(pack: Pack) -> Pack:
    one = Track("stop-1", "look", "1", PurePosixPath("audio/01a-x.mp3"), 1, Path("x"), 1, "", 61.0, 9, -16, -2, ())
    return replace(pack, tracks=(one,))


def test_the_whole_eye_text_is_told_where_there_is_room() -> None:
    assert cardtext.look(stop(1, card=CARD)) == CARD[0]


@pytest.mark.parametrize(
    ("most", "told"),
    [
        (0, "Look for the zigzag tower. The yard is private."),
        (1, "Built in 1930. Look for the zigzag tower. The yard is private."),
        (2, CARD[0]),
    ],
)
def test_what_to_look_for_and_to_leave_alone_is_told_before_all_else(most: int, told: str) -> None:
    assert cardtext.look(stop(1, card=CARD), most) == told


def test_a_text_that_tells_nothing_to_do_is_never_cut() -> None:
    assert cardtext.look(stop(1, card=("Built in 1930. Seen in two films.",)), 0) == "Built in 1930. Seen in two films."


def test_access_is_told_of_the_stops_it_was_noted_at_and_of_no_others() -> None:
    flat, steps = "Flat sidewalk", "Four steps"

    assert cardtext.access(walk(stop(1, access=flat), stop(2, access=flat)).tour) == "Access: flat sidewalk."
    assert cardtext.access(walk(stop(1, access=flat), stop(2, access=steps), stop(3)).tour) == (
        "Access at 1 of 3 stops: flat sidewalk."
    )
    assert cardtext.access(walk(stop(1)).tour) == "Steps and curbs: not checked."


def test_a_short_walk_is_told_in_metres_and_a_long_one_in_kilometres() -> None:
    short = walk(stop(1), stop(2))
    far = replace(short, tour=replace(short.tour, legs=(replace(short.tour.legs[0], metres=1234.4),)))

    assert list(cardtext.at_a_glance(short))[1] == ("110 m", "0.1 miles")
    assert list(cardtext.at_a_glance(far))[1] == ("1.23 km", "0.8 miles")


def test_only_what_there_is_becomes_a_figure() -> None:
    assert list(cardtext.at_a_glance(walk(stop(1)))) == [("1", "stop")]
    assert list(cardtext.at_a_glance(sound(walk(stop(1))))) == [("1", "stop"), ("1 min", "of sound, 1\u00a0MB")]


def test_a_code_is_spoken_of_only_where_one_is_printed() -> None:
    plain = sound(walk(stop(1)))
    coded = replace(plain, tour=replace(plain.tour, base_url="https://walks.city/x"))

    assert cardtext.loading(plain)[0].startswith("At home, copy the folder")
    assert cardtext.loading(coded)[0].startswith("At home, scan the code and load the tour, or copy the folder")


def test_publishers_are_named_by_how_many_sources_they_gave_not_how_often_one_is_cited() -> None:
    sources = [("A1", "Blog"), ("B1", "The Times, Weekend"), ("B2", "The Times, Weekend"), ("C1", "Museum"), ("D1", "")]
    known = tuple(Source(key, key, at(), publisher) for key, publisher in sources)
    stops = [stop(1, cites=("A1", "B1")), stop(2, cites=("A1", "B2")), stop(3, cites=("A1", "C1", "D1", "C1"))]

    assert cardtext.sources(tour(stops, sources=known)) == (
        "5 published sources, among them The Times, Weekend; Blog; Museum."
    )


def test_a_street_is_not_broken_at_the_end_of_a_line() -> None:
    leg = Leg("stop-1", "stop-2", (), 80.0, ("Orange Grove Avenue", "Avenue of the Very Long and Winding Names"), 70.0)

    assert cardtext.onward(leg, stop(2)) == (
        "80 m, 1 min to 2",
        ". Cross Orange\u00a0Grove\u00a0Ave, Avenue of the Very Long and Winding Names.",
    )


def test_a_leg_that_comes_back_has_no_direction() -> None:
    there = tour([stop(1), stop(2)]).stops[0].place
    assert there
    north = replace(there, lat=there.lat + 0.001)

    assert cardtext.direction(Leg("a", "b", (there, north), 111.0)) == "north"
    assert cardtext.direction(Leg("a", "b", (there, north, there), 222.0)) == ""
