"""Distances, directions and lines on the ground. Pure functions over places in degrees, WGS 84; lengths are metres.

The earth is taken as a sphere, which is at most 0.5 % off; a local drawing on it adds 0.05 % over 4 km.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from math import asin, atan2, cos, degrees, dist, hypot, inf, radians, sin, sqrt

from tour.model import Place

EARTH_RADIUS = 6_371_008.8
"""Metres. The mean radius R1: Moritz 2000, "Geodetic Reference System 1980", J. Geodesy 74(1), p. 128."""
METRES_A_MILE = 1609.344
MOST_CUTS = 64
"""Of a piece of a line that is simplified."""

Path = Sequence[Place]


def distance(a: Place, b: Place) -> float:
    """Return the metres between *a* and *b* (haversine: Sinnott 1984, Sky & Telescope 68(2), p. 159)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(half)))


def bearing(a: Place, b: Place) -> float:
    """Return the direction in which *b* is seen from *a*: degrees clockwise from north, 0 ≤ bearing < 360.

    The initial course of the great circle (Snyder 1987, USGS Professional Paper 1395, equation 5-4b).
    """
    lat_a, lat_b, turn = radians(a.lat), radians(b.lat), radians(b.lon - a.lon)
    east = sin(turn) * cos(lat_b)
    north = cos(lat_a) * sin(lat_b) - sin(lat_a) * cos(lat_b) * cos(turn)
    # Twice: the remainder of a tiny negative angle rounds up to 360.
    return degrees(atan2(east, north)) % 360.0 % 360.0


def length(path: Path) -> float:
    """Return the metres along *path*; 0 for fewer than two places."""
    return sum(distance(a, b) for a, b in pairwise(path))


def distances(path: Path) -> list[float]:
    """Return for each place of *path* its metres from the start, along the path."""
    if not path:
        return []
    metres = [0.0]
    for a, b in pairwise(path):
        metres.append(metres[-1] + distance(a, b))
    return metres


@dataclass(frozen=True, slots=True)
class Frame:
    """A flat drawing of the ground round *origin*: x metres to the east, y metres to the north.

    Equirectangular (Snyder 1987, USGS Professional Paper 1395, section 12). Good for some kilometres; not at a pole.
    """

    origin: Place

    def to_xy(self, place: Place) -> tuple[float, float]:
        """Return where *place* is drawn, in metres east and north of the origin."""
        # The short way round, also across the 180th meridian.
        turn = (place.lon - self.origin.lon + 180.0) % 360.0 - 180.0
        x = EARTH_RADIUS * radians(turn) * cos(radians(self.origin.lat))
        return x, EARTH_RADIUS * radians(place.lat - self.origin.lat)

    def to_place(self, x: float, y: float) -> Place:
        """Return the place that is drawn *x* metres east and *y* metres north of the origin."""
        lon = self.origin.lon + degrees(x / (EARTH_RADIUS * cos(radians(self.origin.lat))))
        return Place(self.origin.lat + degrees(y / EARTH_RADIUS), (lon + 180.0) % 360.0 - 180.0)


def crosses_180(a: Place, b: Place) -> bool:
    """Say whether the short way from *a* to *b* leads over the 180th meridian."""
    return abs(a.lon - b.lon) > 180


def parted_at_180(path: Path) -> list[list[Place]]:
    """Return *path* as it is or, where it crosses the 180th meridian, cut there: each part keeps to one side of it."""
    parts = [list(path[:1])]
    for a, b in pairwise(path):
        if crosses_180(a, b):
            edge = 180.0 if a.lon > 0 else -180.0
            run = (b.lon - a.lon) + (360.0 if edge > 0 else -360.0)
            lat = a.lat + (b.lat - a.lat) * ((edge - a.lon) / run if run else 0.0)
            parts[-1].append(Place(lat, edge))
            parts.append([Place(lat, -edge)])
        parts[-1].append(b)
    return parts


def along(path: Path, metres: float) -> Place:
    """Return the place *metres* along *path*; before its start the first place, beyond its end the last."""
    if metres <= 0:
        return path[0]
    for a, b in pairwise(path):
        piece = distance(a, b)
        if metres < piece:
            return _between(a, b, metres / piece)
        metres -= piece
    return path[-1]


def cut(path: Path, start: float, end: float) -> tuple[Place, ...]:
    """Return the part of *path* from *start* to *end*, both metres along it, with its ends put in."""
    inner = [place for place, metres in zip(path, distances(path), strict=True) if start < metres < end]
    return joined([along(path, start)], inner, [along(path, end)])


