"""No card ends in a page that is half empty, however little or much a tour has to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from paper import glyphs, pages, words
from tour.card.paper import MARGIN
from tour.card.pdf import pdf
from tour.model import Pack, Paper, Tour

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]

BODY = 11.0
STOPS = (1, 2, 3, 5, 7, 9, 12, 16, 21, 25, 33, 40, 47)


def tour_of(walk: Walk, stops: int, told: int) -> Tour:
    """Return a tour of so many *stops*, each with as many words to read."""
    tour = walk([(75.0 * n, 140.0 * (n % 4)) for n in range(stops)], streets=5)
    card = " ".join(["It", "was", "built", "of", "brick"] * (told // 5))
    return replace(tour, stops=tuple(replace(stop, card=(f"{card}.",)) for stop in tour.stops))


def filled(data: bytes) -> float:
    """Return the share of the last page that is printed on, of its quarters' heights."""
    last = len(pages(data)) - 1
    wide, high = pages(data)[last]
    lowest: dict[tuple[bool, bool], float] = {}
    for one in glyphs(data):
        left, bottom, _, top = one.box
        if one.page == last and bottom > MARGIN + 12:
            quarter = left > wide / 2, top < high / 2
            lowest[quarter] = min(lowest.get(quarter, bottom), bottom)
    used = 0.0
    for (_, lower), bottom in lowest.items():
        used += (high / 2 if lower else high) - bottom
    return used / (2 * high)


@pytest.mark.parametrize("told", [15, 60])
@pytest.mark.parametrize("stops", STOPS)
def test_the_last_page_is_half_full_at_least(walk: Walk, packed: Packed, stops: int, told: int) -> None:
    data = pdf(packed(tour_of(walk, stops, told)), "a4")

    assert len(pages(data)) == 1 or filled(data) >= 0.5


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_walk_of_two_stops_is_told_on_one_page(walk: Walk, packed: Packed, paper: Paper) -> None:
    data = pdf(packed(tour_of(walk, 2, 15)), paper)

    assert len(pages(data)) == 1
    assert "Print, and fold twice." in words(data)
    assert "The walk ends here" in words(data)


def test_a_card_with_little_to_tell_tells_it_larger(walk: Walk, packed: Packed) -> None:
    few, many = (pdf(packed(tour_of(walk, stops, 30)), "a4") for stops in (4, 10))

    assert len(pages(few)) == len(pages(many)) == 2
    assert _body(few) > BODY == _body(many)


def _body(data: bytes) -> float:
    """Return the size that most of page 2 is set in."""
    sizes = [round(one.size, 1) for one in glyphs(data) if one.page == 1]
    return max(set(sizes), key=sizes.count)
