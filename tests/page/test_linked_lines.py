from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from tour.page.linked_lines import linked
from tour.words.language import Words, words_in


def saying(line: str) -> Words:
    return replace(words_in("en"), lines={"page.line": line})


def test_words_become_a_link_and_a_field_what_it_is() -> None:
    words = saying("Keep {listen:this & that}, {size}.")

    assert linked(words, "page.line", listen="a.html", size=Markup("<b>2 MB</b>")) == (
        'Keep <a href="a.html">this &amp; that</a>, <b>2 MB</b>.'
    )


def test_what_is_no_markup_is_shown_as_it_is_written() -> None:
    assert linked(saying("To {stop}"), "page.line", stop="<b>{x}") == "To &lt;b&gt;{x}"
    assert linked(saying("{a:To}"), "page.line", a='x" onclick="y') == '<a href="x&#34; onclick=&#34;y">To</a>'
