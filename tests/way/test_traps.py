"""What towns have and plans leave out: roundabouts, two arms, bridges, stairs, two scripts. Each as small as can be."""

from __future__ import annotations

from math import cos, dist, pi, sin

import pytest

from osm.extracts import HARBOUR
from tour import geo
from tour.diagnostics import TourError
from tour.model import Place
from tour.osm.elements import Extract
from tour.osm.extract import read_extract
from tour.way.find import Way
from tour.way.shapes import bearing, turn
from towns.harbour import degrees_of
from way.plans import Point, crossed, drawn, way

Lines = list[tuple[list[Point], str]]

ELM: tuple[list[Point], str] = ([(-100, 0), (0, 0), (100, 0)], "highway=residential; name=Elm; width=8")
ACROSS: list[Point] = [(0, -60), (0, 0), (0, 60)]


def on_plan(found: Way) -> list[Point]:
    """Return the first leg's line, in metres on the plan."""
    frame = geo.Frame(Place(*degrees_of(0, 0)))
    return [frame.to_xy(Place(*point)) for point in found.legs[0].points]


def roundabout(*, drives_left: bool = False) -> Extract:
    """Return four streets of 100 m that meet at a roundabout of 20 m round 0, 0, which is drawn as the traffic runs."""
    corners = [(round(20 * cos(n * pi / 8), 1), round(20 * sin(n * pi / 8), 1)) for n in range(17)]
    ring = [(x, -y) for x, y in corners] if drives_left else corners
    lines: Lines = [(ring, "highway=residential; junction=roundabout; width=6")]
    for name, (x, y) in {"East": (1, 0), "North": (0, 1), "West": (-1, 0), "South": (0, -1)}.items():
        lines.append(([(20 * x, 20 * y), (100 * x, 100 * y)], f"highway=residential; name={name}; width=8"))
    return drawn(lines)


@pytest.mark.parametrize("drives_left", [False, True])
@pytest.mark.parametrize(
    ("start", "end", "streets"),
    [((90, 6), (6, 90), []), ((90, -6), (6, 90), ["East"]), ((90, -6), (-6, 90), ["East", "North"])],
)
def test_a_roundabout_is_walked_round_outside_over_the_streets_that_leave_it(
    start: Point, end: Point, streets: list[str], drives_left: bool
) -> None:
    found = way(roundabout(drives_left=drives_left), start, end)

    assert all(dist((0, 0), point) > 20 for point in on_plan(found))
    assert crossed(found) == streets


def arms(*more: tuple[list[Point], str]) -> Extract:
    """Return a street of two arms, 20 m apart, with a cross street over both."""
    return drawn(
        [
            ([(-100, -10), (0, -10), (100, -10)], "highway=secondary; name=Avenida; oneway=yes; width=7"),
            ([(100, 10), (0, 10), (-100, 10)], "highway=secondary; name=Avenida; oneway=yes; width=7"),
            ([(0, -80), (0, -10), (0, 10), (0, 80)], "highway=residential; name=Rua; width=8"),
            *more,
        ]
    )


def test_nobody_is_led_along_between_the_arms_of_a_street() -> None:
    line = on_plan(way(arms(), (-90, -16), (90, -16)))

    assert all(y < -10 for _, y in line)


def test_a_path_in_the_median_is_walked_and_each_arm_is_crossed_on_the_way_to_it() -> None:
    middle: list[Point] = [(-100, 0), (-50, 0), (0, 0), (50, 0), (100, 0)]
    over: list[Point] = [(-50, -40), (-50, -10), (-50, 0)]
    back: list[Point] = [(50, 0), (50, 10), (50, 40)]
    found = way(
        arms((middle, "highway=footway"), (over, "highway=footway"), (back, "highway=footway")), over[0], back[2]
    )

    assert crossed(found) == ["Avenida", "Rua", "Avenida"]


def test_at_the_end_of_a_street_the_one_it_ends_on_is_crossed_and_not_itself() -> None:
    lines = [ELM, ([(0, 0), (0, -80)], "highway=residential; name=Oak; width=8"), (ACROSS, "highway=footway")]
    ahead = way(drawn([ELM, ([(0, -80), (0, 0)], "highway=residential; name=Oak; width=8")]), (-90, 7), (90, 7))

    assert crossed(way(drawn(lines[::2]), (0, -50), (0, 50))) == ["Elm"]
    assert crossed(ahead) == []


