"""The map's display list: what stands where, in points, and no ink.

`tour.map.painter` paints it: on paper, on a page, on the cover. A frame goes from (0, 0), lower left, to (width,
height), y upwards; angles are degrees anticlockwise from east. Ink outside the frame is to be cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from tour.map.overlaps import Point, Shape, box
from tour.words.language import FALLBACK, Words, words_in

Measure = Callable[[str, float, bool], float]
"""(text, size, bold) → width, in the unit of size; infinite for text that no font has whole."""
Role = Literal["street", "park", "water", "building", "rail", "station", "stop", "leg", "credit"]

NUMBER_SIZE = 16.0
"""Of the type on a stop's disc, in points."""
ROUTE_WIDTH = 3.4
DOT_RADIUS = 3.2
STATION_SIDE = 8.0
LEADING = 1.15
INSET_TITLE = 14.0
"""Points above a close-up that its title takes."""
FOLD = 6.0
"""Points round a fold that are kept free of what is read."""
WIDTHS = {"major": 7.0, "collector": 5.5, "local": 4.5}
"""How broad a street of each kind is drawn, casings and all."""
PATHS = {"path": 1.0, "alley": 3.4, "steps": 4.0}
"""The same of ways for feet only: paths without a name, those with one, and steps."""
NARROWEST, BROADEST = 1.4, 30.0
"""Points between which a river or a brook is drawn that the map has as a line."""


@dataclass(frozen=True, slots=True)
class Area:
    points: tuple[Point, ...]
    kind: str
    """As `tour.model.Feature.kind`."""
    estimate: bool


@dataclass(frozen=True, slots=True)
class Line:
    points: tuple[Point, ...]
    kind: str
    """As `tour.model.Feature.kind`; of a path with a name ``alley``."""
    estimate: bool
    width: float = 0.0
    """Points that it is broad; 0: what its kind says."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrowhead on the route."""

    x: float
    y: float
    angle: float


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where the route crosses a street that its leg names. The angle is the walking direction."""

    x: float
    y: float
    angle: float


@dataclass(frozen=True, slots=True)
class Disc:
    """A stop's number beside the route, and the dot on the very spot."""

    x: float
    y: float
    radius: float
    number: str
    slug: str
    spot: Point


@dataclass(frozen=True, slots=True)
class Label:
    """Upright or turned text round its middle (x, y)."""

    lines: tuple[str, ...]
    x: float
    y: float
    angle: float
    size: float
    width: float
    """Of the widest line."""
    role: Role
    bold: bool = False

    @property
    def ground(self) -> Shape:
        """The box that the ink stays in."""
        return box(self.x, self.y, self.width, self.size * LEADING * len(self.lines), self.angle)

    @property
    def baselines(self) -> Iterator[tuple[str, float]]:
        """Each line with how far its baseline lies above the middle, before the label is turned."""
        for i, line in enumerate(self.lines):
            yield line, self.size * (LEADING * ((len(self.lines) - 1) / 2 - i) - 0.32)


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar that tells how far, one in minutes, and the north arrow beside them. (x, y) is the lower left corner.

    One that has no size is not drawn.
    """

    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    metres: float = 0.0
    metres_long: float = 0.0
    """How long the bar is, in points."""
    told: str = ""
    """What stands at it, in the tour's units."""
    minutes: int = 0
    """0 when not even a minute fits."""
    minutes_long: float = 0.0

    @property
    def ground(self) -> Shape:
        return box(self.x + self.width / 2, self.y + self.height / 2, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    points_per_metre: float
    areas: tuple[Area, ...] = ()
    streets: tuple[Line, ...] = ()
    rails: tuple[Line, ...] = ()
    rivers: tuple[Line, ...] = ()
    paths: tuple[Line, ...] = ()
    """Ways for feet only."""
    stations: tuple[Point, ...] = ()
    route: tuple[tuple[Point, ...], ...] = ()
    """What is walked, in order: one line a leg, or more where the frame cuts it."""
    rides: tuple[tuple[Point, ...], ...] = ()
    """What is ridden, in the same way."""
    means: str = ""
    """By what, in words."""
    arrows: tuple[Arrow, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    discs: tuple[Disc, ...] = ()
    labels: tuple[Label, ...] = ()
    scale: Scale = Scale()
    grid: tuple[tuple[Point, Point], ...] = ()
    """Lines to the north and to the east, as far apart as the scale's bar is long: of a map without streets."""
    folds: tuple[tuple[Point, Point], ...] = ()
    """Where the paper is folded: nothing that is read lies across."""
    insets: tuple[Inset, ...] = ()
    words: Words = field(default_factory=partial(words_in, FALLBACK), repr=False, compare=False)
    """For what is written on it and under it besides names."""


@dataclass(frozen=True, slots=True)
class Inset:
    """A close-up of crowded stops, laid over ground that the walk does not need. (x, y) is the lower left corner."""

    x: float
    y: float
    title: str
    drawing: Drawing

    @property
    def ground(self) -> Shape:
        width, height = self.drawing.width, self.drawing.height + INSET_TITLE
        return box(self.x + width / 2, self.y + height / 2, width, height)
