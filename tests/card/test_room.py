"""A card is laid out only where its words may find room: that saves time, and changes no card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from card.test_fullness import tour_of
from tour.card import pdf as making
from tour.card.pages import Pages
from tour.card.pdf import pdf
from tour.card.room import Told
from tour.model import Credit, Pack, Tour

Walk = Callable[..., Tour]
Packed = Callable[[Tour], Pack]


@pytest.mark.parametrize(("stops", "told", "safety"), [(2, 15, 1), (2, 60, 6), (5, 60, 12), (9, 60, 3), (9, 30, 20)])
def test_what_is_not_tried_would_not_have_fitted(
    walk: Walk, packed: Packed, monkeypatch: pytest.MonkeyPatch, stops: int, told: int, safety: int
) -> None:
    tour = replace(tour_of(walk, stops, told), safety=("Mind the edge of the quay, where it is wet. " * 9,) * safety)
    card = pdf(packed(tour), "a4")

    monkeypatch.setattr(Told, "may_fit", lambda *_: True)

    assert pdf(packed(tour), "a4") == card


def test_a_card_that_no_sheet_holds_is_laid_out_once(
    walk: Walk, packed: Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[int] = []

    class Counted(Pages):
        def __init__(self, *given: object) -> None:
            super().__init__(*given)  # type: ignore[arg-type]  # as they came
            laid_out.append(self.pages)

    monkeypatch.setattr(making, "Pages", Counted)
    credit = Credit("A picture of the quay " * 20, "Ann " * 100, "by leave of the harbour " * 15)
    tour = replace(tour_of(walk, 3, 15), credits=(credit,) * 60)

    pdf(packed(tour), "a4")

    assert len(laid_out) == 1
    assert laid_out[0] > 12