def test_a_street_whose_name_changes_where_it_is_crossed_is_one_roadway() -> None:
    lines = [
        ([(-100, 0), (0, 0)], "highway=residential; name=Elm"),
        ([(0, 0), (100, 0)], "highway=residential; name=Oak"),
        (ACROSS, "highway=footway"),
    ]

    assert crossed(way(drawn(lines), (0, -50), (0, 50))) in (["Elm"], ["Oak"])


def test_a_street_that_goes_on_without_a_name_where_it_is_crossed_is_a_roadway() -> None:
    lines = [
        ([(-100, 0), (0, 0)], "highway=residential; name=Elm"),
        ([(0, 0), (100, 0)], "highway=service"),
        (ACROSS, "highway=footway"),
    ]

    assert crossed(way(drawn(lines), (0, -50), (0, 50))) == ["Elm"]


@pytest.mark.parametrize("tags", ["bridge=yes", "bridge=yes; layer=1", "tunnel=yes", "tunnel=yes; layer=-1", "layer=1"])
def test_what_leads_over_or_under_a_street_crosses_none(tags: str) -> None:
    lines = [
        ELM,
        ([(5, -60), (5, -20)], "highway=footway"),
        ([(5, -20), (5, 20)], f"highway=footway; {tags}"),
        ([(5, 20), (5, 60)], "highway=footway"),
    ]

    assert crossed(way(drawn(lines), (5, -55), (5, 55))) == []


CARRIAGEWAYS = {
    "highway=living_street; name=Elm": ["Elm"],
    "highway=service; name=Elm": ["Elm"],
    "highway=busway; name=Elm": ["Elm"],
    "highway=unclassified; name=Elm; motor_vehicle=no; psv=yes": ["Elm"],
    "highway=service": [],
    "highway=pedestrian; name=Elm": [],
    "highway=pedestrian; name=Elm; railway=tram": [],
    "railway=tram; name=Line 3": [],
    "highway=cycleway; name=Elm": [],
    "highway=track; name=Elm": [],
    "highway=construction; name=Elm": [],
    "highway=proposed; name=Elm": [],
    "route=ferry; name=Elm": [],
}


@pytest.mark.parametrize(("tags", "streets"), CARRIAGEWAYS.items())
def test_a_carriageway_is_what_vehicles_may_drive_on_and_has_a_name(tags: str, streets: list[str]) -> None:
    assert crossed(way(drawn([(ELM[0], tags), (ACROSS, "highway=footway")]), (0, -50), (0, 50))) == streets


def test_who_walks_over_a_bridge_beside_its_carriageway_crosses_neither_that_nor_the_quay_below() -> None:
    lines = [
        ([(-100, 0), (-40, 0)], "highway=secondary; name=Bridge Street; sidewalk=separate"),
        ([(-40, 0), (40, 0)], "highway=secondary; name=Bridge Street; bridge=yes; layer=1; sidewalk=separate"),
        ([(40, 0), (100, 0)], "highway=secondary; name=Bridge Street; sidewalk=separate"),
        ([(-100, -9), (-40, -9)], "highway=footway; footway=sidewalk"),
        ([(-40, -9), (40, -9)], "highway=footway; footway=sidewalk; bridge=yes; layer=1"),
        ([(40, -9), (100, -9)], "highway=footway; footway=sidewalk"),
        ([(10, -80), (10, 80)], "highway=residential; name=Quay"),
    ]
    (leg,) = way(drawn(lines), (-90, -12), (90, -12)).legs

    assert leg.crossings == ()
    assert [(one.street, one.level) for one in leg.roadways] == [("Quay", "over")]
    assert any(part.bridge for part in leg.parts)


def test_stairs_join_two_streets_and_neither_is_crossed_on_them() -> None:
    lines = [
        ([(-100, 0), (0, 0), (100, 0)], "highway=residential; name=Upper Street; width=8"),
        ([(-100, -40), (0, -40), (100, -40)], "highway=residential; name=Lower Street; width=8"),
        ([(0, 0), (0, -40)], "highway=steps"),
    ]
    found = way(drawn(lines), (-60, -6), (60, -34))

    assert crossed(found) == []
    assert any(part.kind == "steps" for part in found.legs[0].parts)


def test_who_comes_down_the_stairs_beside_a_bridge_and_walks_on_below_it_does_not_cross_its_road() -> None:
    lines = [
        ([(-100, 0), (-12, 0)], "highway=residential; name=High Road; width=6"),
        ([(-12, 0), (12, 0)], "highway=residential; name=High Road; width=6; bridge=yes; layer=1"),
        ([(12, 0), (100, 0)], "highway=residential; name=High Road; width=6"),
        ([(-12, 0), (-12, -8)], "highway=steps"),
        ([(-12, -8), (0, -8), (0, 60)], "highway=footway"),
    ]
    (leg,) = way(drawn(lines), (-80, -7), (0, 55)).legs

    assert leg.crossings == ()
    assert [(one.street, one.level) for one in leg.roadways] == [("High Road", "under")]


