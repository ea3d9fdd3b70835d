"""Reading line drawings: what is drawn, and what is refused."""

from collections.abc import Iterator
from contextlib import suppress
from math import hypot
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tour.diagnostics import Diagnostic, TourError, render
from tour.reading.drawings import Mark, Picture, Point, Run, read_drawing

STOPS = Path(__file__).parents[2] / "stops"
REAL = sorted(STOPS.glob("art/*.svg"))
TAR, GOLD, PAPER = "#1b1714", "#f2b632", "#ffffff"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160" fill="none" stroke="#1b1714">'


def drawn(*shapes: str) -> Picture:
    return read_drawing(f"{HEAD}{''.join(shapes)}</svg>".encode(), "a.svg")


def runs(*shapes: str) -> list[Run]:
    return [run for mark in drawn(*shapes).marks for run in mark.runs]


def faults(text: str | bytes) -> str:
    with pytest.raises(TourError) as caught:
        read_drawing(text.encode() if isinstance(text, str) else text, "a.svg")
    return "\n".join(render(fault) for fault in caught.value.diagnostics)


def faults_of(*lines: str) -> str:
    """Return the faults of a drawing that holds *lines*: the first of them is line 2."""
    return faults("\n".join([HEAD, *lines, "</svg>"]))


def points(mark: Mark) -> Iterator[Point]:
    for run in mark.runs:
        yield run.start
        for step in run.steps:
            yield from step


def flat(run: Run) -> list[Point]:
    """Return *run* as points, eight to a curve."""
    found = [run.start]
    for step in run.steps:
        ends = [found[-1], *step]
        for k in range(1, 9) if len(step) == 3 else ():
            t, u = k / 8, 1 - k / 8
            weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            x, y = (sum(w * end[axis] for w, end in zip(weights, ends, strict=True)) for axis in (0, 1))
            found.append((x, y))
        if len(step) == 1:
            found.append(step[0])
    return found


def test_every_stop_has_a_drawing() -> None:
    stops = {path.stem.partition("-")[2] for path in STOPS.glob("[0-9]*.md")} - {"welcome"}

    assert {path.stem for path in REAL} == stops | {"phone-booth"}  # the cover's


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_real_drawings_share_a_frame_two_inks_and_round_pens(path: Path) -> None:
    picture = read_drawing(path.read_bytes(), path.name)

    assert (picture.width, picture.height) == (240, 160)
    assert picture.title
    assert {mark.stroke for mark in picture.marks} <= {None, TAR, GOLD, PAPER}
    assert {mark.fill for mark in picture.marks} <= {None, TAR, GOLD, PAPER}
    assert {(mark.cap, mark.join) for mark in picture.marks} == {("round", "round")}
    assert min(mark.width for mark in picture.marks) >= 2
    for mark in picture.marks:
        edge = mark.width / 2
        for run in mark.runs:
            for x, y in flat(run):
                assert edge <= x <= 240 - edge
                assert edge <= y <= 160 - edge


def test_each_path_command_does_the_same_written_absolute_and_relative() -> None:
    absolute = (
        "M10 20 L30 40 H50 V60 C50 70 60 80 70 80 S90 90 90 100 Q100 110 110 100 T130 100 A20 10 30 0 1 150 110 Z"
    )
    relative = "m10 20 l20 20 h20 v20 c0 10 10 20 20 20 s20 10 20 20 q10 10 20 0 t20 0 a20 10 30 0 1 20 10 z"

    first, second = runs(f'<path d="{absolute}"/>', f'<path d="{relative}"/>')

    assert first.closed
    assert first.steps[:3] == (((30, 40),), ((50, 40),), ((50, 60),))
    assert first.steps[4] == ((80, 80), (90, 90), (90, 100))
    assert second.start == first.start
    for one, other in zip(first.steps, second.steps, strict=True):
        for a, b in zip(one, other, strict=True):
            assert a == pytest.approx(b)


