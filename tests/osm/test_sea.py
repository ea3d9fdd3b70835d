"""Coasts, which have the land on their left, closed against a box."""

from __future__ import annotations

import pytest

from tour.osm.elements import Bounds, Extract, Node, Way
from tour.osm.rings import holds
from tour.osm.sea import OpenCoastError, Sea, seas

BOX: Bounds = (0.0, 0.0, 10.0, 10.0)
Line = list[tuple[float, float]]


def sea(*coasts: Line, missing: tuple[tuple[float, float], ...] = ()) -> tuple[Sea, ...]:
    """Return the sea beside *coasts*, lines of (x, y); the extract lacks the nodes that are *missing*."""
    ids: dict[tuple[float, float], int] = {}
    ways = {}
    for number, line in enumerate(coasts):
        nodes = tuple(ids.setdefault(point, len(ids)) for point in line)
        ways[number] = Way(number, nodes, {"natural": "coastline"})
    nodes_of = {ref: Node(ref, y, x, {}) for (x, y), ref in ids.items() if (x, y) not in missing}
    return seas(Extract(nodes_of, ways, {}), BOX)


def wet(found: tuple[Sea, ...], x: float, y: float) -> bool:
    return any(holds(one.outer, (x, y)) and not any(holds(land, (x, y)) for land in one.islands) for one in found)


def test_without_a_coast_there_is_no_sea() -> None:
    assert sea() == ()


@pytest.mark.parametrize(
    ("coast", "water"),
    [
        ([(-1, 5), (11, 5)], (5, 1)),
        ([(11, 5), (-1, 5)], (5, 9)),
        ([(5, -1), (5, 11)], (9, 5)),
        ([(5, 11), (5, -1)], (1, 5)),
        ([(-1, 2), (2, -1)], (0.2, 0.2)),
        ([(2, -1), (-1, 2)], (9.8, 9.8)),
    ],
)
def test_the_water_is_on_the_right(coast: Line, water: tuple[float, float]) -> None:
    found = sea(coast)

    assert wet(found, *water)
    assert not wet(found, 10 - water[0], 10 - water[1])


def test_a_coast_in_pieces_is_one() -> None:
    assert sea([(-1, 5), (3, 6)], [(3, 6), (7, 6)], [(7, 6), (11, 5)]) == sea([(-1, 5), (3, 6), (7, 6), (11, 5)])


def test_a_strait_has_two_shores() -> None:
    found = sea([(11, 7), (-1, 7)], [(-1, 3), (11, 3)])

    assert wet(found, 5, 9)
    assert wet(found, 5, 1)
    assert not wet(found, 5, 5)
    (strait,) = sea([(-1, 7), (11, 7)], [(11, 3), (-1, 3)])
    assert wet((strait,), 5, 5)
    assert not wet((strait,), 5, 9)
    assert not wet((strait,), 5, 1)


def test_a_coast_that_leaves_the_box_and_comes_back_is_closed_in_each_part() -> None:
    found = sea([(-1, 5), (3, 5), (3, 12), (7, 12), (7, 5), (11, 5)])

    assert wet(found, 5, 9)
    assert wet(found, 1, 1)
    assert not wet(found, 1, 9)
    assert not wet(found, 9, 9)


def test_an_island_is_land_in_the_sea() -> None:
    island = [(4, 4), (6, 4), (6, 6), (4, 6), (4, 4)]

    for found in (sea(island), sea(island, [(-1, 9), (11, 9)])):
        assert not wet(found, 5, 5)
        assert wet(found, 2, 5)
        assert len(found) == 1


def test_an_inner_sea_is_water_in_the_land() -> None:
    found = sea([(4, 4), (4, 6), (6, 6), (6, 4), (4, 4)])

    assert wet(found, 5, 5)
    assert not wet(found, 2, 5)


def test_an_island_that_the_box_cuts_is_land() -> None:
    island: Line = [(8, 4), (12, 4), (12, 6), (8, 6)]

    for turn in range(4):
        ring = [*island[turn:], *island[:turn], island[turn]]
        found = sea(ring)
        assert not wet(found, 9, 5)
        assert wet(found, 5, 5)


def test_an_island_whose_far_side_the_extract_lacks_is_land() -> None:
    found = sea([(9.5, 4), (12, 4), (12, 6), (9.5, 6), (8, 5), (9.5, 4)], missing=((12, 4), (12, 6)))

    assert not wet(found, 9, 5)
    assert wet(found, 5, 5)


def test_an_island_larger_than_the_box_leaves_no_sea() -> None:
    assert sea([(-5, -5), (15, -5), (15, 15), (-5, 15), (-5, -5)]) == ()


def test_a_coast_that_ends_a_little_before_the_rim_goes_on_to_it() -> None:
    found = sea([(0.5, 5), (9, 5), (20, 5)], missing=((20, 5),))

    assert wet(found, 5, 1)
    assert not wet(found, 5, 9)


def test_a_coast_that_ends_in_the_middle_is_no_sea() -> None:
    with pytest.raises(OpenCoastError, match="middle of the map"):
        sea([(-1, 5), (5, 5)])


def test_a_coast_that_turns_round_on_its_way_is_no_sea() -> None:
    with pytest.raises(OpenCoastError, match="direction"):
        sea([(-1, 5), (11, 5)], [(-1, 6), (11, 6)], [(-1, 7), (11, 7)])
