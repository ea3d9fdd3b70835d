"""Where places come to lie in the frame of a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tour.geo import Frame, distance
from tour.map.overlaps import Point, Size, shape
from tour.model import Place, Tour

MARGIN = 30.0
"""Points kept free round the route, so that a disc finds room outside it."""
_NEAR = 120.0
"""Metres. A station so near to a stop is on the map: that is how people come."""


_LEAST = 60.0
"""Metres, both ways, that a map shows at least."""
_LARGEST = 3.0
"""Points a metre: no map is drawn larger than one point to a foot."""
_SURROUNDINGS = 20.0
"""Metres of ground that a close-up shows round its places, both sides together."""
_CLOSE_MARGIN = 15.0


class Projection:
    """Places → points of one frame, north up."""

    def __init__(self, tour: Tour, size: Size, around: Sequence[Place] = ()) -> None:
        """Fit the whole walk into *size*, in points, or, if they are given, the places *around*."""
        self.size = size
        places = list(around) or _walked(tour) or [Place(0.0, 0.0)]
        self._frame = Frame(places[0])
        margin, extra = (_CLOSE_MARGIN, _SURROUNDINGS) if around else (MARGIN, 0.0)
        ground = shape(map(self._frame.to_xy, places))
        wide, high = ground.right - ground.left + extra, ground.top - ground.bottom + extra
        self.scale: float = min(
            (size[0] - 2 * margin) / max(wide, _LEAST), (size[1] - 2 * margin) / max(high, _LEAST), _LARGEST
        )
        self._left = size[0] / 2 - self.scale * (ground.left + ground.right) / 2
        self._bottom = size[1] / 2 - self.scale * (ground.bottom + ground.top) / 2
        if tour.reach and not around:
            self._slide(self.points(places), self.points(tour.reach))

    def _slide(self, walk: Sequence[Point], reach: Sequence[Point]) -> None:
        """Move the ground so that the frame shows less beyond the map's *reach*, with the *walk* still inside.

        A map is often cut to one side of the walk: by a bay, a border, or where the export ended.
        """
        shifts = []
        for axis in (0, 1):
            along = [point[axis] for point in walk]
            low, high = reach[0][axis], reach[1][axis]
            # Between these two the frame shows as little beyond the map as it can; nearest to the middle is best.
            bounds = sorted((self.size[axis] - high, -low))
            shift = min(max(0.0, bounds[0]), bounds[1])
            shifts.append(min(max(shift, MARGIN - min(along)), self.size[axis] - MARGIN - max(along)))
        self._left += shifts[0]
        self._bottom += shifts[1]

    @property
    def corners(self) -> tuple[Place, Place]:
        """The places at the lower left and the upper right corner of the frame."""
        low = -self._left / self.scale, -self._bottom / self.scale
        high = (self.size[0] - self._left) / self.scale, (self.size[1] - self._bottom) / self.scale
        return self._frame.to_place(*low), self._frame.to_place(*high)

    def point(self, place: Place) -> Point:
        x, y = self._frame.to_xy(place)
        return self._left + self.scale * x, self._bottom + self.scale * y

    def points(self, places: Iterable[Place]) -> tuple[Point, ...]:
        return tuple(map(self.point, places))

    def holds(self, point: Point, margin: float = 4.0) -> bool:
        """Say whether *point* lies in the frame, *margin* points from its edge."""
        width, height = self.size
        return margin <= point[0] <= width - margin and margin <= point[1] <= height - margin

    def shows(self, points: Iterable[Point]) -> bool:
        """Say whether the frame may show some of *points* or of what lies between them."""
        ground = shape(points)
        return ground.right > 0 and ground.top > 0 and ground.left < self.size[0] and ground.bottom < self.size[1]


def _walked(tour: Tour) -> list[Place]:
    """Return all places that the walk's own map must show: stops, legs, and stations near a stop."""
    places = [stop.place for stop in tour.stops if stop.place]
    near = [station for station in _stations(tour) if any(distance(station, stop) < _NEAR for stop in places)]
    places += near
    for leg in tour.legs:
        places += leg.path
    return places


def _stations(tour: Tour) -> list[Place]:
    return [feature.places[0] for feature in tour.map if feature.kind == "station" and feature.places]
