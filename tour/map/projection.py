"""Where places come to lie in the frame of a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tour.geo import Frame, distance
from tour.map.placing import Point, shape
from tour.model import Place, Tour

MARGIN = 30.0
"""Points kept free round the route, so that a disc finds room outside it."""
_NEAR = 120.0
"""Metres. A station so near to a stop is on the map: that is how people come."""


class Projection:
    """Places → points of one frame, north up."""

    def __init__(self, tour: Tour, width: float, height: float, around: Sequence[Place]) -> None:
        """Fit the whole walk into *width* × *height* points, or, if they are given, the places *around*."""
        self.size = (width, height)
        stops = [stop.place for stop in tour.stops if stop.place]
        stations = [f.places[0] for f in tour.map if f.kind == "station" and f.places]
        near = [place for place in stations if any(distance(place, stop) < _NEAR for stop in stops)]
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

    def holds(self, point: Point, margin: float = 4.0) -> bool:
        """Say whether *point* lies in the frame, *margin* points from its edge."""
        width, height = self.size
        return margin <= point[0] <= width - margin and margin <= point[1] <= height - margin

    def shows(self, points: Iterable[Point]) -> bool:
        """Say whether the frame may show some of *points* or of what lies between them."""
        ground = shape(points)
        return ground.right > 0 and ground.top > 0 and ground.left < self.size[0] and ground.bottom < self.size[1]
