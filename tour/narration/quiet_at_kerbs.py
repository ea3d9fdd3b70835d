"""Where a walk falls silent before a roadway: what is said last, the sound *quiet*, and how long the silence is.

A ``[cross NAME cut]`` ends a part; so does the end of the way. There the sound *quiet* is placed, and a silence as long
as the slowest walker needs, so that a phone that nobody touches is never ahead of its owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil

from tour.model import Cross, Pause, Say, Segment, Sound, Stop, Tour, crossed_in
from tour.narration.own_lines import line
from tour.walking.law import Stretch, walking_seconds
from tour.words.language import Words, words_of

STEP = 5.0
"""Seconds that a silence is a multiple of, so that few different ones are encoded."""
LEAST = 10.0
"""Seconds of silence after a part, at least."""

Heard = Say | Pause | Sound


def cuts(segments: Iterable[Segment]) -> list[int]:
    """Return the indexes of the crossings, among all of them, behind which a new part begins."""
    crosses = crossed_in(segments)
    return [index for index, cross in enumerate(crosses) if cross.cut]


def chunks(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Return *segments* cut up at the crossings that begin a new part; those crossings end theirs."""
    out: list[list[Segment]] = [[]]
    for segment in segments:
        out[-1].append(segment)
        if isinstance(segment, Cross) and segment.cut:
            out.append([])
    return out


def closing(tour: Tour, stretch: Stretch, chunk: Sequence[Segment], after: Stop) -> list[Say]:
    """Return what a part says last: where the next is heard. Only beyond the last road does it speak of the phone."""
    if not tour.hold:
        return []
    words = words_of(tour)
    cross = chunk[-1] if chunk else None
    if isinstance(cross, Cross) and cross.cut:
        said = line(tour, words("texts.back_across", street=_said_street(tour, words, stretch)), after)
        return [replace(said, span=cross.span)]
    key = "texts.back_there" if stretch.kerbs else "texts.hold"
    return [line(tour, words(key, stand=after.stand), after)]


def cut_street(words: Words, stretch: Stretch) -> str:
    """Return what *stretch* ends beyond, by name: a street, or both arms of one; nothing where it ends at a stop."""
    street = stretch.cut.street if stretch.cut else ""
    return _arms(words, stretch, street)


def _said_street(tour: Tour, words: Words, stretch: Stretch) -> str:
    """Return the same inside a sentence: with its article, unless the author wrote the sentence and any article."""
    street = stretch.cut.street if stretch.cut else ""
    return _arms(words, stretch, street if "back_across" in dict(tour.texts) else words.street(street))


def _arms(words: Words, stretch: Stretch, street: str) -> str:
    return words("texts.both_arms", street=street) if stretch.both_arms else street


def quieted(heard: Sequence[Heard]) -> tuple[Heard, ...]:
    """Return *heard* with the sound that says *from here I am silent, look after yourself* at its end."""
    return (*heard, Sound("quiet"))


def quiet_seconds(stretch: Stretch, said: float) -> float:
    """Return for how long a part is followed by silence, of whose way at least *said* seconds are spoken over."""
    return STEP * ceil(max(walking_seconds(stretch) - said, LEAST) / STEP)
