"""Lists of places for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tour.diagnostics import Diagnostic, Span, TourError
from tour.model import Place
from tour.places.pins import Listed, Pin
from tour.places.read import read_places

HAVIS = Place(60.1676, 24.9521)
SENATE = Place(60.1695, 24.9522)


def read(folder: Path, content: str | bytes, name: str = "list") -> Listed:
    """Return what is read of a list with that *content*; its file has no ending, for nothing goes by it."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_places(path)


def faults(folder: Path, content: str | bytes) -> tuple[Diagnostic, ...]:
    """Return the faults of a list with that *content*, which must have some."""
    with pytest.raises(TourError) as caught:
        read(folder, content)
    assert all(fault.hint for fault in caught.value.diagnostics), "a fault says what to write instead"
    return caught.value.diagnostics


def pin(name: str, lat: float, lon: float, folder: str = "", number: int | None = None) -> Pin:
    return Pin(name, Place(lat, lon), Span("list", int(lat * 1000) % 97 + 1, 1), folder=folder, number=number)


def names(pins: Sequence[Pin]) -> list[str]:
    return [each.name for each in pins]


def near(place: Place, other: Place) -> bool:
    """Return whether two places are the same to a metre."""
    return abs(place.lat - other.lat) < 1e-5 and abs(place.lon - other.lon) < 1e-5