def joined(*paths: Path) -> tuple[Place, ...]:
    """Return the paths one after another as one, without a place that repeats the one before it."""
    return tuple(place for place, _ in groupby(chain.from_iterable(paths)))


def nearest(path: Path, place: Place) -> tuple[float, float]:
    """Return how far *path* stays from *place*, and how far along it comes nearest: metres off, metres along."""
    best = (distance(path[0], place), 0.0)
    start = 0.0
    for a, b in pairwise(path):
        off, fraction = onto(a, b, place)
        piece = distance(a, b)
        if off < best[0]:
            best = (off, start + fraction * piece)
        start += piece
    return best


def onto(a: Place, b: Place, place: Place) -> tuple[float, float]:
    """Return how far the piece from *a* to *b* stays from *place*, in metres, and where: 0 at *a*, 1 at *b*."""
    frame = Frame(place)
    return _onto(frame.to_xy(a), frame.to_xy(b), (0.0, 0.0))


def meeting(path: Path, other: Path) -> tuple[float, float]:
    """Return how near *path* comes to *other*, 0 where they cross, and where first: metres off, metres along *path*.

    Infinitely far when either has no place.
    """
    if not path or not other:
        return inf, 0.0
    frame = Frame(path[0])
    theirs = _pieces(other, frame)
    best, start = (inf, 0.0), 0.0
    for p, q in _pieces(path, frame):
        piece = dist(p, q)
        for r, s in theirs:
            off, fraction = _meeting(p, q, r, s)
            if off < best[0]:
                best = (off, start + fraction * piece)
        start += piece
    return best


def simplify(path: Path, tolerance_m: float) -> tuple[Place, ...]:
    """Return *path* with fewer places: none that is dropped lies more than *tolerance_m* metres off the result.

    Douglas & Peucker 1973, Cartographica 10(2), pp. 112-122; a stack in place of their recursion, and distances to the
    piece, not to the endless line through it, so that a loop whose ends meet is kept. A piece that has been cut
    `MOST_CUTS` times is then cut in the middle: at its farthest place alone, the time could grow as the square.
    """
    if len(path) < 3:
        return tuple(path)
    frame = Frame(path[0])
    points = [frame.to_xy(place) for place in path]
    kept = {0, len(path) - 1}
    open_pieces = [(0, len(path) - 1, 0)]
    while open_pieces:
        first, last, cuts = open_pieces.pop()
        farthest, off = first, tolerance_m
        for i in range(first + 1, last):
            here = _onto(points[first], points[last], points[i])[0]
            if here > off:
                farthest, off = i, here
        if farthest != first:
            if cuts >= MOST_CUTS:
                farthest = (first + last) // 2
            kept.add(farthest)
            open_pieces += [(first, farthest, cuts + 1), (farthest, last, cuts + 1)]
    return tuple(path[i] for i in sorted(kept))


_Point = tuple[float, float]


def _pieces(path: Path, frame: Frame) -> list[tuple[_Point, _Point]]:
    """Return both ends of each piece of *path*. One place alone is a piece of no length."""
    points = [frame.to_xy(place) for place in path]
    if len(points) == 1:
        points *= 2
    return list(pairwise(points))


def _between(a: Place, b: Place, fraction: float) -> Place:
    """Return the place *fraction* of the way from *a* to *b*."""
    frame = Frame(a)
    x, y = frame.to_xy(b)
    return frame.to_place(x * fraction, y * fraction)


def _onto(a: _Point, b: _Point, point: _Point) -> tuple[float, float]:
    """Return metres from *point* to the piece *a*-*b*, and the fraction of it at which that is."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    fraction = 0.0
    if square:
        fraction = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square
        fraction = min(1.0, max(0.0, fraction))
    return hypot(a[0] + fraction * dx - point[0], a[1] + fraction * dy - point[1]), fraction


def _meeting(p: _Point, q: _Point, r: _Point, s: _Point) -> tuple[float, float]:
    """Return metres between the pieces *p*-*q* and *r*-*s*, and the fraction of *p*-*q* at which they are so near."""
    p_side, q_side = _side(r, s, p), _side(r, s, q)
    if p_side * q_side < 0 and _side(p, q, r) * _side(p, q, s) < 0:
        return 0.0, p_side / (p_side - q_side)
    return min(_onto(p, q, r), _onto(p, q, s), (_onto(r, s, p)[0], 0.0), (_onto(r, s, q)[0], 1.0))


def _side(a: _Point, b: _Point, point: _Point) -> float:
    """Return more than 0 when *point* lies left of the line from *a* to *b*, less than 0 when right."""
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