def test_a_quadratic_curve_becomes_the_same_cubic_one() -> None:
    (run,) = runs('<path d="M0 0 Q30 60 60 0"/>')

    assert flat(run)[4] == pytest.approx((30, 30))


def test_a_path_goes_on_from_where_it_was_closed() -> None:
    triangle, rest = runs('<path d="M10 10 h20 v20 z l-5 -5"/>')

    assert triangle == Run((10, 10), (((30, 10),), ((30, 30),)), True)
    assert rest == Run((10, 10), (((5, 5),),), False)


def test_arc_flags_need_no_space_after_them() -> None:
    assert runs('<path d="M0 0a5 5 0 0110 0"/>') == runs('<path d="M 0 0 a 5 5 0 0 1 10 0"/>')


def test_an_arc_without_a_radius_is_a_line() -> None:
    assert runs('<path d="M0 0 A0 5 0 0 1 10 0"/>') == runs('<path d="M0 0 L10 0"/>')


@given(st.floats(1, 100), st.floats(-50, 50), st.floats(-50, 50))
def test_a_circle_stays_within_a_thirtieth_of_a_percent_of_its_radius(r: float, x: float, y: float) -> None:
    (run,) = runs(f'<circle cx="{x}" cy="{y}" r="{r}"/>')

    assert run.closed
    for px, py in flat(run):
        assert hypot(px - x, py - y) == pytest.approx(r, rel=0.000_3)


def test_simple_shapes_are_runs() -> None:
    assert runs('<line x1="1" y1="2" x2="3" y2="4"/>') == [Run((1, 2), (((3, 4),),))]
    assert runs('<polyline points="1,2 3,4 5 6"/>') == [Run((1, 2), (((3, 4),), ((5, 6),)))]
    assert runs('<polygon points="1,2 3,4 5 6"/>') == [Run((1, 2), (((3, 4),), ((5, 6),)), True)]
    assert runs('<rect x="1" y="2" width="3" height="4"/>') == [Run((1, 2), (((4, 2),), ((4, 6),), ((1, 6),)), True)]


def test_rounded_corners_are_no_larger_than_their_rectangle() -> None:
    (run,) = runs('<rect x="10" y="10" width="40" height="20" rx="30"/>')

    around = flat(run)

    assert (min(x for x, _ in around), max(x for x, _ in around)) == pytest.approx((10, 50))
    assert (min(y for _, y in around), max(y for _, y in around)) == pytest.approx((10, 30))
    assert all(hypot(x - 12, y - 12) > 0.5 for x, y in around)


def test_an_ellipse_has_its_two_radii() -> None:
    (run,) = runs('<ellipse cx="50" cy="40" rx="30" ry="10"/>')

    assert {(round(x), round(y)) for x, y in flat(run)[::8]} == {(20, 40), (50, 30), (80, 40), (50, 50)}


def test_transforms_are_done_from_the_outside_in() -> None:
    line = '<line x2="10"/>'

    def end(transform: str) -> Point:
        (run,) = runs(f'<g transform="{transform}">{line}</g>')
        return run.steps[-1][-1]

    assert end("translate(5, 6)") == (15, 6)
    assert end("translate(5) scale(2 3)") == (25, 0)
    assert end("scale(2),translate(5)") == (30, 0)
    assert end("rotate(90)") == pytest.approx((0, 10))
    assert end("rotate(90 10 10)") == pytest.approx((20, 10))
    assert end("matrix(1 2 3 4 5 6)") == (15, 26)
    (run,) = runs(f'<g transform="scale(2)"><g transform="translate(1 1)">{line}</g></g>')
    assert run == Run((2, 2), (((22, 2),),))


def test_a_stroke_grows_with_its_group() -> None:
    (mark,) = drawn('<g transform="scale(2 8)"><path stroke-width="3" d="M0 0h1"/></g>').marks

    assert mark.width == 12


