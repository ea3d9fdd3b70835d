"""The whole walk as one line, as the page follows it: metres count from the first stop to the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tour.geo import length
from tour.model import Place, Tour
from tour.words import figures


@dataclass(frozen=True, slots=True)
class Line:
    """The legs of a tour, joined end to end."""

    places: tuple[Place, ...]
    metres: Mapping[str, float]
    """Of each stop that a leg touches, by its slug, along the line."""
    kerbs: tuple[Mapping[str, Any], ...]  # JSON
    """Each roadway that the line crosses: its street, as it is called and as signs shorten it, and its kerbs, in metres
    along the line."""


def line(tour: Tour) -> Line:
    """Return the walk of *tour*; where two legs meet, their place stands once."""
    places: list[Place] = []
    metres: dict[str, float] = {}
    kerbs: list[Mapping[str, Any]] = []
    for leg in tour.legs:
        if places[-1:] == list(leg.path[:1]):
            del places[-1:]
        starts = length([*places, *leg.path[:1]])
        metres.setdefault(leg.start, starts)
        metres[leg.end] = starts + length(leg.path)
        kerbs.extend(
            {
                "street": kerb.street,
                "sign": figures.street(kerb.street),
                "near": round(starts + kerb.near_metres, 1),
                "far": round(starts + kerb.far_metres, 1),
            }
            for kerb in leg.kerbs
        )
        places.extend(leg.path)
    return Line(tuple(places), metres, tuple(kerbs))
