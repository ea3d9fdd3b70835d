from __future__ import annotations

import pytest

from tour.cover.backdrop import PALE
from tour.cover.emblem import emblem, negative
from tour.picture import Mark, Picture, Run
from tour.style import colours

FRAME = Run((10, 10), (((50, 10),), ((50, 30),), ((10, 30),)), True)


def drawing(fill: str | None, stroke: str | None = None) -> Picture:
    return Picture(60, 40, (Mark((FRAME,), stroke, 4 if stroke else 0, fill),))


@pytest.mark.parametrize(
    ("ink", "turned"),
    [
        ("#000000", PALE),
        (colours.TAR, PALE),
        ("#ffffff", colours.TAR),
        ("#eeeeee", colours.TAR),
        (colours.GOLD, colours.GOLD),
        (colours.NEON, colours.NEON),
        ("#000080", PALE),
    ],
)
def test_dark_turns_pale_and_pale_dark_and_colours_stay_where_they_can_be_seen(ink: str, turned: str) -> None:
    [fill] = negative(drawing(ink)).marks
    [line] = negative(drawing(None, ink)).marks

    assert (fill.fill, fill.stroke) == (turned, None)
    assert (line.fill, line.stroke) == (None, turned)


def test_it_is_as_wide_as_wanted_and_transparent_where_nothing_is_drawn() -> None:
    made = emblem(drawing("#000000"), 120)

    assert (made.size, made.mode) == ((120, 80), "RGBA")
    assert made.getpixel((60, 40)) == (0xF3, 0xEA, 0xD8, 255)
    assert made.getpixel((5, 5))[3] == 0  # type: ignore[index]  # a pixel of four channels


def test_it_is_the_same_every_time() -> None:
    assert emblem(drawing("#000000", "#f2b632"), 90).tobytes() == emblem(drawing("#000000", "#f2b632"), 90).tobytes()