def test_the_frame_begins_where_the_viewbox_does() -> None:
    text = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="10,20 30,40" stroke="#000"><path d="M10 20h1"/></svg>'

    picture = read_drawing(text.encode(), "a.svg")

    assert (picture.width, picture.height) == (30, 40)
    assert picture.marks[0].runs[0].start == (0, 0)


def test_ink_is_inherited_and_style_goes_before_attributes() -> None:
    shape = '<path d="M0 0h9"'

    group, style, own = drawn(
        f'<g stroke="#F2B" stroke-width="4" stroke-linecap="round">{shape}/></g>',
        f"{shape} style='stroke: white ;stroke-width:2px; opacity:1' stroke='#000000'/>",
        f'{shape} fill="black" fill-rule="evenodd" stroke="none" stroke-linejoin="bevel"/>',
    ).marks

    assert (group.stroke, group.width, group.cap, group.fill) == ("#ff22bb", 4, "round", None)
    assert (style.stroke, style.width, style.cap) == ("#ffffff", 2, "butt")
    assert (own.stroke, own.fill, own.even_odd, own.join) == (None, "#000000", True, "bevel")


def test_a_shape_without_ink_of_its_own_is_filled_with_black() -> None:
    text = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'

    (mark,) = read_drawing(text.encode(), "a.svg").marks

    assert (mark.stroke, mark.fill) == (None, "#000000")


def test_what_shows_nothing_is_passed_over() -> None:
    line = '<path d="M0 0h9"/>'
    noted = (
        "<title>A street\n lamp</title><defs/><!-- note -->"
        '<g id="a" class="b" aria-label="c" data-d="e" xml:space="default">'
        '<path d="M0 0h9"><title>not this</title></path></g>'
    )

    assert drawn(noted).marks == drawn(line).marks
    assert drawn(noted).title == "A street lamp"
    assert drawn('<path d=""/>', line).marks == drawn(line).marks


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    text = f'{HEAD}\r\n<path d="M0 0\r\n L1 1"/></svg>'

    (mark,) = read_drawing(text.encode("utf-8-sig"), "a.svg").marks

    assert mark.runs == (Run((0, 0), (((1, 1),),)),)


