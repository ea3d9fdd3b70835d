"""The way on foot: through small towns drawn for it, and through the town with every trap."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest

from osm.extracts import HARBOUR
from tour import geo
from tour.diagnostics import TourError
from tour.model import Place
from tour.osm.elements import Extract
from tour.osm.extract import read_extract
from tour.way.find import Way, find_way
from towns.harbour import degrees_of
from way.plans import Point, crossed, drawn, extract_of, way

HALL, STATUE, CHURCH, CASTLE = (50, 260), (95, 225), (-55, 270), (-165, 365)
GARDEN, WAREHOUSE, HARBOUR_FRONT, EAST = (290, 370), (460, 360), (-150, 95), (450, 300)


@cache
def harbour() -> Extract:
    return read_extract(HARBOUR)


def metres(found: Way, leg: int = 0) -> float:
    return found.legs[leg].metres


def stood(found: Way, stop: int = 0) -> Point:
    """Return where one stands, in metres on the plan."""
    x, y = geo.Frame(Place(*degrees_of(0, 0))).to_xy(Place(*found.stops[stop].place))
    return round(x), round(y)


ROAD: list[Point] = [(-100, 0), (0, 0), (100, 0)]


def test_a_square_is_crossed_from_gate_to_gate_and_not_round_its_rim() -> None:
    square: list[Point] = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
    extract = drawn(
        [
            (square, "highway=pedestrian; area=yes; name=Market"),
            ([(-50, 0), (0, 0)], "highway=footway"),
            ([(100, 100), (150, 100)], "highway=footway"),
        ]
    )

    assert metres(way(extract, (-50, 0), (150, 100))) == pytest.approx(50 + 2**0.5 * 100 + 50, abs=1)


def test_a_house_on_a_square_is_walked_round() -> None:
    found = way(harbour(), (-20, 260), (110, 260))

    assert 133 < metres(found) < 150
    assert found.legs[0].parts[0].name == "Marktplatz"


def test_a_stop_on_a_square_is_linked_straight() -> None:
    found = way(harbour(), STATUE, (10, 300))

    assert stood(found) == STATUE
    assert metres(found) < 1.1 * geo.distance(Place(*found.stops[0].place), Place(*found.stops[1].place))


def test_before_a_house_one_stands_at_its_entrance_and_faces_it() -> None:
    (stop,) = way(harbour(), CHURCH).stops

    assert stood(way(harbour(), CHURCH)) == (-40, 270)
    assert (stop.face_bearing, stop.moved_metres) == (270, 15.0)


@pytest.mark.parametrize("pin", [HALL, STATUE, CHURCH, GARDEN, WAREHOUSE, HARBOUR_FRONT, EAST, (250, 140), (505, 360)])
def test_no_place_is_inside_a_house_or_in_a_roadway(pin: Point) -> None:
    houses = ((30, 240, 70, 280), (-70, 240, -40, 300), (-200, 340, -130, 390), (220, 120, 280, 160))
    x, y = stood(way(harbour(), pin))

    assert not any(west < x < east and south < y < north for west, south, east, north in houses)
    assert abs(y - 100) > 6.9 or not -320 < x < 400


def test_beside_a_road_without_sidewalks_one_stands_off_the_roadway_on_the_side_of_the_pin() -> None:
    extract = drawn([(ROAD, "highway=residential; name=Elm; width=8")])

    assert stood(way(extract, (20, 15))) == (20, 5)
    assert stood(way(extract, (20, -15))) == (20, -5)


def test_a_stop_that_moved_over_eight_metres_is_told_and_one_that_moved_less_is_not() -> None:
    extract = drawn([(ROAD, "highway=footway")])

    assert way(extract, (0, 7), (50, 0)).told == ()
    assert way(extract, (0, 9), (50, 0)).told == ("'Stop-1': one stands 9 m from the pin, which is what one looks at",)


def test_over_sixty_metres_from_any_way_is_told_and_over_a_hundred_and_fifty_is_an_error() -> None:
    extract = drawn([(ROAD, "highway=footway")])

    assert way(extract, (0, 61)).told[0] == "'Stop-1' lies 61 m from any way: look whether its pin is right"
    with pytest.raises(TourError, match=r"'Stop-1' lies 160 m from any way that one may walk"):
        way(extract, (0, 160))


@pytest.mark.parametrize(
    "tags",
    [
        "highway=footway; access=private",
        "highway=service; access=no",
        "highway=footway; foot=no",
        "highway=footway; access=customers",
        "highway=path; foot=private; access=yes",
        "highway=motorway; foot=yes",
        "highway=trunk",
        "highway=construction",
        "highway=corridor; indoor=yes",
    ],
)
def test_nobody_is_sent_over_what_is_private_or_no_way_for_feet(tags: str) -> None:
    round_about: list[Point] = [(-100, 0), (-100, 50), (100, 50), (100, 0)]
    extract = drawn([(ROAD, tags), (round_about, "highway=footway")])

    assert metres(way(extract, (-100, 0), (100, 0))) > 290


@pytest.mark.parametrize(
    "tags",
    [
        "highway=service; access=private; foot=yes",
        "highway=service; access=no; foot=designated",
        "highway=footway; access=private; foot=permissive",
        "highway=footway; access=permissive",
        "highway=trunk; sidewalk=both",
    ],
)
def test_a_foot_tag_goes_before_what_holds_for_all(tags: str) -> None:
    round_about: list[Point] = [(-100, 0), (-100, 50), (100, 50), (100, 0)]
    extract = drawn([(ROAD, tags), (round_about, "highway=footway")])

    assert metres(way(extract, (-100, 0), (100, 0))) < 220


def test_a_locked_gate_stops_everybody() -> None:
    round_about: list[Point] = [(-100, 0), (-100, 50), (100, 50), (100, 0)]
    lines = [(ROAD, "highway=footway"), (round_about, "highway=footway")]

    assert metres(way(drawn(lines, {(0, 0): "barrier=gate; access=private"}), (-100, 0), (100, 0))) > 290
    assert metres(way(drawn(lines, {(0, 0): "barrier=gate"}), (-100, 0), (100, 0))) < 210


def test_a_crossing_with_signals_is_worth_some_metres() -> None:
    south: list[Point] = [(-100, -10), (0, -10), (20, -10), (100, -10)]
    north: list[Point] = [(-100, 10), (0, 10), (20, 10), (100, 10)]
    lines = [
        ([(-100, 0), (0, 0), (20, 0), (100, 0)], "highway=primary; name=Broad Street; sidewalk=separate"),
        (south, "highway=footway; footway=sidewalk"),
        (north, "highway=footway; footway=sidewalk"),
        ([(0, -10), (0, 0), (0, 10)], "highway=footway; footway=crossing; crossing=unmarked"),
        ([(20, -10), (20, 0), (20, 10)], "highway=footway; footway=crossing; crossing=traffic_signals"),
    ]
    found = way(drawn(lines), (-80, -10), (-60, 10))

    assert crossed(found) == ["Broad Street"]
    assert found.legs[0].crossings[0].signalled
    assert metres(found) > 190


CROSSINGS = [
    ("footway=crossing", {}),
    ("", {(0, 0): "highway=crossing; crossing=traffic_signals"}),
    ("", {}),
]


@pytest.mark.parametrize(("way_tags", "spots"), CROSSINGS, ids=["as a way", "as a node", "not at all"])
def test_a_street_is_crossed_however_the_crossing_is_drawn(way_tags: str, spots: dict[Point, str]) -> None:
    lines = [(ROAD, "highway=tertiary; name=Elm"), ([(0, -60), (0, 0), (0, 60)], f"highway=footway; {way_tags}")]

    assert crossed(way(drawn(lines, spots), (0, -50), (0, 50))) == ["Elm"]


def test_a_path_that_shares_no_node_with_the_street_crosses_it_too() -> None:
    lines = [([(-100, 0), (100, 0)], "highway=tertiary; name=Elm"), ([(5, -60), (5, 60)], "highway=footway")]

    assert crossed(way(drawn(lines), (5, -50), (5, 50))) == ["Elm"]


def test_a_street_without_a_name_and_a_street_for_feet_are_no_crossings() -> None:
    lines = [
        (ROAD, "highway=residential"),
        ([(-100, 20), (100, 20)], "highway=pedestrian; name=Mall"),
        ([(0, -60), (0, 0), (0, 60)], "highway=footway"),
    ]

    assert crossed(way(drawn(lines), (0, -50), (0, 50))) == []


def test_two_arms_of_a_street_are_two_crossings() -> None:
    assert crossed(way(harbour(), (350, 110), (480, 110))) == ["Ringstraße", "Ringstraße"]


def test_who_walks_across_a_plaza_with_a_street_round_it_meets_that_street_twice() -> None:
    assert crossed(way(harbour(), (350, 340), (250, 400)))[:2] == ["Theaterplatz", "Theaterplatz"]


@pytest.mark.parametrize("side", [1, -1])
def test_side_streets_are_crossed_on_neither_side_where_the_line_can_keep_off_them(side: int) -> None:
    lines = [
        ([(-100, 0), (0, 0), (100, 0)], "highway=residential; name=Elm; width=8"),
        ([(0, 0), (0, 80 * side)], "highway=residential; name=Oak; width=8"),
    ]

    found = way(drawn(lines), (-90, -8 * side), (90, -8 * side))

    assert crossed(found) == []
    assert all(part.street_on == "" for part in found.legs[0].parts)


def test_a_street_that_goes_on_beyond_the_junction_is_crossed_on_either_side() -> None:
    lines = [
        ([(-100, 0), (0, 0), (100, 0)], "highway=residential; name=Elm; width=8"),
        ([(0, -80), (0, 0), (0, 80)], "highway=residential; name=Oak; width=8"),
    ]

    assert crossed(way(drawn(lines), (-90, 8), (90, 8))) == ["Oak"]
    assert crossed(way(drawn(lines), (-90, -8), (90, -8))) == ["Oak"]


def test_the_street_itself_is_crossed_when_the_stops_lie_on_either_side_of_it() -> None:
    lines = [([(-100, 0), (0, 0), (100, 0)], "highway=residential; name=Elm; width=8")]

    assert crossed(way(drawn(lines), (-90, 8), (90, -8))) == ["Elm"]


def test_a_tunnel_is_said_and_the_street_above_it_is_no_crossing() -> None:
    lines = [
        (ROAD, "highway=primary; name=Broad Street"),
        ([(0, -60), (0, -20)], "highway=footway"),
        ([(0, -20), (0, 20)], "highway=footway; tunnel=yes; layer=-1"),
        ([(0, 20), (0, 60)], "highway=footway"),
    ]
    leg = way(drawn(lines), (0, -50), (0, 50)).legs[0]

    assert leg.crossings == ()
    assert [(one.street, one.level) for one in leg.roadways] == [("Broad Street", "under")]
    assert any(part.tunnel for part in leg.parts)


def test_a_footbridge_leads_over_a_street_and_a_path_under_the_bridge_of_one() -> None:
    over = [
        (ROAD, "highway=primary; name=Broad Street"),
        ([(0, -60), (0, 60)], "highway=footway; bridge=yes; layer=1"),
        ([(0, -80), (0, -60)], "highway=footway"),
        ([(0, 80), (0, 60)], "highway=footway"),
    ]
    under = [(ROAD, "highway=primary; name=High Road; bridge=yes; layer=1"), ([(5, -80), (5, 80)], "highway=footway")]

    assert [one.level for one in way(drawn(over), (0, -75), (0, 75)).legs[0].roadways] == ["over"]
    assert [one.level for one in way(drawn(under), (5, -75), (5, 75)).legs[0].roadways] == ["under"]


def test_a_sidewalk_drawn_apart_has_the_name_of_its_street() -> None:
    leg = way(harbour(), (-150, 112), (-100, 112)).legs[0]

    assert [(part.name, part.kind, part.street_on) for part in leg.parts] == [("Hafenstraße", "sidewalk", "right")]


def test_steps_are_taken_unless_somebody_cannot_and_then_it_is_told_what_nobody_checked() -> None:
    lines = [
        ([(-100, 0), (0, 0)], "highway=footway; wheelchair=yes"),
        ([(0, 0), (30, 0)], "highway=steps"),
        ([(0, 0), (0, 60), (30, 60), (30, 0)], "highway=path"),
        ([(30, 0), (100, 0)], "highway=footway"),
    ]
    extract = drawn(lines)
    free = way(extract, (-90, 0), (90, 0), step_free=True)

    assert [part.kind for part in way(extract, (-90, 0), (90, 0)).legs[0].parts] == ["path", "steps", "path"]
    assert all(part.kind != "steps" for part in free.legs[0].parts)
    assert free.told == (
        "from 'Stop-1' to 'Stop-2' no steps are mapped, but 210 m are not checked: "
        "kerbs, slopes and surface are not known there",
    )


def test_where_only_steps_lead_there_is_no_step_free_way() -> None:
    lines = [
        ([(-100, 0), (0, 0)], "highway=footway"),
        ([(0, 0), (30, 0)], "highway=steps"),
        ([(30, 0), (100, 0)], "highway=footway"),
    ]

    with pytest.raises(TourError, match=r"'Stop-2' lies|no way on foot"):
        way(drawn(lines), (-90, 0), (99, 0), step_free=True)


def test_nothing_is_walked_across_a_gap_in_the_data() -> None:
    extract = drawn([([(-100, 0), (-50, 0), (0, 0), (50, 0), (100, 0)], "highway=footway; name=Long Walk")])
    missing = min(node.id for node in extract.nodes.values()) + 2
    nodes = {ref: node for ref, node in extract.nodes.items() if ref != missing}
    broken = Extract(nodes, extract.ways, extract.relations)

    with pytest.raises(TourError, match=r"there is no way on foot from 'Stop-1' to 'Stop-2'"):
        way(broken, (-100, 0), (100, 0))


def test_a_place_outside_the_extract_is_an_error() -> None:
    with pytest.raises(TourError, match=r"'Stop-2' lies outside the extract"):
        way(harbour(), STATUE, (900, 100))


def test_a_way_that_ends_on_another_without_sharing_its_node_is_joined_to_it() -> None:
    lines = [([(-100, 0), (100, 0)], "highway=footway"), ([(7, 0), (7, 60)], "highway=footway")]

    assert metres(way(drawn(lines), (-90, 0), (7, 50))) == pytest.approx(147, abs=2)


def shuffled(extract: Extract, seed: int) -> Extract:
    """Return *extract* with its elements, and the tags of each, in another order."""

    def mixed(items: dict[int, object]) -> Iterator[int]:
        keys = sorted(items)
        Random(seed).shuffle(keys)
        return iter(keys)

    return Extract(
        {ref: extract.nodes[ref] for ref in mixed(dict(extract.nodes))},
        {ref: extract.ways[ref] for ref in mixed(dict(extract.ways))},
        {ref: extract.relations[ref] for ref in mixed(dict(extract.relations))},
        extract.bounds,
    )


WALK = (CHURCH, STATUE, GARDEN, WAREHOUSE, HARBOUR_FRONT, CASTLE)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_elements_does_not_matter(seed: int) -> None:
    assert way(shuffled(harbour(), seed), *WALK) == way(harbour(), *WALK)


def test_the_hash_seed_does_not_matter() -> None:
    script = f"from way.test_find import *; print(way(harbour(), *{WALK}))"
    tests = Path(__file__).parents[1]
    printed = set()
    for seed in ("0", "1", "4711"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{tests}:{tests.parent}"}
        done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
        printed.add(done.stdout)

    assert len(printed) == 1
    assert re.search(rb"Ringstra", printed.pop())


def test_no_place_gives_an_empty_way() -> None:
    assert find_way(harbour(), []) == Way((), ())


def test_the_town_written_by_hand_is_what_its_plan_draws_here_too() -> None:
    from towns.harbour import harbour as plan

    assert way(extract_of(plan()), CHURCH, STATUE).legs == way(harbour(), CHURCH, STATUE).legs
