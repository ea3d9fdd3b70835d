"""Lines of so many places that they are looked at all at once: what `tour.geo` does place by place, by numpy.

Its own module, since numpy takes half a second to import, and most lines do without.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from tour.geo import EARTH_RADIUS, MOST_CUTS, Frame
from tour.model import Place

_Floats = NDArray[np.float64]


def simplify(path: Sequence[Place], tolerance_m: float, most: int) -> tuple[Place, ...]:
    """Return *path* as `tour.geo.simplify` does, or the first *most* + 1 places that are to be kept, where more are.

    Two to the last bit of a float: of places that are equally far off, another may be kept.
    """
    frame = Frame(path[0])
    points = np.array([frame.to_xy(place) for place in path])
    kept = {0, len(path) - 1}
    open_pieces = [(0, len(path) - 1, 0)]
    while open_pieces and len(kept) <= most:
        first, last, cuts = open_pieces.pop()
        if last - first < 2:
            continue
        offs = _offs(points[first], points[last], points[first + 1 : last])
        farthest = int(np.argmax(offs))
        if offs[farthest] > tolerance_m:
            cut = (first + last) // 2 if cuts >= MOST_CUTS else first + 1 + farthest
            kept.add(cut)
            open_pieces += [(first, cut, cuts + 1), (cut, last, cuts + 1)]
    return tuple(path[i] for i in sorted(kept))


def off(path: Sequence[Place], places: Sequence[Place]) -> list[float]:
    """Return for each of *places* how far *path*, of two places or more, stays from it: metres."""
    degrees = _degrees(path)
    return [_nearest(degrees, place) for place in places]


def _nearest(degrees: _Floats, place: Place) -> float:
    """Return metres from *place* to the line through *degrees*, north and east, drawn flat round it as a `Frame` is."""
    turns = (degrees[:, 1] - place.lon + 180.0) % 360.0 - 180.0
    x = EARTH_RADIUS * np.radians(turns) * cos(radians(place.lat))
    y = EARTH_RADIUS * np.radians(degrees[:, 0] - place.lat)
    dx, dy = np.diff(x), np.diff(y)
    squares = dx * dx + dy * dy
    shares = -(x[:-1] * dx + y[:-1] * dy) / np.where(squares > 0, squares, 1.0)
    shares = np.clip(shares, 0.0, 1.0)
    return float(np.hypot(x[:-1] + shares * dx, y[:-1] + shares * dy).min())


def _offs(a: _Floats, b: _Floats, points: _Floats) -> _Floats:
    """Return metres from each of *points* to the piece from *a* to *b*."""
    way = b - a
    square = float(way @ way)
    shares = np.clip((points - a) @ way / square, 0.0, 1.0) if square else np.zeros(len(points))
    rest = points - a - shares[:, None] * way
    return np.asarray(np.hypot(rest[:, 0], rest[:, 1]))


def nearest_corners(ring: Sequence[Place], hole: Sequence[Place], step: int) -> tuple[int, int]:
    """Return the indexes of a corner of each that lie near each other; of *ring* each *step*-th is looked at."""
    ours, theirs = _degrees(ring[::step]), _degrees(hole)
    apart = (ours[:, None, 0] - theirs[None, :, 0]) ** 2 + (ours[:, None, 1] - theirs[None, :, 1]) ** 2
    i, k = divmod(int(np.argmin(apart)), len(hole))
    return i * step, k


def _degrees(path: Sequence[Place]) -> _Floats:
    """Return latitude and longitude of each place, a row each."""
    found = np.empty((len(path), 2))
    found[:, 0] = [place.lat for place in path]
    found[:, 1] = [place.lon for place in path]
    return found
