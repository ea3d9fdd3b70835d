from __future__ import annotations

import pytest

from tour.picture import Mark, Picture, Run
from tour.style import colours
from tour.style.pictures import operators

CURVE = Run((0, 0), (((10.0, 0.0),), ((10.0, 4.0), (5.0, 8.0), (0.0, 8.0))), closed=True)


def test_a_drawing_is_clipped_to_its_frame_and_drawn_back_to_front() -> None:
    picture = Picture(
        20,
        10,
        (
            Mark((CURVE,), "#000000", 1.5, "#ffffff", cap="round", join="bevel"),
            Mark((CURVE,), None, 0, "#ff0000", even_odd=True),
        ),
    )

    assert operators(picture).splitlines() == [
        "0 0 20.000 10.000 re W n",
        "1.0000 1.0000 1.0000 rg",
        "0.0000 0.0000 0.0000 RG 1.500 w 1 J 2 j",
        *("0.000 0.000 m", "10.000 0.000 l", "10.000 4.000 5.000 8.000 0.000 8.000 c", "h", "B"),
        "1.0000 0.0000 0.0000 rg",
        *("0.000 0.000 m", "10.000 0.000 l", "10.000 4.000 5.000 8.000 0.000 8.000 c", "h", "f*"),
    ]


@pytest.mark.parametrize(
    ("fill", "stroke", "even_odd", "painted"),
    [
        ("#ffffff", None, False, "f"),
        ("#ffffff", None, True, "f*"),
        ("#ffffff", "#000000", True, "B*"),
        (None, "#000000", False, "S"),
        (None, "#000000", True, "S"),
    ],
)
def test_each_mark_is_painted_by_its_inks(fill: str | None, stroke: str | None, even_odd: bool, painted: str) -> None:
    picture = Picture(20, 10, (Mark((CURVE,), stroke, 1, fill, even_odd),))

    assert operators(picture).splitlines()[-1] == painted


def test_a_colour_has_three_channels() -> None:
    assert colours.channels("#f2b632") == (0xF2, 0xB6, 0x32)
