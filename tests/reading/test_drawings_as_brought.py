"""Drawings as programs and icon sets write them: read as a browser shows them on white, else refused by name."""

import pytest

from tour.diagnostics import TourError
from tour.picture import Mark
from tour.reading.drawings import read_drawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"'
SHAPE = 'd="M0 0h8v8z"'


def marks(text: str | bytes) -> tuple[Mark, ...]:
    return read_drawing(text if isinstance(text, bytes) else text.encode(), "a.svg").marks


def inks(body: str, root: str = "") -> list[tuple[str | None, str | None]]:
    """Return (fill, stroke) of each mark of a drawing that holds *body*."""
    return [(mark.fill, mark.stroke) for mark in marks(f"{SVG} {root}>{body}</svg>")]


PLAIN = marks(f"{SVG}><path {SHAPE}/></svg>")

SAME = {
    "current colour": f'{SVG}><path fill="currentColor" {SHAPE}/></svg>',
    "clip rule beside a fill rule": f'{SVG}><path fill-rule="nonzero" clip-rule="evenodd" {SHAPE}/></svg>',
    "the DOCTYPE of SVG 1.1": '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    f'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n{SVG}><path {SHAPE}/></svg>',
    "an editor's own attribute": f'{SVG} xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1.3">'
    f'<path i:label="b" {SHAPE}/></svg>',
    "an editor's own element": f'{SVG} xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd">'
    f'<s:namedview pagecolor="#fff"><s:guide/></s:namedview><path {SHAPE}/></svg>',
    "properties of text": f'{SVG}><path style="font-style:normal;fill:#000;-inkscape-stroke:none" {SHAPE}/></svg>',
    "a name for a colour": f'{SVG}><path fill="Black" {SHAPE}/></svg>',
    "rgb": f'{SVG}><path fill="rgb(0, 0 0 / 100%)" {SHAPE}/></svg>',
    "hsl": f'{SVG}><path fill="hsl(120deg 50% 0%)" {SHAPE}/></svg>',
    "a colour for the light and one for the dark": f"{SVG}>"
    f'<path style="fill: light-dark(rgb(0, 0, 0), #fff)" {SHAPE}/></svg>',
    "a variable with what else to take": f'{SVG}><path fill="var(--colour, #000)" {SHAPE}/></svg>',
    "a class": f'{SVG}><defs><style>.a,.b{{fill:red;}} .a{{fill:#000}}</style></defs><path class="b a" {SHAPE}/></svg>',
    "a style sheet in CDATA": f"{SVG}><style type='text/css'><![CDATA[ .fil0 {{fill:black}} ]]></style>"
    f'<path class="fil0" {SHAPE}/></svg>',
    "rules for names, ids and all": f"{SVG}><style>*{{stroke:none}} path#x{{fill:#000}} path{{fill:red}}</style>"
    f'<path id="x" {SHAPE}/></svg>',
    "a rule for a pointer": f"{SVG}><style>path:hover{{fill:red}} @font-face{{src:url(a)}}</style>"
    f"<path {SHAPE}/></svg>",
    "a style that wins over a class over an attribute": f"{SVG}><style>.a{{fill:red}}</style>"
    f'<path fill="blue" class="a" style="fill:#000" {SHAPE}/></svg>',
    "an important rule": f"{SVG}><style>.a{{fill:#000!important}}</style>"
    f'<path class="a" style="fill:red" {SHAPE}/></svg>',
    "a hidden layer": f'{SVG}><g display="none"><text>x</text></g><path visibility="hidden" d="M1 1h9v9z"/>'
    f"<path {SHAPE}/></svg>",
    "gradients nobody uses": f'{SVG}><defs><linearGradient id="a"><stop/></linearGradient></defs><path {SHAPE}/></svg>',
    "no ink that nobody sees": f'{SVG}><path fill="none" d="M0 0h16v16H0z"/><path {SHAPE}/></svg>',
    "a clip as large as the drawing": f'{SVG}><g clip-path="url(#c)"><path {SHAPE}/></g>'
    '<defs><clipPath id="c"><rect width="16" height="16" fill="white"/></clipPath></defs></svg>',
    "what is for one program only": f'{SVG}><switch><foreignObject requiredExtensions="ai"/><g><path {SHAPE}/></g>'
    f'<g><path d="M1 1h9v9z"/></g></switch></svg>',
    "another program's instruction": f'<?xpacket begin="x"?>{SVG}><path {SHAPE}/></svg>',
    "an attribute that nobody knows": f'{SVG} t="1590" p-id="12"><path p-id="2" {SHAPE}/></svg>',
    "UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>{SVG}><path {SHAPE}/></svg>'.encode("utf-16"),
    "Windows-1252": (
        f'<?xml version="1.0" encoding="windows-1252"?>{SVG}><desc>é</desc><path {SHAPE}/></svg>'.encode("cp1252")
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_what_changes_nothing_is_read_as_if_it_were_not_there(text: str | bytes) -> None:
    assert marks(text) == PLAIN


def test_the_current_colour_is_the_one_round_it() -> None:
    body = f'<g color="red"><path fill="currentColor" {SHAPE}/></g><path stroke="currentcolor" {SHAPE}/>'

    assert inks(body, 'color="#123" fill="currentColor"') == [("#ff0000", None), ("#112233", "#112233")]


def test_the_current_colour_of_a_group_is_that_of_the_shape_in_it() -> None:
    assert inks(f'<g fill="currentColor"><path color="blue" {SHAPE}/></g>') == [("#0000ff", None)]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('opacity=".5"', "#808080"),
        ('fill-opacity="50%"', "#808080"),
        ('fill="#00000080"', "#7f7f7f"),
        ('fill="rgba(255,0,0,.5)"', "#ff8080"),
        ('fill="#f008" opacity="0.5"', "#ffbbbb"),
        ('style="opacity:.5" opacity=".1"', "#808080"),
    ],
)
def test_what_is_half_transparent_is_mixed_with_white(attributes: str, expected: str) -> None:
    assert inks(f"<path {attributes} {SHAPE}/>") == [(expected, None)]


