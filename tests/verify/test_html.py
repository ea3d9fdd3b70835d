"""A page is read as a browser reads it: what it fetches, what it leads to, what it runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.verify import html
from tour.verify.html import Reference, read

PIECES = ["<", "a", " href=", '"', "'", ">", "<script", "</script>", "<!--", "-->", "&#x", "<![CDATA["]


@pytest.mark.parametrize(
    ("page", "tag", "url", "loads"),
    [
        ('<a href="x.html">', "a", "x.html", False),
        ('<svg><a href="#stop"><circle/></a></svg>', "a", "#stop", False),
        ("<A HREF=x.html>", "a", "x.html", False),
        ('<a href=" java\nscript:alert(1) ">', "a", "javascript:alert(1)", False),
        ('<a href="&#106;avascript:alert(1)">', "a", "javascript:alert(1)", False),
        ('<a href="\x01\x1f javascript:alert(1)\x02">', "a", "javascript:alert(1)", False),
        ('<a href="javascript:alert(1)" HREF="x.html">', "a", "javascript:alert(1)", False),
        ('<link rel="stylesheet" href="a.css">', "link", "a.css", True),
        ('<link rel="preload" as="image" imagesrcset="//a.example/x.png 2x">', "link", "//a.example/x.png", True),
        ('<meta http-equiv="Refresh" content="0;url=//a.example">', "meta", "//a.example", True),
        ("<meta http-equiv=refresh content=\" .5 , URL = '//a.example'x\">", "meta", "//a.example", True),
        ('<meta http-equiv="refresh" content="0 https://a.example/">', "meta", "https://a.example/", True),
        ('<script src="a.js"></script>', "script", "a.js", True),
        ("<img src='a.png'/>", "img", "a.png", True),
        ('<video poster="a.jpg">', "video", "a.jpg", True),
        ('<object data="a.svg">', "object", "a.svg", True),
        ('<form action="//a.example">', "form", "//a.example", True),
        ('<svg><use xlink:href="#i"/></svg>', "use", "#i", True),
        ('<svg><use href="other.svg#i"/></svg>', "use", "other.svg#i", True),
        ('<base href="/">', "base", "/", True),
    ],
)
def test_what_it_names_is_found(page: str, tag: str, url: str, loads: bool) -> None:
    assert read(page).references == [Reference(tag, url, loads)]


@pytest.mark.parametrize(
    "before",
    [
        "<!-->",
        "<!--->",
        "<!-- a --!>",
        "<!-- a -- b -->",
        "<![h3>",
        "<![CDATA[>",
        "<!x>",
        "<?x>",
        "</ x>",
        "</>",
        "< ",
        "<a =b>",
    ],
)
def test_what_follows_an_odd_comment_or_tag_is_seen_as_a_browser_sees_it(before: str) -> None:
    assert [found.url for found in read(f"{before}<img src=a.png>").references] == ["a.png"]


@pytest.mark.parametrize("unclosed", ["<!--", "<!", "<![CDATA[", "<?", "</a ", "<a ", "<a b=c "])
def test_what_nothing_closes_goes_to_the_end_of_the_page_and_is_read_once(
    unclosed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    for name in ("parse_comment", "parse_html_declaration", "parse_pi", "parse_endtag", "parse_starttag"):
        monkeypatch.setattr(html._PageReader, name, counted(getattr(html._PageReader, name), calls))

    assert read(unclosed * 1000).references == []
    assert len(calls) == 1


def counted(method: Callable[[object, int], int], calls: list[int]) -> Callable[[object, int], int]:
    def call(reader: object, at: int) -> int:
        calls.append(at)
        return method(reader, at)

    return call


def test_every_picture_of_a_set_is_found() -> None:
    assert [found.url for found in read('<img srcset="a.png 1x, b.png 2x">').references] == ["a.png", "b.png"]


def test_what_stands_in_a_script_or_a_comment_is_no_markup() -> None:
    page = read('<script type="application/json" id="tour">{"a": "<img src=x>"}</script><!-- <img src=y> -->')

    assert page.references == []
    assert page.data == '{"a": "<img src=x>"}'
    assert page.inline == []


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<script>alert(1)</script>", "a script in the page"),
        ('<script type="module">alert(1)</script>', "a script in the page"),
        ("<p onclick=alert(1)>", "a script in onclick (p)"),
        ("<svg><g ONLOAD=alert(1)></g></svg>", "a script in onload (g)"),
        ("<style>p {}</style>", "a style of its own (style)"),
        ('<path style="fill: red"/>', "a style of its own (path)"),
    ],
)
def test_what_it_runs_by_itself_is_found(html: str, what: str) -> None:
    assert read(html).inline == [what]


@pytest.mark.parametrize("content", ["", "5", "5;", "5; url="])
def test_a_page_that_only_loads_itself_again_names_nothing(content: str) -> None:
    assert read(f'<meta http-equiv="refresh" content="{content}">').references == []


def test_what_is_loaded_before_the_policy_is_known() -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'

    assert not read(f'{policy}<link href="a.css">').loads_before_policy
    assert read(f'<link href="a.css">{policy}').loads_before_policy
    assert read(policy).policy == "default-src 'none'"


def test_of_two_policies_in_one_tag_the_first_holds() -> None:
    page = read('<meta http-equiv="Content-Security-Policy" content="default-src *" content="default-src \'none\'">')

    assert page.policy == "default-src *"


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_text_at_all_is_too_much(html: str) -> None:
    assert read(html).policy == ""
