from __future__ import annotations

from time import process_time

import pytest

from tour.normalize import doubts, normalize
from tour.words.phrases import sending


@pytest.mark.parametrize(
    ("piece", "language"), [("XI-", "en"), (" /", "en"), ("–", "en"), ("10:30", "es"), ("1900-", "es")]
)
def test_a_long_text_takes_no_longer_a_letter_than_a_short_one(piece: str, language: str) -> None:
    """Each of these took from ten seconds to a minute."""
    text = (piece * 40_000)[:40_000]

    begun = process_time()
    normalize(text, language)
    doubts(text, language)

    assert process_time() - begun < 8


@pytest.mark.parametrize("mark", "„‘")
def test_nor_does_one_whose_quotations_are_never_closed(mark: str) -> None:
    begun = process_time()

    assert sending("en").find(f"{mark * 40_000} Cross now!") == "Cross now"
    assert process_time() - begun < 5
