from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.diagnostics import Span, TourError, did_you_mean
from tour.text import UNSEEN, decode


@given(
    st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])).filter(
        lambda text: not UNSEEN.search(text)
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_text_is_the_same_whatever_its_line_ends_and_with_or_without_a_mark(text: str, end: str) -> None:
    data = text.removeprefix("\ufeff").replace("\n", end).encode()

    assert decode(data, "x") == decode(b"\xef\xbb\xbf" + data, "x") == text.removeprefix("\ufeff")


@given(st.binary())
def test_bytes_are_text_or_a_fault_that_points_into_them(data: bytes) -> None:
    try:
        assert "\r" not in decode(data, "x")
    except TourError as error:
        for fault in error.diagnostics:
            assert fault.span
            assert 1 <= fault.span.line <= len(data.splitlines()) + 1


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"\xff", 1, 1, "0xff"),
        (b"ab\xff", 1, 3, "0xff"),
        (b"\xef\xbb\xbfab\xff", 1, 3, "0xff"),
        (b"\xef\xbb\xbfone\r\ntwo \xe9", 2, 5, "0xe9"),
        (b"one\rtwo\r\xc3", 3, 1, "0xc3"),
        ("naïve é".encode() + b"\xff", 1, 8, "0xff"),
    ],
)
def test_a_byte_that_is_not_utf_8_is_named_with_its_place(data: bytes, line: int, column: int, byte: str) -> None:
    with pytest.raises(TourError) as caught:
        decode(data, "x.md")

    (fault,) = caught.value.diagnostics
    assert fault.span == Span("x.md", line, column)
    assert byte in fault.message


def test_every_character_that_nobody_sees_is_named_with_its_place() -> None:
    with pytest.raises(TourError) as caught:
        decode("one \u202eowt\nthree\x07\n\u200fשלום".encode(), "x.md")

    turned, control = caught.value.diagnostics
    assert (turned.span, control.span) == (Span("x.md", 1, 5), Span("x.md", 2, 6))
    assert "U+202E, turns the direction" in turned.message
    assert "U+200F" in turned.hint
    assert "U+0007" in control.message


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("puase", "did you mean 'pause'?"),
        ("PAUSE", "did you mean 'pause'?"),
        ("zebra", "known here: cross, pause, sound"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest_or_all(word: str, hint: str) -> None:
    assert did_you_mean(word, ["sound", "pause", "cross"]) == hint


def test_where_nothing_is_known_there_is_no_hint() -> None:
    assert did_you_mean("x", []) == ""
    assert did_you_mean("zebra", ["pause"], "write [pause 1s]") == "write [pause 1s]"
