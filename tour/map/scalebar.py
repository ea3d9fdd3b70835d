"""Room for a map's scale and north arrow."""

from __future__ import annotations

from collections.abc import Sequence

from tour.map.drawing import Scale
from tour.map.placing import Shape, box
from tour.map.projection import Projection


def place_scale(
    frame: Projection, route: Sequence[Shape], useful: Sequence[Shape], pace: float, small: bool = False
) -> Scale:
    """Return the bars in the corner where they cover the least of the route and of what else is *useful*.

    A small one has metres only, and no arrow; where it would cover the route it is left out, with no size.
    """
    most = min(130, frame.size[0] / 4) / frame.scale
    metres = max((m * 10**k for m in (1, 2, 5) for k in range(5) if m * 10**k <= most), default=1)
    a_minute = pace * 60
    minutes = max((n for n in (1, 2, 3, 5, 10, 15, 20, 30, 60) if n * a_minute <= most), default=0)
    if small:
        minutes = 0
    metres_long, minutes_long = metres * frame.scale, minutes * a_minute * frame.scale
    width, height = (14 + max(metres_long, 30), 22.0) if small else (62 + max(metres_long, minutes_long, 60), 44.0)
    (frame_width, frame_height), edge = frame.size, 7.0
    right, top = frame_width - width - edge, frame_height - height - edge
    corners = [(edge, edge), (right, edge), (edge, top), (right, top)]
    boxes = [(box(x + width / 2, y + height / 2, width, height), x, y) for x, y in corners]
    costs = [sum(20 * b.touches(r) for r in route) + sum(b.touches(c) for c in useful) for b, _, _ in boxes]
    if small and min(costs) >= 20:
        return Scale()
    _, x, y = boxes[costs.index(min(costs))]
    return Scale(x, y, width, height, metres, metres_long, minutes, minutes_long)
