"""What a map is painted with. Paper, page and cover each have a pen, and one painter leads all of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from tour.map.drawing import Disc, Label
from tour.map.inks import Ink
from tour.map.overlaps import Point

Wave = tuple[Point, float]
"""Where it starts, and how long it is."""


class Pen(Protocol):
    """Points are those of the drawing, y upwards. What is painted later covers what is there.

    A pen that inherits from this may leave out what has a default.
    """

    def lines(self, lines: Sequence[Sequence[Point]], ink: Ink) -> None:
        """Draw *lines*, corners round, as one figure."""

    def outlines(self, outlines: Sequence[Sequence[Point]], ink: Ink) -> None:
        """Fill the closed *outlines*, which all run the same way, and draw their edges, corners round, as one figure.

        Where they overlap they add up: the non-zero winding rule. An ink without a stroke has no edges.
        """

    def circle(self, at: Point, radius: float, ink: Ink) -> None:
        """Draw a filled circle round *at*; half its stroke lies outside *radius*."""

    def square(self, at: Point, ink: Ink) -> None:
        """Draw an upright square round *at*, its corners a little round. Default: none."""
        return

    def waves(self, waves: Sequence[Wave], ink: Ink) -> None:
        """Draw each of *waves* from its start to the right, first up, then down. Default: none."""
        return

    def number(self, digits: str, at: Point, ink: Ink) -> None:
        """Write a stop's number in bold, the middle of its foot *at*. Default: nothing is written."""
        return

    def label(self, label: Label, ink: Ink) -> None:
        """Write a name with a halo that keeps it off what lies below. Default: nothing is written."""
        return

    def stop(self, disc: Disc) -> AbstractContextManager[None]:
        """Say that what is painted meanwhile belongs to the stop of *disc*. Default: nobody is to know."""
        return nullcontext()
