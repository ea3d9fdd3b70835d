"""Clips that cut nothing off: the rectangle as large as the drawing that design programs lay round every frame.

CSS Masking 1, section 7. Any other clip is refused: paths are drawn whole here.
"""

from __future__ import annotations

import re

from tour.reading.drawings.transforms import Matrix
from tour.reading.drawings.values import Wrong, length
from tour.reading.xml_tree import Element

_NAMED = re.compile(r"url\(\s*[\"']?#([^\"'()\s]+)[\"']?\s*\)")
_OFF = 1e-3
"""Of the drawing's units: less than anybody sees."""

Clips = dict[str, tuple[float, float, float, float]]
"""Left, top, right and bottom of a rectangle, by the clip's id."""


def rectangles(root: Element) -> Clips:
    """Return the clips of the drawing that are one upright rectangle."""
    found: Clips = {}
    for element in root.all():
        shapes = [child for child in element.children if child.name not in ("title", "desc")]
        plain = element.name == "clipPath" and not _changed(element) and len(shapes) == 1
        if plain and shapes[0].name == "rect" and not _changed(shapes[0]):
            box = _box(shapes[0])
            if box and "id" in element.attributes:
                found[element.attributes["id"]] = box
    return found


def _changed(element: Element) -> bool:
    """Say whether something moves or cuts the element, or measures it otherwise."""
    asked = ("transform", "style", "class", "clip-path", "rx", "ry", "clipPathUnits", "display")
    return any(name in element.attributes and element.attributes[name] != "userSpaceOnUse" for name in asked)


def _box(rect: Element) -> tuple[float, float, float, float] | None:
    try:
        x, y, wide, high = (length(name, rect.attributes.get(name, "0")) for name in ("x", "y", "width", "height"))
    except Wrong:
        return None
    return x, y, x + wide, y + high


def idle(value: str, known: Clips, place: Matrix, size: tuple[float, float]) -> bool:
    """Say whether the clip that *value* names leaves the whole drawing, of *size*, to be seen from where *place* is."""
    found = _NAMED.fullmatch(value.strip())
    box = known.get(found[1]) if found else None
    a, b, c, d, e, f = place
    if not box or b or c:
        return False
    across, down = sorted((a * box[0] + e, a * box[2] + e)), sorted((d * box[1] + f, d * box[3] + f))
    covers = across[0] <= _OFF and across[1] >= size[0] - _OFF
    return covers and down[0] <= _OFF and down[1] >= size[1] - _OFF
