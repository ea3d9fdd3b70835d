from __future__ import annotations

import pytest

from tour.page.shrink import lean, spare


@pytest.mark.parametrize(
    ("template", "shipped"),
    [
        ('<p class="fine" id="a">x</p>', "<p class=fine id=a>x</p>"),
        ('<a href="#map">x</a>', "<a href=#map>x</a>"),
        ('<a href="{{ url }}" lang="{{ tag }}">x</a>', '<a href="{{ url }}" lang="{{ tag }}">x</a>'),
        ('<p class="a b">x</p>', '<p class="a b">x</p>'),
        ('<p class="a{% if b %} b{% endif %}">x</p>', '<p class="a{% if b %} b{% endif %}">x</p>'),
        ('<use href="#i-play"/>', '<use href="#i-play"/>'),
        ('<meta content="">', '<meta content="">'),
        ("<ul><li>x</li>\n<li>y</li></ul>", "<ul><li>x<li>y</ul>"),
        ('<link href="player/icon-180.png">', "<link href=player/icon-180.png>"),
        ('<script type="application/json">', '<script type="application/json">'),
        ("<p>x</p>\n<p>y</p>", "<p>x</p><p>y</p>"),
        ("<div>\n<b>x</b>\n</div>", "<div><b>x</b></div>"),
        ("<b>x</b>\n<b>y</b>", "<b>x</b>\n<b>y</b>"),
        ("<button>x</button>\n<button>y</button>", "<button>x</button>\n<button>y</button>"),
        ("<p>x\n<b>y</b></p>", "<p>x\n<b>y</b></p>"),
    ],
)
def test_what_may_be_left_out_of_a_template_is(template: str, shipped: str) -> None:
    assert spare(template) == shipped


def test_a_colour_that_is_the_same_everywhere_is_written_where_it_is_asked_for() -> None:
    style = (
        ":root{--gold:#f2b632;--ink:#000}\n@media print{\n:root{--ink:#111}\n}\n.a{color:var(--gold);fill:var(--ink)}"
    )

    assert lean(style, "style") == (
        ":root{--a:#000}@media print{:root{--a:#111}}.a{color:#f2b632;fill:var(--a)}\n"
    )  # fmt: skip


def test_a_value_that_is_long_and_often_wanted_keeps_a_name() -> None:
    sheet = ":root{--top:env(safe-area-inset-top)}.a{top:var(--top)}"
    often = sheet + ".b{top:calc(var(--top) + 1rem)}.c{bottom:var(--top)}"

    assert lean(often, "style").count("env(safe-area-inset-top)") == 1
    assert lean(sheet, "style") == ".a{top:env(safe-area-inset-top)}\n"


def test_a_property_that_a_script_sets_keeps_its_name() -> None:
    assert "var(--dock,0px)" in lean(":root{--ink:#000}\n.a{top:var(--dock,0px)}", "style")


def test_rules_of_one_media_query_stand_together_where_its_last_block_did() -> None:
    style = """.a{color:red}
@media print{.a{color:#000}
.b{fill:#000}}
@media (prefers-reduced-motion){.a{transition:none}}
.b{fill:red}
@media print{
.c{fill:#000}
}
.c{stroke:red}"""

    assert lean(style, "style") == (
        ".a{color:red}@media (prefers-reduced-motion){.a{transition:none}}.b{fill:red}"
        "@media print{.a{color:#000}.b,.c{fill:#000}}.c{stroke:red}\n"
    )
