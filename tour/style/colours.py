"""Colours, and the star: what every drawn or printed thing shares."""

from __future__ import annotations

from math import cos, pi, sin

TAR = "#1b1714"
"""Text, discs, the cover's ground."""
GOLD = "#f2b632"
"""Numbers on tar, the cover's title and route. Never for text on paper: 1.8:1."""
NEON = "#b5261e"
"""The route: a diner's neon. 6.7:1 on white, and a dark grey without colour."""
PAPER = "#ffffff"
SOFT = "#574f48"
"""Second-rank text: 7.9:1 on white."""
RULE = "#777168"
"""Casings of streets and rules of tables: 4.8:1 on white."""
GROUND = "#f7f4ee"
PARK = "#dbe8cc"
PARK_TEXT = "#2c4a1c"
WATER = "#bcd9e4"
WATER_TEXT = "#123f52"
BUILDING = "#e6dccd"
SQUARE = "#fdfbf7"
"""Ground that is paved for people on foot: between that of the map and a street's."""
RAIL = "#5b3a86"

_RAYS = 8
"""Of a star."""
_SHORT_RAY = 0.62
"""Its every second ray, in its radius; so is the notch between two rays."""
_NOTCH = 0.16


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#rrggbb``, from 0 to 255 each."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def starburst(x: float, y: float, radius: float, turn: float = 0.0) -> tuple[tuple[float, float], ...]:
    """Return the corners of a diner-sign star round (x, y): eight thin rays, every second one shorter.

    *turn* is in radians, clockwise.
    """
    lengths = (1.0, _NOTCH, _SHORT_RAY, _NOTCH)
    corners = []
    for k in range(2 * _RAYS):
        long = radius * lengths[k % 4]
        angle = turn + pi * k / _RAYS
        corners.append((x + long * sin(angle), y + long * cos(angle)))
    return tuple(corners)
