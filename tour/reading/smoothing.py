"""A recorded walk made straight: what a receiver wrote down, without its noise.

Measured as recorded, a 1 Hz trace of a 3.75 km walk with 10 m of noise reads 14 to 60 km. A moving average rounds off
corners and turning points, and leaves most of an error that drifts; Douglas-Peucker alone keeps every point that
strays by more than its tolerance. A walker goes straight for a while, turns, or stands still: so the fewest straight
stretches that explain the points are fitted, in time as well as on the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, log

import numpy as np
from numpy.typing import NDArray

from tour.geo import Frame
from tour.model import Place

_Floats = NDArray[np.float64]

MOST_POINTS = 4000
"""Longer recordings are averaged in groups first: the work grows with points times longest stretch."""
LONGEST_STRETCH = 500
"""Points. A longer one gets a corner that turns nothing."""
QUIET = 0.5
"""Metres. No receiver is taken to be better than this."""


def straighten(path: Sequence[Place]) -> tuple[Place, ...]:
    """Return the line walked, given the places that a receiver recorded at an even rhythm, 30 or more.

    Piecewise linear least squares: the stretches by dynamic programming (Bellman 1961, Comm. ACM 4(6), p. 284), their
    number by a penalty for each, then one continuous line through the corners found.
    """
    frame = Frame(path[0])
    points = _grouped(_without_gaps(np.array([frame.to_xy(place) for place in path])))
    corners = _corners(points, _variance(points))
    return tuple(frame.to_place(float(x), float(y)) for x, y in _line(points, corners))


def _without_gaps(points: _Floats) -> _Floats:
    """Fill the gaps in which the receiver was silent with points on a straight line, at the rhythm of the rest."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    if not np.any(steps > 0):
        return points
    usual = float(np.median(steps[steps > 0]))
    pieces = []
    for start, end, step in zip(points[:-1], points[1:], steps, strict=True):
        count = 1
        if step > max(10.0, 6 * usual):
            count = max(1, min(MOST_POINTS, round(step / usual)))
        pieces.append(np.linspace(start, end, count, endpoint=False) if count > 1 else start[None])
    return np.concatenate([*pieces, points[-1:]])


def _grouped(points: _Floats) -> _Floats:
    """Return *points*, averaged in groups of the least size that leaves no more than MOST_POINTS."""
    size = ceil(len(points) / MOST_POINTS)
    starts = np.arange(0, len(points), size)
    counts = np.diff(np.append(starts, len(points)))
    return np.asarray(np.add.reduceat(points, starts, axis=0) / counts[:, None])


def _variance(points: _Floats) -> float:
    """Return the noise in square metres: the scatter round short straight fits, more when the error drifts.

    Neighbours whose errors agree tell less than as many strangers, by (1 + r) / (1 - r) at a correlation r from one
    point to the next (Bayley & Hammersley 1946, J. R. Stat. Soc. Suppl. 8(2), p. 184). Without this, drift was taken
    for walking, and a drift of 10 m made 3.75 km read 4.4.
    """
    width = min(31, len(points))
    time = np.arange(width) - (width - 1) / 2
    scatter, kinship = [], []
    for start in range(0, len(points) - width + 1, max(1, width // 2)):
        window = points[start : start + width] - points[start : start + width].mean(axis=0)
        rest = window - np.outer(time, time @ window / (time @ time))
        squares = float((rest**2).sum())
        scatter.append(squares / (2 * width - 4))
        kinship.append(float((rest[1:] * rest[:-1]).sum()) / squares if squares > 0 else 0.0)
    r = min(max(float(np.median(kinship)), 0.0), 0.95)
    return max(float(np.median(scatter)), QUIET**2) * (1 + r) / (1 - r)


def _corners(points: _Floats, variance: float) -> list[int]:
    """Return at which points a new stretch begins, without the first."""
    count = len(points)
    # Three times the Bayesian information criterion of a corner (two coordinates and a time): tried 0.5 to 4 on white
    # and drifting noise; below 2 drift makes corners, above 4 real ones go.
    penalty = 9 * log(count)
    middle = points - points.mean(axis=0)
    sums = _sums(middle)
    moments = _sums(middle * np.arange(count)[:, None])
    squares = _sums((middle**2).sum(axis=1))
    cost, begins = np.zeros(count + 1), np.zeros(count + 1, dtype=np.int64)
    for end in range(1, count + 1):
        start = np.arange(max(0, end - LONGEST_STRETCH), end)
        size = end - start
        total = sums[end] - sums[start]
        slope = moments[end] - moments[start] - total * ((start + end - 1) / 2)[:, None]
        spread = np.maximum(size * (size * size - 1) / 12, 1e-9)
        rest = squares[end] - squares[start] - (total**2).sum(axis=1) / size - (slope**2).sum(axis=1) / spread
        totals = cost[start] + rest / variance + penalty
        best = int(np.argmin(totals))
        cost[end], begins[end] = totals[best], start[best]
    corners = []
    end = int(begins[count])
    while end > 0:
        corners.append(end)
        end = int(begins[end])
    return corners[::-1]


def _line(points: _Floats, corners: list[int]) -> _Floats:
    """Return the continuous line, in least squares, with a knot at both ends and one just before each corner."""
    last = len(points) - 1
    knots = np.array([0.0, *(corner - 0.5 for corner in corners if corner < last), float(last)])
    hats = np.stack([np.interp(np.arange(last + 1), knots, row) for row in np.eye(len(knots))], axis=1)
    return np.asarray(np.linalg.lstsq(hats, points, rcond=None)[0])


def _sums(values: _Floats) -> _Floats:
    """Return the running sums of *values*, with 0 before the first."""
    return np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])
