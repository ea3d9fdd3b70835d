from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tour.normalize.tokens import Line, Reading, read


def test_words_figures_and_signs_are_tokens() -> None:
    line = Line("It's 10:30, 1,500 m.")

    assert [(line[n].text, line[n].kind) for n in range(len(line))] == [
        ("It's", "word"),
        ("10:30", "figure"),
        (",", "sign"),
        ("1,500", "figure"),
        ("m", "word"),
        (".", "sign"),
    ]


def test_beyond_either_end_there_is_nothing() -> None:
    line = Line("one")

    assert line[-1].kind == line[1].kind == "end"


@given(st.text())
def test_each_token_stands_where_it_says(text: str) -> None:
    line = Line(text)

    tokens = [line[n] for n in range(len(line))]
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert "".join(token.text for token in tokens) == "".join(text.split())


@given(st.text())
def test_without_rules_a_text_stays(text: str) -> None:
    assert read(text, {}) == (text, ())


def test_the_first_rule_with_a_reading_wins_and_doubts_keep_their_place() -> None:
    readers = {"figure": [lambda _, __: None, lambda line, at: Reading(2, "two"), lambda _, __: Reading(1, "never")]}
    doubting = {"word": [lambda line, at: Reading(1, None, "hm") if line[at].text == "odd" else None]}

    assert read("1 a 2 b", readers) == ("two two", ())
    said, (doubt,) = read("an odd one", doubting)
    assert (said, doubt.start, doubt.length) == ("an odd one", 3, 3)
