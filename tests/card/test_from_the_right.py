"""The card of a tour in a language that is written from the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from paper import glyphs, pages
from tour.card.paper import MARGIN
from tour.card.pdf import pdf
from tour.model import Pack, Tour

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]

SPOTS = [(0.0, 0.0), (400.0, 0.0), (420.0, 300.0), (40.0, 310.0), (60.0, 160.0), (200.0, 150.0)]


def lines(data: bytes, right: bool) -> list[float]:
    """Return how far each line of the second page's left column ends from the right of it, or begins from the left."""
    wide, _ = pages(data)[1]
    ends: dict[int, float] = {}
    for one in glyphs(data):
        left, bottom, right_, _ = one.box
        if one.page == 1 and left < wide / 2 and one.size < 17:
            gap = wide / 2 - right_ if right else left - MARGIN
            ends[round(bottom / 8)] = min(ends.get(round(bottom / 8), gap), gap)
    return sorted(ends.values())


def test_its_paragraphs_are_even_on_the_right_and_ragged_on_the_left(walk: Walk, packed: Packed) -> None:
    tour = walk(SPOTS)
    cards = [("First built of brick and then of stone, and never finished by anybody at all.",)] * len(tour.stops)
    stops = tuple(replace(stop, card=card) for stop, card in zip(tour.stops, cards, strict=True))

    turned, usual = (pdf(packed(replace(tour, stops=stops, language=language)), "a4") for language in ("ar", "en"))

    def even(gaps: list[float]) -> float:
        return gaps[len(gaps) * 3 // 4] - gaps[len(gaps) // 4]

    assert even(lines(turned, right=True)) < even(lines(turned, right=False))
    assert even(lines(usual, right=False)) < even(lines(usual, right=True)) + 40
