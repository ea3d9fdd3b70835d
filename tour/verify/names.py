"""Checks the name of a track's file: it says the same as the track's title and the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tour.verify.manifest import Manifest, StopRow, TrackRow

_NAME = re.compile(r"audio/(?P<number>\d+)(?P<letter>[a-z]?)-(?P<rest>.+)\.mp3")
_NUMBER = re.compile(r"(\d+)\. ")


@dataclass(frozen=True, slots=True)
class _Name:
    """What a file's name says of its track."""

    number: int
    """Of the stop; 0 for the welcome."""
    kind: str
    """As in pack.json: welcome, look, walk or ending."""
    rest: str
    """The stop's slug, or ``to-`` and the next one's."""


def faults(track: TrackRow, title: str, manifest: Manifest) -> Iterator[str]:
    """Yield where the name of the file of *track* differs from its *title* or the manifest."""
    if track.kind == "proof":
        return
    name = _read(track.path)
    if name is None:
        yield "is not named as a track: number, letter, stop"
        return
    if name.kind != track.kind:
        yield f"is a {name.kind} by its name; pack.json says {track.kind!r}"
    yield from _number_faults(name, title)
    if name.kind != "welcome":
        yield from _stop_faults(name, track, title, manifest)


def _read(path: str) -> _Name | None:
    match = _NAME.fullmatch(path)
    if not match:
        return None
    return _Name(int(match["number"]), _kind(match["letter"], match["rest"]), match["rest"])


def _kind(letter: str, rest: str) -> str:
    if not letter:
        return "welcome"
    if letter == "a":
        return "look"
    return "walk" if rest.startswith("to-") else "ending"


def _number_faults(name: _Name, title: str) -> Iterator[str]:
    told = _NUMBER.match(title)
    if not told and name.number:
        yield f"is number {name.number} by its name; its title {title!r} has no number"
    if told and int(told[1]) != name.number:
        yield f"is number {name.number} by its name; its title {title!r} has number {int(told[1])}"


def _stop_faults(name: _Name, track: TrackRow, title: str, manifest: Manifest) -> Iterator[str]:
    number = name.number
    stop = _stop(manifest, number)
    if not stop:
        yield f"is of stop {number} by its name; pack.json has no such stop"
        return
    if track.stop != stop.slug:
        yield f"is of stop {number}, {stop.slug!r}, by its name; pack.json says {track.stop!r}"
    if name.kind == "look" and (name.rest, title) != (stop.slug, f"{number}. {stop.title}"):
        yield f"is named {name.rest!r} and titled {title!r}; stop {number} is {stop.slug!r}, {stop.title!r}"
    if name.kind == "walk" and name.rest != "to-home":
        after = _stop(manifest, number + 1)
        if not after or name.rest != f"to-{after.slug}" or after.title not in title:
            yield f"is named {name.rest!r} and titled {title!r}; the walk from stop {number} leads elsewhere"


def _stop(manifest: Manifest, number: int) -> StopRow | None:
    return next((stop for stop in manifest.stops if stop.number == number), None)
