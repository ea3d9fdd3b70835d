"""A stop's walk → the tracks that keep step with whoever walks it.

What has to be heard before the first roadway and does not fit on the way there is heard standing. A part ends in
quiet (see `quiet_at_kerbs`); who is there sooner presses next. A ``[cross NAME cut]`` begins a new part beyond that
street.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tour.model import Cross, Kerb, Leg, Say, Segment, Sound, Stop, Tour, crossed_in, said_in
from tour.narration.own_lines import line
from tour.narration.pace import spread
from tour.narration.quiet_at_kerbs import Heard, chunks, closing, cuts, quiet_seconds, quieted
from tour.sound.parts import LONGEST_ALONE
from tour.timing import CUE_PAUSE, spoken_seconds
from tour.walking.law import Stretch, short, speaking_seconds, stretches
from tour.words.language import words_of

SOUND = LONGEST_ALONE + 2 * CUE_PAUSE
"""Seconds by which a sound of the author's own delays the words behind it, at most, with the gaps on either side."""
WORTH = 8.0
"""Seconds. Less than that is not worth setting off for: then all of it is heard standing."""


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
    crosses = crossed_in(stop.walk)
    if leg.ridden or len(leg.kerbs) == len(crosses):
        return leg
    kerbs = tuple(Kerb(cross.street, 0.0, leg.metres) for cross in crosses)
    return replace(leg, kerbs=kerbs)


def estimated(tour: Tour, segments: Sequence[Segment]) -> float:
    """Return within how many seconds *segments* are said for sure, by the slowest that their voices may be, head and
    all."""
    sounds = sum(isinstance(segment, Sound) and segment.path is not None for segment in segments)
    return spoken_seconds(tuple(segments), tour) * spread(segments, tour)[1] + SOUND * sounds + tour.gaps.head


def _parts(tour: Tour, stop: Stop, leg: Leg, after: Stop) -> Iterator[Part]:
    # A crossing in a ride is a fault, of which its reader tells.
    walk = [segment for segment in stop.walk if not (leg.ridden and isinstance(segment, Cross))]
    ways = stretches(leg, cuts(walk))
    for number, (stretch, chunk) in enumerate(zip(ways, chunks(walk), strict=True), 1):
        heard = [segment for segment in chunk if not isinstance(segment, Cross)]
        last = closing(tour, stretch, chunk, after)
        room = speaking_seconds(stretch)
        segments, stands = [*heard, *last], None
        if number == 1:
            stays = -1 if short(leg) else _stays(tour, heard, last, room)
            segments, stands = _placed(tour, stop, heard, last, stays)
        after_standing = segments[segments.index(stands) + 1 :] if stands else segments
        # The least that is said on the way is taken off, for the silence must not be too short.
        said = spoken_seconds(tuple(after_standing), tour) * spread(after_standing, tour)[0]
        yield Part(number, stretch, quieted(segments), stands, room, quiet_seconds(stretch, said))


def _stays(tour: Tour, heard: Sequence[Heard], last: Sequence[Say], room: float) -> int:
    """Return how many of *heard* are heard standing, so that the rest fits into *room* seconds; -1 for all.

    A paragraph is not broken, unless that would leave more than half of the way silent.
    """
    if estimated(tour, [*heard, *last]) <= room:
        return 0
    fits = [
        index
        for index, segment in enumerate(heard)
        if index
        and isinstance(segment, Say)
        and estimated(tour, [*heard[index:], *last]) <= room
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
    says = said_in(heard[: index + 1])
    return len(says) < 2 or says[-1].paragraph != says[-2].paragraph


def _placed(
    tour: Tour, stop: Stop, heard: Sequence[Heard], last: Sequence[Say], stays: int
) -> tuple[list[Heard], Say | None]:
    """Return the first part with the words that say how long to stand, and the last words heard standing."""
    if stays == 0:
        return [*heard, *last], None
    words = words_of(tour)
    if stays < 0:
        segments = [line(tour, words("texts.stay"), stop), *heard, *last]
        says = said_in(segments)
        return segments, says[-1]
    begins = line(tour, words("texts.begins"), stop)
    return [line(tour, words("texts.stay_until"), stop), *heard[:stays], begins, *heard[stays:], *last], begins
