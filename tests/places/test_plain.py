from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.places.plain import one_line, pictures, plain


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("One\nTwo", "One\nTwo"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/><br />Three", "One\nTwo\n\nThree"),
        ("One\ntwo <b>three</b>", "One two three"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("<table><tr><td>Year</td><td>1908</td></tr><tr><td>By</td><td>V.</td></tr></table>", "Year 1908\nBy V."),
        ('<a href="https://x">the city</a>', "the city"),
        ('<img src="https://x" alt="a > b"/>One', "One"),
        ("<style>p {}</style>One<script>alert(1 < 2)</script><!-- two -->", "One"),
        ("One<!-- never closed", "One"),
        ("<script>İ</script>One<STYLE>p</Style>", "One"),
        ("<scripty>One<strong>two</strong>", "<scripty>Onetwo"),
        ("&lt;b&gt; &amp; &#233;&eacute;", "<b> & éé"),
        ("&amp;amp; &amp;lt;", "& <"),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
        ("<Havis> & co", "<Havis> & co"),
        ("a\x0bb\u2028c\r\nd", "a\nb\nc\nd"),
        ("a\0\x07\u202eb", "ab"),
        ("\n\n\n a  b \n\n\n\n c \n", "a b\n\nc"),
        ("cafe\u0301", "café"),
    ],
)
def test_html_becomes_paragraphs_and_lines(written: str, text: str) -> None:
    assert plain(written) == text


def test_a_name_stands_on_one_line() -> None:
    assert one_line("<b>Havis</b><br>\nAmanda ") == "Havis Amanda"


def test_pictures_are_counted() -> None:
    assert pictures('<img src="a"><IMG/>image') == 2


@given(st.text(max_size=200))
def test_plain_text_is_shown_as_it_is_and_trimmed(text: str) -> None:
    found = plain(text)

    assert found == found.strip()
    assert "\0" not in found
    assert "\n\n\n" not in found
