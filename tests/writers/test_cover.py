from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from conftest import ROOT
from tour.cover.backdrop import PALE
from tour.cover.cover import cover_jpeg
from tour.cover.poster import MOST_BYTES, SIDE
from tour.diagnostics import TourError
from tour.model import Film, Pack, Tour
from tour.picture import Mark, Picture, Run
from tour.reading.project import read
from tour.style import colours
from tour.writers.cover import cover

Walk = Callable[..., Tour]

BLOCK = Picture(60, 40, (Mark((Run((5, 5), (((55, 5),), ((55, 35),), ((5, 35),)), True),), None, 0, "#000000"),))
"""A black rectangle."""
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
    tour = drawn(walk(LOOP, streets=3), 1)
    before = cover_jpeg(tour)

    cover_jpeg.cache_clear()

    assert cover_jpeg(tour) == before


@pytest.mark.parametrize("changes", [{"title": "Other Sights"}, {"subtitle": "Other words"}])
def test_title_and_subtitle_are_on_it(walk: Walk, changes: dict[str, str]) -> None:
    assert cover_jpeg(walk(LOOP, **changes)) != cover_jpeg(walk(LOOP))


def test_the_route_is_on_it_in_gold(walk: Walk) -> None:
    with_route, without = cover_jpeg(walk(LOOP)), cover_jpeg(walk(LOOP, legs=(), stops=()))

    assert has(with_route, colours.GOLD) > has(without, colours.GOLD) + 2000


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


def drawn(tour: Tour, *numbers: int, **changes: object) -> Tour:
    """Return *tour* with a drawing at those stops, and other changes to them."""
    stops = tuple(
        replace(stop, drawing=BLOCK, **changes) if stop.number in numbers else stop  # type: ignore[arg-type]  # as above
        for stop in tour.stops
    )
    return replace(tour, stops=stops)


@pytest.mark.parametrize("spots", [LOOP, [(0.0, 0.0), (400.0, 0.0), (400.0, 400.0)]])
def test_the_first_drawing_is_on_it_in_pale_ink_and_the_route_still_in_gold(
    walk: Walk, spots: list[tuple[float, float]]
) -> None:
    plain = walk(spots, title="A")

    jpeg = cover_jpeg(drawn(plain, 2, 3))

    assert has(jpeg, PALE) > has(cover_jpeg(plain), PALE) + 20_000
    assert has(jpeg, colours.GOLD) > 5000
    assert jpeg == cover_jpeg(drawn(plain, 2))
    assert len(jpeg) <= MOST_BYTES


def test_a_drawing_of_where_the_film_ends_is_not_on_it(walk: Walk) -> None:
    tour = walk(LOOP)

    told_away = drawn(tour, 1, film=Film("They all fall down", "ending"))

    assert cover_jpeg(told_away) == cover_jpeg(tour)
    assert cover_jpeg(drawn(told_away, 2)) != cover_jpeg(tour)


@pytest.mark.parametrize("title", ["A", "W" * 80, "A Very Long Title " * 4 + "To the End"])
def test_drawing_words_and_route_keep_apart(walk: Walk, title: str) -> None:
    plain = walk(LOOP, title=title, subtitle="Words below it " * 5)

    before, after = (Image.open(io.BytesIO(cover_jpeg(tour))).convert("L") for tour in (plain, drawn(plain, 1)))

    assert max(after.crop((SIDE - 40, 0, SIDE, 300)).tobytes()) < 60, "nothing bright runs out at the right"
    foot = (0, SIDE - 90, SIDE, SIDE)
    assert sum(abs(a - b) > 40 for a, b in zip(*(x.crop(foot).tobytes() for x in (before, after)), strict=True)) < 50


def test_the_miracle_mile_s_is_told_at_the_size_of_a_lock_screen() -> None:
    """At 60 pixels its title stands out of the tar by more than 4.5:1, its route and its drawing by more than 3:1."""
    tour = read(ROOT).tour
    assert tour

    small = Image.open(io.BytesIO(cover_jpeg(tour))).resize((60, 60), Image.Resampling.LANCZOS).convert("L")

    def contrast(box: tuple[int, int, int, int]) -> float:
        bright = sorted((value / 255) ** 2.2 for value in small.crop(box).tobytes())
        return (bright[-len(bright) // 20] + 0.05) / (bright[len(bright) // 20] + 0.05)

    assert contrast((0, 4, 60, 12)) > 4.5
    assert contrast((27, 21, 57, 40)) > 3
    assert contrast((0, 44, 60, 52)) > 3


def test_the_writer_gives_one_file(walk: Walk) -> None:
    tour = walk(LOOP)

    (file,) = cover(Pack(tour, ()))

    assert file.path.as_posix() == "cover.jpg"
    assert file.parts == (cover_jpeg(tour),)
