"""The map's pen for a screen that zooms and turns dark: SVG.

The attributes are the colours by day. A style sheet may change them by class:

    m-ground                              the sheet itself
    m-grid                                lines up and across a map that has no streets
    m-park m-square m-water m-building    areas
    m-bank m-river m-ripple               the water's edge, waters that are lines, and waves
    m-path m-steps                        ways for feet only; those with a name are m-casing and m-street
    m-casing m-street m-rail              a street's edge, and what lies between; rails
    m-halo m-route m-ride m-arrow m-zebra the route, walked and ridden; m-halo keeps it off the streets
    m-station                             a station's square
    m-stop                                the link round m-hit (transparent, wider than the disc for a finger),
                                          m-dot (on the very spot), m-disc and m-number; m-leader goes from dot to disc
    m-label                               every name; beside it m-name-street, -park, -water, -building, -rail,
                                          -station, -stop or -leg
    m-estimate                            beside any of these: where it lies is a guess
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import hypot

from tour.map.drawing import Disc, Drawing, Label
from tour.map.inks import INKS, Ink
from tour.map.overlaps import Point
from tour.map.pen import Pen, Wave
from tour.page.markup import element, number, points, text
from tour.style import fonts

FINGER = 22.0
"""Half of what a finger needs, in points: 44 in all (WCAG 2.2, 2.5.5)."""


class SvgPen(Pen):
    """Writes *drawing* in its own points, y down. Nothing is cut off at its frame."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._silent: list[str] = []
        """What tells a listener nothing."""
        self._stops: dict[str, list[str]] = {disc.slug: [] for disc in drawing.discs}
        """What belongs to a stop, by its slug."""
        self._here = self._silent
        """Where what is drawn now goes."""

    def level(self, names: Mapping[str, str], spots: Mapping[str, Point]) -> str:
        """Return all that was drawn.

        *names* are what the stops' links are called, and *spots* where the stops lie on the whole map; both by slug.
        """
        discs = self._drawing.discs
        linked = [self._link(disc, names[disc.slug], spots[disc.slug]) for disc in discs]
        # The names are told in the description, in walking order; one by one they would only be noise to a listener.
        silent = element("g", "".join(self._silent), aria_hidden="true", stroke_linejoin="round")
        return silent + "".join(linked)

    def lines(self, lines: Sequence[Sequence[Point]], ink: Ink) -> None:
        path = "".join(map(self._path, lines))
        self._add("path", ink, d=path, fill="none", **_stroke(ink))

    def outlines(self, outlines: Sequence[Sequence[Point]], ink: Ink) -> None:
        path = "".join(self._path(outline) + "Z" for outline in outlines)
        self._add("path", ink, d=path, fill=ink.fill, **_stroke(ink))

    def circle(self, at: Point, radius: float, ink: Ink) -> None:
        x, y = self._flipped(at)
        self._add("circle", ink, cx=x, cy=y, r=radius, fill=ink.fill, **_stroke(ink))

    def square(self, at: Point, ink: Ink) -> None:
        x, y = self._flipped(at)
        half = ink.size / 2
        self._add(
            "rect", ink, x=x - half, y=y - half, width=ink.size, height=ink.size, rx=2, fill=ink.fill, **_stroke(ink)
        )

    def waves(self, waves: Sequence[Wave], ink: Ink) -> None:
        path = []
        for start, long in waves:
            x, y = self._flipped(start)
            half, high = number(long / 2), number(long / 4)
            path.append(f"M{number(x)} {number(y)}q{high}-{high} {half} 0t{half} 0")
        self._add("path", ink, d="".join(path), fill="none", **_stroke(ink))

    def number(self, digits: str, at: Point, ink: Ink) -> None:
        x, y = self._flipped(at)
        # The link says the size.
        self._add("text", ink, text(digits), x=x, y=y, font_weight="700", text_anchor="middle", fill=ink.fill)

    def label(self, label: Label, ink: Ink) -> None:
        x, y = self._flipped((label.x, label.y))
        turn = f" rotate({number(-label.angle)})" if round(label.angle, 1) else ""
        lines = []
        for line, up in label.baselines:
            wide = fonts.width(line, label.size, "bold" if label.bold else "regular")
            # A phone's own font must not outgrow the room that was found.
            words = text(fonts.clean(line))
            lines.append(element("tspan", words, x=0, y=-up, textLength=wide, lengthAdjust="spacingAndGlyphs"))
        written = element(
            "text",
            "".join(lines),
            class_=f"m-label m-name-{label.role}",
            transform=f"translate({number(x)} {number(y)}){turn}",
            font_size=label.size,
            font_weight="700" if label.bold else "",
            text_anchor="middle",
            fill=ink.fill,
            stroke=ink.stroke,
            stroke_width=ink.width,
            paint_order="stroke",
        )
        self._here.append(written)

    @contextmanager
    def stop(self, disc: Disc) -> Iterator[None]:
        self._here = self._stops[disc.slug]
        yield
        self._here = self._silent

    def _add(self, name: str, ink: Ink, *content: str, **attributes: str | float) -> None:
        kind = f"m-{ink.name} m-estimate" if ink.guess else f"m-{ink.name}"
        self._here.append(element(name, "".join(content), class_=kind, **attributes))

    def _link(self, disc: Disc, name: str, spot: Point) -> str:
        x, y = self._flipped((disc.x, disc.y))
        finger = _finger(disc, self._drawing.discs)
        hit = element("circle", class_="m-hit", cx=x, cy=y, r=finger, fill="none", pointer_events="all")
        return element(
            "a",
            hit + "".join(self._stops[disc.slug]),
            class_="m-stop",
            href=f"#stop-{disc.slug}",
            data_stop=disc.slug,
            data_x=spot[0],
            data_y=spot[1],
            font_size=INKS["number"].size,
            aria_label=name,
        )

    def _path(self, line: Iterable[Point]) -> str:
        return points(map(self._flipped, line))

    def _flipped(self, point: Point) -> Point:
        return point[0], self._drawing.height - point[1]


def _stroke(ink: Ink) -> dict[str, str | float]:
    return {
        "stroke": ink.stroke,
        "stroke_width": ink.width,
        "stroke_dasharray": " ".join(map(number, ink.dash)),
        "stroke_linecap": "round" if ink.round else "",
    }


def _finger(disc: Disc, discs: Iterable[Disc]) -> float:
    """Return how far round its disc a stop can be tapped: half the way to its neighbour, where that is near."""
    room = FINGER
    for other in discs:
        if other.slug != disc.slug:
            room = min(room, hypot(disc.x - other.x, disc.y - other.y) / 2)
    return max(disc.radius + 0.5, room)