def test_opacities_of_groups_are_multiplied_and_those_of_fills_handed_down() -> None:
    body = f'<g opacity=".5"><g opacity=".5" fill-opacity=".1"><path fill-opacity="1" {SHAPE}/></g></g>'

    assert inks(body) == [("#bfbfbf", None)]


def test_what_nothing_is_seen_of_makes_no_mark() -> None:
    assert inks(f'<path opacity="0" {SHAPE}/><path {SHAPE}/>') == [("#000000", None)]


def test_a_stroke_under_its_fill_is_a_mark_before_it() -> None:
    body = f'<path style="paint-order:stroke fill markers;stroke:red" {SHAPE}/>'

    assert inks(body) == [(None, "#ff0000"), ("#000000", None)]


def test_without_a_viewbox_width_and_height_are_the_frame() -> None:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" width="1in" height="36pt"><path {SHAPE}/></svg>'

    picture = read_drawing(text.encode(), "a.svg")

    assert (picture.width, picture.height) == (96, 48)


def test_lengths_have_units_and_percentages() -> None:
    (mark,) = marks(f'{SVG}><rect x="50%" width="25.4mm" height="50%"/></svg>')

    assert mark.runs[0].start == (8, 0)
    assert mark.runs[0].steps[1] == ((8 + 96, 8.0),)


def test_a_stroke_that_does_not_scale_keeps_its_width() -> None:
    body = (
        f'<g transform="scale(4)"><path stroke="red" stroke-width="2" vector-effect="non-scaling-stroke" {SHAPE}/></g>'
    )

    assert [mark.width for mark in marks(f"{SVG}>{body}</svg>")] == [2]


def test_a_transform_in_a_style_wins_over_the_attribute() -> None:
    body = f'<path transform="scale(9)" style="transform: translate(2px, 3px) rotate(0deg)" {SHAPE}/>'

    assert marks(f"{SVG}>{body}</svg>")[0].runs[0].start == (2, 3)


def test_the_title_is_that_of_the_drawing_not_of_a_shape() -> None:
    text = f"{SVG}><path {SHAPE}><title>no</title></path><title>A <tspan>b</tspan>lamp</title></svg>"

    assert read_drawing(text.encode(), "a.svg").title == "A lamp"


@pytest.mark.parametrize(
    "body",
    [
        '<path fill="url(#a)" d="M0 0h9"/>',
        '<path style="filter:url(#a)" d="M0 0h9"/>',
        '<g clip-path="url(#nowhere)"/>',
        '<use href="#a"/>',
        '<style>@import "a.css";</style>',
        "<style>path{fill:u\\72l(#a)}</style>",
        "<style>path{--a:red}</style><path d='M0 0h9'/>",
        '<path style="animation: a 2s" d="M0 0h9"/>',
        '<path style="mix-blend-mode:multiply" d="M0 0h9"/>',
        '<path marker-end="url(#arrow)" d="M0 0h9"/>',
        '<path stroke="red" stroke-dasharray="2 1" d="M0 0h9"/>',
        '<path transform="rotate(1turn)" d="M0 0h9v9z"/>',
        f"<style>{'.a{b:c}' * 1001}</style>",
    ],
)
def test_what_would_look_otherwise_or_reaches_outside_is_refused(body: str) -> None:
    with pytest.raises(TourError):
        marks(f"{SVG}>{body}<path {SHAPE}/></svg>")
