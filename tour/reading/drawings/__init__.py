"""Reading line drawings: a small, safe part of SVG 2, as plain marks that any pen can follow.

    picture = read_drawing(data, "stops/art/lake-pit.svg")
    for mark in picture.marks:                          # back to front
        for run in mark.runs:
            move to run.start
            for step in run.steps:
                a line to step[0]                       # if len(step) == 1
                a cubic Bézier curve by step[0] and step[1] to step[2]    # if len(step) == 3
            close the run, if run.closed
        fill with mark.fill, if there is one; then stroke with mark.stroke, if there is one

Everything is in the drawing's own units: (0, 0) is its upper left corner, y goes DOWN, and the frame is picture.width
by picture.height. Transforms are done, lines, rectangles, circles and arcs are runs like any other, and mark.width has
been scaled too. Colours are "#rrggbb". What reaches beyond the frame is to be cut off by whoever draws.
"""

from __future__ import annotations

from tour.picture import Cap, Join, Mark, Picture, Point, Run, Step
from tour.reading.drawings.reader import read_drawing

__all__ = ["Cap", "Join", "Mark", "Picture", "Point", "Run", "Step", "read_drawing"]