REFUSED = {
    "script": (
        "<g>\n  <script>alert(1)</script></g>",
        "a.svg:3:3: error: <script> may not stand in a drawing: it would run a program\n"
        "  hint: take it out: a drawing is only lines",
    ),
    "event": (
        '<path onload="alert(1)" d="M0 0h9"/>',
        "a.svg:2:15: error: onload would run a program\n  hint: take it out: a drawing is only lines",
    ),
    "foreign content": (
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "a.svg:2:1: error: <foreignObject> may not stand in a drawing: this is not read\n"
        "  hint: draw it with path, line, polyline, polygon, rect, circle, ellipse, g",
    ),
    "picture": (
        '<image href="https://example.org/a.png"/>',
        "a.svg:2:1: error: <image> may not stand in a drawing: it brings in another picture\n"
        "  hint: draw it with lines",
    ),
    "use": (
        '<g id="a"/><use href="#a"/>',
        "a.svg:2:12: error: <use> may not stand in a drawing: it points elsewhere\n"
        "  hint: copy the shape itself to this place",
    ),
    "link": (
        '<g xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>',
        "a.svg:2:59: error: href points elsewhere\n  hint: take it out: a drawing stands alone",
    ),
    "base": (
        '<g xml:base="https://example.org/"/>',
        "a.svg:2:14: error: base points elsewhere\n  hint: take it out: a drawing stands alone",
    ),
    "style sheet from outside": (
        "<style>@import 'https://example.org/a.css';</style>",
        "a.svg:2:1: error: a style sheet is brought in with @import\n  hint: take it out: a drawing stands alone",
    ),
    "style for what stands inside something": (
        "<style>.a .b { fill: red }</style>",
        "a.svg:2:1: error: the style for '.a .b' is not read: only names, classes and ids are\n"
        "  hint: give the shapes a class, or write the colours on the shapes",
    ),
    "style under a condition": (
        "<style>@media print { .a { fill: red } }</style>",
        "a.svg:2:1: error: the style '@media print' is not read\n  hint: write the colours on the shapes",
    ),
    "url in a style sheet": (
        '<style>.a { fill: url(#b) }</style><path class="a" d="M0 0h9"/>',
        "a.svg:2:49: error: 'url(#b)' points elsewhere\n  hint: write the colour itself, such as \"#1b1714\"",
    ),
    "linked style sheet": (
        "<?xml-stylesheet href='a.css'?>",
        "a.svg:2:1: error: <?xml-stylesheet?> is not allowed in a drawing: it asks for something outside\n"
        "  hint: take it out, and write colours on the shapes",
    ),
    "url": (
        '<path d="M0 0h9" fill="url(https://example.org/a.svg#b)"/>',
        "a.svg:2:24: error: 'url(https://example.org/a.svg#b)' points elsewhere\n"
        '  hint: write the colour itself, such as "#1b1714"',
    ),
    "url in a style": (
        "<path d='M0 0h9' style='fill: URL(#b)'/>",
        "a.svg:2:25: error: 'URL(#b)' points elsewhere\n  hint: write the colour itself, such as \"#1b1714\"",
    ),
    "escaped style": (
        "<path d='M0 0h9' style='fill: u\\72l(#b)'/>",
        "a.svg:2:25: error: 'u\\\\72l(#b)' points elsewhere\n  hint: write the colour itself, such as \"#1b1714\"",
    ),
    "animation": (
        '<path d="M0 0h9"><animate attributeName="d"/></path>',
        "a.svg:2:18: error: <animate> may not stand in a drawing: paper does not move\n  hint: take the animation out",
    ),
    "text": (
        "<text>é</text>",
        "a.svg:2:1: error: <text> may not stand in a drawing: there may be no font for it\n"
        "  hint: turn the text into paths, or leave it to the card's own labels",
    ),
    "script of a hidden layer": (
        '<g display="none"><script>alert(1)</script></g>',
        "a.svg:2:19: error: <script> may not stand in a drawing: it would run a program\n"
        "  hint: take it out: a drawing is only lines",
    ),
    "script among definitions": (
        "<defs><script>alert(1)</script></defs>",
        "a.svg:2:7: error: <script> may not stand in a drawing: it would run a program\n"
        "  hint: take it out: a drawing is only lines",
    ),
    "HTML": (
        "<video xmlns='http://www.w3.org/1999/xhtml'/>",
        "a.svg:2:1: error: <video> is HTML, and may not stand in a drawing\n"
        "  hint: take it out: a drawing is only lines",
    ),
    "mask": (
        '<path mask="m" d="M0 0h9"/>',
        "a.svg:2:13: error: mask is 'm', which is not drawn\n"
        "  hint: draw it without: full colours, whole lines, and shapes as they are to be seen",
    ),
    "misspelt attribute": (
        '<path stroke-widht="3" d="M0 0h9"/>',
        "a.svg:2:21: error: stroke-widht is not read here\n  hint: did you mean 'stroke-width'?",
    ),
    "clip": (
        '<clipPath id="c"><rect width="9" height="9"/></clipPath><path clip-path="url(#c)" d="M0 0h9"/>',
        "a.svg:2:74: error: 'url(#c)' points elsewhere\n  hint: draw it without",
    ),
    "colour": (
        '<path stroke="tomatoe" d="M0 0h9"/>',
        'a.svg:2:15: error: the colour is \'tomatoe\'\n  hint: write "#1b1714" or "none"',
    ),
    "length in letters": (
        '<rect width="5em" height="5"/>',
        "a.svg:2:14: error: width is '5em', which is not a number\n  hint: write a plain number, such as 12.5",
    ),
    "skewing until nothing is left": (
        '<g transform="scale(2) skewX(90)"/>',
        "a.svg:2:24: error: skewX with 1 number is not read\n"
        "  hint: use translate(x y), scale(x y), rotate(degrees x y) or matrix(a b c d e f)",
    ),
    "cap": (
        '<path stroke-linecap="flat" d="M0 0h9"/>',
        "a.svg:2:23: error: stroke-linecap is 'flat'\n  hint: write one of butt, round, square",
    ),
    "negative stroke": (
        '<path stroke-width="-2" d="M0 0h9"/>',
        "a.svg:2:21: error: stroke-width is -2, below zero\n  hint: write how long it is, as a number from 0 up",
    ),
    "missing radius": (
        "<circle/>",
        'a.svg:2:1: error: this <circle> has no r\n  hint: write <circle r="…">',
    ),
    "path without M": (
        '<path d=" L1 1"/>',
        "a.svg:2:11: error: a path begins with M\n"
        "  hint: look at this place and just before it: a command such as M, L or C, then its numbers",
    ),
    "path with a number missing": (
        '<path d="M0 0\n  L 1 2 3 h4"/>',
        "a.svg:3:11: error: a number is missing here\n"
        "  hint: look at this place and just before it: a command such as M, L or C, then its numbers",
    ),
    "path with a letter too many": (
        '<path d="M0 0 h4 x"/>',
        "a.svg:2:18: error: this path cannot be read from here on\n"
        "  hint: look at this place and just before it: a command such as M, L or C, then its numbers",
    ),
    "arc flag": (
        '<path d="M0 0 a5 5 0 2 0 9 9"/>',
        "a.svg:2:22: error: an arc's flag is 0 or 1\n"
        "  hint: look at this place and just before it: a command such as M, L or C, then its numbers",
    ),
    "arc radius": (
        '<path d="M0 0 a-5 5 0 1 0 9 9"/>',
        "a.svg:2:16: error: an arc's radius is below zero\n"
        "  hint: look at this place and just before it: a command such as M, L or C, then its numbers",
    ),
    "arc of no size": (
        '<path d="M0 0 a1e-300 1e-300 0 1 0 9 9"/>',
        "a.svg:2:10: error: an arc in this shape is too small to draw\n  hint: take it out, or draw a line",
    ),
    "huge number": (
        '<path d="M0 0 h1e999"/>',
        "a.svg:2:16: error: 1e999 is too large a number\n  hint: keep to the viewBox",
    ),
    "far away": (
        '<g transform="scale(99999)"><path d="M0 0 h99999"/></g>',
        "a.svg:2:38: error: this reaches far outside the drawing\n  hint: keep to the viewBox; check the transforms",
    ),
    "too broad": (
        '<g transform="scale(99999)"><path stroke-width="9" d="M0 0 v0"/></g>',
        "a.svg:2:29: error: this line is too broad to draw\n  hint: check its stroke-width and transform",
    ),
    "transform": (
        '<g transform="scale(2"/>',
        'a.svg:2:15: error: this transform cannot be read from here on\n  hint: write such as "translate(10 20)"',
    ),
    "odd points": (
        '<polygon points="1 2 3"/>',
        "a.svg:2:18: error: the last point has no y\n  hint: write points as x,y x,y …",
    ),
    "nested drawing": (
        "<svg/>",
        "a.svg:2:1: error: <svg> may not stand in a drawing: a drawing within a drawing is not read\n"
        "  hint: make it a <g>, with a transform",
    ),
    "nothing": (
        '<path stroke="none" d="M0 0h9"/>',
        "a.svg:1:1: error: this drawing shows nothing\n"
        "  hint: give the shapes a stroke, a stroke-width and a place inside the viewBox",
    ),
}


