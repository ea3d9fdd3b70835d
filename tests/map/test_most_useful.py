"""What a map draws of a town with more than it has room for."""

from __future__ import annotations

from tour.map.label_spots import Shown
from tour.map.most_useful import MOST_DRAWN, most_useful
from tour.model import Feature, Place

ROUTE = [(0.0, 0.0), (100.0, 0.0)]


def at(x: float, kind: str = "building") -> Shown:
    return Feature(f"{kind} {x:.0f}", kind, "line", (Place(0.0, 0.0),)), ((x, 0.0), (x, 5.0))


def test_a_map_with_room_for_all_draws_all_in_its_own_order() -> None:
    shown = [at(500), at(5), at(90, "major")]

    assert most_useful(shown, ROUTE) == shown
    assert MOST_DRAWN > 1000


def test_of_too_many_the_nearest_to_the_route_are_drawn_in_their_own_order() -> None:
    shown = [at(900), at(110), at(500), at(105)]

    assert most_useful(shown, ROUTE, 2) == [shown[1], shown[3]]


def test_what_tells_the_way_from_afar_comes_first() -> None:
    shown = [at(105), at(900, "major"), at(110), at(950, "water")]

    assert most_useful(shown, ROUTE, 2) == [shown[1], shown[3]]
    assert most_useful(shown, ROUTE, 3) == [shown[0], shown[1], shown[3]]


def test_a_map_without_a_route_draws_the_first() -> None:
    shown = [at(3), at(2), at(1)]

    assert most_useful(shown, [], 2) == shown[:2]
