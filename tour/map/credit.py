"""Whose data a map is made of, said on the map itself."""

from __future__ import annotations

from collections.abc import Sequence

from tour.map.drawing import LEADING, Label, Measure
from tour.map.overlaps import Crowd, Shape, Size
from tour.model import Tour
from tour.words.language import words_of

_SIZE = 7.0
"""Of the type, in points."""
_EDGE = 4.0
"""Points that it keeps from the frame."""


def place_credit(tour: Tour, size: Size, route: Sequence[Shape], measure: Measure) -> tuple[Label, ...]:
    """Return the credit in the first corner where it covers nothing of the route: from the lower right one on."""
    words = words_of(tour)("map.openstreetmap")
    wide, high = measure(words, _SIZE, False), _SIZE * LEADING
    left, right = _EDGE + wide / 2, size[0] - _EDGE - wide / 2
    low, top = _EDGE + high / 2, size[1] - _EDGE - high / 2
    walked = Crowd(route)
    corners = ((right, low), (left, low), (right, top), (left, top))
    labels = [Label((words,), x, y, 0.0, _SIZE, wide, "credit") for x, y in corners]
    return (next((label for label in labels if walked.free(label.ground)), labels[0]),)
