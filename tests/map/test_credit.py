"""Whose data a map is made of, on the map itself; and a frame that stays on what there is a map of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tour.geo import Frame
from tour.map.layout import draw
from tour.map.overlaps import Crowd, strokes
from tour.map.painter import measure
from tour.map.projection import Projection
from tour.model import Place, Tour

Walk = Callable[..., Tour]
LOOP = [(0.0, 0.0), (400.0, 20.0), (800.0, 0.0), (780.0, -200.0), (100.0, -180.0)]
SIZE = (700.0, 400.0)


def reach(tour: Tour, west: float, south: float, east: float, north: float) -> tuple[Place, Place]:
    """Return corners so many metres west, south, east and north of the first stop."""
    assert tour.stops[0].place
    frame = Frame(tour.stops[0].place)
    return frame.to_place(-west, -south), frame.to_place(east, north)


def test_the_credit_stands_on_a_map_of_openstreetmap_and_on_no_other(walk: Walk) -> None:
    tour = walk(LOOP)

    credit = [
        label for label in draw(replace(tour, openstreetmap=True), SIZE, measure).labels if label.role == "credit"
    ]

    assert [label.lines for label in credit] == [("© OpenStreetMap contributors",)]
    assert not [label for label in draw(tour, SIZE, measure).labels if label.role == "credit"]


def test_nothing_lies_under_the_credit(walk: Walk) -> None:
    drawing = draw(replace(walk(LOOP, streets=4), openstreetmap=True), SIZE, measure)
    (credit,) = [label for label in drawing.labels if label.role == "credit"]

    others = Crowd([label.ground for label in drawing.labels if label is not credit])
    assert others.free(credit.ground)
    assert Crowd([piece for line in drawing.route for piece in strokes(line, 3.4)]).free(credit.ground)
    assert not credit.ground.touches(drawing.scale.ground)


def test_the_frame_moves_off_ground_that_there_is_no_map_of(walk: Walk) -> None:
    tour = walk(LOOP)
    middle = Projection(tour, SIZE)
    east = Projection(replace(tour, reach=reach(tour, 5000, 5000, 830, 5000)), SIZE)

    right = east.point(reach(tour, 0, 0, 830, 0)[1])[0]
    assert right < SIZE[0]
    assert east.scale == middle.scale
    walked = [east.point(leg.path[0]) for leg in tour.legs]
    assert max(x for x, _ in walked) <= SIZE[0] - 30 + 0.001
    assert min(x for x, _ in walked) >= 30 - 0.001


def test_the_frame_stays_where_the_map_reaches_beyond_it(walk: Walk) -> None:
    tour = walk(LOOP)

    wide = Projection(replace(tour, reach=reach(tour, 5000, 5000, 5000, 5000)), SIZE)

    assert wide.corners == Projection(tour, SIZE).corners
