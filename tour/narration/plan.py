"""A tour → the track sheets: every sentence, silence and sound of every track, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePosixPath

from tour.model import Cross, Leg, Pause, Say, Segment, Sound, Stop, Tour, TrackKind, Way, crossed_in, said_in
from tour.narration.own_lines import line
from tour.narration.quiet_at_kerbs import cut_street
from tour.narration.walk_parts import parts
from tour.timing import CUE_PAUSE
from tour.walking.law import Stretch
from tour.words.language import Words, words_of

WARNING_PAUSE = 3.0
"""Seconds between the warning and an ending: time to reach for the button."""
BED_PAUSE = 2.0
"""Seconds of silence that end a sound under words."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One track before anything is spoken. Segments are complete: gaps, head and tail are pauses among them."""

    stop: Stop
    kind: TrackKind
    title: str
    path: PurePosixPath
    segments: tuple[Say | Pause | Sound, ...]
    way: Way | None = None
    """As far as it is known before anything is spoken: without its seconds."""
    standing: int = 0
    """How many of *segments*, from the first, are heard standing."""

    @property
    def words(self) -> int:
        return sum(segment.words for segment in said_in(self.segments))


def sheets(tour: Tour) -> tuple[Sheet, ...]:
    """Return the track sheets in play order, which is also the alphabetical order of their paths."""
    return tuple(_sheets(tour))


def leg_of(tour: Tour, index: int) -> Leg:
    """Return the leg that begins at the stop with *index*; one of no length in a tour that was not read whole."""
    stop = tour.stops[index]
    unknown = Leg(stop.slug, "", (), 0.0, by=stop.ride.by if stop.ride else "foot")
    return next((leg for leg in tour.legs if leg.start == stop.slug), unknown)


def _sheets(tour: Tour) -> Iterator[Sheet]:
    words = words_of(tour)
    width = max(2, len(str(len(tour.stops))))
    if tour.welcome:
        path = PurePosixPath(f"audio/{0:0{width}}-{words('files.welcome')}.mp3")
        opening = (Sound("ident"),) if tour.ident else ()
        yield Sheet(tour.welcome, "welcome", tour.welcome.title, path, _track(tour, (*opening, *tour.welcome.look)))
    closing = (Pause(tour.gaps.paragraph), Sound("ident")) if tour.ident else ()
    for index, stop in enumerate(tour.stops):
        number = f"{stop.number:0{width}}"
        path = PurePosixPath(f"audio/{number}a-{stop.slug}.mp3")
        last = index + 1 == len(tour.stops)
        look = (*stop.look, *closing) if last and not stop.ending and not stop.walk else stop.look
        yield Sheet(stop, "look", f"{stop.number}. {stop.title}", path, _track(tour, look))
        if last:
            yield from _last(tour, stop, number, closing, words)
        else:
            yield from _walk(tour, index, number, words)


def _walk(tour: Tour, index: int, number: str, words: Words) -> Iterator[Sheet]:
    """Yield the parts of the walk from the stop with *index*, and a silence after each."""
    stop, after = tour.stops[index : index + 2]
    letter, leg = _letters(), leg_of(tour, index)
    for part in parts(tour, stop, leg, after):
        name = words("files.walk", slug=after.slug)
        if part.number > 1:
            name += f"-{part.number}"
        segments = _track(tour, part.segments)
        way = None if tour.indoors else Way(index + 1, part.number, round(part.stretch.starts, 1))
        standing = segments.index(part.stands) + 1 if part.stands else 0
        title = f"{stop.number}. {_walk_title(part.stretch, leg, after, words)}"
        path = PurePosixPath(f"audio/{number}{next(letter)}-{name}.mp3")
        yield Sheet(stop, "walk", title, path, segments, way, standing)
        title = f"{stop.number}. {_quiet_title(part.stretch, leg, after, words)}"
        path = PurePosixPath(f"audio/{number}{next(letter)}-{words('files.quiet')}.mp3")
        yield Sheet(stop, "quiet", title, path, (Pause(part.quiet),), way and Way(index + 1))


