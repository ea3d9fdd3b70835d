"""Marks on letters: composed as Unicode has it, and in bounded time however many stand on one letter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.inputs.marks import composed, decomposed

MARKS = st.sampled_from("ae\u0301\u0327\u0323\u05b0\u3099 \uac00")


@given(st.text() | st.text(MARKS, max_size=30))
def test_what_people_write_is_composed_as_unicode_says(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text)
    assert decomposed(text) == unicodedata.normalize("NFKD", text)


@given(st.text(MARKS, max_size=200))
def test_no_letter_is_lost_and_what_is_composed_stays(text: str) -> None:
    bare = composed(text).replace("\u034f", "")

    assert sorted(unicodedata.normalize("NFD", bare)) == sorted(unicodedata.normalize("NFD", text))
    assert composed(composed(text)) == composed(text)


@pytest.mark.parametrize("form", [composed, decomposed])
def test_a_million_marks_on_a_letter_are_not_sorted_as_one_run(form: object) -> None:
    """Sorted as one run they take minutes."""
    assert callable(form)

    told = form("a" + "\u0301\u0327" * 500_000)

    longest = max(len(run) for run in told.split("\u034f"))
    assert longest <= 32
