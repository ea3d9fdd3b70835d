"""The tour's map as a display list, in any frame: pure data in, pure data out, and no drawing library.

So the laws of a good map (no label on another label, on a disc or on the route) are tested on plain numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tour.map.closeups import Closeup, closeups
from tour.map.discs import place_discs
from tour.map.drawing import (
    DOT_RADIUS,
    FOLD,
    ROUTE_WIDTH,
    STATION_SIDE,
    WIDTHS,
    Area,
    Arrow,
    Disc,
    Drawing,
    Inset,
    Line,
    Measure,
)
from tour.map.labels import place_labels
from tour.map.lanes import STEP, sampled, side_by_side
from tour.map.placing import Crowd, Point, Shape, box, disc, shape, stroke, strokes, towards
from tour.map.projection import MARGIN, Projection
from tour.map.scalebar import place_scale
from tour.map.waymarks import place_arrows, place_crossings
from tour.model import Place, Tour
from tour.words.language import words_of


def draw(
    tour: Tour,
    width: float,
    height: float,
    measure: Measure,
    around: Sequence[Place] = (),
    folds: Sequence[tuple[Point, Point]] = (),
) -> Drawing:
    """Return the map of *tour* in a frame of *width* × *height* points, north up.

    With *around*, a close-up of those places; only what lies in the frame gets a disc or a label. Without, crowded
    stops get a close-up of their own wherever there is room. Nothing that is read lies across one of *folds*.
    """
    frame = Projection(tour, width, height, around)
    lines = [(feature, frame.points(feature.places)) for feature in tour.map if feature.places]
    lines = [(feature, points) for feature, points in lines if frame.shows(points)]
    legs = side_by_side([frame.points(leg.path) for leg in tour.legs], width, height)
    route = [line for lines_of_leg in legs for line in lines_of_leg]
    ground = [piece for line in route for piece in strokes(line, ROUTE_WIDTH)]
    crossed = frozenset(street for leg in tour.legs for street in leg.crossings)
    water = [shape(points) for feature, points in lines if feature.kind == "water"]
    corners = [piece for f, p in lines if f.name in crossed for piece in strokes(p, 2)]
    creases = [stroke(*fold, FOLD) for fold in folds]
    scale = place_scale(frame, ground, [*corners, *water, *water], tour.pace, small=bool(around))
    stations = tuple(points[0] for feature, points in lines if feature.kind == "station")
    signs = [scale.ground, *(box(x, y, STATION_SIDE + 2, STATION_SIDE + 2) for x, y in stations)]
    spots = [(stop, frame.point(stop.place)) for stop in tour.stops if stop.place]
    spots = [(stop, spot) for stop, spot in spots if frame.holds(spot)]
    discs = place_discs(spots, Crowd(ground), signs, water, creases, frame.size, measure)
    crossings = tuple(place_crossings(tour, frame, legs))
    arrows = tuple(place_arrows(route, frame, crossings, discs))
    taken = Crowd([*ground, *signs, *creases, *_grounds(arrows, discs)])
    insets = () if around else tuple(_insets(tour, closeups(tour, frame, taken, measure), measure))
    posts = [point for line in route for point in sampled(line)[:: int(MARGIN / STEP)]]
    return Drawing(
        width=width,
        height=height,
        points_per_metre=frame.scale,
        areas=tuple(Area(points, f.kind, f.estimate) for f, points in lines if f.shape == "area"),
        streets=tuple(Line(points, f.kind, f.estimate) for f, points in lines if f.kind in WIDTHS),
        rails=tuple(Line(points, f.kind, f.estimate) for f, points in lines if f.kind == "rail"),
        stations=stations,
        route=tuple(route),
        arrows=arrows,
        crossings=crossings,
        discs=discs,
        labels=tuple(place_labels(lines, crossed, taken, posts, frame.size, measure)),
        scale=scale,
        folds=tuple(folds),
        insets=insets,
        words=words_of(tour),
    )


def points_per_metre(tour: Tour, width: float, height: float) -> float:
    """Return how large the map would come out in a frame of *width* × *height* points."""
    return Projection(tour, width, height, ()).scale


def _insets(tour: Tour, found: Iterable[Closeup], measure: Measure) -> Iterator[Inset]:
    for one in found:
        yield Inset(one.x, one.y, one.title, draw(tour, one.width, one.height, measure, one.around))


def _grounds(arrows: Iterable[Arrow], discs: Iterable[Disc]) -> Iterator[Shape]:
    """Yield the ground under arrowheads, discs, their leaders and dots."""
    for arrow in arrows:
        yield box(arrow.x, arrow.y, 11, 11, arrow.angle)
    for one in discs:
        yield disc(one.x, one.y, one.radius + 1)
        yield disc(*one.spot, DOT_RADIUS + 1)
        yield stroke(towards((one.x, one.y), one.spot, one.radius), one.spot, 1.5)