@pytest.mark.parametrize(("line", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_or_trusted_is_refused_with_its_line(line: str, expected: str) -> None:
    assert faults_of(*line.split("\n")) == expected


NO_DRAWING = {
    "entities": (
        '<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>\n<svg>&b;</svg>',
        "a.svg:2:1: error: a DOCTYPE with declarations of its own is not allowed in a drawing\n"
        "  hint: take out the DOCTYPE from <!DOCTYPE to its end: a drawing does not need it",
    ),
    "entity from outside": (
        f'<!DOCTYPE svg SYSTEM "file:///etc/passwd">{HEAD}\n<title>&secret;</title></svg>',
        "a.svg:2:8: error: the entity '&secret;' is not known\n  hint: write the character itself",
    ),
    "Latin-1 that says UTF-8": (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{HEAD}\n<title>caf\xe9</title></svg>'.encode("latin-1"),
        "a.svg:3:11: error: this file says that it is UTF-8, and is not: it looks like Windows-1252 or Latin-1\n"
        '  hint: save it as UTF-8, or let its first line say encoding="windows-1252"',
    ),
    "not UTF-8": (
        f"{HEAD}\n<title>caf\xe9</title></svg>".encode("latin-1"),
        "a.svg:2:11: error: not UTF-8\n  hint: save the file as UTF-8",
    ),
    "broken": (
        f"{HEAD}\n<g></svg>",
        "a.svg:2:6: error: broken XML: mismatched tag\n"
        "  hint: look at this place and just before it; SVG is XML: every tag is closed, & is written &amp;",
    ),
    "undeclared prefix": (
        f"{HEAD}\n<x:g/></svg>",
        "a.svg:2:1: error: broken XML: unbound prefix\n"
        "  hint: look at this place and just before it; SVG is XML: every tag is closed, & is written &amp;",
    ),
    "empty file": (
        "",
        "a.svg:1:1: error: broken XML: no element found\n"
        "  hint: look at this place and just before it; SVG is XML: every tag is closed, & is written &amp;",
    ),
    "not SVG": (
        "<html/>",
        "a.svg:1:1: error: this is not an SVG drawing: it begins with <html>\n"
        '  hint: a drawing begins with <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160">',
    ),
    "no namespace": (
        "\n<svg/>",
        "a.svg:2:1: error: this is not an SVG drawing: it begins with <svg> without its xmlns\n"
        '  hint: a drawing begins with <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160">',
    ),
    "no viewBox": (
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>',
        "a.svg:1:1: error: this drawing has no viewBox\n"
        '  hint: write viewBox="0 0 240 160": left, top, width and height, as numbers',
    ),
    "short viewBox": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9"/>',
        "a.svg:1:50: error: the viewBox is '0 0 9', not four numbers\n"
        '  hint: write viewBox="0 0 240 160": left, top, width and height, as numbers',
    ),
    "empty viewBox": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>',
        "a.svg:1:50: error: the viewBox has no size\n"
        '  hint: write viewBox="0 0 240 160": left, top, width and height, as numbers',
    ),
    "a hair": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 901"/>',
        "a.svg:1:50: error: this drawing is more than 100 times as long one way as the other\n"
        "  hint: write a viewBox that goes round what is drawn, such as 0 0 240 160",
    ),
    "too large": (
        f"{HEAD}<!--{'x' * 200_000}--></svg>",
        "a.svg:1:1: error: this drawing has 200 kB\n"
        "  hint: a line drawing has room in 200 kB: simplify the paths, and take out pictures",
    ),
    "too many elements": (
        f"{HEAD}\n{'<g/>' * 2000}</svg>",
        "a.svg:2:7997: error: more than 2,000 elements\n  hint: simplify the drawing",
    ),
    "too deep": (
        f"{HEAD}\n{'<g>' * 30}",
        "a.svg:2:58: error: elements nested more than 20 deep\n  hint: take the needless groups apart",
    ),
}


