"""A recorded walk made straight."""

from itertools import pairwise
from math import pi

import numpy as np
import pytest

from tour import geo
from tour.model import Place
from tour.reading.smoothing import MOST_POINTS, straighten

FRAME = geo.Frame(Place(34.0625, -118.355))
CORNERS = [(0, 0), (400, 0), (400, -30), (0, -30), (0, -430)]
"""A street, across it, back on its other side, and round a corner: 1230 m."""
TRUE = 1230.0


def recorded(step: float, noise: str, metres: float, seed: int, stand: int = 0) -> list[Place]:
    """Return the walk round CORNERS as a receiver writes it, a point each *step* metres, *stand* points at a corner."""
    points = [np.array(CORNERS[:1], float)]
    for a, b in pairwise(np.array(CORNERS, float)):
        points += [np.linspace(a, b, round(float(np.hypot(*(b - a))) / step) + 1)[1:], np.repeat([b], stand, axis=0)]
    clean = np.concatenate(points)
    return [FRAME.to_place(float(x), float(y)) for x, y in clean + errors(len(clean), noise, metres, seed)]


def errors(count: int, noise: str, metres: float, seed: int) -> np.ndarray:
    """Return *count* errors east and north: ``white`` (normal), ``ring`` (always so far off), ``drift`` (slow)."""
    random = np.random.default_rng(seed)
    if noise == "ring":
        angle = random.uniform(0, 2 * pi, count)
        return metres * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    white = random.normal(0, metres, (count, 2))
    if noise == "white":
        return white
    keep = np.exp(-1 / 30)
    drift = white.copy()
    for i in range(1, count):
        drift[i] = keep * drift[i - 1] + np.sqrt(1 - keep**2) * white[i]
    return drift


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("step", "noise", "metres", "percent"),
    [(1.1, "white", 10, 2), (5, "white", 10, 3), (1.1, "ring", 10, 2), (1.1, "white", 3, 2), (1.1, "drift", 4, 5)],
)
def test_the_walk_is_as_long_as_it_was(step: float, noise: str, metres: float, percent: float, seed: int) -> None:
    path = recorded(step, noise, metres, seed)

    walked = straighten(path)

    assert geo.length(path) > 1.3 * TRUE
    assert geo.length(walked) == pytest.approx(TRUE, rel=percent / 100)


def test_standing_still_adds_no_way() -> None:
    walked = straighten(recorded(1.1, "white", 10, seed=1, stand=90))

    assert geo.length(walked) == pytest.approx(TRUE, rel=0.04)


def test_a_turning_point_is_not_rounded_off() -> None:
    there = [FRAME.to_place(x * 1.1, 0) for x in range(400)]
    noise = errors(800, "white", 10, seed=2)
    path = [FRAME.to_place(*np.add(FRAME.to_xy(p), e)) for p, e in zip(there + there[::-1], noise, strict=True)]

    walked = straighten(path)

    assert max(FRAME.to_xy(place)[0] for place in walked) == pytest.approx(439, abs=5)


def test_without_noise_nothing_is_lost() -> None:
    assert geo.length(straighten(recorded(1.1, "white", 0, seed=0))) == pytest.approx(TRUE, rel=0.005)


def test_a_gap_in_the_recording_is_a_straight_line() -> None:
    path = recorded(1.1, "white", 3, seed=3)

    walked = straighten(path[:100] + path[250:])

    assert geo.length(walked) == pytest.approx(TRUE, rel=0.02)


def test_a_long_recording_is_thinned_first() -> None:
    path = recorded(TRUE / (2.5 * MOST_POINTS), "white", 10, seed=4)

    assert geo.length(straighten(path)) == pytest.approx(TRUE, rel=0.02)


def test_one_spot_recorded_over_and_over_has_no_length() -> None:
    assert geo.length(straighten([FRAME.origin] * 40)) < 0.01
