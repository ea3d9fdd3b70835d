"""What of a line or an area a frame shows: the rest costs neither time nor bytes, however far it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tour.map.overlaps import Point, Size
from tour.osm import clip

BEYOND = 12.0
"""Points round the frame that are kept: an edge made by cutting is drawn where nobody sees it."""


def clipped_area(points: Sequence[Point], size: Size, beyond: float = BEYOND) -> tuple[Point, ...]:
    """Return the part of an area that lies in the frame from (0, 0) to *size* or *beyond* points round it.

    Nothing when it has none. Parts of a bent area that the frame parts stay joined along its rim, out of sight.
    """
    return clip.clipped_ring(points, _box(size, beyond))


def clipped_line(points: Sequence[Point], size: Size, beyond: float = BEYOND) -> Iterator[tuple[Point, ...]]:
    """Yield the stretches of a line that lie in the frame from (0, 0) to *size* or *beyond* points round it."""
    return clip.clipped_line(points, _box(size, beyond))


def _box(size: Size, beyond: float) -> tuple[float, float, float, float]:
    return -beyond, -beyond, size[0] + beyond, size[1] + beyond
