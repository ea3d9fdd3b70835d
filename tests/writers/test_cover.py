from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from tour.diagnostics import TourError
from tour.model import Pack, Tour
from tour.writers import style
from tour.writers.cover import MOST_BYTES, SIDE, cover, cover_jpeg

Walk = Callable[..., Tour]

LOOP = [(0.0, 0.0), (900.0, 20.0), (880.0, -200.0), (10.0, -180.0)]


def has(jpeg: bytes, colour: str) -> int:
    """Return how many pixels are nearly of *colour*."""
    wanted = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
    image = Image.open(io.BytesIO(jpeg)).convert("RGB")
    counted = image.getcolors(SIDE * SIDE) or []
    return sum(n for n, found in counted if all(abs(a - b) < 24 for a, b in zip(found, wanted, strict=True)))


def test_it_is_a_small_square_baseline_jpeg(walk: Walk) -> None:
    jpeg = cover_jpeg(walk(LOOP, streets=9))

    image = Image.open(io.BytesIO(jpeg))
    assert (image.format, image.size, image.mode) == ("JPEG", (SIDE, SIDE), "RGB")
    assert "progressive" not in image.info
    assert b"\xff\xc0" in jpeg, "baseline start of frame (ITU T.81, table B.1)"
    assert len(jpeg) <= MOST_BYTES


def test_the_same_tour_gives_the_same_bytes(walk: Walk) -> None:
    assert cover_jpeg(walk(LOOP, streets=3)) == cover_jpeg(walk(LOOP, streets=3))


@pytest.mark.parametrize("changes", [{"title": "Other Sights"}, {"subtitle": "Other words"}])
def test_title_and_subtitle_are_on_it(walk: Walk, changes: dict[str, str]) -> None:
    assert cover_jpeg(walk(LOOP, **changes)) != cover_jpeg(walk(LOOP))


def test_the_route_is_on_it_in_gold(walk: Walk) -> None:
    with_route, without = cover_jpeg(walk(LOOP)), cover_jpeg(walk(LOOP, legs=(), stops=()))

    assert has(with_route, style.GOLD) > has(without, style.GOLD) + 2000


@pytest.mark.parametrize(
    "title", ["A", "W" * 80, "A Very Long Title " * 4 + "To the End", "<b>Sights & Sounds</b>", "Прогулка по Москве"]
)
def test_any_title_fits(walk: Walk, title: str) -> None:
    jpeg = cover_jpeg(walk(LOOP, title=title, subtitle=title * 3))

    image = Image.open(io.BytesIO(jpeg)).convert("L")
    assert max(image.crop((SIDE - 40, 0, SIDE, 300)).tobytes()) < 60, "nothing bright runs out at the right"
    assert len(jpeg) <= MOST_BYTES


def test_a_character_without_a_glyph_is_named(walk: Walk) -> None:
    with pytest.raises(TourError, match="U\\+1F600 GRINNING FACE\\), in the tour's title"):
        cover_jpeg(walk(LOOP, title="Sights \U0001f600"))


def test_the_writer_gives_one_file(walk: Walk) -> None:
    tour = walk(LOOP)

    (file,) = cover(Pack(tour, ()))

    assert file.path.as_posix() == "cover.jpg"
    assert file.parts == (cover_jpeg(tour),)
