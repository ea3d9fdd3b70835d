"""Checks the name of a track's file: it says the same as the track's title and the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tour.verify.manifest import Manifest, StopRow, TrackRow
from tour.words.language import Words, words_in

_NAME = re.compile(r"audio/(?P<number>\d{1,6})(?P<letter>[a-z]*)-(?P<rest>.+)\.mp3")
_NUMBER = re.compile(r"(\d{1,6})\. ")


@dataclass(frozen=True, slots=True)
class _Name:
    """What a file's name says of its track."""

    number: int
    """Of the stop; 0 for the welcome."""
    kind: str
    """As in pack.json: welcome, look, walk, quiet or ending."""
    rest: str
    """The stop's slug; of a walk, where it leads, in the tour's language: ``to-`` and the next stop's slug, and
    from its second part on that part's number."""


def faults(track: TrackRow, title: str, manifest: Manifest) -> Iterator[str]:
    """Yield where the name of the file of *track* differs from its *title* or the manifest."""
    if track.kind == "proof":
        return
    words = words_in(manifest.language)
    name = _read(track.path, words)
    if name is None:
        yield "is not named as a track: number, letter, stop"
        return
    if name.kind != track.kind:
        yield f"is a {name.kind} by its name; pack.json says {track.kind!r}"
    yield from _number_faults(name, title)
    if name.kind != "welcome":
        yield from _stop_faults(name, track, title, manifest)


def _read(path: str, words: Words) -> _Name | None:
    match = _NAME.fullmatch(path)
    if not match:
        return None
    return _Name(int(match["number"]), _kind(match["letter"], match["rest"], words), match["rest"])


def _kind(letter: str, rest: str, words: Words) -> str:
    if not letter:
        return "welcome"
    if letter == "a":
        return "look"
    for kind in ("quiet", "ending"):
        if rest == words(f"files.{kind}"):
            return kind
    return "walk"


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
    yield from _walk_faults(name, title, manifest)


def _walk_faults(name: _Name, title: str, manifest: Manifest) -> Iterator[str]:
    words = words_in(manifest.language)
    if name.kind != "walk" or name.rest == words("files.home"):
        return
    after = _stop(manifest, name.number + 1)
    if not after or not _leads_to(after, name, words) or after.title not in title:
        yield f"is named {name.rest!r} and titled {title!r}; the walk from stop {name.number} leads elsewhere"


def _leads_to(stop: StopRow, name: _Name, words: Words) -> bool:
    """Return whether *name* is that of a walk to *stop*, or of one of its parts."""
    return re.fullmatch(re.escape(words("files.walk", slug=stop.slug)) + r"(-\d+)?", name.rest) is not None


def _stop(manifest: Manifest, number: int) -> StopRow | None:
    return next((stop for stop in manifest.stops if stop.number == number), None)
