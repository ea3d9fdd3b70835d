"""How many words each part of a walk may have: what whoever writes one needs to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from tour.model import Leg, Segment, Tour, said_in
from tour.narration.heard import LegHeard
from tour.narration.pace import spread
from tour.narration.walk_parts import Part, parts
from tour.timing import WORDS_A_SECOND
from tour.walking.law import SHORT_WORDS, short, speaking_seconds, stretches

SENTENCE = 12
"""Words of a middling sentence, after which there is a gap."""


@dataclass(frozen=True, slots=True)
class Budget:
    """One part's words; the program's own are among them."""

    part: int
    """From 1."""
    starts_metres: float
    after: str
    """The street beyond which it is heard; empty at the stop."""
    before: str
    """The street that it must be over before; empty where no roadway is ahead."""
    standing: int
    """Words heard standing."""
    walking: int
    """Words heard on the way."""
    room: int | None
    """How many words there is room for on the way, about; on a short leg for all words. None: no roadway is ahead."""
    seconds: float
    """Until the roadway at the fastest pace, with the map's error taken off; infinite where none is ahead."""
    quiet: float
    """Seconds of the silence behind it."""


def budgets(tour: Tour, heard: LegHeard) -> tuple[Budget, ...]:
    """Return the budgets of one leg's parts."""
    return tuple(_budgets(tour, heard))


def _budgets(tour: Tour, heard: LegHeard) -> Iterator[Budget]:
    for part in parts(tour, heard.stop, heard.leg, heard.after):
        way = part.stretch
        stands = part.segments.index(part.stands) + 1 if part.stands else 0
        room = None if part.room == inf else words_in(tour, part.room)
        yield Budget(
            part=part.number,
            starts_metres=way.starts,
            after=way.started.street if way.started else "",
            before=way.kerbs[0].street if way.kerbs else "",
            standing=_words(part.segments[:stands]),
            walking=_words(part.segments[stands:]),
            room=SHORT_WORDS if _all_standing(heard, part) else room,
            seconds=part.room,
            quiet=part.quiet,
        )


def words_beyond(tour: Tour, leg: Leg) -> tuple[int | None, ...]:
    """Return for each kerb of *leg* how many words there is room for beyond it, if a part begins there.

    None where no roadway is ahead.
    """
    cut = stretches(leg, range(len(leg.kerbs)))[1:]
    rooms = [speaking_seconds(stretch) for stretch in cut]
    return tuple(None if room == inf else words_in(tour, room) for room in rooms)


def words_in(tour: Tour, seconds: float) -> int:
    """Return about how many words are said for sure in *seconds*, gaps between sentences and head included."""
    a_word = 1 / WORDS_A_SECOND / tour.voice.speed + tour.gaps.sentence / SENTENCE
    return max(int((seconds - tour.gaps.head) / spread((), tour)[1] / a_word), 0)


def _all_standing(heard: LegHeard, part: Part) -> bool:
    return part.number == 1 and short(heard.leg)


def _words(segments: Sequence[Segment]) -> int:
    return sum(segment.words for segment in said_in(segments))
