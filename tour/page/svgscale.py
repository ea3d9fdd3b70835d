"""A bar in metres and a north arrow for a map on a screen, wherever they cover nothing that is read."""

from __future__ import annotations

from collections.abc import Iterator

from tour.map.drawing import ROUTE_WIDTH, STATION_SIDE, Drawing
from tour.map.overlaps import Crowd, Point, Shape, box, disc, stroke, strokes
from tour.map.scalebar import bars
from tour.page.markup import element, number, text
from tour.style import colours
from tour.words.language import Words

_HIGH = 30.0
_EDGE = 5.0
"""Points that they keep from the frame."""
_LONGEST = 110.0
"""Points of the bar."""
_SHORTEST = 20.0


def scale_bar(drawing: Drawing) -> str:
    """Return bar and arrow as SVG, in *drawing*'s points, y down; nothing where there is no room.

    By class: ``m-plate`` lies under ``m-bar``, which is the bar, its words and the needle; ``m-east`` is the needle's
    hollow half.
    """
    taken = Crowd(_grounds(drawing))
    for metres, told in reversed(list(bars(drawing.words))):
        long = metres * drawing.points_per_metre
        wide = max(long, 36.0) + 37.0
        if _SHORTEST <= long <= _LONGEST:
            for x, y in _rooms(drawing, wide):
                if taken.free(box(x + wide / 2, y + _HIGH / 2, wide, _HIGH)):
                    return _drawn(drawing.words, told, long, wide, (x, drawing.height - y - _HIGH))
    return ""


def _drawn(words: Words, told: str, long: float, wide: float, at: Point) -> str:
    ink = {"fill": colours.TAR, "class_": "m-bar"}
    inside = [
        element("rect", class_="m-plate", width=wide, height=_HIGH, rx=4, fill=colours.PAPER, fill_opacity=0.85),
        element("path", d="M14 3 8.5 19.5l5.5-3z", stroke=colours.TAR, stroke_width=0.8, **ink),
        element(
            "path", class_="m-east", d="M14 3l5.5 16.5-5.5-3z", fill=colours.PAPER, stroke=colours.TAR, stroke_width=0.8
        ),
        element(
            "text", text(words("map.north")), x=14, y=28, font_size=9, font_weight="700", text_anchor="middle", **ink
        ),
        element("text", text(told), x=28, y=14, font_size=10, font_weight="700", **ink),
        element("rect", x=28, y=20, width=long, height=3.5, **ink),
    ]
    return element("g", "".join(inside), transform=f"translate({number(at[0])} {number(at[1])})", aria_hidden="true")


def _grounds(drawing: Drawing) -> Iterator[Shape]:
    """Yield what is read, walked or tapped."""
    for label in drawing.labels:
        yield label.ground
    for line in (*drawing.route, *drawing.rides):
        yield from strokes(line, ROUTE_WIDTH)
    for one in drawing.discs:
        yield disc(one.x, one.y, one.radius + 1)
        yield stroke((one.x, one.y), one.spot, 2)
    for x, y in drawing.stations:
        yield box(x, y, STATION_SIDE + 2, STATION_SIDE + 2)


def _rooms(drawing: Drawing, wide: float) -> Iterator[Point]:
    """Yield lower left corners along the foot of the frame, then along its head, from the left."""
    for y in (_EDGE, drawing.height - _EDGE - _HIGH):
        for k in range(int((drawing.width - wide - 2 * _EDGE) // 5) + 1):
            yield _EDGE + 5.0 * k, y
