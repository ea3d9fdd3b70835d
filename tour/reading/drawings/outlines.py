"""From path data, and from simple shapes, to runs of lines and cubic curves.

Path data is read by svg.path (MIT, no dependencies of its own). It stops without a word where it cannot go on and
checks with `assert`, so it is only ever given what the grammar here has let through. Libraries that read whole files
were not taken: svglib makes ReportLab shapes only, and passes over what it does not know, which an author should hear
of; svgelements has had no release since 2023; svgpathtools brings a second XML reader.
"""

from __future__ import annotations

import cmath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import ceil, radians, tan

from svg.path import Arc, Close, CubicBezier, Move, PathSegment, QuadraticBezier, parse_path

from tour.picture import Point, Run, Step
from tour.reading.drawings.values import NUMBER, number, wrong

_SPACE = re.compile(r"[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,?[ \t\r\n]*")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def checked_path(text: str) -> str:
    """Return path data as it is, or raise Wrong at the first place where it leaves the grammar of SVG 2, § 9.3.9."""
    hint = "look at this place and just before it: a command such as M, L or C, then its numbers"
    position = _past(_SPACE, text, 0)
    first = True
    while position < len(text):
        command = text[position].upper()
        if command not in _ARGUMENTS or (first and command != "M"):
            what = "a path begins with M" if first else "this path cannot be read from here on"
            raise wrong(what, hint, position)
        first = False
        position = _past(_SPACE, text, position + 1)
        count = _ARGUMENTS[command]
        more = count > 0
        while more:
            position = _arguments(text, position, count, hint)
            after = _past(_COMMA, text, position)
            more = bool(NUMBER.match(text, after))
            position = after if more else _past(_SPACE, text, position)
    return text


def _arguments(text: str, position: int, count: int, hint: str) -> int:
    """Return where one set of a command's numbers ends."""
    for i in range(count):
        if i:
            position = _past(_COMMA, text, position)
        if count == _ARGUMENTS["A"] and i in (3, 4):
            if text[position : position + 1] not in ("0", "1"):
                raise wrong("an arc's flag is 0 or 1", hint, position)
            position += 1
            continue
        found = NUMBER.match(text, position)
        if not found:
            raise wrong("a number is missing here", hint, position)
        if number(found[0], "a path", position) < 0 and count == _ARGUMENTS["A"] and i < 2:
            raise wrong("an arc's radius is below zero", hint, position, len(found[0]))
        position = found.end()
    return position


def _past(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def checked_points(text: str, name: str) -> str:
    """Return a list of points as path data."""
    parts = re.split(r"\s*,\s*|\s+", text.strip())
    numbers = [number(part, "a point") for part in parts]
    if len(numbers) % 2:
        raise wrong("the last point has no y", "write points as x,y x,y …")
    path = f"M {' '.join(map(repr, numbers))}"
    return f"{path} Z" if name == "polygon" else path


def outline(name: str, sizes: Mapping[str, float]) -> str:
    """Return a simple shape as path data; nothing for one without extent. SVG 2, § 10."""
    size = defaultdict(float, sizes)
    match name:
        case "line":
            return f"M {size['x1']} {size['y1']} L {size['x2']} {size['y2']}"
        case "rect":
            rx = min(sizes.get("rx", size["ry"]), size["width"] / 2)
            ry = min(sizes.get("ry", size["rx"]), size["height"] / 2)
            return _rectangle(size["x"], size["y"], size["width"], size["height"], (rx, ry))
        case "circle":
            return _ellipse(size["cx"], size["cy"], size["r"], size["r"])
        case _:
            return _ellipse(size["cx"], size["cy"], size["rx"], size["ry"])


def _rectangle(x: float, y: float, wide: float, high: float, corner: tuple[float, float]) -> str:
    """Return a rectangle; *corner* is how far its round corners reach along and down, 0 for sharp ones."""
    rx, ry = corner
    if rx and ry:
        bend = f"a {rx} {ry} 0 0 1"
        return (
            f"M {x + rx} {y} h {wide - 2 * rx} {bend} {rx} {ry} v {high - 2 * ry} {bend} {-rx} {ry}"
            f" h {2 * rx - wide} {bend} {-rx} {-ry} v {2 * ry - high} {bend} {rx} {-ry} Z"
        )
    if wide and high:
        return f"M {x} {y} h {wide} v {high} h {-wide} Z"
    return ""


def _ellipse(x: float, y: float, rx: float, ry: float) -> str:
    if not rx or not ry:
        return ""
    half = f"a {rx} {ry} 0 0 1"
    return f"M {x - rx} {y} {half} {2 * rx} 0 {half} {-2 * rx} 0 Z"


def runs(text: str) -> Iterator[Run]:
    """Give the runs of sound path data."""
    try:
        path = parse_path(text)
    except (ArithmeticError, ValueError):
        # An arc whose squared radius is too small for a float.
        raise wrong("an arc in this shape is too small to draw", "take it out, or draw a line") from None
    start = 0j
    steps: list[Step] = []
    for piece in path:
        if not steps and not isinstance(piece, Move):
            start = piece.start
        if isinstance(piece, Close | Move):
            if steps:
                yield Run(_point(start), tuple(steps), isinstance(piece, Close))
            steps = []
        else:
            steps += _steps(piece)
    if steps:
        yield Run(_point(start), tuple(steps))


def _steps(piece: PathSegment) -> Iterator[Step]:
    match piece:
        case CubicBezier():
            yield _point(piece.control1), _point(piece.control2), _point(piece.end)
        case QuadraticBezier():
            first = piece.start + 2 / 3 * (piece.control - piece.start)
            last = piece.end + 2 / 3 * (piece.control - piece.end)
            yield _point(first), _point(last), _point(piece.end)
        case Arc() if piece.start != piece.end and piece.radius.real and piece.radius.imag:
            yield from _bends(piece)
        case _:
            yield (_point(piece.end),)


def _bends(arc: Arc) -> Iterator[Step]:
    """Give an arc as cubic curves of at most a quarter turn each: 0.03 % of the radius off at worst.

    Control points at 4/3 tan(angle / 4) along the tangents: Goldapp 1991, Computer Aided Geometric Design 8(3).
    """
    count = max(1, ceil(abs(arc.delta) / 90 - 1e-9))
    angle = radians(arc.delta) / count
    reach = 4 / 3 * tan(angle / 4)
    for i in range(count):
        here = cmath.exp(1j * (radians(arc.theta) + angle * i))
        there = cmath.exp(1j * (radians(arc.theta) + angle * (i + 1)))
        last = arc.end if i == count - 1 else _on(arc, there)
        yield _point(_on(arc, here * (1 + 1j * reach))), _point(_on(arc, there * (1 - 1j * reach))), _point(last)


def _on(arc: Arc, unit: complex) -> complex:
    """Return the point of the arc's ellipse that *unit* stands for on the unit circle."""
    radius = arc.radius * arc.radius_scale
    turned = cmath.exp(1j * radians(arc.rotation))
    return arc.center + turned * complex(unit.real * radius.real, unit.imag * radius.imag)


def _point(z: complex) -> Point:
    return z.real, z.imag
