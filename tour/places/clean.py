"""Faults that lists of places have: one place twice, coordinates swapped or lost, a place in another town.

And words without end: a page of an encyclopedia is copied into a list in one stroke.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tour.diagnostics import Diagnostic, TourError
from tour.geo import distance
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
    kept: list[Pin] = []
    told = []
    for pin in pins:
        twin = next((i for i, other in enumerate(kept) if pin.name and _is_same(pin, other)), None)
        if twin is None:
            kept.append(pin)
            continue
        first = kept[twin]
        kept[twin] = replace(first, text=_both(first.text, pin.text), address=first.address or pin.address)
        where = f"line {first.span.line}" if first.span.path == pin.span.path else first.span.path
        message = f"{pin.name[:60]!r} stands here again, {distance(first.place, pin.place):.0f} m from {where}"
        told.append(Diagnostic(pin.span, message, "the two are one stop", "warning"))
    return tuple(kept), told


def _is_same(pin: Pin, other: Pin) -> bool:
    return pin.name.casefold() == other.name.casefold() and distance(pin.place, other.place) <= SAME


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
