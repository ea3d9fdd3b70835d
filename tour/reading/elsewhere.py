"""A map that is not the walk's: the card would be blank, and nothing else would tell."""

from __future__ import annotations

from collections.abc import Sequence

from tour import geo
from tour.diagnostics import Diagnostic, Span
from tour.model import Feature, Stop

_NEAR = 20_000.0
"""Metres from some stop within which a map has something."""


def map_elsewhere(features: Sequence[Feature], stops: Sequence[Stop], path: str) -> list[Diagnostic]:
    """Return a warning where the whole map in file *path* lies far from all *stops*; nothing where there is neither."""
    places = [stop.place for stop in stops if stop.place]
    nearest = float("inf")
    for feature in features if places else ():
        nearest = min(nearest, *(geo.distance(feature.places[0], place) for place in places))
        if nearest <= _NEAR:
            return []
    if not features or not places:
        return []
    message = f"nothing on this map is near the walk: all of it is {nearest / 1000:.0f} km away, or more"
    hint = "are longitude and latitude swapped? GeoJSON writes longitude first"
    return [Diagnostic(Span(path, 1, 1), message, hint, "warning", "map")]
