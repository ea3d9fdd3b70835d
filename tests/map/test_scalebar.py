"""The scale stands at the map's rim, in the tour's units, and never on the way."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin
from random import Random

import pytest

from tour.map.drawing import DOT_RADIUS, ROUTE_WIDTH, Drawing
from tour.map.layout import draw
from tour.map.overlaps import disc, strokes
from tour.map.painter import measure
from tour.model import Tour, Units

Walk = Callable[..., Tour]
Point = tuple[float, float]

RING = [(450 * cos(k / 2), 300 * sin(k / 2)) for k in range(13)]
BOX = [(0.0, 0.0), (700.0, 0.0), (700.0, 400.0), (0.0, 400.0), (0.0, 8.0)]
SIZES = ((730.0, 290.0), (540.0, 480.0), (360.0, 150.0), (250.0, 350.0))


def covered(drawing: Drawing) -> bool:
    """Say whether the scale lies on the way or on a stop's spot."""
    ground = drawing.scale.ground
    if any(ground.touches(piece) for line in drawing.route for piece in strokes(line, ROUTE_WIDTH)):
        return True
    return any(ground.touches(disc(*one.spot, DOT_RADIUS)) for one in drawing.discs)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("spots", [RING, BOX, [(y, x) for x, y in BOX]])
def test_it_never_covers_the_way_not_even_one_round_the_whole_frame(
    walk: Walk, spots: list[Point], size: Point
) -> None:
    drawing = draw(walk(spots), size, measure)

    assert drawing.scale.metres
    assert not covered(drawing)


@pytest.mark.parametrize("seed", [*range(12), *(pytest.param(n, marks=pytest.mark.long) for n in range(12, 25))])
def test_it_never_covers_a_way_drawn_at_random(walk: Walk, seed: int) -> None:
    random = Random(seed)
    spots = [(random.uniform(0, 3000), random.uniform(0, 1500)) for _ in range(40)]

    drawing = draw(walk(spots), SIZES[seed % 4], measure)

    assert drawing.scale.metres
    assert not covered(drawing)


@pytest.mark.parametrize(
    ("units", "far", "told"),
    [
        ("metric", 300.0, "50 m"),
        ("metric", 9000.0, "1 km"),
        ("metric", 90_000.0, "10 km"),
        ("imperial", 300.0, "100 ft"),
        ("imperial", 9000.0, "1 mi"),
        ("both", 9000.0, "1 km"),
    ],
)
def test_it_is_told_in_the_tours_units(walk: Walk, units: Units, far: float, told: str) -> None:
    drawing = draw(walk([(0.0, 0.0), (far, 0.0)], units=units), SIZES[0], measure)

    assert drawing.scale.told == told
    assert drawing.scale.metres_long == pytest.approx(drawing.scale.metres * drawing.points_per_metre)
