"""A map's display list → SVG: what `ink` does on paper, on a screen that zooms and turns dark.

The attributes are the colours by day. A style sheet may change them by class:

    m-ground                              the sheet itself
    m-park m-water m-building m-ripple    areas, and the water's waves
    m-casing m-street m-rail              a street's edge, and what lies between; rails
    m-halo m-route m-arrow m-zebra        the route; m-halo keeps it off the streets
    m-station                             a station's square
    m-stop                                the link round m-hit (transparent, wider than the disc for a finger),
                                          m-dot (on the very spot), m-disc and m-number; m-leader goes from dot to disc
    m-label                               every name; m-name-street, -park, -water, -building, -rail, -station beside it
    m-estimate                            beside any of these: where it lies is a guess
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians, sin

from tour.map.drawing import (
    DOT_RADIUS,
    LEADING,
    NUMBER_SIZE,
    ROUTE_WIDTH,
    STATION_SIDE,
    WIDTHS,
    Area,
    Arrow,
    Crossing,
    Disc,
    Drawing,
    Label,
    Line,
)
from tour.map.placing import Point, shape
from tour.page.markup import element, number, points, text
from tour.style import colours, fonts

FINGER = 22.0
"""Half of what a finger needs, in points: 44 in all (WCAG 2.2, 2.5.5)."""
_FILLS = {"park": colours.PARK, "building": colours.BUILDING, "water": colours.WATER}
_EDGES = {"park": "#8fa877", "building": "#a08f78", "water": "#5f93a8"}
_INKS = {
    "street": colours.TAR,
    "park": colours.PARK_TEXT,
    "water": colours.WATER_TEXT,
    "building": colours.SOFT,
    "rail": colours.RAIL,
    "station": colours.RAIL,
}
_HALOS = {"park": colours.PARK, "water": colours.WATER}


def level(drawing: Drawing, names: Mapping[str, str], spots: Mapping[str, Point]) -> str:
    """Return what *drawing* shows, in its own points, y down. Nothing is cut off at its frame.

    *names* are what the stops' links are called, and *spots* where the stops lie on the whole map; both by slug.
    """
    flipped = _Flip(drawing.height)
    seen = "".join(
        [
            *(_area(area, flipped) for kind in _FILLS for area in drawing.areas if area.kind == kind),
            *_streets(drawing.streets, flipped),
            *(_rail(line, flipped) for line in drawing.rails),
            *_route(drawing.route, flipped),
            _zebras(drawing.crossings, flipped),
            _arrows(drawing.arrows, flipped),
            *(_station(flipped(at)) for at in drawing.stations),
            *(_leader(disc, flipped) for disc in drawing.discs),
        ]
    )
    read = "".join(_label(label, flipped) for label in drawing.labels)
    linked = [_stop(disc, _finger(disc, drawing.discs), names[disc.slug], spots, flipped) for disc in drawing.discs]
    # The names are told in the description, in walking order; one by one they would only be noise to a listener.
    return element("g", seen + read, aria_hidden="true") + "".join(linked)


class _Flip:
    """y upwards from the frame's foot → y down from its head."""

    def __init__(self, height: float) -> None:
        self._height = height

    def __call__(self, point: Point) -> Point:
        return point[0], self._height - point[1]

    def path(self, line: Iterable[Point]) -> str:
        return points(map(self, line))


def _area(area: Area, flipped: _Flip) -> str:
    outline = element(
        "path",
        class_=_class(f"m-{area.kind}", area.estimate),
        d=flipped.path(area.points) + "Z",
        fill=_FILLS[area.kind],
        stroke=_EDGES[area.kind],
        stroke_width=0.8,
        stroke_dasharray="3 2" if area.estimate else "",
    )
    if area.kind != "water":
        return outline
    waves = "".join(f"M{number(x)} {number(y)}q2.2-2.2 4.5 0t4.5 0" for x, y in _waves([*map(flipped, area.points)]))
    return outline + element("path", class_="m-ripple", d=waves, fill="none", stroke=_EDGES["water"], stroke_width=0.6)


