from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.normalize.told import ReadAs, read_as, told, used


@pytest.mark.parametrize(
    ("written", "kind", "said"),
    [
        ("PAFA", "letters", "P A F A"),
        ("K9", "letters", "K nine"),
        ("PAFA", "words", "Pafa"),
        ("MoMA", "words", "MoMA"),
        ("1066", "digits", "one zero six six"),
        ("1066", "cardinal", "one thousand sixty-six"),
        ("1066", "year", "ten sixty-six"),
    ],
)
def test_a_word_is_read_as_the_author_says(written: str, kind: ReadAs, said: str) -> None:
    assert read_as(written, kind) == said


def test_other_languages_have_numbers_of_their_own() -> None:
    assert read_as("21", "cardinal", "de") == "einundzwanzig"
    assert read_as("21", "cardinal", "xx") == "21"


def test_a_word_without_a_figure_is_no_number() -> None:
    with pytest.raises(ValueError, match="'PAFA' has no figure to be read as year"):
        read_as("PAFA", "year")


def test_the_longest_whole_words_are_replaced_once() -> None:
    rules = {"St.": "Saint", "St. Mark": "Sankt Markus", "Saint": "never"}

    assert told("St. Mark, St. John, XSt. and St.x", rules) == "Sankt Markus, Saint John, XSt. and Saintx"
    assert used("St. Mark", rules) == {"St. Mark"}
    assert told("as it is", {}) == "as it is"


@given(st.text(), st.dictionaries(st.text(min_size=1), st.text(), max_size=3))
def test_text_without_the_words_stays(text: str, rules: dict[str, str]) -> None:
    if not any(word in text for word in rules):
        assert told(text, rules) == text
