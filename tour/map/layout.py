"""The tour's map as a display list, in any frame: pure data in, pure data out, and no drawing library.

So the laws of a good map (no label on another label, on a disc or on the route) are tested on plain numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import isfinite

from tour.map.bare import distance_spots, grid, title_spots
from tour.map.clipping import clipped_area, clipped_line
from tour.map.closeups import Closeup, closeups
from tour.map.credit import place_credit
from tour.map.discs import Ground, Spot, place_discs
from tour.map.drawing import (
    BROADEST,
    DOT_RADIUS,
    FOLD,
    NARROWEST,
    PATHS,
    ROUTE_WIDTH,
    STATION_SIDE,
    WIDTHS,
    Area,
    Arrow,
    Disc,
    Drawing,
    Inset,
    Label,
    Line,
    Measure,
    Scale,
)
from tour.map.label_spots import Shown
from tour.map.labels import Page, place_labels, place_one
from tour.map.most_useful import most_useful
from tour.map.nearest import Nearest
from tour.map.overlaps import Crowd, Point, Shape, Size, box, disc, shape, stroke, strokes, towards
from tour.map.projection import MARGIN, Projection
from tour.map.route_lines import STEP, sampled, side_by_side
from tour.map.scalebar import place_scale, place_small_scale
from tour.map.waymarks import place_arrows, place_crossings
from tour.model import Place, Tour
from tour.words.language import words_of
from tour.words.rides import names

_ONE_NAME = 150.0
"""Metres within which a name stands once."""


def draw(
    tour: Tour,
    size: Size,
    measure: Measure,
    around: Sequence[Place] = (),
    folds: Sequence[tuple[Point, Point]] = (),
) -> Drawing:
    """Return the map of *tour* in a frame of *size*, in points, north up.

    With *around*, a close-up of those places; only what lies in the frame gets a disc or a label. Without, crowded
    stops get a close-up of their own wherever there is room. Nothing that is read lies across one of *folds*.
    """
    frame = Projection(tour, size, around)
    legs = side_by_side([frame.points(leg.path) for leg in tour.legs], *size)
    route, ridden = _lines_of(tour, legs, ridden=False), _lines_of(tour, legs, ridden=True)
    shown = most_useful(list(_shown(tour, frame)), list(chain.from_iterable(route or ridden)))
    walked = list(chain.from_iterable(strokes(line, ROUTE_WIDTH) for line in (*route, *ridden)))
    water = [shape(points) for points in _points(shown, "water")]
    creases = [stroke(*fold, FOLD) for fold in folds]
    crossed = frozenset(chain.from_iterable(leg.crossings for leg in tour.legs))

    # Each thing looks for room among those before it. Water counts twice: it is told by its waves.
    useful = [*_streets(shown, crossed), *water, *water]
    words, spots = words_of(tour), _spots(tour, frame)
    credit = place_credit(tour, size, walked, measure) if tour.openstreetmap and not around else ()
    credited = [label.ground for label in credit]
    kept = [*walked, *credited, *(disc(*spot, DOT_RADIUS + 1) for _, spot in spots)]
    if around:
        scale = place_small_scale(frame, kept, useful, words)
    else:
        scale = place_scale(frame, kept, useful, tour.pace, words)
    stations = tuple(at for at, *_ in _points(shown, "station"))
    signs = [*_signs(scale, stations), *credited]
    discs = place_discs(spots, Ground(size, walked, signs, water, creases), measure)
    crossings = tuple(place_crossings(tour, frame, legs))
    arrows = tuple(place_arrows((*route, *ridden), frame, crossings, discs))
    taken = Crowd([*walked, *signs, *creases, *_grounds(arrows, discs)])
    insets = () if around else tuple(_insets(tour, closeups(tour, frame, taken, measure), measure))
    page = Page(size, taken, Nearest(_posts(route)), _ONE_NAME * frame.scale)
    labels = tuple(place_labels(shown, crossed, page, measure))
    bare = all(feature.kind == "station" for feature, _ in shown)
    if bare:
        labels += tuple(_told(tour, discs, legs, page, measure))

    return Drawing(
        width=size[0],
        height=size[1],
        points_per_metre=frame.scale,
        areas=tuple(_areas(shown)),
        streets=tuple(_lines(shown, *WIDTHS)),
        rails=tuple(_lines(shown, "rail")),
        rivers=tuple(_rivers(shown, frame.scale)),
        paths=tuple(_paths(shown)),
        stations=stations,
        route=route,
        rides=ridden,
        means=names(tour),
        arrows=arrows,
        crossings=crossings,
        discs=discs,
        labels=(*labels, *credit),
        scale=scale,
        grid=tuple(grid(size, scale)) if bare else (),
        folds=tuple(folds),
        insets=insets,
        words=words,
    )


def _lines_of(
    tour: Tour, legs: Sequence[Sequence[tuple[Point, ...]]], *, ridden: bool
) -> tuple[tuple[Point, ...], ...]:
    """Return the lines of the legs that are *ridden*, or of the others."""
    return tuple(chain.from_iterable(lines for leg, lines in zip(tour.legs, legs, strict=True) if leg.ridden is ridden))


def points_per_metre(tour: Tour, size: Size) -> float:
    """Return how large the map would come out in a frame of *size*."""
    return Projection(tour, size).scale


def _shown(tour: Tour, frame: Projection) -> Iterator[Shown]:
    """Yield what the frame shows some of, and no more of it than that: a line as each of its stretches in the frame."""
    for feature in tour.map:
        points = frame.points(feature.places)
        if not points or not frame.shows(points):
            continue
        match feature.shape:
            case "area":
                if seen := clipped_area(points, frame.size):
                    yield feature, seen
            case "line":
                for stretch in clipped_line(points, frame.size):
                    yield feature, stretch
            case _:
                yield feature, points


def _told(
    tour: Tour, discs: Sequence[Disc], legs: Sequence[Sequence[Sequence[Point]]], page: Page, measure: Measure
) -> Iterator[Label]:
    """Yield what a map without streets tells in their place: how far each leg is, and the stops' titles."""
    words, stops = words_of(tour), {stop.slug: stop for stop in tour.stops}
    for leg, lines in zip(tour.legs, legs, strict=True):
        for line in lines[:1]:
            yield from place_one(distance_spots(words, leg, line, measure), page)
    for one in discs:
        if isfinite(measure(stops[one.slug].title, 1.0, True)):
            yield from place_one(title_spots(stops[one.slug], one, discs, measure), page)


