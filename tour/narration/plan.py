"""A tour → the track sheets: every sentence, silence and sound of every track, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from tour.model import Cross, Pause, Say, Segment, Sound, Stop, Tour, TrackKind
from tour.normalize import normalize
from tour.words.language import words_of

WARNING_PAUSE = 3.0
"""Seconds between the warning and an ending: time to reach for the button."""
CUE_PAUSE = 0.4
"""Seconds on either side of a sound."""
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

    @property
    def words(self) -> int:
        return sum(len(segment.spoken.split()) for segment in self.segments if isinstance(segment, Say))


def sheets(tour: Tour) -> tuple[Sheet, ...]:
    """Return the track sheets in play order, which is also the alphabetical order of their paths."""
    return tuple(_sheets(tour))


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
        title = f"{stop.number}. {stop.title}"
        path = PurePosixPath(f"audio/{number}a-{stop.slug}.mp3")
        last = index + 1 == len(tour.stops)
        look = (*stop.look, *closing) if last and not stop.ending and not stop.walk else stop.look
        yield Sheet(stop, "look", title, path, _track(tour, look))
        if not last:
            after = tour.stops[index + 1]
            walk = _kerb(stop.walk, tour.gaps.kerb)
            hold = _hold(tour, after, words("texts.hold", stand=after.stand)) if tour.hold else ()
            title = f"{stop.number}. {words('texts.walk', next=after.title)}"
            path = PurePosixPath(f"audio/{number}b-{words('files.walk', slug=after.slug)}.mp3")
            yield Sheet(stop, "walk", title, path, _track(tour, walk, hold))
            continue
        letter = iter("bc")
        if stop.ending:
            path = PurePosixPath(f"audio/{number}{next(letter)}-{words('files.ending')}.mp3")
            warning = (_line(tour, words("texts.ending"), stop), Pause(WARNING_PAUSE))
            title = f"{stop.number}. {words('texts.ending_title')}"
            end = () if stop.walk else closing
            yield Sheet(stop, "ending", title, path, _track(tour, (*warning, *stop.ending, *end)))
        if stop.walk:
            path = PurePosixPath(f"audio/{number}{next(letter)}-{words('files.home')}.mp3")
            walk = _kerb(stop.walk, tour.gaps.kerb)
            yield Sheet(stop, "walk", f"{stop.number}. {words('texts.home')}", path, _track(tour, (*walk, *closing)))


def under(segments: Sequence[Segment], at: int) -> int:
    """Return how many segments after the sound at index *at* it goes on beneath, when it is a long one.

    That is up to the last word of the paragraph that comes next, or of what stands before a silence of `BED_PAUSE` or
    before another sound; 0 when no words of the author's come next.
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


def _kerb(segments: Iterable[Segment], seconds: float) -> Iterator[Say | Pause | Sound]:
    """Yield *segments* with the kerb sound and its silence at the first crossing; later ones make no sound.

    Nobody keeps pace with a recording for five corners: the first is announced, the rest count in time and are drawn.
    """
    first = True
    for segment in segments:
        if not isinstance(segment, Cross):
            yield segment
        elif first:
            first = False
            yield Pause(CUE_PAUSE)
            yield Sound("kerb")
            yield Pause(seconds)


def _hold(tour: Tour, after: Stop, line: str) -> tuple[Say | Pause | Sound, ...]:
    say = _line(tour, line, after)
    return (say, Pause(CUE_PAUSE), Sound("hold"), Pause(tour.gaps.hold))


def _line(tour: Tour, text: str, stop: Stop) -> Say:
    """Return a line that the program itself says; its place is the stop it speaks of."""
    return Say(text, normalize(text, tour.language), -1, stop.span)


def _track(
    tour: Tour, segments: Iterable[Segment], hold: Iterable[Say | Pause | Sound] = ()
) -> tuple[Say | Pause | Sound, ...]:
    """Return *segments*, then *hold*, with head, tail and the gaps that nobody wrote."""
    gaps = tour.gaps
    out: list[Say | Pause | Sound] = [Pause(gaps.head)]
    for segment in (*segments, *hold):
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
    if not (tour.hold and tuple(hold)):
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