@pytest.mark.parametrize(("text", "expected"), NO_DRAWING.values(), ids=NO_DRAWING)
def test_a_file_that_is_no_sound_drawing_is_refused(text: str | bytes, expected: str) -> None:
    assert faults(text) == expected


def test_all_faults_are_told_at_once_but_not_hundreds() -> None:
    told = faults_of(*["<use/>"] * 100)

    assert told.count("<use>") == 20
    assert "a.svg:22:1: error: more faults from here on" in told


def test_what_stands_in_a_refused_element_is_not_told_as_well() -> None:
    assert faults_of("<script><use/><g onload=''/></script><use/>").count("error") == 2


NUMBERS = st.one_of(
    st.sampled_from(["0", "-0", "1e-300", "1e5", "99999", "1e999", "-", ".", "NaN", "50%", "3px", "1" * 40]),
    st.floats(-300, 300).map(repr),
)
SOUP = st.lists(st.one_of(st.sampled_from([*"MmLlHhVvCcSsQqTtAaZz,; 01e"]), NUMBERS), max_size=30).map(" ".join)
TRANSFORMS = st.lists(
    st.builds(
        "{}({})".format,
        st.sampled_from(["scale", "rotate", "matrix", "translate", "skewX"]),
        st.lists(NUMBERS, max_size=6).map(" ".join),
    ),
    max_size=3,
).map(" ".join)
NAMED = st.one_of(
    st.sampled_from(["d", "points", "x", "y", "x1", "y2", "r", "rx", "ry", "cx", "cy", "width", "height"]),
    st.sampled_from(["stroke", "stroke-width", "fill", "style", "transform", "id", "href"]),
)
VALUES = st.one_of(
    NUMBERS, SOUP, TRANSFORMS, st.sampled_from(["#000", "none", "fill:none;stroke:#abc", "é&amp;é", "url(#a)"])
)


