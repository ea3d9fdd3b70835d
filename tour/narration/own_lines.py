"""The lines that the program itself says, between the author's."""

from __future__ import annotations

from tour.model import Say, Stop, Tour
from tour.narration.said_before import normalize
from tour.normalize import told


def line(tour: Tour, text: str, stop: Stop) -> Say:
    """Return a line that the program itself says; its place is the stop it speaks of."""
    return Say(text, normalize(told(text, tour.replaced), tour.language), -1, stop.span)
