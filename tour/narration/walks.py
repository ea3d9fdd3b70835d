"""A stop's walk → the tracks that keep step with whoever walks it.

What has to be heard before the first roadway and does not fit on the way there is heard standing. A part ends in the
sound *quiet* and a silence as long as the slowest walker needs, so that a phone that nobody touches is never ahead of
its owner; who is sooner presses next. A ``[cross NAME cut]`` begins a new part beyond that street.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from tour.model import Cross, Kerb, Leg, Pause, Say, Segment, Sound, Stop, Tour
from tour.normalize import normalize, told
from tour.timing import spoken_seconds
from tour.walking.law import Stretch, short, speaking_seconds, stretches, walking_seconds
from tour.words.language import words_of

SURE = 1.08
"""Times as long as estimated, a voice may take for some sentences: what is planned has to fit when it is spoken."""
WORTH = 8.0
"""Seconds. Less than that is not worth setting off for: then all of it is heard standing."""

Heard = Say | Pause | Sound


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a walk."""

    number: int
    """From 1."""
    stretch: Stretch
    segments: tuple[Heard, ...]
    stands: Say | None
    """The last words that are heard standing; None where nothing is."""
    room: float
    """Seconds in which what is not heard standing has to be said; infinite where no roadway is ahead."""
    quiet: float
    """Seconds of silence that follow it."""


def parts(tour: Tour, stop: Stop, leg: Leg, after: Stop) -> tuple[Part, ...]:
    """Return the parts of the walk from *stop* along *leg* to *after*."""
    return tuple(_parts(tour, stop, known(leg, stop), after))


def known(leg: Leg, stop: Stop) -> Leg:
    """Return *leg* with a kerb for each crossing of *stop*'s walk: one that no map knows may be anywhere."""
    crosses = [segment for segment in stop.walk if isinstance(segment, Cross)]
    if len(leg.kerbs) == len(crosses):
        return leg
    kerbs = tuple(Kerb(cross.street, 0.0, leg.metres) for cross in crosses)
    return Leg(leg.start, leg.end, leg.path, leg.metres, leg.crossings, leg.seconds, kerbs)


def cuts(segments: Iterable[Segment]) -> list[int]:
    """Return the indexes of the crossings, among all of them, behind which a new part begins."""
    crosses = [segment for segment in segments if isinstance(segment, Cross)]
    return [index for index, cross in enumerate(crosses) if cross.cut]


def chunks(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Return *segments* cut up at the crossings that begin a new part; those crossings end theirs."""
    out: list[list[Segment]] = [[]]
    for segment in segments:
        out[-1].append(segment)
        if isinstance(segment, Cross) and segment.cut:
            out.append([])
    return out


def line(tour: Tour, text: str, stop: Stop) -> Say:
    """Return a line that the program itself says; its place is the stop it speaks of."""
    return Say(text, normalize(told(text, tour.replaced), tour.language), -1, stop.span)


def estimated(tour: Tour, segments: Sequence[Segment]) -> float:
    """Return within how many seconds *segments* are said for sure, head and all."""
    return spoken_seconds(tuple(segments), tour) * SURE + tour.gaps.head


def _parts(tour: Tour, stop: Stop, leg: Leg, after: Stop) -> Iterator[Part]:
    ways = stretches(leg, cuts(stop.walk))
    for number, (stretch, chunk) in enumerate(zip(ways, chunks(stop.walk), strict=True), 1):
        heard = [segment for segment in chunk if not isinstance(segment, Cross)]
        closing = _closing(tour, stretch, chunk, after)
        room = speaking_seconds(stretch)
        segments, stands = [*heard, *closing], None
        if number == 1:
            stays = -1 if short(leg) else _stays(tour, heard, closing, room)
            segments, stands = _placed(tour, stop, heard, closing, stays)
        after_standing = segments[segments.index(stands) + 1 :] if stands else segments
        # The least that is said on the way is taken off, for the silence must not be too short.
        said = spoken_seconds(tuple(after_standing), tour) / SURE
        quiet = 5.0 * ceil(max(walking_seconds(stretch) - said, 10.0) / 5)
        yield Part(number, stretch, (*segments, Sound("quiet")), stands, room, quiet)


def _closing(tour: Tour, stretch: Stretch, chunk: Sequence[Segment], after: Stop) -> list[Say]:
    """Return what a part says last: where the next is heard. Only beyond the last road does it speak of the phone."""
    if not tour.hold:
        return []
    words = words_of(tour)
    cross = chunk[-1] if chunk else None
    if isinstance(cross, Cross) and cross.cut:
        said = line(tour, words("texts.back_across", street=cross.street), after)
        return [replace(said, span=cross.span)]
    key = "texts.back_there" if stretch.kerbs else "texts.hold"
    return [line(tour, words(key, stand=after.stand), after)]


def _stays(tour: Tour, heard: Sequence[Heard], closing: Sequence[Say], room: float) -> int:
    """Return how many of *heard* are heard standing, so that the rest fits into *room* seconds; -1 for all.

    A paragraph is not broken, unless that would leave more than half of the way silent.
    """
    if estimated(tour, [*heard, *closing]) <= room:
        return 0
    fits = [
        index
        for index, segment in enumerate(heard)
        if index
        and isinstance(segment, Say)
        and estimated(tour, [*heard[index:], *closing]) <= room
        and spoken_seconds(tuple(heard[index:]), tour) >= WORTH
    ]
    if not fits:
        return -1
    whole = [index for index in fits if _begins_paragraph(heard, index)]
    most = spoken_seconds(tuple(heard[fits[0] :]), tour)
    if whole and spoken_seconds(tuple(heard[whole[0] :]), tour) >= most / 2:
        return whole[0]
    return fits[0]


def _begins_paragraph(heard: Sequence[Heard], index: int) -> bool:
    says = [segment for segment in heard[: index + 1] if isinstance(segment, Say)]
    return len(says) < 2 or says[-1].paragraph != says[-2].paragraph


def _placed(
    tour: Tour, stop: Stop, heard: Sequence[Heard], closing: Sequence[Say], stays: int
) -> tuple[list[Heard], Say | None]:
    """Return the first part with the words that say how long to stand, and the last words heard standing."""
    if stays == 0:
        return [*heard, *closing], None
    words = words_of(tour)
    if stays < 0:
        segments = [line(tour, words("texts.stay"), stop), *heard, *closing]
        says = [segment for segment in segments if isinstance(segment, Say)]
        return segments, says[-1]
    begins = line(tour, words("texts.begins"), stop)
    return [line(tour, words("texts.stay_until"), stop), *heard[:stays], begins, *heard[stays:], *closing], begins