def element(name: str, attributes: dict[str, str], end: str) -> str:
    return " ".join([f"<{name}", *(f'{key}="{value}"' for key, value in attributes.items())]) + end


ELEMENTS = st.builds(
    element,
    st.sampled_from(["path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "g", "title", "defs", "use"]),
    st.dictionaries(NAMED, VALUES, max_size=6),
    st.sampled_from(["/>", "/>", "/>", ">"]),
)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_tour_error(data: bytes) -> None:
    for text in (data, HEAD.encode() + data, f'{HEAD}<path d="'.encode() + data + b'"/></svg>'):
        with suppress(TourError):
            read_drawing(text, "a.svg")


def outcome(text: str) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
    try:
        return read_drawing(text.encode(), "a.svg"), ()
    except TourError as error:
        return None, error.diagnostics


@given(st.lists(st.one_of(ELEMENTS, st.sampled_from(["</g>", "</path>", "\n"])), max_size=8).map("".join))
def test_no_drawing_raises_anything_but_faults_that_lie_in_its_text(body: str) -> None:
    text = f"{HEAD}\n{body}</svg>"

    picture, told = outcome(text)

    for fault in told:
        assert fault.span
        line = text.split("\n")[fault.span.line - 1]
        assert fault.span.column + fault.span.length - 1 <= max(1, len(line))
    for mark in picture.marks if picture else ():
        assert mark.stroke or mark.fill
        assert all(run.steps for run in mark.runs)
        assert all(abs(x) <= 100_000 and abs(y) <= 100_000 for x, y in points(mark))


def command(letter: str, count: int) -> st.SearchStrategy[str]:
    """Give path commands of *letter*, with *count* numbers each."""
    numbers = st.lists(st.floats(-50, 50).map(repr), min_size=count, max_size=count)
    return numbers.map(lambda found: " ".join([letter, *found]))


COUNTS = {"L": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a 20 30 40 1 0": 2, "z": 0}
STEPS = st.one_of(*(command(letter, count) for letter, count in COUNTS.items()))


@given(st.lists(STEPS, max_size=6).map(" ".join), st.floats(-90, 90), st.floats(-90, 90))
def test_a_moved_path_is_the_same_path_elsewhere(path: str, x: float, y: float) -> None:
    shape = f'<path d="M0 0 L9 9 {path}"/>'

    (here,) = drawn(shape).marks
    (there,) = drawn(f'<g transform="translate({x} {y})">{shape}</g>').marks

    for one, other in zip(points(here), points(there), strict=True):
        assert (one[0] + x, one[1] + y) == pytest.approx(other, abs=1e-9)
