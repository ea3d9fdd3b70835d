"""Does the sound keep step? No word may be heard in a roadway, and nobody be sent into one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from tour.check import sending
from tour.check.sending import KERB
from tour.diagnostics import Diagnostic
from tour.digests import digest
from tour.model import Cross, Say, Segment, Stop, Tour, crossed_in, said_in
from tour.narration.heard import LegHeard, legs_heard
from tour.narration.orders import Plan
from tour.narration.pace import spread
from tour.narration.quiet_at_kerbs import chunks
from tour.narration.walk_parts import Part, estimated, parts
from tour.pack.remembered import Found, remembered
from tour.timing import spoken_seconds
from tour.walking.breaches import Breach, breaches
from tour.walking.law import LONG_SILENCE, SHORT_LEG, SHORT_WORDS, short
from tour.walking.simulator import Timeline, Walker, walk
from tour.words.language import file_for, words_of
from tour.words.phrases import straight

LEG = "leg"
"""The name of the rule that tells what makes a long way dull."""


def faults(plan: Plan, whole: bool = True) -> list[Diagnostic]:
    """Return what breaks the law of the street, as errors, and what a walker would miss, as warnings.

    *whole* is false of a tour in which a stop or its way may be missing: then only words are looked at, no metres. A
    leg whose crossings are not settled is left out. In a house no word sends anybody into a road.
    """
    tour = plan.tour
    found = [] if _in_house(tour) else [*sending.faults(plan)]
    if not whole:
        return found
    found += _home(tour)
    if tour.indoors:
        return found
    found += sending.on_the_way_home(plan)
    for one in legs_heard(tour, plan.sheets):
        if one.leg.unsettled:
            continue
        walked = _Walk(tour, one, parts(tour, one.stop, one.leg, one.after))
        found += sending.at_the_phone(tour, walked.parts)
        found += _past(walked, _told(walked)) if one.leg.ridden else _leg(walked)
    return found


@dataclass(frozen=True, slots=True)
class _Walk:
    tour: Tour
    heard: LegHeard
    parts: tuple[Part, ...]

    @property
    def stop(self) -> Stop:
        return self.heard.stop

    @property
    def chunks(self) -> list[list[Segment]]:
        return chunks(self.stop.walk)


def _leg(walked: _Walk) -> Iterator[Diagnostic]:
    found = [*_across(walked), *_short(walked), *_rooms(walked)]
    yield from found
    if not found:
        # What follows is measured on the whole leg, and would say the same again in other words.
        yield from _breaches(walked)
        yield from _long(walked)


def _in_house(tour: Tour) -> bool:
    """Say whether every stop is a room: stops on one spot, with no way between them, may be on a street."""
    return bool(tour.stops) and all(stop.room for stop in tour.stops)


def _home(tour: Tour) -> Iterator[Diagnostic]:
    """Yield the cuts on the way home: nobody knows where it leads, so it is one track that is heard before it."""
    last = tour.stops[-1:]
    for cross in crossed_in(segment for stop in last for segment in stop.walk):
        if cross.cut:
            yield Diagnostic(cross.span, "the way home is one track", f"write [cross {cross.street}]", rule=KERB)


def _across(walked: _Walk) -> Iterator[Diagnostic]:
    """Yield where speech beyond a road does not open as it must, or other speech opens like it."""
    opening = _opening(walked.tour)
    first, *others = walked.chunks
    yield from _opened_early(said_in(first), opening)
    for before, chunk in zip(walked.chunks, others, strict=False):
        says = said_in(chunk)
        if not says:
            cross = crossed_in(before)[-1]
            hint = f"write [cross {cross.street}]"
            yield Diagnostic(cross.span, "nothing is said beyond this cut", hint, rule=KERB)
        elif opening and not _opens(says[0], opening):
            yield _error(says[0], f"what is heard beyond a road opens with {opening!r}", "begin so")
        yield from _opened_early(says[1:], opening)


def _opening(tour: Tour) -> str:
    """Return with what speech beyond a road begins; nothing where nobody has told how *tour*'s language says it."""
    known = file_for(tour.language) or "across" in dict(tour.texts)
    return words_of(tour)("texts.across") if known else ""


def _opened_early(says: Sequence[Say], opening: str) -> Iterator[Diagnostic]:
    """Yield the sentences that speak of the far side, but are heard on the near one."""
    for say in says if opening else ():
        if _opens(say, opening):
            hint = "open with it what follows [cross STREET cut]; here, say what lies on the far side"
            yield _error(say, f"{opening!r} is heard before the road here", hint)


def _opens(say: Say, opening: str) -> bool:
    return straight(say.text).casefold().startswith(straight(opening).casefold())


def _short(walked: _Walk) -> Iterator[Diagnostic]:
    """Yield what does not suit a leg that is over before much can be said."""
    if not short(walked.heard.leg):
        return
    for cross in walked.stop.walk:
        if isinstance(cross, Cross) and cross.cut:
            message = (
                f"this leg takes {walked.heard.leg.seconds:.0f} s; up to {SHORT_LEG:.0f} s have no track of their own"
            )
            yield Diagnostic(cross.span, message, f"write [cross {cross.street}], and say all before", rule=KERB)
    says = said_in(walked.stop.walk)
    words = walked.heard.sheets[0].words
    if words > SHORT_WORDS and says:
        own = words - sum(say.words for say in says)
        message = f"on so short a leg all is heard standing, in {SHORT_WORDS} words, and this has {words}"
        hint = f"{_counted(words - SHORT_WORDS)} must go; {own} are the program's own"
        yield _error(says[0], message, hint)


