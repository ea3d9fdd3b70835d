"""The author's words in other programs' files."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tour.words.plaintext import breakable, plain


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The Café – 湖 🦣", "The Café – 湖 🦣"),
        ("gnp.\u202ecod\u202c", "gnp.cod"),
        ("a \u2067b\u2069 c", "a b c"),
        ("one\ntwo\r\n\tthree\u2028four", "one two three four"),
        ("bell\x07, escape\x1b[31m, nul\0, next\x9dline", "bell, escape[31m, nul, nextline"),
        ("\ufeffmark, end\uffff", "mark, end"),
        ("5\N{NO-BREAK SPACE}km", "5\N{NO-BREAK SPACE}km"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("👩\u200d🎤", "👩\u200d🎤"),
        ("<script>alert(1)</script> ]]> &amp; \"'", "<script>alert(1)</script> ]]> &amp; \"'"),
    ],
)
def test_only_what_steers_is_taken_out(words: str, shown: str) -> None:
    assert plain(words) == shown


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Cc", "Cf", "Cs", "Zl", "Zp", "Zs"])))
def test_what_is_left_is_one_line_that_xml_can_hold(words: str) -> None:
    left = plain(words)

    element = etree.Element("title")
    element.text = left
    assert etree.fromstring(etree.tostring(element)).text == (left or None)
    assert len(left.splitlines()) <= 1
    assert not any(unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF"} for c in left)
    assert plain(left) == left


def test_a_line_may_end_at_any_blank_but_a_no_break_space() -> None:
    assert breakable(" Lyon\u00a0: les  ponts\n") == ["Lyon\u00a0:", "les", "ponts"]
