from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, cycle, pairwise
from math import cos, hypot, radians, sin
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tour.card.paper import plan
from tour.map import painter
from tour.map.closeups import crowds
from tour.map.drawing import LEADING, ROUTE_WIDTH, Drawing, Inset, Label, Scale
from tour.map.layout import draw, points_per_metre
from tour.model import Feature, Leg, Paper, Place, Tour
from tour.reading.project import read

Walk = Callable[..., Tour]
Point = tuple[float, float]

LOOP = [(0.0, 0.0), (400.0, 20.0), (800.0, 0.0), (780.0, -200.0), (100.0, -180.0)]


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.6 if bold else 0.55)


def local(label: Label, point: Point) -> Point:
    """Return *point* as seen from the middle of *label*, along and across its text."""
    c, s = cos(radians(-label.angle)), sin(radians(-label.angle))
    x, y = point[0] - label.x, point[1] - label.y
    return c * x - s * y, s * x + c * y


def half(label: Label) -> Point:
    return label.width / 2, label.size * LEADING * len(label.lines) / 2


def gap(label: Label, point: Point) -> float:
    """Return how far *point* stays from the ink box of *label*."""
    (u, v), (w, h) = local(label, point), half(label)
    return hypot(max(abs(u) - w, 0), max(abs(v) - h, 0))


def dust(label: Label) -> list[Point]:
    """Return points all over the ink box of *label*."""
    (w, h), c, s = half(label), cos(radians(label.angle)), sin(radians(label.angle))
    uv = [(w * (i / 15 - 1) * 0.99, h * (j / 3 - 1) * 0.99) for i in range(31) for j in range(7)]
    return [(label.x + c * u - s * v, label.y + s * u + c * v) for u, v in uv]


def along(line: tuple[Point, ...]) -> list[Point]:
    """Return points on *line*, less than a point apart."""
    out = []
    for (ax, ay), (bx, by) in pairwise(line):
        steps = int(hypot(bx - ax, by - ay)) + 1
        out += [(ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps) for k in range(steps + 1)]
    return out


def inside(point: Point, one: Scale | Inset) -> bool:
    ground = one.ground
    return ground.left < point[0] < ground.right and ground.bottom < point[1] < ground.top


def faults(drawing: Drawing) -> list[str]:
    """Return what a reader would trip over."""
    found = []
    for a, b in combinations(drawing.labels, 2):
        if min(gap(b, p) for p in dust(a)) == 0:
            found.append(f"{a.lines} on {b.lines}")
    for label in drawing.labels:
        for disc in drawing.discs:
            if gap(label, (disc.x, disc.y)) < disc.radius or gap(label, disc.spot) == 0:
                found.append(f"{label.lines} on stop {disc.number}")
        if any(gap(label, p) < ROUTE_WIDTH / 2 for line in drawing.route for p in along(line)):
            found.append(f"{label.lines} on the route")
        if drawing.scale.metres and any(inside(p, drawing.scale) for p in dust(label)):
            found.append(f"{label.lines} on the scale")
        if not all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in dust(label)):
            found.append(f"{label.lines} is cut by the frame")
    for a, b in combinations(drawing.insets, 2):
        if a.ground.touches(b.ground):
            found.append(f"{a.title} on {b.title}")
    for c, d in combinations(drawing.discs, 2):
        if hypot(c.x - d.x, c.y - d.y) < c.radius + d.radius:
            found.append(f"stop {c.number} on stop {d.number}")
    for disc in drawing.discs:
        if not (disc.radius <= disc.x <= drawing.width - disc.radius):
            found.append(f"stop {disc.number} is cut by the frame")
    for fold in drawing.folds:
        points = along(fold)
        found += [f"{one.lines} on a fold" for one in drawing.labels if any(gap(one, p) < 2 for p in points)]
        for disc in drawing.discs:
            if any(hypot(disc.x - x, disc.y - y) < disc.radius for x, y in points):
                found.append(f"stop {disc.number} on a fold")
    for inset in drawing.insets:
        found += [f"{inset.title}: {fault}" for fault in faults(inset.drawing)]
        readable = [(f"{label.lines}", dust(label)) for label in drawing.labels]
        readable += [(f"stop {disc.number}", [(disc.x, disc.y), disc.spot]) for disc in drawing.discs]
        readable += [("route", along(line)) for line in drawing.route] + [
            ("fold", along(fold)) for fold in drawing.folds
        ]
        for name, points in readable:
            if any(inside(p, inset) for p in points):
                found.append(f"{name} under {inset.title}")
    return found


NAMES = ("Avenue of the Very Long and Winding Names", "Rue de l’Évêché", "Οδός Ερμού", "Невский проспект", "Elm Street")