def _walk_title(stretch: Stretch, leg: Leg, after: Stop, words: Words) -> str:
    if leg.ridden:
        return words("ride.to", ride=words(f"ride.{leg.by}"), next=after.title)
    if stretch.started:
        return words("texts.walk_on", street=stretch.started.street, next=after.title)
    return words("texts.walk", next=after.title)


def _quiet_title(stretch: Stretch, leg: Leg, after: Stop, words: Words) -> str:
    if leg.ridden:
        return words("ride.quiet", ride=words(f"ride.{leg.by}"), next=after.title)
    if stretch.cut:
        return words("texts.quiet_across", street=cut_street(words, stretch))
    return words("texts.quiet_there", next=after.title)


def _last(tour: Tour, stop: Stop, number: str, closing: tuple[Pause | Sound, ...], words: Words) -> Iterator[Sheet]:
    """Yield the ending and the way home, of a last stop that has them."""
    letter = _letters()
    if stop.ending:
        path = PurePosixPath(f"audio/{number}{next(letter)}-{words('files.ending')}.mp3")
        warning = (line(tour, words("texts.ending"), stop), Pause(WARNING_PAUSE))
        title = f"{stop.number}. {words('texts.ending_title')}"
        end = () if stop.walk else closing
        yield Sheet(stop, "ending", title, path, _track(tour, (*warning, *stop.ending, *end)))
    if stop.walk:
        path = PurePosixPath(f"audio/{number}{next(letter)}-{words('files.home')}.mp3")
        # Nobody knows where this leads: if it crosses a street, all of it is heard before.
        crosses = bool(crossed_in(stop.walk))
        stay = (line(tour, words("texts.stay"), stop),) if crosses else ()
        title = f"{stop.number}. {words('texts.home')}"
        yield Sheet(stop, "walk", title, path, _track(tour, (*stay, *stop.walk, *closing)))


def _letters() -> Iterator[str]:
    """Yield the letters of a stop's tracks after its Look's, in alphabetical order without end."""
    for n in count():
        yield "z" * (n // 24) + "bcdefghijklmnopqrstuvwxy"[n % 24]


def under(segments: Sequence[Segment], at: int) -> int:
    """Return beneath how many of the next segments the sound at index *at* would go on, if it is a long one.

    A long sound lies under the paragraph that follows it, and ends with its last word; a silence of `BED_PAUSE` or
    another sound ends it sooner. Return 0 when no paragraph of the author's follows.
    """
    count, paragraph = 0, -1
    for ahead, segment in enumerate(segments[at + 1 :], 1):
        match segment:
            case Say() if segment.paragraph >= 0 and (not count or segment.paragraph == paragraph):
                count, paragraph = ahead, segment.paragraph
            case Pause() if not count or segment.seconds < BED_PAUSE:
                continue
            case _:
                break
    return count


def _track(tour: Tour, segments: Iterable[Segment]) -> tuple[Say | Pause | Sound, ...]:
    """Return *segments* with head, tail and the gaps that nobody wrote."""
    gaps = tour.gaps
    out: list[Say | Pause | Sound] = [Pause(gaps.head)]
    for segment in segments:
        last = out[-1]
        match segment:
            case Cross():
                continue
            case Say() if isinstance(last, Say):
                out.append(Pause(gaps.sentence if last.paragraph == segment.paragraph else gaps.paragraph))
            case Sound() if isinstance(last, Say | Sound):
                out.append(Pause(CUE_PAUSE))
            case Say() if isinstance(last, Sound):
                out.append(Pause(CUE_PAUSE))
        out.append(segment)
    out.append(Pause(gaps.tail))
    return tuple(_joined(out))


def _joined(segments: Iterable[Say | Pause | Sound]) -> Iterator[Say | Pause | Sound]:
    """Yield *segments* with neighbouring pauses made one, the longer."""
    held: Pause | None = None
    for segment in segments:
        if isinstance(segment, Pause):
            held = segment if held is None else replace(held, seconds=max(held.seconds, segment.seconds))
            continue
        if held:
            yield held
        held = None
        yield segment
    if held:
        yield held
