"""The tour's map as a display list, in any frame: pure data in, pure data out, and no drawing library.

So the laws of a good map (no label on another label, on a disc or on the route) are tested on plain numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import atan2, ceil, degrees, hypot

from tour.geo import Frame, distance
from tour.model import Place, Stop, Tour
from tour.writers.drawing import (
    DOT_RADIUS,
    FOLD,
    INSET_TITLE,
    ROUTE_WIDTH,
    STATION_SIDE,
    WIDTHS,
    Area,
    Arrow,
    Crossing,
    Disc,
    Drawing,
    Inset,
    Line,
    Measure,
    Scale,
)
from tour.writers.labels import place_discs, place_labels, radius, towards
from tour.writers.placing import Crowd, Point, Shape, box, disc, shape, stroke, strokes

MARGIN = 30.0
"""Points kept free round the route, so that a disc finds room outside it."""
NEAR = 120.0
"""Metres. A station so near to a stop is on the map: that is how people come."""
STEP = 4.0
"""Points between the samples of a route line while it is moved aside."""
_INSETS = ((250.0, 140.0), (220.0, 120.0), (190.0, 105.0), (165.0, 92.0))
"""Sizes of a close-up, its title apart, in points; the first that finds room is taken."""
APART = 2.7
"""Points by which a line that is walked both ways is moved to the walker's right, each way."""


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
    sheet = _Sheet(tour, width, height, around)
    lines = [(feature, sheet.points(feature.places)) for feature in tour.map if feature.places]
    lines = [(feature, points) for feature, points in lines if _seen(points, sheet)]
    legs = side_by_side([sheet.points(leg.path) for leg in tour.legs], width, height)
    route = [line for lines_of_leg in legs for line in lines_of_leg]
    ground = [piece for line in route for piece in strokes(line, ROUTE_WIDTH)]
    crossed = frozenset(street for leg in tour.legs for street in leg.crossings)
    water = [shape(points) for feature, points in lines if feature.kind == "water"]
    corners = [piece for f, p in lines if f.name in crossed for piece in strokes(p, 2)]
    creases = [stroke(*fold, FOLD) for fold in folds]
    scale = _scale(sheet, ground, [*corners, *water, *water], tour.pace, small=bool(around))
    stations = tuple(points[0] for feature, points in lines if feature.kind == "station")
    signs = [scale.ground, *(box(x, y, STATION_SIDE + 2, STATION_SIDE + 2) for x, y in stations)]
    spots = [(stop, sheet.point(stop.place)) for stop in tour.stops if stop.place]
    spots = [(stop, spot) for stop, spot in spots if _inside(spot, sheet)]
    discs = place_discs(spots, Crowd(ground), signs, water, creases, sheet.size, measure)
    crossings = tuple(_crossings(tour, sheet, legs))
    arrows = tuple(_arrows(route, sheet, crossings, discs))
    taken = Crowd([*ground, *signs, *creases, *_grounds(arrows, discs)])
    insets = () if around else tuple(_insets(tour, sheet, taken, measure))
    posts = [point for line in route for point in _sampled(line)[:: int(MARGIN / STEP)]]
    return Drawing(
        width=width,
        height=height,
        points_per_metre=sheet.scale,
        areas=tuple(Area(points, f.kind, f.estimate) for f, points in lines if f.shape == "area"),
        streets=tuple(Line(points, f.kind, f.estimate) for f, points in lines if f.kind in WIDTHS),
        rails=tuple(Line(points, f.kind, f.estimate) for f, points in lines if f.kind == "rail"),
        stations=stations,
        route=tuple(route),
        arrows=arrows,
        crossings=crossings,
        discs=discs,
        labels=tuple(place_labels(lines, crossed, taken, posts, sheet.size, measure)),
        scale=scale,
        folds=tuple(folds),
        insets=insets,
    )


def points_per_metre(tour: Tour, width: float, height: float) -> float:
    """Return how large the map would come out in a frame of *width* × *height* points."""
    return _Sheet(tour, width, height, ()).scale