def test_nobody_walks_on_a_ferrys_line() -> None:
    lines = [
        ([(-100, 0), (-50, 0)], "highway=footway"),
        ([(-50, 0), (50, 0)], "route=ferry; name=Ferry"),
        ([(50, 0), (100, 0)], "highway=footway"),
    ]

    with pytest.raises(TourError, match=r"by: ferry|no way on foot"):
        way(drawn(lines), (-90, 0), (90, 0))


def test_where_sidewalks_are_only_tags_one_walks_beside_the_roadway_and_the_side_is_known() -> None:
    lines = [
        ([(-100, 0), (0, 0), (100, 0)], "highway=residential; name=Elm; width=8; sidewalk=both"),
        ([(0, -80), (0, 0), (0, 80)], "highway=residential; name=Oak; width=8; sidewalk=both"),
    ]
    found = way(drawn(lines), (-90, 8), (90, 8))

    assert crossed(found) == ["Oak"]
    assert {part.street_on for part in found.legs[0].parts} == {"right"}
    assert all(y > 4 for _, y in on_plan(found))


NAMES = [
    ("name=Невский проспект; name:en=Nevsky Prospect", "en", "Nevsky Prospect"),
    ("name=Невский проспект; name:en=Nevsky Prospect", "de", "Невский проспект"),
    ("name=京都大通り; name:en=Kyoto Avenue", "de", "Kyoto Avenue"),
    ("name=Rue Neuve - Nieuwstraat; name:fr=Rue Neuve; name:nl=Nieuwstraat", "fr", "Rue Neuve"),
    ("name=Rue Neuve - Nieuwstraat; name:fr=Rue Neuve; name:nl=Nieuwstraat", "en", "Rue Neuve - Nieuwstraat"),
    ("name=Avenida São João; name:pt=Avenida São João", "en", "Avenida São João"),
]


@pytest.mark.parametrize(("tags", "language", "name"), NAMES)
def test_a_street_is_named_in_the_tours_language_else_as_people_there_write_it(
    tags: str, language: str, name: str
) -> None:
    lines = [(ELM[0], f"highway=residential; {tags}"), (ACROSS, "highway=footway")]

    assert crossed(way(drawn(lines), (0, -50), (0, 50), language=language)) == [name]


SQUARE: tuple[list[Point], str] = ([(0, 0), (80, 0), (80, 80), (0, 80), (0, 0)], "highway=pedestrian; area=yes")


def test_nobody_gets_from_a_square_into_the_tunnel_below_it() -> None:
    lines = [
        SQUARE,
        ([(-60, 0), (0, 0)], "highway=footway"),
        ([(20, 40), (60, 40), (200, 40)], "highway=service; tunnel=yes; layer=-4"),
        ([(80, 0), (80, -100), (200, -100), (200, 40)], "highway=footway"),
    ]
    found = way(drawn(lines), (-50, 0), (200, 0))

    assert not any(part.tunnel for part in found.legs[0].parts)
    assert found.legs[0].metres > 400


def test_stairs_that_come_up_on_a_square_lead_into_the_passage_below() -> None:
    lines = [
        SQUARE,
        ([(-60, 0), (0, 0)], "highway=footway"),
        ([(40, 40), (50, 40)], "highway=steps; tunnel=yes; layer=-1"),
        ([(50, 40), (70, 40), (150, 40)], "highway=footway; tunnel=yes; layer=-1"),
        ([(150, 40), (200, 40)], "highway=footway"),
    ]
    found = way(drawn(lines), (-50, 0), (190, 40))

    assert [part.kind for part in found.legs[0].parts] == ["path", "square", "steps", "path", "path"]
    assert found.legs[0].metres < 270


def spikes(line: list[Point]) -> list[Point]:
    """Return the points of *line* at which it goes back the way it came."""
    corners = zip(line, line[1:], line[2:], strict=False)
    return [b for a, b, c in corners if abs(turn(bearing(a, b), bearing(b, c))) > 176]


def test_nobody_is_led_out_and_back_along_one_line() -> None:
    stops: list[Point] = [(x, y) for x in range(-200, 500, 60) for y in (106, 170, 230)]
    frame = geo.Frame(Place(*degrees_of(0, 0)))
    found = way(read_extract(HARBOUR), *stops)

    assert [spikes([frame.to_xy(Place(*point)) for point in leg.points]) for leg in found.legs if leg] == [[]] * 35
