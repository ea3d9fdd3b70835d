from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from tour.cover.backdrop import Ground, paint, view
from tour.model import Tour
from tour.style import colours

Walk = Callable[..., Tour]

GROUND = Ground(100, 200, 700, 500)
SHAPES = {
    "long": [(0.0, 0.0), (1800.0, 10.0), (900.0, -30.0)],
    "tall": [(0.0, 0.0), (10.0, 1800.0)],
    "square": [(0.0, 0.0), (500.0, 0.0), (500.0, 500.0), (0.0, 500.0)],
    "one stop": [(0.0, 0.0)],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_route_lies_inside_its_ground_and_touches_two_sides(walk: Walk, shape: str) -> None:
    tour = walk(SHAPES[shape])

    seen = view(tour, GROUND)

    assert seen
    points = [seen.point(stop.place) for stop in tour.stops if stop.place]
    xs, ys = zip(*points, strict=True)
    assert min(xs) >= GROUND.left - 0.01
    assert max(xs) <= GROUND.right + 0.01
    assert min(ys) >= GROUND.top - 0.01
    assert max(ys) <= GROUND.bottom + 0.01
    if len(points) > 1:
        assert max((max(xs) - min(xs)) / GROUND.width, (max(ys) - min(ys)) / GROUND.height) == pytest.approx(1)


def test_a_thin_walk_lies_aslant_and_is_larger_for_it(walk: Walk) -> None:
    seen = view(walk(SHAPES["tall"]), GROUND)

    assert seen
    assert abs(seen.turn) > 0.5
    assert seen.scale > 300 / 1800


def test_a_tour_without_places_has_no_view(walk: Walk) -> None:
    assert view(replace(walk([(0.0, 0.0)]), stops=()), GROUND) is None


def test_north_is_up_and_east_is_right_but_for_the_turn(walk: Walk) -> None:
    tour = walk(SHAPES["square"])
    seen = view(tour, GROUND)
    assert seen
    (x0, y0), (x1, y1), (x2, y2), _ = (seen.point(stop.place) for stop in tour.stops if stop.place)

    assert x1 > x0
    assert y2 < y1
    assert abs(y1 - y0) <= (x1 - x0)
    assert abs(x2 - x1) <= (y1 - y2)


@pytest.mark.parametrize("star", [True, False])
def test_where_it_begins_is_marked_in_red(walk: Walk, star: bool) -> None:
    tour = walk(SHAPES["square"], streets=3)
    seen = view(tour, GROUND)
    assert seen
    image = Image.new("RGB", (800, 600), colours.TAR)

    paint(image, tour, seen, 1, star)

    x, y = seen.point(tour.stops[0].place)  # type: ignore[arg-type]  # every stop of this walk has one
    near = image.crop((int(x) - 30, int(y) - 30, int(x) + 30, int(y) + 30)).getcolors(3600) or []
    assert (0xB5, 0x26, 0x1E) in {colour for _, colour in near}
