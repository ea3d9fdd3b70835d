from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tour.card.pdf import pdf
from tour.map.clipping import BEYOND, clipped_area, clipped_line
from tour.map.label_spots import holds
from tour.map.layout import draw
from tour.map.painter import measure
from tour.model import Feature, Pack, Place, Tour
from tour.page.svg import map_svg

Walk = Callable[..., Tour]
Point = tuple[float, float]

SIZE = (100.0, 60.0)
_POINT = st.tuples(st.floats(-400, 400), st.floats(-400, 400))


def on_paper(points: tuple[Point, ...]) -> bool:
    rim = BEYOND + 1e-6
    return all(-rim <= x <= SIZE[0] + rim and -rim <= y <= SIZE[1] + rim for x, y in points)


@given(st.lists(_POINT, min_size=3, max_size=12))
def test_what_is_left_of_an_area_lies_in_the_frame_and_is_all_that_does(area: list[Point]) -> None:
    seen = clipped_area(area, SIZE)

    assert on_paper(seen)
    for x in (1.3, 20.7, 50.1, 98.9):
        for y in (1.1, 30.3, 58.7):
            assert bool(seen) >= holds(area, (x, y))
            assert not seen or holds(seen, (x, y)) is holds(area, (x, y))


@given(st.lists(_POINT, min_size=2, max_size=12))
def test_what_is_left_of_a_line_lies_in_the_frame(line: list[Point]) -> None:
    for stretch in clipped_line(line, SIZE):
        assert len(stretch) > 1
        assert on_paper(stretch)


def test_a_line_in_the_frame_is_left_as_it_is() -> None:
    line = ((1.0, 2.0), (30.0, 40.0), (90.0, 5.0))

    assert list(clipped_line(line, SIZE)) == [line]


def test_a_line_that_leaves_the_frame_and_comes_back_is_two() -> None:
    line = ((10.0, 30.0), (300.0, 30.0), (300.0, 40.0), (10.0, 40.0))

    assert list(clipped_line(line, SIZE)) == [((10.0, 30.0), (112.0, 30.0)), ((112.0, 40.0), (10.0, 40.0))]


def test_an_area_elsewhere_leaves_nothing() -> None:
    assert clipped_area([(200.0, 0.0), (300.0, 0.0), (300.0, 90.0)], SIZE) == ()
    assert clipped_area([], SIZE) == ()


def lake(metres: float) -> Feature:
    """Return a square lake whose southwestern corner is on the map."""
    south, west = 34.0602, -118.3492
    north, east = south + metres / 111_195, west + metres / 92_110
    corners = (Place(south, west), Place(south, east), Place(north, east), Place(north, west))
    return Feature("Great Lake", "water", "area", corners)


def sizes(packed: Callable[[Tour], Pack], tour: Tour) -> tuple[int, int]:
    """Return the bytes of the card and of the page's map."""
    return len(pdf(packed(tour), "a4")), len(map_svg(tour))


def test_a_lake_of_ten_kilometres_costs_what_a_hundred_metres_of_it_do(
    walk: Walk, packed: Callable[[Tour], Pack]
) -> None:
    spots = [(0.0, 0.0), (120.0, 10.0)]
    small, large, sea = (sizes(packed, walk(spots, map=(lake(metres),))) for metres in (100, 10_000, 1_000_000))

    for near, far in zip(small, large, strict=True):
        assert far < 1.1 * near
    assert sea == pytest.approx(large, rel=0.01)


def test_a_lake_over_all_of_a_large_map_is_drawn_with_a_few_hundred_waves(walk: Walk) -> None:
    tour = walk([(0.0, 0.0), (3000.0, 2000.0)], map=(replace(lake(90_000.0), places=(*_round(34.06, -118.35),)),))

    svg = map_svg(tour)

    assert svg.count("m-ripple") > 0
    assert len(svg) < 60_000


def _round(lat: float, lon: float) -> list[Place]:
    return [Place(lat + v, lon + u) for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1))]


def test_streets_far_beyond_the_frame_cost_nothing(walk: Walk) -> None:
    """Ten thousand kilometres of them would fill a machine's memory, were they looked at piece by piece."""
    motorway = Feature("Long Road", "major", "line", (Place(34.0601, -120.0), Place(34.0603, -116.0)))

    drawing = draw(walk([(0, 0), (600, 0)], map=(motorway,)), (700, 300), measure)

    (line,) = drawing.streets
    assert max(abs(x) for x, _ in line.points) <= 700 + BEYOND


def test_the_card_of_such_a_lake_is_a_whole_pdf(walk: Walk, packed: Callable[[Tour], Pack]) -> None:
    data = pdf(packed(walk([(0.0, 0.0), (120.0, 10.0)], map=(lake(10_000),))), "letter")

    assert "Great Lake" in " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