def _rooms(walked: _Walk) -> Iterator[Diagnostic]:
    """Yield the parts that would still be heard in the road ahead."""
    for part, chunk in zip(walked.parts[1:], walked.chunks[1:], strict=True):
        says = said_in(chunk)
        over = estimated(walked.tour, part.segments) - part.room
        if over <= 0 or not says:
            continue
        kerb = part.stretch.kerbs[0]
        words = sum(say.words for say in said_in(part.segments))
        rate = words / max(spoken_seconds(part.segments, walked.tour) * spread(part.segments, walked.tour)[1], 1.0)
        count = min(ceil(over * rate), words)
        cut = _better_cut(walked, part)
        hint = f"{_counted(count)} must go" + (f", or write [cross {cut} cut] and say them there" if cut else "")
        message = (
            f"there are {part.room:.0f} s from the road before to {kerb.street!r}, and this takes {over:.0f} s more"
        )
        yield _error(_overrunning(walked.tour, part, says), message, hint)


def _better_cut(walked: _Walk, part: Part) -> str:
    """Return the street of this part beyond which there is most room, if it is no cut yet."""
    kerbs = walked.heard.leg.kerbs
    inside = [kerb for kerb in part.stretch.kerbs if kerb is not part.stretch.cut]
    ends = {kerb: later.near_metres for kerb, later in pairwise(kerbs)}
    best = max(inside, key=lambda kerb: ends.get(kerb, walked.heard.leg.metres) - kerb.far_metres, default=None)
    return best.street if best else ""


def _overrunning(tour: Tour, part: Part, says: Sequence[Say]) -> Say:
    """Return the sentence that is the first not to fit."""
    for count, say in enumerate(says, 1):
        if estimated(tour, says[:count]) > part.room:
            return say
    return says[-1]


def _breaches(walked: _Walk) -> Iterator[Diagnostic]:
    """Yield the worst breach on each road and of the next Look that the simulated walkers meet."""
    leg, tracks = walked.heard.leg, walked.heard.tracks

    def kept() -> Found:
        return not breaches(leg.metres, leg.kerbs, tracks)

    if remembered("kept", digest([leg.metres, leg.kerbs, tracks]), kept):
        return  # as nearly all do; of the others all is found anew
    seen: set[int] = set()
    for breach in breaches(leg.metres, leg.kerbs, tracks):
        if breach.crossing not in seen:
            seen.add(breach.crossing)
            yield _breached(walked, breach)


def _breached(walked: _Walk, breach: Breach) -> Diagnostic:
    walker = f"a {breach.walker.kind} walker at {breach.walker.pace:g} m/s with {breach.walker.wait:.0f} s at each kerb"
    says = said_in(walked.stop.walk)
    at = says[-1] if says else walked.stop
    if breach.crossing < 0:
        message = f"the next Look begins {breach.seconds:.0f} s before {walker} is there"
        return Diagnostic(at.span, message, "say more standing, or less on the way", rule=KERB)
    street = walked.heard.leg.kerbs[breach.crossing].street
    message = f"{walker} hears {breach.seconds:.1f} s of speech on {street!r}"
    return Diagnostic(at.span, message, "cut words of this walk, or write [cross STREET cut] sooner", rule=KERB)


def _long(walked: _Walk) -> Iterator[Diagnostic]:
    """Yield a silence that feels like being lost, and words that are heard after the leg is over."""
    leg, told = walked.heard.leg, _told(walked)
    says = said_in(walked.stop.walk)
    if not says:
        return
    start, silence = told.silence
    if silence > LONG_SILENCE:
        message = f"this way is silent for {silence:.0f} s, which is more than {LONG_SILENCE:.0f}"
        hint = "write [cross STREET cut] and go on there" if leg.kerbs else "tell more on the way"
        yield Diagnostic(_before(walked, told, start).span, message, hint, "warning", LEG)
    yield from _past(walked, told)


def _told(walked: _Walk) -> Timeline:
    """Return the leg as somebody meets it who does as told."""
    leg = walked.heard.leg
    ride_seconds = leg.seconds if leg.ridden else 0.0
    return walk(leg.metres, leg.kerbs, walked.heard.tracks, Walker("told", walked.tour.pace), ride_seconds)


def _past(walked: _Walk, told: Timeline) -> Iterator[Diagnostic]:
    """Yield the words of a walk or a ride that are heard after it is over."""
    says = said_in(walked.stop.walk)
    past = max((end for _, end in told.speech), default=0.0) - told.arrives
    last = walked.heard.tracks[-1]
    if last.kind == "look":
        past = _walk_ends(told) - told.arrives
    if past > 1 and says:
        message = f"the words of this walk go on for {past:.0f} s when the walker is there"
        yield Diagnostic(says[-1].span, message, "cut it, or tell it at the stop", "warning", LEG)


def _walk_ends(told: Timeline) -> float:
    """Return when the last sentence of the walk ends."""
    ends = [0.0]
    for played in told.playing:
        if played.heard.kind == "walk":
            ends += [min(played.starts + sentence.end, played.ends) for sentence in played.heard.sentences]
    return max(ends)


def _before(walked: _Walk, told: Timeline, time: float) -> Say:
    """Return the author's sentence that was heard last before *time*, or the first of the walk."""
    says = said_in(walked.stop.walk)
    heard = says[0]
    for played in told.playing:
        for sentence in played.heard.sentences:
            if played.starts + sentence.end <= time + 0.1:
                heard = next((say for say in says if say.text == sentence.text), heard)
    return heard


def _error(say: Say, message: str, hint: str) -> Diagnostic:
    return Diagnostic(say.span, message, hint, rule=KERB)


def _counted(words: int) -> str:
    return f"{words} word{'s' * (words != 1)}"
