"""Areas of closed ways and of relations."""

from __future__ import annotations

from itertools import permutations

import pytest

from osm.extracts import HARBOUR
from tour.osm.areas import Area, Polygon, areas, encloses, places, unclosed
from tour.osm.elements import Extract, Member, Node, Relation, Way
from tour.osm.extract import read_extract
from tour.osm.rings import chained, rings

SQUARE = {1: (0.0, 0.0), 2: (0.0, 1.0), 3: (1.0, 1.0), 4: (1.0, 0.0)}
HOLE = {5: (0.4, 0.4), 6: (0.4, 0.6), 7: (0.6, 0.6)}


def extract(ways: dict[int, tuple[tuple[int, ...], dict[str, str]]], *relations: Relation) -> Extract:
    nodes = {ref: Node(ref, lat, lon, {}) for ref, (lat, lon) in (SQUARE | HOLE).items()}
    made = {ref: Way(ref, line, tags) for ref, (line, tags) in ways.items()}
    return Extract(nodes, made, {relation.id: relation for relation in relations})


def relation(tags: dict[str, str], *members: tuple[int, str]) -> Relation:
    return Relation(1, tuple(Member("way", ref, role) for ref, role in members), {"type": "multipolygon", **tags})


WATER = {"natural": "water"}


def named(name: str) -> Area:
    return next(area for area in areas(read_extract(HARBOUR)) if area.tags.get("name") == name)


def test_a_square_with_a_hall_in_it_has_a_hole() -> None:
    town = read_extract(HARBOUR)
    square, hall = named("Marktplatz"), named("Rathaus")

    (polygon,) = square.polygons
    assert len(polygon.outer) == 9
    assert polygon.inners == (hall.polygons[0].outer,)
    assert len(places(polygon.outer, town)) == 9
    assert square.tags["name:es"] == "Plaza del Mercado"


def test_a_river_of_two_banks_is_one_area_with_its_island() -> None:
    (polygon,) = named("Aue").polygons

    assert (len(polygon.outer), len(polygon.inners)) == (10, 1)


def test_an_outline_in_pieces_closes_whatever_their_direction_and_role() -> None:
    for role in ("outer", ""):
        for second in ((1, 4, 3), (3, 4, 1)):
            found = areas(extract({1: ((1, 2, 3), {}), 2: (second, {})}, relation(WATER, (1, role), (2, role))))

            assert [polygon.outer for polygon in found[0].polygons] == [(1, 2, 3, 4)]


def test_an_outline_within_another_is_a_hole_also_without_roles() -> None:
    lines = {1: ((1, 2, 3, 4, 1), {}), 2: ((5, 6, 7, 5), {})}

    for roles in (("outer", "inner"), ("", ""), ("outer", "outer")):
        found = areas(extract(lines, relation(WATER, *zip((1, 2), roles, strict=True))))

        assert found[0].polygons == (Polygon((1, 2, 3, 4), ((5, 6, 7),)),)


def test_a_relation_without_tags_is_what_its_outline_says() -> None:
    found = areas(
        extract({1: ((1, 2, 3, 4, 1), WATER), 2: ((5, 6, 7, 5), {})}, relation({}, (1, "outer"), (2, "inner")))
    )

    assert [(area.kind, area.tags, len(area.polygons[0].inners)) for area in found] == [("relation", WATER, 1)]


def test_what_lies_in_a_hole_is_an_area_of_its_own() -> None:
    lines = {1: ((1, 2, 3, 4, 1), {}), 2: ((5, 6, 7, 5), {"landuse": "grass"})}

    found = areas(extract(lines, relation(WATER, (1, "outer"), (2, "inner"))))

    assert [(area.kind, area.id) for area in found] == [("way", 2), ("relation", 1)]


def test_a_relation_that_does_not_close_is_told_and_left_out() -> None:
    town = read_extract(HARBOUR)

    told = unclosed(town, ("leisure",))

    assert len(told) == 1
    assert "relation 12 (Stadtpark) does not close" in told[0]
    assert "1 of its ways" in told[0]
    assert not any(area.kind == "relation" and area.tags.get("name") == "Stadtpark" for area in areas(town))
    assert unclosed(town, ("natural",)) == []


def test_few_lines_tell_of_many_that_do_not_close() -> None:
    broken = [Relation(ref, (Member("way", 1, "outer"),), {"type": "multipolygon", **WATER}) for ref in range(9)]

    told = unclosed(extract({1: ((1, 2), {})}, *broken), ("natural",))

    assert len(told) == 6
    assert told[-1] == "4 more outlines do not close"


def test_an_area_that_goes_on_beyond_the_extract_says_so() -> None:
    (area,) = areas(extract({1: ((1, 2, 3, 99, 1), WATER)}))

    assert area.cut
    assert area.polygons == (Polygon((1, 2, 3), gaps=((3, 1),)),)
    assert areas(extract({1: ((1, 2, 98, 99, 1), WATER)})) == ()


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"building": "yes"}, True),
        ({"highway": "pedestrian"}, False),
        ({"highway": "pedestrian", "area": "yes"}, True),
        ({"highway": "pedestrian", "place": "square"}, True),
        ({"natural": "water", "area": "no"}, False),
        ({"natural": "coastline"}, False),
        ({"waterway": "river"}, False),
        ({"waterway": "riverbank"}, True),
        ({"leisure": "track"}, False),
        ({"leisure": "park"}, True),
        ({"barrier": "wall", "landuse": "cemetery"}, False),
        ({"name": "Nothing"}, False),
    ],
)
def test_a_closed_way_is_an_area_or_runs_in_a_circle(tags: dict[str, str], expected: bool) -> None:
    assert encloses(tags) is expected


def test_rings_that_touch_in_a_node_are_two() -> None:
    eight = [(1, 2), (2, 3, 1), (1, 4, 5, 1)]

    for lines in permutations(eight):
        found = rings(lines)

        assert sorted(map(sorted, found.closed)) == [[1, 2, 3], [1, 4, 5]]
        assert found.open == ()


def test_lines_that_do_not_close_are_joined_as_far_as_they_go() -> None:
    assert rings([(2, 3), (1, 2), (4, 3)]).open == ((1, 2, 3, 4),)
    assert rings([(1,), ()]).open == ()


def test_a_coast_keeps_its_direction() -> None:
    found = chained([(3, 4), (1, 2), (2, 3), (7, 8), (8, 7), (9, 4)])

    assert found.open == ((1, 2, 3, 4), (9, 4))
    assert found.closed == ((7, 8),)