def crowds(tour: Tour, width: float, height: float, measure: Measure, most: int = 2) -> tuple[tuple[Stop, ...], ...]:
    """Return the groups of three or more stops whose discs would overlap on the spot: what deserves a close-up.

    At most *most* groups, the largest; in order from west to east. The frame is the map's.
    """
    sheet = _Sheet(tour, width, height, ())
    groups: list[list[tuple[Point, float, int]]] = []
    for index, stop in enumerate(tour.stops):
        if stop.place:
            here = sheet.point(stop.place), radius(str(stop.number), measure), index
            near = [g for g in groups if any(_apart(here[0], there[0]) < here[1] + there[1] for there in g)]
            groups = [g for g in groups if g not in near] + [[*(one for g in near for one in g), here]]
    groups = sorted((g for g in groups if len(g) >= 3), key=lambda g: (-len(g), min(g)))[:most]
    return tuple(tuple(tour.stops[i] for i in sorted(i for _, _, i in g)) for g in sorted(groups, key=min))


def side_by_side(legs: Sequence[Sequence[Point]], width: float, height: float) -> list[list[tuple[Point, ...]]]:
    """Return the legs as lines near the frame, moved to the walker's right where the same way is walked back.

    Only there: everywhere else the drawing is as true as its scale.
    """
    sampled = [list(_parts(_sampled(leg), width, height)) for leg in legs]
    parts = [part for leg in sampled for part in leg]
    cells: dict[tuple[int, int], list[tuple[Point, Point]]] = {}
    for part in parts:
        for point, course in zip(part, _courses(part), strict=True):
            cells.setdefault((int(point[0] // 8), int(point[1] // 8)), []).append((point, course))
    return [[_moved(part, cells) for part in leg] for leg in sampled]


class _Sheet:
    """Places → points of one frame."""

    def __init__(self, tour: Tour, width: float, height: float, around: Sequence[Place]) -> None:
        self.size = (width, height)
        stops = [stop.place for stop in tour.stops if stop.place]
        stations = [f.places[0] for f in tour.map if f.kind == "station" and f.places]
        near = [place for place in stations if any(distance(place, stop) < NEAR for stop in stops)]
        places = list(around) or [*stops, *near, *(place for leg in tour.legs for place in leg.path)]
        places = places or [Place(0.0, 0.0)]
        self._frame = Frame(places[0])
        xs = [self._frame.to_xy(place)[0] for place in places]
        ys = [self._frame.to_xy(place)[1] for place in places]
        # A close-up shows some ground round its places; no map is drawn larger than one point to a foot.
        extra = 20.0 if around else 0.0
        margin = 15.0 if around else MARGIN
        wide, high = max(xs) - min(xs) + extra, max(ys) - min(ys) + extra
        self.scale: float = min((width - 2 * margin) / max(wide, 60.0), (height - 2 * margin) / max(high, 60.0), 3.0)
        self._left = width / 2 - self.scale * (min(xs) + max(xs)) / 2
        self._bottom = height / 2 - self.scale * (min(ys) + max(ys)) / 2

    def point(self, place: Place) -> Point:
        x, y = self._frame.to_xy(place)
        return self._left + self.scale * x, self._bottom + self.scale * y

    def points(self, places: Iterable[Place]) -> tuple[Point, ...]:
        return tuple(map(self.point, places))


def _inside(point: Point, sheet: _Sheet, margin: float = 4.0) -> bool:
    width, height = sheet.size
    return margin <= point[0] <= width - margin and margin <= point[1] <= height - margin


def _seen(points: Sequence[Point], sheet: _Sheet) -> bool:
    """Say whether the frame may show some of *points* or of what lies between them."""
    ground = shape(points)
    return ground.right > 0 and ground.top > 0 and ground.left < sheet.size[0] and ground.bottom < sheet.size[1]


def _apart(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _grounds(arrows: Iterable[Arrow], discs: Iterable[Disc]) -> Iterator[Shape]:
    """Yield the ground under arrowheads, discs, their leaders and dots."""
    for arrow in arrows:
        yield box(arrow.x, arrow.y, 11, 11, arrow.angle)
    for one in discs:
        yield disc(one.x, one.y, one.radius + 1)
        yield disc(*one.spot, DOT_RADIUS + 1)
        yield stroke(towards((one.x, one.y), one.spot, one.radius), one.spot, 1.5)


def _sampled(line: Sequence[Point]) -> list[Point]:
    """Return *line* with a point at least every STEP points."""
    out = list(line[:1])
    for a, b in pairwise(line):
        pieces = max(1, ceil(_apart(a, b) / STEP))
        out += [(a[0] + (b[0] - a[0]) * k / pieces, a[1] + (b[1] - a[1]) * k / pieces) for k in range(1, pieces + 1)]
    return out


def _parts(line: Iterable[Point], width: float, height: float, reach: float = 20.0) -> Iterator[list[Point]]:
    """Yield the stretches of *line* that lie in the frame or near it."""
    part: list[Point] = []
    for x, y in line:
        if -reach <= x <= width + reach and -reach <= y <= height + reach:
            part.append((x, y))
        elif part:
            yield part
            part = []
    if part:
        yield part


def _courses(part: Sequence[Point]) -> list[Point]:
    """Return the walking direction at each point, as a vector of length 1."""
    out = []
    for i in range(len(part)):
        a, b = part[max(0, i - 1)], part[min(len(part) - 1, i + 1)]
        long = _apart(a, b) or 1.0
        out.append(((b[0] - a[0]) / long, (b[1] - a[1]) / long))
    return out


def _moved(part: Sequence[Point], cells: dict[tuple[int, int], list[tuple[Point, Point]]]) -> tuple[Point, ...]:
    courses = _courses(part)
    shared = [1.0 if _walked_back(p, c, cells) else 0.0 for p, c in zip(part, courses, strict=True)]
    out = []
    for i, ((x, y), (u, v)) in enumerate(zip(part, courses, strict=True)):
        # Averaged over some samples, so that the line swings aside instead of jumping.
        near = shared[max(0, i - 2) : i + 3]
        aside = APART * sum(near) / len(near)
        out.append((x + v * aside, y - u * aside))
    return _straightened(out)


def _walked_back(point: Point, course: Point, cells: dict[tuple[int, int], list[tuple[Point, Point]]]) -> bool:
    column, row = int(point[0] // 8), int(point[1] // 8)
    return any(
        course[0] * other[0] + course[1] * other[1] < -0.8 and _apart(point, there) < 5.5
        for i in (column - 1, column, column + 1)
        for j in (row - 1, row, row + 1)
        for there, other in cells.get((i, j), ())
    )


def _straightened(line: Sequence[Point]) -> tuple[Point, ...]:
    """Return *line* without the points that lie on the straight way between their neighbours."""
    out = list(line[:1])
    for here, after in pairwise(line[1:]):
        (ax, ay), (bx, by) = out[-1], after
        if abs((bx - ax) * (here[1] - ay) - (by - ay) * (here[0] - ax)) > 0.05 * _apart(out[-1], after):
            out.append(here)
    return (*out, *line[-1:]) if len(line) > 1 else tuple(out)


def _crossings(tour: Tour, sheet: _Sheet, legs: Sequence[Sequence[Sequence[Point]]]) -> Iterator[Crossing]:
    streets: dict[str, list[tuple[Point, Point]]] = {}
    for feature in tour.map:
        if feature.kind in WIDTHS:
            streets.setdefault(feature.name, []).extend(pairwise(sheet.points(feature.places)))
    for leg, lines in zip(tour.legs, legs, strict=True):
        for street in dict.fromkeys(leg.crossings):
            pieces = [piece for line in lines for piece in pairwise(line)]
            met = [at for piece in pieces for at in _met(piece, streets.get(street, ()))]
            met = [at for at in met if _inside((at.x, at.y), sheet, 0.0)]
            # A street drawn as two arms of a Y is met twice; a leg that names it once crosses one of them.
            yield from met[: leg.crossings.count(street)]


def _met(piece: tuple[Point, Point], others: Iterable[tuple[Point, Point]]) -> Iterator[Crossing]:
    (ax, ay), (bx, by) = piece
    for (cx, cy), (dx, dy) in others:
        turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
        if turn == 0:
            continue
        t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
        u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
        if 0 <= t < 1 and 0 <= u <= 1:
            yield Crossing(ax + t * (bx - ax), ay + t * (by - ay), degrees(atan2(by - ay, bx - ax)))


def _arrows(
    route: Iterable[Sequence[Point]], sheet: _Sheet, crossings: Sequence[Crossing], discs: Sequence[Disc]
) -> Iterator[Arrow]:
    """Yield an arrowhead about every 75 points, at least one a leg where there is room, clear of dots and bends."""
    avoid = [(c.x, c.y) for c in crossings] + [one.spot for one in discs]
    for line in route:
        along = list(accumulate((_apart(a, b) for a, b in pairwise(line)), initial=0.0))
        count = max(1, round(along[-1] / 75))
        for k in range(count):
            middle = along[-1] * (k + 0.5) / count
            for nudge in (0, 7, -7, 14, -14, 21, -21):
                arrow = _arrow(line, along, middle + nudge)
                if arrow and _inside((arrow.x, arrow.y), sheet, 6.0) and _clear(arrow, avoid, discs):
                    yield arrow
                    break


def _arrow(line: Sequence[Point], along: Sequence[float], at: float) -> Arrow | None:
    for (a, b), (start, end) in zip(pairwise(line), pairwise(along), strict=True):
        # Not across a bend: the head would point off the line.
        if start + 4 <= at <= end - 4:
            t = (at - start) / (end - start)
            return Arrow(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), degrees(atan2(b[1] - a[1], b[0] - a[0])))
    return None


def _clear(arrow: Arrow, avoid: Iterable[Point], discs: Iterable[Disc]) -> bool:
    here = (arrow.x, arrow.y)
    return all(_apart(here, at) > 10 for at in avoid) and all(_apart(here, (d.x, d.y)) > d.radius + 6 for d in discs)


def _insets(tour: Tour, sheet: _Sheet, taken: Crowd, measure: Measure) -> Iterator[Inset]:
    """Yield close-ups of crowded stops where they cover nothing of *taken*, to which each is added.

    As large as there is room for, and as near to them; none that would not show its stops at least twice as large.
    """
    width, height = sheet.size
    for group in crowds(tour, width, height, measure):
        around = [stop.place for stop in group if stop.place]
        xs, ys = zip(*map(sheet.point, around), strict=True)
        middle = sum(xs) / len(xs), sum(ys) / len(ys)
        for wide, high in _INSETS:
            if _Sheet(tour, wide, high, around).scale < 2 * sheet.scale:
                continue
            tall = high + INSET_TITLE
            rooms = []
            for i in range(int((width - wide - 8) // 16) + 1):
                for j in range(int((height - tall - 8) // 4) + 1):
                    x, y = 4 + 16.0 * i, 4 + 4.0 * j
                    rooms.append((hypot(x + wide / 2 - middle[0], y + tall / 2 - middle[1]), x, y))
            room = next(
                (
                    (x, y, ground)
                    for _, x, y in sorted(rooms)
                    for ground in [box(x + wide / 2, y + tall / 2, wide + 6, tall + 6)]
                    if taken.free(ground)
                ),
                None,
            )
            if room:
                x, y, ground = room
                taken.add(ground)
                numbers = [str(stop.number) for stop in group]
                title = f"Stops {', '.join(numbers[:-1])} and {numbers[-1]}, closer"
                yield Inset(x, y, title, draw(tour, wide, high, measure, around))
                break


def _scale(sheet: _Sheet, route: Sequence[Shape], useful: Sequence[Shape], pace: float, small: bool = False) -> Scale:
    """Return the bars in the corner where they cover the least of the route and of what else is *useful*.

    A small one has metres only, and no arrow; where it would cover the route it is left out, with no size.
    """
    most = min(130, sheet.size[0] / 4) / sheet.scale
    metres = max((m * 10**k for m in (1, 2, 5) for k in range(5) if m * 10**k <= most), default=1)
    a_minute = pace * 60
    minutes = max((n for n in (1, 2, 3, 5, 10, 15, 20, 30, 60) if n * a_minute <= most), default=0)
    if small:
        minutes = 0
    metres_long, minutes_long = metres * sheet.scale, minutes * a_minute * sheet.scale
    width, height = (14 + max(metres_long, 30), 22.0) if small else (62 + max(metres_long, minutes_long, 60), 44.0)
    (frame_width, frame_height), edge = sheet.size, 7.0
    right, top = frame_width - width - edge, frame_height - height - edge
    corners = [(edge, edge), (right, edge), (edge, top), (right, top)]
    boxes = [(box(x + width / 2, y + height / 2, width, height), x, y) for x, y in corners]
    costs = [sum(20 * b.touches(r) for r in route) + sum(b.touches(c) for c in useful) for b, _, _ in boxes]
    if small and min(costs) >= 20:
        return Scale(0, 0, 0, 0, 0, 0.0, 0, 0.0)
    _, x, y = boxes[costs.index(min(costs))]
    return Scale(x, y, width, height, metres, metres_long, minutes, minutes_long)
