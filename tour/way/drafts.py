"""A first wording of a walk, from the way that was found: for its author to walk, and to write over.

It keeps to the law of the street (docs/street.md): who sets off has heard all up to the first roadway, a new part
begins only beyond one and where there is room for its words, and a walk has four instructions at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tour.model import By, Place
from tour.model import Leg as Walk
from tour.normalize import normalize
from tour.timing import WORDS_A_SECOND
from tour.walking.law import FASTEST, LONG_SILENCE, PRESS, SHORT_WORDS, short, speaking_seconds, stretches
from tour.way.legs import Crossing, Leg, Turn
from tour.way.sentences import NEAR, Wording, plain
from tour.words.language import words_in

MOST_TURNS = 3
"""That are told: with setting off they are four instructions, as many as somebody keeps in mind."""
PACE, WAIT = 1.1, 20.0
"""Metres a second, and seconds at each kerb, of the walker to whom no silence may be too long."""
_SLOW = WORDS_A_SECOND * 0.53
"""Words a second of the slowest voice that a tour is likely to have, gaps included: of Google's German
one, as slow as `tour.timing` takes it to be."""
_HEAD = 1.5
"""Seconds of silence about a part's words."""
_CLOSING = 12
"""Words with which the program ends a part, about."""
_STAND = 3
"""Words by which the place to stand may be longer than the title of its stop."""
_HEARD = 6.0
"""Seconds that the words beyond a cut take, at least."""
_SOON = 60.0
"""Seconds of walking before which no cut is worth a press."""
_AT_KERB = 5.0
"""Metres before a far kerb at which a turn is already one beyond it."""


def draft_walk(leg: Leg, arrival: str, language: str) -> str:
    """Return what stands below ``# Walk`` for *leg* to the stop with the title *arrival*: sentences and crossings.

    Words are those of *language* (BCP 47), English where the program has none. The mark that makes it a draft, which
    `check` tells of until it is edited, is the caller's.
    """
    writer = _Writer(Wording(leg, arrival, words_in(language)))
    walk = as_walk(leg)
    if short(walk):
        return writer.marked([writer.briefly()], [])
    cuts = writer.cuts(walk)
    return writer.marked(writer.parts(cuts, walk), cuts)


def draft_ride(by: By, arrival: str, language: str) -> str:
    """Return what stands below ``# Walk`` for a ride to the stop with the title *arrival*, in words of *language*."""
    return words_in(language)(f"ride.take_{by}", next=plain(arrival))


def as_walk(leg: Leg) -> Walk:
    """Return *leg* as a tour will have it."""
    path = tuple(Place(lat, lon) for lat, lon in leg.points)
    crossed = leg.crossings
    seconds = leg.metres / PACE + WAIT * len(crossed)
    streets, kerbs = tuple(one.street for one in crossed), tuple(one.kerb for one in crossed)
    return Walk(leg.start, leg.end, path, leg.metres, streets, seconds, kerbs)


