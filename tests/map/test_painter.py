"""What the painter tells a pen, on a pen that only notes it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tour.card.pdf_pen import PdfPen
from tour.map.drawing import Area, Arrow, Crossing, Disc, Drawing, Label, Line
from tour.map.inks import INKS, Ink
from tour.map.label_spots import holds
from tour.map.overlaps import Point
from tour.map.painter import Painter
from tour.map.pen import Pen, Wave
from tour.page.svg_pen import SvgPen

SQUARE = ((10.0, 10.0), (60.0, 10.0), (60.0, 60.0), (10.0, 60.0))
LINE = ((0.0, 0.0), (100.0, 0.0))
ALL = Drawing(
    width=100,
    height=100,
    points_per_metre=1,
    areas=(
        Area(SQUARE, "water", False),
        Area(SQUARE, "building", True),
        Area(SQUARE, "park", False),
        Area(SQUARE, "square", False),
    ),
    rivers=(Line(LINE, "water", False, 6.0),),
    paths=(Line(LINE, "path", False), Line(LINE, "alley", False), Line(LINE, "steps", False)),
    streets=(Line(LINE, "major", False), Line(LINE, "local", True)),
    rails=(Line(LINE, "rail", False),),
    stations=((5, 5),),
    route=(LINE, ((0.0, 0.0),)),
    rides=(LINE, ((0.0, 0.0),)),
    arrows=(Arrow(50, 0, 0),),
    crossings=(Crossing(20, 0, 90),),
    discs=(Disc(10, 30, 9, "1", "quay", (10, 20)), Disc(40, 30, 9, "2", "mill", (10, 32))),
    grid=(LINE,),
    labels=(Label(("Elm St",), 50, 50, 0, 9, 30, "street"),),
)
"""One of each."""


class Notes(Pen):
    def __init__(self) -> None:
        self.inks: list[Ink] = []
        self.waved: list[Wave] = []
        self.points: list[Point] = []

    def lines(self, lines: Sequence[Sequence[Point]], ink: Ink) -> None:
        assert all(len(line) > 1 for line in lines)
        self.inks.append(ink)
        self.points += [point for line in lines for point in line]

    def outlines(self, outlines: Sequence[Sequence[Point]], ink: Ink) -> None:
        self.inks.append(ink)
        self.points += [point for outline in outlines for point in outline]

    def circle(self, at: Point, radius: float, ink: Ink) -> None:
        self.inks.append(ink)

    def square(self, at: Point, ink: Ink) -> None:
        self.inks.append(ink)

    def waves(self, waves: Sequence[Wave], ink: Ink) -> None:
        self.inks.append(ink)
        self.waved += waves

    def number(self, digits: str, at: Point, ink: Ink) -> None:
        self.inks.append(ink)

    def label(self, label: Label, ink: Ink) -> None:
        self.inks.append(ink)

    @property
    def signs(self) -> list[str]:
        return [ink.name for ink in self.inks]


def painted(drawing: Drawing) -> Notes:
    notes = Notes()
    Painter(notes).paint(drawing)
    return notes


def test_it_paints_from_the_ground_up() -> None:
    assert painted(ALL).signs == [
        "grid",
        *("bank", "bank", "water", "river", "ripple"),
        *("square", "park", "building"),
        *("casing", "street", "path", "steps"),
        *("casing", "casing", "street", "street"),
        "rail",
        *("halo", "ride"),
        *("halo", "route", "zebra", "arrow"),
        "station",
        *("leader", "dot", "leader", "dot"),
        *("disc", "number", "disc", "number"),
        "label",
    ]


def test_what_is_a_guess_is_dashed_and_nothing_else_of_its_kind() -> None:
    inks = painted(ALL).inks

    guesses = [ink for ink in inks if ink.guess]
    assert [ink.name for ink in guesses] == ["building", "casing"]
    assert {ink.dash for ink in guesses} == {(3, 2)}
    assert {ink.name for ink in inks if ink.dash and not ink.guess} == {"rail", "ride", "path", "steps"}


def test_what_has_no_ink_is_left_out() -> None:
    notes = Notes()
    inks = {sign: INKS[sign] for sign in ("park", "building", "water", "route", "dot")}

    Painter(notes, inks).paint(ALL)

    assert notes.signs == ["water", "park", "building", "route", "dot", "dot"]


def test_nothing_is_painted_of_an_empty_list() -> None:
    assert painted(Drawing(100, 100, 1)).signs == []


def test_an_arrow_points_along_its_way_and_a_crossing_lies_across_it() -> None:
    north = painted(Drawing(99, 99, 1, arrows=(Arrow(50, 50, 90),)))
    east = painted(Drawing(99, 99, 1, crossings=(Crossing(50, 50, 0),)))

    tip, left, _, right = north.points
    assert tip == (pytest.approx(50), pytest.approx(55.2))
    assert left[0] < 50 < right[0]
    assert [x for x, _ in east.points] == [47.7, 47.7, 50.0, 50.0, 52.3, 52.3]


def test_waves_lie_on_the_water_in_whole_rows() -> None:
    lake = ((0.0, 0.0), (80.0, 0.0), (80.0, 40.0), (40.0, 40.0), (40.0, 80.0), (0.0, 80.0))

    waves = painted(Drawing(99, 99, 1, areas=(Area(lake, "water", False),))).waved

    assert len(waves) > 60
    for (x, y), long in waves:
        assert holds(lake, (x + 0.1, y))
        assert holds(lake, (x + long - 0.1, y))
    for ((x, y), long), (after, _) in pairwise(waves):
        assert after == (pytest.approx(x + long), y) or after[1] != y


def test_a_pond_lies_on_its_park_and_a_park_on_its_island() -> None:
    pond = Area(((20.0, 20.0), (30.0, 20.0), (30.0, 30.0)), "water", False)
    sea = Area(((0.0, 0.0), (99.0, 0.0), (99.0, 99.0), (0.0, 99.0)), "water", False)
    park = Area(SQUARE, "park", False)

    drawn = [sign for sign in painted(Drawing(99, 99, 1, areas=(park, pond, sea))).signs if sign in ("park", "water")]

    assert drawn == ["water", "park", "water"]


def test_waters_that_meet_open_into_each_other() -> None:
    """All banks lie below all water: a river that was drawn in pieces shows no line across."""
    other = tuple((x + 50, y) for x, y in SQUARE)
    notes = painted(Drawing(150, 99, 1, areas=(Area(SQUARE, "water", False), Area(other, "water", False))))

    assert [sign for sign in notes.signs if sign != "ripple"] == ["bank", "water"]


def test_a_river_is_as_broad_as_it_is() -> None:
    inks = painted(Drawing(99, 99, 1, rivers=(Line(LINE, "water", False, 6.0),))).inks

    assert [(ink.name, ink.width) for ink in inks] == [("bank", 7.6), ("river", 6.0)]


@pytest.mark.parametrize("wide", [6.0, 8.0, 10.9])
def test_a_canal_too_narrow_for_a_whole_wave_has_short_ones(wide: float) -> None:
    """In grey it would look like a lawn."""
    canal = ((0.0, 0.0), (wide, 0.0), (wide, 90.0), (0.0, 90.0))

    waves = painted(Drawing(99, 99, 1, areas=(Area(canal, "water", False),))).waved

    assert len(waves) == 18
    assert all(x > 0 and x + long < wide and long >= 3 for (x, _), long in waves)


def test_a_ride_is_dots_and_a_walk_is_a_line_so_that_grey_paper_tells_them_apart() -> None:
    walked, ridden = (painted(Drawing(99, 99, 1, **{name: (LINE,)})).inks[-1] for name in ("route", "rides"))

    assert walked.dash == ()
    assert ridden.round
    assert ridden.dash[0] < 0.1 < ridden.width < ridden.dash[1]


def test_no_ink_stands_in_the_table_for_nothing() -> None:
    assert set(painted(ALL).signs) == {ink.name for ink in INKS.values()}


@pytest.mark.parametrize("pen", [PdfPen, SvgPen])
def test_paper_and_page_leave_nothing_out(pen: type[Pen]) -> None:
    drawn = {name for name in vars(Pen) if not name.startswith("_")} - {"stop"}

    assert drawn <= set(vars(pen))
