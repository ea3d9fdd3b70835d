"""Room for the names on a map: searched for, never assumed. What finds none is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import dist, isfinite

from tour.map.drawing import WIDTHS, Label, Measure
from tour.map.label_spots import Shown, Wanted, area_names, point_names, street_names
from tour.map.named_ground import Fits, NamedGround
from tour.map.nearest import Nearest
from tour.map.overlaps import Crowd, Point, Shape, Size, strokes
from tour.model import Feature

_EDGE = 3.0
"""Points that a label keeps from the frame."""
_ON_STREET = 12.0
"""What it costs to cover a piece of street."""
_FAR = 0.12
"""What each point of distance from the route costs."""
_MOST_NAMES = 350
"""For which room is looked for. Some two hundred find it on the largest paper."""
_REPEAT = 320.0
"""Points between two labels of one long street."""
_ORDER = (
    "major", "station", "water", "square", "park", "crossed", "building", "collector", "local", "path", "steps", "rail",
)  # fmt: skip
"""Who looks for room first."""


@dataclass(frozen=True, slots=True)
class Page:
    """What names are written on."""

    size: Size
    taken: Crowd
    """What no name may cover; it grows by each."""
    route: Nearest
    """Some points on it: a name helps where the walker passes."""
    apart: float = 0.0
    """Points between two places where one name stands, whatever bears it."""

    def holds(self, x: float, y: float) -> bool:
        return 0 < x < self.size[0] and 0 < y < self.size[1]

    def free(self, ground: Shape) -> bool:
        return ground.within(*self.size, _EDGE) and self.taken.free(ground)

    def far(self, x: float, y: float) -> float:
        """Return about how far (*x*, *y*) is from the route."""
        return self.route.far((x, y))


def place_labels(shown: Sequence[Shown], crossed: frozenset[str], page: Page, measure: Measure) -> Iterator[Label]:
    """Yield the names that found room on *page*, the most useful first; none whose letters *measure* has no font for.

    *crossed* are the streets that the walk crosses: a walker counts corners, so these come before other side streets.
    """
    together = _together(shown)
    soft, named = Crowd(_lines(shown, page.size)), NamedGround(shown, page.size)
    stands: dict[str, list[Point]] = {}
    for pieces in sorted(_nearest(together, page), key=lambda pieces: _rank(pieces[0][0], crossed)):
        feature = pieces[0][0]
        if not feature.name or not isfinite(measure(feature.name, 1.0, False)):
            continue
        repeats = 2 if feature.kind == "major" else 1
        others = stands.setdefault(feature.name, [])
        for label in _cheapest(_wanted(pieces, page.size, measure, named), repeats, page, soft, others):
            others.append((label.x, label.y))
            yield label


def place_one(wanted: Iterable[Wanted], page: Page) -> Iterator[Label]:
    """Yield the cheapest of the labels *wanted* that finds room on *page*; none when none does."""
    yield from _cheapest(((one, _anywhere) for one in wanted), 1, page, Crowd(), ())


def _anywhere(middle: Point, angle: float, ground: Shape) -> bool:
    return True


def _together(shown: Iterable[Shown]) -> list[list[Shown]]:
    """Return what is named once: the pieces of a street, a river or a rail, and a station by itself."""
    found: dict[tuple[str, ...], list[Shown]] = {}
    for number, (feature, points) in enumerate(shown):
        kind = "street" if feature.kind in WIDTHS else feature.kind
        alone = str(number) if feature.shape == "point" else ""
        found.setdefault((feature.name, kind, alone), []).append((feature, points))
    return [sorted(pieces, key=lambda one: _ORDER.index(one[0].kind)) for pieces in found.values()]


def _nearest(together: Sequence[list[Shown]], page: Page) -> list[list[Shown]]:
    """Return what is given a name: all of it, or of more than `_MOST_NAMES` what lies nearest to the route."""
    named = [pieces for pieces in together if pieces[0][0].name]
    if len(named) <= _MOST_NAMES:
        return named
    ranks = sorted(range(len(named)), key=lambda rank: min(page.far(*points[0]) for _, points in named[rank]))
    return [named[rank] for rank in sorted(ranks[:_MOST_NAMES])]


def _lines(shown: Iterable[Shown], size: Size) -> Iterator[Shape]:
    """Yield the ground of streets and rails that lies between the frame's sides."""
    for feature, points in shown:
        if feature.shape == "line":
            for piece in strokes(points, WIDTHS.get(feature.kind, 2.0)):
                if piece.right > 0 and piece.left < size[0]:
                    yield piece


def _rank(feature: Feature, crossed: frozenset[str]) -> int:
    if feature.name in crossed and feature.kind != "major":
        return _ORDER.index("crossed")
    return _ORDER.index(feature.kind)


def _wanted(pieces: Sequence[Shown], size: Size, measure: Measure, named: NamedGround) -> Iterator[tuple[Wanted, Fits]]:
    feature = pieces[0][0]
    if feature.shape == "line":
        fits = named.fits(pieces[0])
        for wanted in street_names(feature, [points for _, points in pieces], size, measure):
            yield wanted, fits
        return
    for one in pieces:
        fits = named.fits(one)
        names = area_names(*one, size, measure) if one[0].shape == "area" else point_names(feature, one[1][0], measure)
        for wanted in names:
            yield wanted, fits


def _cheapest(
    wanted: Iterable[tuple[Wanted, Fits]], repeats: int, page: Page, soft: Crowd, others: Sequence[Point]
) -> Iterator[Label]:
    """Yield up to *repeats* of the cheapest labels that fit, far from each other and from *others* of the same name;
    each is added to the page.

    It costs something to cover any of *soft*.
    """
    # Cheapest first. A label's price is found only when its cost alone is the least left: most are never asked.
    queue: list[tuple[float, int, Wanted, Fits, Shape | None]] = [
        (one[0], index, one, fits, None) for index, (one, fits) in enumerate(wanted) if page.holds(one[1], one[2])
    ]
    heapify(queue)
    placed: list[Point] = []
    while queue and len(placed) < repeats:
        _, index, one, fits, ground = heappop(queue)
        cost, x, y, angle, name = one
        if ground is None:
            ground = name.ground(x, y, angle)
            if page.free(ground) and fits((x, y), angle, ground):
                cost += _ON_STREET * soft.touched(ground) + _FAR * page.far(x, y)
                heappush(queue, (cost, index, one, fits, ground))
        elif _alone((x, y), placed, others, page.apart) and page.taken.free(ground):
            page.taken.add(ground)
            placed.append((x, y))
            yield name.at(x, y, angle)


def _alone(here: Point, placed: Sequence[Point], others: Sequence[Point], apart: float) -> bool:
    """Say whether a name stands far enough *here* from where it stands already."""
    far = max(_REPEAT, apart)
    return all(dist(here, at) > far for at in placed) and all(dist(here, at) > apart for at in others)