class _Writer:
    """One draft in the making."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.leg = wording.leg
        self.told = self.leg.turns[:MOST_TURNS]
        self.untold = len(self.leg.turns) - len(self.told)

    def briefly(self) -> list[str]:
        """Return the sentences of a short leg, all heard standing: of what may be missing, as many as fit."""
        wording = self.wording
        roads = [wording.roads(self.leg.crossings), wording.kerb()] if self.leg.crossings else []
        *notes, last = [*wording.notes(), ""]
        kept = [wording.setting_off(), *wording.turnings(self.told, 0.0), *self._rest()]
        most = SHORT_WORDS - self._own_words()
        for sentence in (*roads[:1], *notes, *roads[1:], wording.arriving(), last):
            if self._words([*kept, sentence]) <= most:
                kept.append(sentence)
        while len(kept) > 1 and self._words(kept) > most:
            kept.pop()
        return [sentence for sentence in kept if sentence]

    def parts(self, cuts: Sequence[int], walk: Walk) -> list[list[str]]:
        """Return the sentences of each part: what is heard at the stop, and beyond each of *cuts*."""
        first, *later = self._stretches(cuts)
        wording = self.wording
        out = [[wording.setting_off(), *wording.turnings(first.turns, 0.0)]]
        if first.crossings:
            out[0] += [wording.roads(first.crossings), wording.kerb()]
        out[0] += wording.notes()
        rooms = [speaking_seconds(stretch) for stretch in stretches(walk, cuts)[1:]]
        for stretch, room in zip(later, rooms, strict=True):
            sentences = self._beyond(stretch)
            roads = [wording.roads(stretch.crossings)] if stretch.crossings else []
            out.append([*sentences, *roads] if self._seconds([*sentences, *roads]) <= room else sentences)
        out[-1] += [*self._rest(), wording.arriving()]
        return out

    def cuts(self, walk: Walk) -> list[int]:
        """Return the crossings beyond which a new part begins, by their indexes: as few as leave no long silence."""
        ways = [index for index in range(len(self.leg.crossings)) if self._fits(walk, index)]
        times = [self.leg.crossings[index].kerb.far_metres / PACE + WAIT * (index + 1) for index in ways]
        cuts: list[int] = []
        since = 0.0
        for index, (time, following) in zip(ways, pairwise([*times, walk.seconds]), strict=False):
            if following - since > LONG_SILENCE and time - since >= _SOON:
                cuts.append(index)
                since = time + _HEARD
        return cuts

    def _fits(self, walk: Walk, index: int) -> bool:
        """Say whether there is room beyond a crossing for what would be said if no other cut followed."""
        stretch = self._stretches([index])[1]
        way = stretches(walk, [index])[1]
        room = min(speaking_seconds(way), (way.ends - way.starts) / FASTEST - PRESS)
        return self._seconds([*self._beyond(stretch), *self._rest(), self.wording.arriving()]) <= room

    def _stretches(self, cuts: Sequence[int]) -> list[_Stretch]:
        """Return what lies between the *cuts*: turns that are told, and roadways."""
        crossings = self.leg.crossings
        begins = [0.0, *(crossings[cut].kerb.far_metres - _AT_KERB for cut in cuts)]
        ends = [*begins[1:], self.leg.metres + 1.0]
        indexes = [0, *(cut + 1 for cut in cuts), len(crossings)]
        return [
            _Stretch(begin, [turn for turn in self.told if begin <= turn.at_metres < end], crossings[first:last])
            for begin, end, (first, last) in zip(begins, ends, pairwise(indexes), strict=True)
        ]

    def _beyond(self, stretch: _Stretch) -> list[str]:
        """Return what is said beyond a cut of the way on."""
        wording, turns = self.wording, stretch.turns
        if turns and turns[0].at_metres - stretch.begins <= NEAR:
            return [wording.across(turns[0]), *wording.turnings(turns[1:], turns[0].at_metres)]
        return [wording.across(None), *wording.turnings(turns, stretch.begins)]

    def _rest(self) -> list[str]:
        return [self.wording.more(self.untold)] if self.untold else []

    def _own_words(self) -> int:
        """Return how many words the program adds to a part that is heard standing."""
        words, there = self.wording.words, self.wording.there
        return self._words([words("texts.stay"), words("texts.back_there", stand=there)]) + _STAND

    def _words(self, sentences: Sequence[str]) -> int:
        language = self.wording.words.language
        return sum(len(normalize(sentence, language).split()) for sentence in sentences)

    def _seconds(self, sentences: Sequence[str]) -> float:
        """Return within how many seconds a part with *sentences* is said for sure, the program's own among them."""
        return (self._words(sentences) + _CLOSING) / _SLOW + _HEAD

    def marked(self, parts: Sequence[Sequence[str]], cuts: Sequence[int]) -> str:
        """Return *parts* as a script, with every roadway marked; behind those of *cuts* the next part begins."""
        paragraphs = [" ".join(parts[0])]
        marks: list[str] = []
        number = 0  # of those on the level
        waiting = iter(parts[1:])
        for roadway in self.leg.roadways:
            cut = roadway.level == "on" and number in cuts
            verb = "cross" if roadway.level == "on" else roadway.level
            marks.append(f"[{verb} {roadway.street}{' cut' if cut else ''}]")
            number += roadway.level == "on"
            if cut:
                paragraphs.append(" ".join([*marks, *next(waiting)]))
                marks = []
        return "\n\n".join(filter(None, [*paragraphs, " ".join(marks)])) + "\n"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What lies between two cuts."""

    begins: float
    """Metres along the leg."""
    turns: Sequence[Turn]
    crossings: Sequence[Crossing]
