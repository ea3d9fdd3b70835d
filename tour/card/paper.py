"""Where things stand on the card's sheets: which way the paper lies, what is a panel, and where it folds."""

# ReportLab carries no types.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice

from reportlab.lib.pagesizes import A4, landscape, letter

from tour.card.sheet import Panel
from tour.map.layout import points_per_metre
from tour.map.overlaps import Point
from tour.model import Paper, Tour

MARGIN = 18.0
"""Points (a quarter of an inch): what a home printer leaves white."""
FOLD_GAP = 7.0
"""Points between a fold and what stands beside it."""
FOOT = 13.0
"""Points above the margin that the foot line takes."""
KEY_LINE = 14.0
"""Height of a line of the map's key, in points."""

_PAPERS: dict[Paper, tuple[float, float]] = {"letter": letter, "a4": A4, "letter-large": letter}
_BANNER = 104.0
"""About how high a banner over the whole map comes out, in points."""
_KEY_WIDE = 600.0
"""Points that the whole key takes on one line, with what it leaves free before a fold."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of page 1. (x, y) is its lower left corner, in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plan:
    """How one paper is used."""

    width: float
    height: float
    title: Box
    """Room for the title; what it leaves free below belongs to `beside` when this is a whole panel."""
    beside: Box
    """Room for the facts, and for notes where it is a whole panel."""
    map: Box
    """Of the map with its key below it."""
    banner: bool
    """Whether title and facts are a strip above the map, to be made as low as they allow."""
    folded: bool
    zoom: float
    """1.0, or how much larger everything is than on the folded card."""
    mapped: bool = True
    """Whether there is a map; without one, page 1 goes on below the title as the other pages do."""

    @property
    def body(self) -> float:
        return 11.0 if self.zoom == 1.0 else 16.0

    @property
    def small(self) -> float:
        return 9.0 if self.zoom == 1.0 else 16.0

    @property
    def key_height(self) -> float:
        """Of the map's key, in points of the page."""
        lines = 1 if self.map.width / self.zoom > _KEY_WIDE else 2
        return KEY_LINE * self.zoom * lines

    @property
    def map_size(self) -> tuple[float, float]:
        """Of the map's own frame, before it is zoomed."""
        return self.map.width / self.zoom, (self.map.height - self.key_height) / self.zoom

    @property
    def folds(self) -> tuple[tuple[Point, Point], ...]:
        """Where folds cross the map's frame, in its own points."""
        if not self.folded:
            return ()
        wide, high = self.map_size
        x, y = self.width / 2 - self.map.x, self.height / 2 - self.map.y - self.key_height
        found = []
        if 0 < x < wide:
            found.append(((x, 0.0), (x, high)))
        if 0 < y < high:
            found.append(((0.0, y), (wide, y)))
        return tuple(found)

    def below_title(self, head: float, foot: bool) -> Iterator[Panel]:
        """Yield the panels of a card without a map, from that below its title, *head* points high, on."""
        first, *_ = islice(self.panels(1, foot), 1)
        yield replace(first, height=first.height - head - FOLD_GAP * self.zoom)
        yield from islice(self.panels(1, foot=True), 1, None)

    def panels(self, first_page: int, foot: bool) -> Iterator[Panel]:
        """Yield the panels of the pages from *first_page* on, in reading order, for ever."""
        low = MARGIN
        if foot:
            low += FOOT * self.zoom
        gap = FOLD_GAP * self.zoom
        columns = 2 if self.folded or self.width > self.height else 1
        wide = (self.width - 2 * MARGIN - 2 * gap * (columns - 1)) / columns
        for page in count(first_page):
            for column in range(columns):
                x = MARGIN + column * (wide + 2 * gap)
                if self.folded:
                    middle = self.height / 2
                    yield Panel(page, x, middle + gap, wide, self.height - MARGIN - middle - gap)
                    yield Panel(page, x, low, wide, middle - gap - low)
                else:
                    yield Panel(page, x, low, wide, self.height - MARGIN - low)


def plan(tour: Tour, paper: Paper) -> Plan:
    """Return the plan under which the map of *tour* comes out largest; one with room for notes, if nearly so."""
    upright, broad = _PAPERS[paper], landscape(_PAPERS[paper])
    if tour.indoors:
        large = paper == "letter-large"
        return replace(_half(*upright), folded=not large, zoom=1.6 if large else 1.0, mapped=False)
    if paper == "letter-large":
        plans = [_banner(width, height, folded=False, zoom=1.6) for width, height in (broad, upright)]
    else:
        plans = [_half(*broad), _half(*upright), _banner(*broad), _banner(*upright)]

    def worth(one: Plan) -> float:
        scale = points_per_metre(tour, one.map_size)
        return scale / 1.2 if one.banner else scale

    return max(plans, key=worth)


def half_plan(tour: Tour, paper: Paper) -> Plan:
    """Return the plan with the map on one half of the page under which it comes out larger."""
    plans = [_half(*landscape(_PAPERS[paper])), _half(*_PAPERS[paper])]
    return max(plans, key=lambda one: points_per_metre(tour, one.map_size))


def strip(one: Plan, height: float) -> Plan:
    """Return the banner plan *one* with a strip of *height* points, and all the rest for the map."""
    top = one.height - MARGIN
    gap = 7.0
    title, beside = (Box(box.x, top - height, box.width, height) for box in (one.title, one.beside))
    area = replace(one.map, height=top - height - gap - one.map.y)
    return replace(one, title=title, beside=beside, map=area)


def _half(width: float, height: float) -> Plan:
    """Return the plan with the map on the half of the page that is as long as the route: below, or on the right."""
    wide, high = width / 2 - MARGIN - FOLD_GAP, height / 2 - MARGIN - FOLD_GAP
    low = MARGIN + FOOT
    title = Box(MARGIN, height / 2 + FOLD_GAP, wide, high)
    right = width / 2 + FOLD_GAP
    if width > height:
        beside = Box(right, height / 2 + FOLD_GAP, wide, high)
        area = Box(MARGIN, low, width - 2 * MARGIN, height / 2 - FOLD_GAP - low)
    else:
        beside = Box(MARGIN, low, wide, height / 2 - FOLD_GAP - low)
        area = Box(right, low, wide, height - MARGIN - low)
    return Plan(width, height, title, beside, area, banner=False, folded=True, zoom=1.0)


def _banner(width: float, height: float, folded: bool = True, zoom: float = 1.0) -> Plan:
    gap = FOLD_GAP * zoom
    wide = width / 2 - MARGIN - gap
    top = height - MARGIN - _BANNER * zoom
    low = MARGIN + FOOT * zoom
    return Plan(
        width,
        height,
        Box(MARGIN, top, wide, _BANNER * zoom),
        Box(width / 2 + gap, top, wide, _BANNER * zoom),
        Box(MARGIN, low, width - 2 * MARGIN, top - 7 - low),
        banner=True,
        folded=folded,
        zoom=zoom,
    )