def generated(walk: Walk, seed: int) -> Tour:
    """Return a tour of 3 to 30 stops: long, square, looped or out and back, at one of three latitudes."""
    random = Random(seed)
    count = 3 + seed * 11 % 28
    wide, high = [(2400, 60), (900, 900), (1000, 700), (1800, 30)][seed % 4]
    if seed % 4 == 0:
        spots = [(wide * k / count, random.uniform(0, high)) for k in range(count)]
    elif seed % 4 == 1:
        spots = [(random.uniform(0, wide), random.uniform(0, high)) for _ in range(count)]
    elif seed % 4 == 2:
        spots = [(wide * cos(6 * k / count), high * sin(6 * k / count)) for k in range(count)]
    else:
        half_way = [(wide * k / count, random.uniform(0, high)) for k in range(0, count, 2)]
        spots = half_way + half_way[-2::-1]
    if seed % 5 < 2:
        x, y = spots[len(spots) // 2]
        # So near to each other that a close-up is wanted.
        spots[-2:] = [(x + 11, y + 5), (x + 4, y - 12)]
    tour = walk(spots, streets=random.randint(1, 8))
    north = (-34.06, 0.0, 30.0)[seed % 3]

    def there(places: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(Place(place.lat + north, place.lon) for place in places)

    names = cycle(NAMES)
    features = tuple(replace(f, name=f"{next(names)} {i}", places=there(f.places)) for i, f in enumerate(tour.map))
    stops = tuple(replace(stop, place=there((stop.place,))[0]) for stop in tour.stops if stop.place)
    legs = tuple(replace(leg, path=there(leg.path)) for leg in tour.legs)
    return replace(tour, map=features, stops=stops, legs=legs)


@pytest.mark.parametrize("seed", range(40))
def test_nothing_read_lies_on_anything_or_across_a_fold(walk: Walk, seed: int) -> None:
    tour = generated(walk, seed)
    chosen = plan(tour, "a4" if seed % 2 else "letter")

    drawing = draw(tour, chosen.map_size, painter.measure, folds=chosen.folds)

    assert drawing.folds
    assert len(drawing.discs) == len(tour.stops)
    assert faults(drawing) == []


def test_the_tours_of_that_proof_are_of_every_kind(walk: Walk) -> None:
    """It would be worth little if they were all alike."""
    tours = [generated(walk, seed) for seed in range(40)]

    counts = {len(tour.stops) for tour in tours}
    assert (min(counts), max(counts)) == (3, 30)
    assert len(counts) > 20
    assert {round(stop.place.lat) for tour in tours for stop in tour.stops if stop.place} == {0, 34, 64}
    names = "".join(feature.name for tour in tours for feature in tour.map)
    assert set("Éμк") < set(names)
    plans = [(tour, plan(tour, "a4" if seed % 2 else "letter")) for seed, tour in enumerate(tours)]
    assert {(chosen.width > chosen.height, chosen.banner) for _, chosen in plans} == {
        (True, False),
        (True, True),
        (False, True),
    }
    assert sum(bool(crowds(tour, chosen.map_size, painter.measure)) for tour, chosen in plans) > 5


@pytest.mark.parametrize("paper", ["letter", "a4", "letter-large"])
def test_the_real_map_is_without_a_fault(paper: Paper) -> None:
    tour = read(Path(__file__).parents[2]).tour
    assert tour
    chosen = plan(tour, paper)

    drawing = draw(tour, chosen.map_size, painter.measure, folds=chosen.folds)

    assert faults(drawing) == []
    assert bool(drawing.insets) is bool(drawing.folds) is (paper != "letter-large")
    assert {" ".join(label.lines) for label in drawing.labels} >= {"Wilshire Blvd"}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-800, 800), st.integers(-300, 300)), min_size=3, max_size=30),
    st.integers(1, 8),
    st.sampled_from([(730.0, 290.0), (540.0, 480.0), (360.0, 150.0)]),
)
def test_no_label_touches_another_a_disc_or_the_route(
    walk: Walk, spots: list[tuple[int, int]], streets: int, size: Point
) -> None:
    assert faults(draw(walk(spots, streets=streets), size, measure)) == []


def test_every_stop_gets_a_disc_and_a_dot_on_its_spot(walk: Walk) -> None:
    drawing = draw(walk(LOOP), (700, 300), measure)

    assert [disc.number for disc in drawing.discs] == ["1", "2", "3", "4", "5"]
    dx = drawing.discs[2].spot[0] - drawing.discs[0].spot[0]
    assert dx == pytest.approx(800 * drawing.points_per_metre, rel=0.01)


def test_discs_of_stops_a_few_metres_apart_are_led_out_of_each_others_way(walk: Walk) -> None:
    drawing = draw(walk([(0, 0), (9, 0), (18, 3), (9, -8), (1500, 0)]), (700, 300), measure)

    assert faults(drawing) == []
    assert len(drawing.discs) == 5


def test_discs_stand_beside_the_route_where_there_is_room(walk: Walk) -> None:
    drawing = draw(walk(LOOP), (700, 300), measure)

    points = [p for line in drawing.route for p in along(line)]
    for disc in drawing.discs:
        assert min(hypot(disc.x - x, disc.y - y) for x, y in points) >= disc.radius