def _points(shown: Iterable[Shown], kind: str) -> Iterator[tuple[Point, ...]]:
    for feature, points in shown:
        if feature.kind == kind:
            yield points


def _areas(shown: Iterable[Shown]) -> Iterator[Area]:
    for feature, points in shown:
        if feature.shape == "area":
            yield Area(points, feature.kind, feature.estimate)


def _lines(shown: Iterable[Shown], *kinds: str) -> Iterator[Line]:
    for feature, points in shown:
        if feature.kind in kinds:
            yield Line(points, feature.kind, feature.estimate)


def _rivers(shown: Iterable[Shown], scale: float) -> Iterator[Line]:
    """Yield waters that the map has as lines, as broad as they are, at *scale* points a metre."""
    for feature, points in shown:
        if feature.kind == "water" and feature.shape == "line":
            broad = min(max(feature.width * scale, NARROWEST), BROADEST)
            yield Line(points, "water", feature.estimate, broad)


def _paths(shown: Iterable[Shown]) -> Iterator[Line]:
    for feature, points in shown:
        if feature.kind in PATHS:
            kind = "alley" if feature.name and feature.kind == "path" else feature.kind
            yield Line(points, kind, feature.estimate)


def _streets(shown: Iterable[Shown], names: frozenset[str]) -> Iterator[Shape]:
    """Yield the ground under the streets of these *names*."""
    for feature, points in shown:
        if feature.name in names:
            yield from strokes(points, 2)


def _signs(scale: Scale, stations: Iterable[Point]) -> Iterator[Shape]:
    yield scale.ground
    for x, y in stations:
        yield box(x, y, STATION_SIDE + 2, STATION_SIDE + 2)


def _spots(tour: Tour, frame: Projection) -> list[Spot]:
    spots = []
    for stop in tour.stops:
        if stop.place and frame.holds(frame.point(stop.place)):
            spots.append((stop, frame.point(stop.place)))
    return spots


def _posts(route: Iterable[Sequence[Point]]) -> list[Point]:
    """Return points of the route, one every MARGIN points or so."""
    return [point for line in route for point in sampled(line)[:: int(MARGIN / STEP)]]


def _insets(tour: Tour, found: Iterable[Closeup], measure: Measure) -> Iterator[Inset]:
    for one in found:
        yield Inset(one.x, one.y, one.title, draw(tour, (one.width, one.height), measure, one.around))


def _grounds(arrows: Iterable[Arrow], discs: Iterable[Disc]) -> Iterator[Shape]:
    """Yield the ground under arrowheads, discs, their leaders and dots."""
    for arrow in arrows:
        yield box(arrow.x, arrow.y, 11, 11, arrow.angle)
    for one in discs:
        yield disc(one.x, one.y, one.radius + 1)
        yield disc(*one.spot, DOT_RADIUS + 1)
        yield stroke(towards((one.x, one.y), one.spot, one.radius), one.spot, 1.5)
