"""Faults that lists of places have: one place twice, coordinates swapped or lost, a place in another town.

And words without end: a page of an encyclopedia is copied into a list in one stroke.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import cos, floor, radians, sin

from tour.diagnostics import Diagnostic, TourError
from tour.geo import EARTH_RADIUS, distance
from tour.model import Place
from tour.places.pins import Pin

SAME = 15.0
"""Metres. Places of one name so near to each other are one."""
FAR = 5_000.0
"""Metres. Nobody walks on from a stop to one so far away: it is in another town, or mistyped."""
_NOWHERE = 0.01
"""Degrees round 0, 0, where lists put what they lost; it is in the sea."""
MOST_TEXT = 8_000
"""Characters of what a list says of one place: eight minutes of talk, and what a script has room for."""
_MOST_NAME = 1_000
"""Characters of a name; those that no title holds are said."""
_Cell = tuple[str, int, int, int]


def shortened(pins: Sequence[Pin]) -> tuple[tuple[Pin, ...], list[Diagnostic]]:
    """Return *pins*, of those that say more than `MOST_TEXT` only the beginning; and what is told."""
    kept, told = [], []
    for pin in pins:
        name, text = _beginning(pin.name, _MOST_NAME), _beginning(pin.text, MOST_TEXT)
        kept.append(replace(pin, name=name, text=text))
        if (name, text) == (pin.name, pin.text):
            continue
        message = f"{_named(pin)} says {len(pin.name + pin.text):,} characters, more than a stop can"
        told.append(Diagnostic(pin.span, message, f"its script begins with the first {len(name + text):,}", "warning"))
    return tuple(kept), told


def _beginning(text: str, most: int) -> str:
    """Return whole words from the beginning of *text*, *most* characters of them."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] or text[:most]


def without_doubles(pins: Sequence[Pin]) -> tuple[tuple[Pin, ...], list[Diagnostic]]:
    """Return *pins* with places of one name within `SAME` as one, which has the words of both; and what is told."""
    kept: list[list[Pin]] = []
    """Each place, and after it those that are the same."""
    cells: dict[_Cell, list[int]] = {}
    """Which of those lie in each."""
    told = []
    for pin in pins:
        near = [i for cell in _around(pin) for i in cells.get(cell, ())] if pin.name else []
        twin = min((i for i in near if distance(pin.place, kept[i][0].place) <= SAME), default=None)
        if twin is None:
            cells.setdefault(_cell(pin), []).append(len(kept))
            kept.append([pin])
            continue
        first = kept[twin][0]
        kept[twin].append(pin)
        where = f"line {first.span.line}" if first.span.path == pin.span.path else first.span.path
        message = f"{pin.name[:60]!r} stands here again, {distance(first.place, pin.place):.0f} m from {where}"
        told.append(Diagnostic(pin.span, message, "the two are one stop", "warning"))
    return tuple(map(_one, kept)), told


def _cell(pin: Pin) -> _Cell:
    """Return the name of *pin*, and in which cube of the globe it lies; none of them is cut by the 180th meridian."""
    lat, lon = radians(pin.place.lat), radians(pin.place.lon)
    x, y, z = cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)
    cubes = EARTH_RADIUS / (SAME + 1)  # a metre more than what is looked for
    return pin.name.casefold(), floor(x * cubes), floor(y * cubes), floor(z * cubes)


def _around(pin: Pin) -> Iterator[_Cell]:
    """Yield the cell of *pin* and all that touch it: no place within `SAME` of it lies in another."""
    name, x, y, z = _cell(pin)
    for i, j, k in product((-1, 0, 1), repeat=3):
        yield name, x + i, y + j, z + k


def _one(twins: Sequence[Pin]) -> Pin:
    """Return places that are the same as one. What comes after more words than a stop has is not looked for in them."""
    first = twins[0]
    text, rest = first.text, []
    for twin in twins[1:]:
        if len(text) <= MOST_TEXT:
            text = _both(text, twin.text)
        else:
            rest.append(twin.text)
    address = next((twin.address for twin in twins if twin.address), "")
    return replace(first, text="\n\n".join([text, *rest]), address=address)


def _both(text: str, other: str) -> str:
    if other in text:
        return text
    if text in other:
        return other
    return f"{text}\n\n{other}"


def refuse_strays(pins: Sequence[Pin]) -> None:
    """Raise TourError with each of *pins* that cannot be where it says: at 0, 0, or `FAR` from all the others."""
    lost = [pin for pin in pins if abs(pin.place.lat) < _NOWHERE and abs(pin.place.lon) < _NOWHERE]
    faults = [_at_nothing(pin) for pin in lost]
    rest = [pin for pin in pins if pin not in lost]
    # Of groups as large the one that comes first in the list is taken to be right.
    groups = sorted(_groups(rest), key=lambda group: (-len(group), min(map(rest.index, group))))
    for group in groups[1:]:
        faults += [_stray(pin, groups[0]) for pin in group]
    if faults:
        raise TourError(*faults)


def _groups(pins: Sequence[Pin]) -> list[list[Pin]]:
    """Return *pins* in groups, each of places that can be walked between in steps of less than `FAR`."""
    groups: list[list[Pin]] = []
    for pin in pins:
        near = [group for group in groups if any(distance(pin.place, other.place) < FAR for other in group)]
        joined = [other for group in near for other in group]
        groups = [group for group in groups if group not in near]
        groups.append([*joined, pin])
    return groups


def _at_nothing(pin: Pin) -> Diagnostic:
    message = f"{_named(pin)} lies at {pin.place.lat:g}, {pin.place.lon:g}, which is in the sea: its place is lost"
    return Diagnostic(pin.span, message, "write its latitude and longitude, or take it out")


def _stray(pin: Pin, others: Sequence[Pin]) -> Diagnostic:
    swapped = Place(pin.place.lon, pin.place.lat) if abs(pin.place.lon) <= 90 else None
    if swapped and _nearest(swapped, others)[0] < FAR:
        message = f"{_named(pin)} has latitude and longitude swapped"
        return Diagnostic(pin.span, message, f"its latitude is {swapped.lat:g}, its longitude {swapped.lon:g}")
    metres, name = _nearest(pin.place, others)
    message = f"{_named(pin)} lies {metres / 1000:.1f} km from the nearest of the others, {name}"
    return Diagnostic(pin.span, message, "mend its place, take it out, or choose with --folder or --pick")


def _nearest(place: Place, others: Sequence[Pin]) -> tuple[float, str]:
    """Return how far the nearest of *others* is from *place*, in metres, and its name."""
    nearest = min(others, key=lambda other: distance(place, other.place))
    return distance(place, nearest.place), _named(nearest)


def _named(pin: Pin) -> str:
    return repr(pin.name[:60]) if pin.name else f"the place in line {pin.span.line}"