def test_a_way_walked_back_is_drawn_as_two_lines_each_on_the_walkers_right(walk: Walk) -> None:
    drawing = draw(walk([(0, 0), (600, 0), (1, 0)]), (700, 300), measure)

    out, back = drawing.route
    middle = drawing.height / 2
    assert sorted(out)[len(out) // 2][1] < middle - 2
    assert sorted(back)[len(back) // 2][1] > middle + 2


def test_a_way_walked_once_is_drawn_where_it_is(walk: Walk) -> None:
    drawing = draw(walk([(0, 0), (600, 0), (600, -200)]), (700, 300), measure)

    spots = [disc.spot for disc in drawing.discs]
    for line, (a, b) in zip(drawing.route, pairwise(spots), strict=True):
        assert line == (pytest.approx(a), pytest.approx(b))


def test_two_sidewalks_of_one_street_are_two_lines(walk: Walk) -> None:
    drawing = draw(walk([(0, 0), (1600, 0), (1600, -28), (0, -28)]), (730, 290), measure)

    assert drawing.route[0][0][1] - drawing.route[2][0][1] > 2 * ROUTE_WIDTH


def test_a_named_crossing_is_drawn_on_the_street(walk: Walk) -> None:
    oak = Feature("Oak Street", "local", "line", (Place(34.05, -118.345), Place(34.07, -118.345)))
    drawing = draw(walk([(0, 0), (900, 0)], map=(oak,)), (700, 300), measure)

    (crossing,) = drawing.crossings
    assert (crossing.x, crossing.y) == (pytest.approx(drawing.streets[0].points[0][0]), pytest.approx(150))


def test_every_leg_with_room_has_an_arrow_in_its_direction(walk: Walk) -> None:
    drawing = draw(walk([(0, 0), (600, 0), (600, -250)]), (700, 300), measure)

    assert {round(arrow.angle) for arrow in drawing.arrows} == {0, -90}


def test_the_scale_tells_the_same_in_metres_and_minutes(walk: Walk) -> None:
    tour = walk(LOOP)
    drawing = draw(tour, (700, 300), measure)

    scale = drawing.scale
    assert scale.metres_long == pytest.approx(scale.metres * drawing.points_per_metre)
    assert scale.minutes_long == pytest.approx(scale.minutes * 60 * tour.pace * drawing.points_per_metre)


def test_names_are_shortened_as_on_signs_and_lose_their_remarks(walk: Walk) -> None:
    names = {" ".join(label.lines) for label in draw(walk(LOOP, streets=3), (700, 300), measure).labels}

    assert {"10th St", "Great Park"} <= names


def test_a_name_without_room_is_left_out(walk: Walk) -> None:
    park = Feature(
        "A Name Longer Than Any Paper Is Wide " * 30,
        "park",
        "area",
        (Place(34.0, -119), Place(35, -118.3), Place(34, -118)),
    )

    assert draw(walk(LOOP, map=(park,)), (700, 300), measure).labels == ()


def test_crowded_corners_are_found_and_ordered_from_west_to_east(walk: Walk) -> None:
    tour = walk([(900, 0), (920, 10), (930, -10), (450, 0), (0, 0), (10, 12), (20, 0)])

    groups = crowds(tour, (700, 300), measure)

    assert [[stop.number for stop in group] for group in groups] == [[5, 6, 7], [1, 2, 3]]


def test_a_close_up_shows_its_stops_larger(walk: Walk) -> None:
    tour = walk([(900, 0), (920, 10), (930, -10), (0, 0)])

    drawing = draw(tour, (360, 150), measure, [stop.place for stop in tour.stops[:3] if stop.place])

    assert [disc.number for disc in drawing.discs] == ["1", "2", "3"]
    assert drawing.points_per_metre > 2 * points_per_metre(tour, (360, 150))


def test_stops_on_one_spot_and_a_lonely_stop_are_drawn(walk: Walk) -> None:
    assert faults(draw(walk([(0, 0), (0, 0), (0, 0)]), (700, 300), measure)) == []
    assert len(draw(walk([(5, 5)]), (700, 300), measure).discs) == 1
    assert draw(replace(walk([(5, 5)]), stops=()), (700, 300), measure).discs == ()


def test_a_leg_may_turn_back_on_itself(walk: Walk) -> None:
    tour = walk([(0, 0), (500, 0)])
    a, b = (stop.place for stop in tour.stops)
    assert a
    assert b
    beyond = Place(b.lat, b.lon + 0.003)

    drawing = draw(replace(tour, legs=(Leg("stop-1", "stop-2", (a, beyond, b), 1000),)), (700, 300), measure)

    (line,) = drawing.route
    assert max(y for _, y in line) - min(y for _, y in line) > 2 * ROUTE_WIDTH * 0.7