def _waves(area: Sequence[Point]) -> Iterator[Point]:
    """Yield where a wave of 9 points begins that lies on the water: in grey, a lake looks like a park."""
    ground = shape(area)
    y = ground.bottom + 4.0
    while y < ground.top:
        shores = sorted(
            ax + (y - ay) * (bx - ax) / (by - ay)
            for (ax, ay), (bx, by) in pairwise([*area, area[0]])
            if (ay > y) != (by > y)
        )
        for left, right in zip(shores[::2], shores[1::2], strict=True):
            count = int((right - left - 2) // 9)
            yield from (((left + right - 9 * count) / 2 + 9 * k, y) for k in range(count))
        y += 5.0


def _streets(streets: Sequence[Line], flipped: _Flip) -> Iterator[str]:
    """Yield all casings before all fills, so that crossings open into each other."""
    kinds = [kind for kind in ("local", "collector", "major") if any(line.kind == kind for line in streets)]
    for kind in kinds:
        for guess in (True, False):
            lines = [line.points for line in streets if line.kind == kind and line.estimate == guess]
            yield _lines(
                _class("m-casing", guess), lines, flipped, colours.RULE, WIDTHS[kind], stroke_dasharray="3 2" * guess
            )
    for kind in kinds:
        lines = [line.points for line in streets if line.kind == kind]
        yield _lines("m-street", lines, flipped, colours.PAPER, WIDTHS[kind] - 2, stroke_linecap="round")


def _rail(line: Line, flipped: _Flip) -> str:
    return _lines("m-rail", [line.points], flipped, colours.RAIL, 1.2, stroke_dasharray="5 2.5")


def _route(lines: Sequence[Sequence[Point]], flipped: _Flip) -> Iterator[str]:
    lines = [line for line in lines if len(line) > 1]
    ends = {"stroke_linecap": "round", "stroke_linejoin": "round"}
    yield _lines("m-halo", lines, flipped, colours.PAPER, ROUTE_WIDTH + 1.6, **ends)
    yield _lines("m-route", lines, flipped, colours.NEON, ROUTE_WIDTH, **ends)


def _zebras(crossings: Iterable[Crossing], flipped: _Flip) -> str:
    half = ROUTE_WIDTH / 2 + 0.3
    strips = [
        [_turned((along, -half), one), _turned((along, half), one)] for one in crossings for along in (-2.3, 0, 2.3)
    ]
    return _lines("m-zebra", strips, flipped, colours.PAPER, 1.1)


def _arrows(arrows: Sequence[Arrow], flipped: _Flip) -> str:
    head = ((5.2, 0), (-4.2, 4.6), (-2.2, 0), (-4.2, -4.6))
    path = "".join(flipped.path(_turned(point, arrow) for point in head) + "Z" for arrow in arrows)
    return path and element("path", class_="m-arrow", d=path, fill=colours.NEON, stroke=colours.PAPER, stroke_width=0.7)


def _station(at: Point) -> str:
    x, y = at[0] - STATION_SIDE / 2, at[1] - STATION_SIDE / 2
    ink = {"fill": colours.PAPER, "stroke": colours.RAIL}
    return element(
        "rect", class_="m-station", x=x, y=y, width=STATION_SIDE, height=STATION_SIDE, rx=2, stroke_width=1.8, **ink
    )


def _leader(disc: Disc, flipped: _Flip) -> str:
    return _lines("m-leader", [[disc.spot, (disc.x, disc.y)]], flipped, colours.TAR, 1.2)


def _stop(disc: Disc, finger: float, name: str, spots: Mapping[str, Point], flipped: _Flip) -> str:
    (x, y), spot = flipped((disc.x, disc.y)), flipped(disc.spot)
    bold = {"font_weight": "700", "text_anchor": "middle", "fill": colours.GOLD}
    inside = [
        element("circle", class_="m-hit", cx=x, cy=y, r=finger, fill="none", pointer_events="all"),
        _circle("m-dot", spot, DOT_RADIUS - 0.7, colours.GOLD, colours.TAR, 1.4),
        _circle("m-disc", (x, y), disc.radius, colours.TAR, colours.PAPER, 1.0),
        element("text", text(disc.number), class_="m-number", x=x, y=y + 0.334 * NUMBER_SIZE, **bold),
    ]
    return element(
        "a",
        "".join(inside),
        class_="m-stop",
        href=f"#stop-{disc.slug}",
        data_stop=disc.slug,
        data_x=spots[disc.slug][0],
        data_y=spots[disc.slug][1],
        font_size=NUMBER_SIZE,
        aria_label=name,
    )


def _circle(kind: str, at: Point, radius: float, fill: str, stroke: str, width: float) -> str:
    return element("circle", class_=kind, cx=at[0], cy=at[1], r=radius, fill=fill, stroke=stroke, stroke_width=width)


def _finger(disc: Disc, discs: Iterable[Disc]) -> float:
    """Return how far round its disc a stop can be tapped: half the way to its neighbour, where that is near."""
    others = (hypot(disc.x - one.x, disc.y - one.y) / 2 for one in discs if one.slug != disc.slug)
    return max(disc.radius + 0.5, min(FINGER, min(others, default=FINGER)))


def _label(label: Label, flipped: _Flip) -> str:
    x, y = flipped((label.x, label.y))
    turn = f" rotate({number(-label.angle)})" if round(label.angle, 1) else ""
    lines = []
    for i, line in enumerate(label.lines):
        words = fonts.clean(line)
        down = label.size * (LEADING * (i - (len(label.lines) - 1) / 2) + 0.32)
        wide = fonts.width(line, label.size, "bold" if label.bold else "regular")
        # A phone's own font must not outgrow the room that was found.
        lines.append(element("tspan", text(words), x=0, y=down, textLength=wide, lengthAdjust="spacingAndGlyphs"))
    return element(
        "text",
        "".join(lines),
        class_=f"m-label m-name-{label.role}",
        transform=f"translate({number(x)} {number(y)}){turn}",
        font_size=label.size,
        font_weight="700" if label.bold else "",
        text_anchor="middle",
        fill=_INKS[label.role],
        stroke=_HALOS.get(label.role, colours.PAPER),
        stroke_width=2.2,
        stroke_linejoin="round",
        paint_order="stroke",
    )


def _lines(kind: str, lines: Iterable[Iterable[Point]], flipped: _Flip, ink: str, width: float, **more: str) -> str:
    path = "".join(map(flipped.path, lines))
    return path and element("path", class_=kind, d=path, fill="none", stroke=ink, stroke_width=width, **more)


def _class(kind: str, guess: bool) -> str:
    return f"{kind} m-estimate" if guess else kind


def _turned(point: Point, sign: Arrow | Crossing) -> Point:
    """Return where *point*, seen from *sign* on its way, lies on the drawing."""
    c, s = cos(radians(sign.angle)), sin(radians(sign.angle))
    return sign.x + c * point[0] - s * point[1], sign.y + s * point[0] + c * point[1]
