from __future__ import annotations

from math import cos, hypot, pi, sin

from hypothesis import given
from hypothesis import strategies as st

from tour.map.overlaps import Crowd, Shape, apart, box, disc, shape, stroke, towards

spots = st.tuples(st.integers(0, 120), st.integers(0, 120))
boxes = st.builds(
    lambda at, wide, high, angle: box(*at, wide, high, angle),
    spots,
    st.integers(1, 90),
    st.integers(1, 90),
    st.sampled_from([0.0, 0.0, 17.0, 90.0, 133.0]),
)
discs = st.builds(lambda at, radius: disc(*at, radius), spots, st.integers(1, 40))
strokes_ = st.builds(lambda a, b: stroke(a, b, 3.0), spots, spots)
shapes = st.one_of(boxes, discs, strokes_)


@given(shapes, shapes)
def test_touching_goes_both_ways(one: Shape, other: Shape) -> None:
    assert one.touches(other) is other.touches(one)


@given(boxes, shapes)
def test_an_upright_box_touches_what_its_outline_touches(one: Shape, other: Shape) -> None:
    assert one.touches(other) is shape(one.points).touches(shape(other.points))


@given(spots, st.integers(1, 60), spots, st.integers(1, 60))
def test_a_disc_touches_what_its_outline_touches(
    a: tuple[int, int], large: int, b: tuple[int, int], small: int
) -> None:
    one, other = disc(*a, large), disc(*b, small)

    assert one.touches(other) == shape(one.points).touches(shape(other.points))


@given(shapes, shapes, st.integers(0, 9), st.integers(0, 9))
def test_shapes_that_share_a_point_touch(one: Shape, other: Shape, i: int, j: int) -> None:
    """Points well inside of both, as mixtures of corners and middle."""
    x, y = middle(one)
    u, v = one.points[i % len(one.points)]
    part = (j + 0.5) / 11
    at = disc(x + (u - x) * part, y + (v - y) * part, 0.01)
    held = all(apart_from_edge(at, edge) for edge in edges(other))

    assert one.touches(other) or not held


def middle(one: Shape) -> tuple[float, float]:
    return (one.left + one.right) / 2, (one.bottom + one.top) / 2


def edges(one: Shape) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    return list(zip(one.points, (*one.points[1:], one.points[0]), strict=True))


def apart_from_edge(at: Shape, edge: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    """Say whether *at* lies wholly to the left of *edge*: inside, for an outline that goes anticlockwise."""
    (ax, ay), (bx, by) = edge
    return all((bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0 for x, y in at.points)


@given(st.lists(shapes, max_size=30), st.lists(shapes, min_size=1, max_size=10))
def test_a_crowd_answers_as_if_everyone_were_asked(there: list[Shape], asked: list[Shape]) -> None:
    """Whatever was asked before: it remembers who was in the way."""
    crowd = Crowd(there)

    for one in asked:
        touched = sum(one.touches(other) for other in there)
        assert crowd.free(one) is (touched == 0)
        assert crowd.touched(one) == touched


def test_a_disc_is_held_by_its_outline() -> None:
    one = disc(10, 20, 5)

    for k in range(60):
        x, y = 10 + 5 * cos(pi * k / 30), 20 + 5 * sin(pi * k / 30)
        assert one.touches(box(x, y, 0.001, 0.001))
    assert (one.left, one.right) == (min(x for x, _ in one.points), max(x for x, _ in one.points))
    assert (one.bottom, one.top) == (min(y for _, y in one.points), max(y for _, y in one.points))


@given(spots, spots, st.integers(0, 200))
def test_a_step_towards_a_point_never_goes_past_it(a: tuple[int, int], b: tuple[int, int], long: int) -> None:
    at = towards(a, b, long)

    assert abs(apart(a, at) - min(long, hypot(b[0] - a[0], b[1] - a[1]))) < 1e-9
