"""What each sign of a map is drawn with: the one table of its colours and widths, for paper and for screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tour.map.drawing import DOT_RADIUS, NUMBER_SIZE, PATHS, ROUTE_WIDTH, STATION_SIDE, WIDTHS
from tour.style import colours


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours as ``#rrggbb``, empty for none; lengths in points of the drawing."""

    name: str
    """What a style sheet knows it by."""
    fill: str = ""
    stroke: str = ""
    """Of a line, an edge, or the halo behind words."""
    width: float = 0.0
    """Of the stroke."""
    dash: tuple[float, ...] = ()
    """How long a stroke is drawn and not drawn, in turn; none: all of it is drawn."""
    round: bool = False
    """Whether the ends of lines are round."""
    size: float = 0.0
    """Of the sign: the radius of a dot, the side of a square, the height of type."""
    guess: bool = False
    """Whether it stands for what may lie elsewhere."""

    def guessed(self) -> Ink:
        """Return this ink for what lies where nobody knows exactly: dashed."""
        return replace(self, dash=(3, 2), guess=True)


Inks = Mapping[str, Ink]
"""By sign. One that has no ink is not drawn."""

_BANK = "#5f93a8"
"""The edge of water, and its waves."""
_KERB = "#b3ab9f"
"""The edge of what is paved for people on foot."""
_TRODDEN = "#8a8175"
"""Paths and steps."""
_HALO = 2.2


def _word(fill: str, halo: str = colours.PAPER) -> Ink:
    return Ink("label", fill, halo, _HALO)


INKS: Inks = {
    "park": Ink("park", colours.PARK, "#8fa877", 0.8),
    "building": Ink("building", colours.BUILDING, "#a08f78", 0.8),
    "bank": Ink("bank", stroke=_BANK, width=1.6),
    "water": Ink("water", colours.WATER),
    "ripple": Ink("ripple", stroke=_BANK, width=0.6),
    "square": Ink("square", colours.SQUARE, _KERB, 0.5),
    "river": Ink("river", stroke=colours.WATER, round=True),
    "casing-alley": Ink("casing", stroke=_KERB, width=PATHS["alley"]),
    "street-alley": Ink("street", stroke=colours.PAPER, width=PATHS["alley"] - 1.2, round=True),
    "path": Ink("path", stroke=_TRODDEN, width=PATHS["path"], dash=(2.4, 1.6)),
    "steps": Ink("steps", stroke=_TRODDEN, width=PATHS["steps"], dash=(0.8, 1.1)),
    "casing-local": Ink("casing", stroke=colours.RULE, width=WIDTHS["local"]),
    "casing-collector": Ink("casing", stroke=colours.RULE, width=WIDTHS["collector"]),
    "casing-major": Ink("casing", stroke=colours.RULE, width=WIDTHS["major"]),
    "street-local": Ink("street", stroke=colours.PAPER, width=WIDTHS["local"] - 2, round=True),
    "street-collector": Ink("street", stroke=colours.PAPER, width=WIDTHS["collector"] - 2, round=True),
    "street-major": Ink("street", stroke=colours.PAPER, width=WIDTHS["major"] - 2, round=True),
    "grid": Ink("grid", stroke="#d8d2c6", width=0.6),
    "rail": Ink("rail", stroke=colours.RAIL, width=1.2, dash=(5, 2.5)),
    "halo": Ink("halo", stroke=colours.PAPER, width=ROUTE_WIDTH + 1.6, round=True),
    # Round dots: nothing else on the map has them, in grey neither.
    "ride": Ink("ride", stroke=colours.NEON, width=ROUTE_WIDTH, dash=(0.01, 2 * ROUTE_WIDTH), round=True),
    "route": Ink("route", stroke=colours.NEON, width=ROUTE_WIDTH, round=True),
    "zebra": Ink("zebra", stroke=colours.PAPER, width=1.1),
    "arrow": Ink("arrow", colours.NEON, colours.PAPER, 0.7),
    "station": Ink("station", colours.PAPER, colours.RAIL, 1.8, size=STATION_SIDE),
    "leader": Ink("leader", stroke=colours.TAR, width=1.2),
    "dot": Ink("dot", colours.GOLD, colours.TAR, 1.4, size=DOT_RADIUS - 0.7),
    "disc": Ink("disc", colours.TAR, colours.PAPER, 1.0),
    "number": Ink("number", colours.GOLD, size=NUMBER_SIZE),
    "label-street": _word(colours.TAR),
    "label-park": _word(colours.PARK_TEXT, colours.PARK),
    "label-water": _word(colours.WATER_TEXT, colours.WATER),
    "label-building": _word(colours.SOFT),
    "label-rail": _word(colours.RAIL),
    "label-station": _word(colours.RAIL),
    "label-credit": _word(colours.SOFT),
    "label-stop": _word(colours.TAR),
    "label-leg": _word(colours.NEON),
}
