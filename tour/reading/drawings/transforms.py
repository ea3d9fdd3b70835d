"""Where a shape is put."""

from __future__ import annotations

import re
from functools import partial
from math import cos, radians, sin, tan
from typing import cast

from tour.picture import Point, Run, Step
from tour.reading.drawings.values import FARTHEST, number, short, wrong

Matrix = tuple[float, float, float, float, float, float]
"""x → ax + cy + e, y → bx + dy + f."""
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)

_FUNCTION = re.compile(r"[\s,]*([A-Za-z]+)\s*\(([^()]*)\)\s*")
_UPRIGHT = 0.1
"""Degrees from a right angle within which a skewed drawing reaches nowhere anybody sees."""
_UNIT = re.compile(r"(?<=[0-9.])(?:px|deg)$")
"""Those in which the attribute counts anyhow."""


def transform(text: str) -> Matrix:
    """Return the product of a list of functions: CSS Transforms 1, § 7, with or without the units of CSS."""
    text = text.rstrip()
    place = UNMOVED
    position = 0
    while position < len(text):
        found = _FUNCTION.match(text, position)
        if not found:
            raise wrong("this transform cannot be read from here on", 'write such as "translate(10 20)"', position)
        parts = re.split(r"[\s,]+", found[2].strip())
        values = [number(_UNIT.sub("", part), "a transform", found.start(2)) for part in parts]
        place = combined(place, _function(found[1], values, found.start(1)))
        position = found.end()
    return place


def _function(name: str, values: list[float], at: int) -> Matrix:
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case "translate", [x]:
            return (1, 0, 0, 1, x, 0)
        case "translate", [x, y]:
            return (1, 0, 0, 1, x, y)
        case "scale", [x]:
            return (x, 0, 0, x, 0, 0)
        case "scale", [x, y]:
            return (x, 0, 0, y, 0, 0)
        case "skewX", [angle] if abs(angle % 180 - 90) > _UPRIGHT:
            return (1, 0, tan(radians(angle)), 1, 0, 0)
        case "skewY", [angle] if abs(angle % 180 - 90) > _UPRIGHT:
            return (1, tan(radians(angle)), 0, 1, 0, 0)
        case "rotate", [angle]:
            turn = radians(angle)
            return (cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0)
        case "rotate", [angle, x, y]:
            turned = combined((1, 0, 0, 1, x, y), _function(name, [angle], at))
            return combined(turned, (1, 0, 0, 1, -x, -y))
    hint = "use translate(x y), scale(x y), rotate(degrees x y) or matrix(a b c d e f)"
    raise wrong(f"{short(name)} with {len(values)} number{'s' * (len(values) != 1)} is not read", hint, at)


def combined(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the product: *inner* is done first."""
    a, b, c, d, e, f = outer
    p, q, r, s, x, y = inner
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * x + c * y + e, b * x + d * y + f


def moved(run: Run, place: Matrix) -> Run:
    """Return *run* where *place* puts it; raise Wrong if that is out of any reach."""
    there = partial(_there, place)
    return Run(there(run.start), tuple(cast(Step, tuple(map(there, step))) for step in run.steps), run.closed)


def _there(place: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = place
    x, y = a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f
    # So written that it also stops what is not a number.
    if not (abs(x) <= FARTHEST and abs(y) <= FARTHEST):
        raise wrong("this reaches far outside the drawing", "keep to the viewBox; check the transforms")
    return x, y
