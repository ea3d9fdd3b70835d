"""What is looked at all at once says what is said place by place."""

import random

import pytest

from tour import geo
from tour.model import Place
from tour.reading import long_lines, rings

FRAME = geo.Frame(Place(51.5, -0.1))


def wandering(count: int) -> list[Place]:
    """Return a line that goes this way and that, some metres a step."""
    dice = random.Random(count)
    x = y = 0.0
    line = []
    for _ in range(count):
        x, y = x + dice.gauss(1, 9), y + dice.gauss(0, 9)
        line.append(FRAME.to_place(x, y))
    return line


@pytest.mark.parametrize("count", [2, 3, 40, 1500])
def test_a_line_is_simplified_as_place_by_place(count: int) -> None:
    line = wandering(count)

    assert long_lines.simplify(line, 8, count) == geo.simplify(line, 8)


def test_a_line_whose_ends_meet_is_simplified_as_well() -> None:
    line = wandering(300)
    line.append(line[0])

    assert long_lines.simplify(line, 8, 400) == geo.simplify(line, 8)


def test_simplifying_ends_where_more_is_kept_than_there_may_be() -> None:
    assert len(long_lines.simplify(wandering(1500), 0.1, 50)) == 51


def test_a_place_is_as_far_off_as_place_by_place() -> None:
    line = [*wandering(200), Place(51.5, -0.1), Place(51.5, -0.1)]
    places = [FRAME.to_place(50, 400), FRAME.to_place(-300, 0), line[77]]

    assert long_lines.off(line, places) == pytest.approx([geo.nearest(line, place)[0] for place in places], abs=1e-6)


def test_a_line_across_the_180th_meridian_is_near_on_both_sides() -> None:
    line = [Place(0.0, 179.999), Place(0.0, -179.999)]

    assert long_lines.off(line, [Place(0.0, 180.0), Place(0.0, -180.0)]) == pytest.approx([0, 0], abs=1e-6)


@pytest.mark.parametrize("step", [1, 7])
def test_the_way_into_a_hole_is_the_one_that_is_found_corner_by_corner(step: int) -> None:
    outline, hole = wandering(120), tuple(wandering(25))

    assert long_lines.nearest_corners(outline, hole, step) == rings._nearest(outline, hole, step)
