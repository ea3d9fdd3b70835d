"""Text poured into the panels of a folded sheet."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Paragraph

from tour.card.pdf_tags import Tags
from tour.card.sheet import Block, Panel, Piece, Pouring, tall
from tour.card.typeset import Type
from tour.style import fonts

TYPE = Type(11.0, 9.0)
PANELS = [Panel(page, x, y, 200.0, 150.0) for page in range(2, 60) for x, y in ((18, 200), (18, 18), (230, 200))]

Poured = tuple[Pouring, list[tuple[int, float, float]]]
Pour = Callable[[list[int]], Poured]


class Pen:
    """A canvas that only notes where paragraphs and rules come to stand."""

    def __init__(self) -> None:
        self.at: list[float] = []
        self._code: list[str] = []

    def getPageNumber(self) -> int:  # noqa: N802  as ReportLab has it
        return 1

    def setStrokeColor(self, colour: object) -> None:  # noqa: N802
        pass

    def setLineWidth(self, width: float) -> None:  # noqa: N802
        pass

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self.at.append(y)


@pytest.fixture(scope="module")
def pour() -> Pour:
    """Return what pours blocks of as many words as there are numbers, and tells the page and height of each rule."""
    fonts.register()

    def poured(counts: list[int]) -> Poured:
        tags = Tags()
        blocks = [
            Block((Piece(Paragraph(fonts.markup("word " * n), TYPE.text), tags.root.add("P")),), after=6, rule=True)
            for n in counts
        ]
        pouring = Pouring(iter(PANELS))
        pouring.pour(blocks)
        rules = []
        for one in pouring.placed:
            pen = Pen()
            if one.ink.__name__ == "line":
                one.draw(pen, tags)
                rules.append((one.page, pen.at[0], one.down))
        return pouring, rules

    return poured


@given(st.lists(st.integers(1, 60), min_size=1, max_size=25))
def test_a_gap_is_opened_a_little_and_closed_never(pour: Pour, counts: list[int]) -> None:
    pouring, _ = pour(counts)

    assert all(0 <= one.down <= 7 * len(counts) for one in pouring.placed)


@given(st.lists(st.integers(1, 60), min_size=2, max_size=25))
def test_opened_gaps_push_nothing_out_of_its_panel(pour: Pour, counts: list[int]) -> None:
    _, rules = pour(counts)

    for page, y, _ in rules:
        assert any(panel.page == page and panel.y - 3.01 <= y <= panel.y + panel.height for panel in PANELS)


def test_gaps_of_a_full_panel_open_alike_and_the_last_panel_stays_as_it_is(pour: Pour) -> None:
    pouring, _ = pour([12] * 8)

    moved = [one.down for one in pouring.placed if one.ink.__name__ == "draw"]
    steps = [b - a for a, b in pairwise(moved) if b > a]
    assert moved[0] == moved[-1] == 0.0
    assert steps
    assert max(steps) <= 7.0


def test_a_block_is_as_tall_as_what_stands_beside_it(pour: Pour) -> None:
    block = Block((Piece(Paragraph("", TYPE.text), None),), least_height=77.0)

    assert tall(block, 100.0) == 77.0
