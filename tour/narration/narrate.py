"""Track sheets → finished tracks: speaks the sentences that the store lacks, and mixes the tracks that it lacks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from tour import plugins
from tour.diagnostics import Diagnostic, TourError
from tour.digests import digest
from tour.engines import SpeechError
from tour.events import Mixed, Planned, Report, Spoken
from tour.executors import Inline, broken
from tour.model import Clip, Cue, Pause, Say, Sound, Tour, Track, Voice, Way
from tour.narration.chapters import chapters
from tour.narration.orders import Order, orders
from tour.narration.plan import Sheet, sheets, under
from tour.pack.cache import Store, Stored
from tour.sound import earcons
from tour.sound.parts import ALONE, LONGEST_ALONE, RECIPE, Bed, Effect, Master, Part, Silence, Speech

LISTED = 1.0
"""Seconds from which a silence inside a track counts as one that was asked for."""
INLINE = 4
"""This many missing clips or fewer are spoken here: a pool's first answer takes longer than they do."""

Asked = Mapping[Say, Order]
Tracks = dict[PurePosixPath, Stored]


def narrate(
    tour: Tour,
    store: Store,
    opener: Callable[[], Executor],
    report: Report,
    jobs: int,
    plan: tuple[Sheet, ...] = (),
) -> tuple[Track, ...]:
    """Return the tracks of *plan*; without one, those of the tour.

    *opener* is called when there is work for more than this process.

    Raises TourError with the fault of every sentence that cannot be spoken; what could be spoken stays in the store.
    """
    plan = plan or sheets(tour)
    asked, faults = orders(tour, plan)
    if faults:
        raise TourError(*faults)
    keys = {sheet.path: _track_key(tour, sheet, asked) for sheet in plan}
    tracks = {path: track for path, key in keys.items() if (track := store.track(key))}
    to_mix = [sheet for sheet in plan if sheet.path not in tracks]
    needed = {order.key: order for sheet in to_mix for order in _of(sheet, asked)}
    missing = {key: order for key, order in needed.items() if not store.has_clip(key)}
    report(Planned(len(missing), len({order.key for order in asked.values()}) - len(missing), len(to_mix)))
    if to_mix:
        few = len(missing) <= INLINE and len(to_mix) <= 2
        work = _Work(tour, store, report, asked, keys, jobs)
        tracks |= work.run(to_mix, missing, Inline() if few else opener())
    return tuple(_track(tour, sheet, number, tracks[sheet.path]) for number, sheet in enumerate(plan, 1))


def spoken(tour: Tour, plan: tuple[Sheet, ...], store: Store) -> Tracks:
    """Return those tracks of *plan* that *store* has, by path; none where a sentence cannot be asked for."""
    asked, faults = orders(tour, plan)
    if faults:
        return {}
    found = ((sheet.path, store.track(_track_key(tour, sheet, asked))) for sheet in plan)
    return {path: track for path, track in found if track}


def _of(sheet: Sheet, asked: Asked) -> list[Order]:
    return [asked[segment] for segment in sheet.segments if isinstance(segment, Say)]


def _track_key(tour: Tour, sheet: Sheet, asked: Asked) -> str:
    """Return the key of a track's sound: no title, no number, no place in a file."""
    from tour.sound.codec import encoder_fingerprint

    parts: list[object] = []
    for index, segment in enumerate(sheet.segments):
        match segment:
            case Say():
                parts.append(asked[segment].key)
            case Pause():
                parts.append(segment.seconds)
            case Sound():
                if segment.path is None:
                    parts.append([earcons.fingerprint(segment.name)])
                else:
                    parts.append([segment.digest, under(sheet.segments, index)])
    return digest([RECIPE, encoder_fingerprint(), tour.loudness, parts])


def _track(tour: Tour, sheet: Sheet, number: int, stored: Stored) -> Track:
    cues = tuple(
        Cue(round(offset, 3), segment.text, segment.paragraph)
        for segment, offset in zip(sheet.segments, stored.offsets, strict=True)
        if isinstance(segment, Say)
    )
    return Track(
        stop=sheet.stop.slug,
        kind=sheet.kind,
        title=sheet.title,
        path=sheet.path,
        number=number,
        audio=stored.path,
        size=stored.size,
        digest=stored.digest,
        seconds=round(stored.seconds, 3),
        words=sheet.words,
        lufs=round(stored.lufs, 2),
        dbtp=round(stored.dbtp, 2),
        cues=cues,
        pauses=tuple(_pauses(sheet, stored.offsets)),
        sounds=tuple(_sounds(sheet, stored.offsets)),
        chapters=chapters(tour, sheet, stored.offsets),
        way=_way(sheet, stored),
    )


def _way(sheet: Sheet, stored: Stored) -> Way | None:
    """Return where on its leg the track belongs, with how long it keeps the walker standing."""
    if sheet.way is None or not sheet.standing:
        return sheet.way
    starts = (*stored.offsets, stored.seconds)
    return replace(sheet.way, stand_seconds=round(starts[sheet.standing], 3))


def _sounds(sheet: Sheet, offsets: tuple[float, ...]) -> Iterator[tuple[float, float]]:
    """Yield (start, seconds) of each sound, until the next part begins: a track does not end with a sound."""
    for segment, (start, end) in zip(sheet.segments, pairwise(offsets), strict=False):
        if isinstance(segment, Sound):
            yield round(start, 3), round(end - start, 3)


def _pauses(sheet: Sheet, offsets: tuple[float, ...]) -> Iterator[tuple[float, float]]:
    """Yield (start, seconds) of the silences that were asked for; not of head and tail, which every track has."""
    segments, last = sheet.segments, len(sheet.segments) - 1
    for index, segment in enumerate(segments):
        if not isinstance(segment, Pause) or not index:
            continue
        before = segments[index - 1]
        after_sound = isinstance(before, Sound)
        if index == last:
            listed = segment.span is not None
        elif isinstance(before, Sound) and before.path and under(segments, index - 1):
            # A long sound goes on through this pause. Only one that is cut off after so long is a long one.
            listed = abs(offsets[index] - offsets[index - 1] - ALONE) > 0.001
        else:
            listed = after_sound or segment.seconds >= LISTED
        if listed:
            yield round(offsets[index], 3), segment.seconds


class _Work:
    """The dear half: speaks and mixes on an executor, so that a track is mixed as soon as its own clips are in."""

    def __init__(
        self,
        tour: Tour,
        store: Store,
        report: Report,
        asked: Asked,
        keys: Mapping[PurePosixPath, str],
        jobs: int,
    ) -> None:
        self.tour, self.store, self.report, self.asked, self.keys, self.jobs = tour, store, report, asked, keys, jobs
        self.speaking: dict[Future[Clip | SpeechError], Order] = {}
        self.mixing: dict[Future[Master], Sheet] = {}
        self.faults: list[Diagnostic] = []
        self.refused: dict[str, SpeechError] = {}
        """Engines that refuse for good, and why."""
        self.done: Tracks = {}

    def run(self, to_mix: list[Sheet], missing: Mapping[str, Order], executor: Executor) -> Tracks:
        """Return the tracks of *to_mix* by path. Raises TourError when a sentence could not be spoken."""
        try:
            return self._run(to_mix, missing, executor)
        except BrokenExecutor:
            raise broken() from None

    def _run(self, to_mix: list[Sheet], missing: Mapping[str, Order], executor: Executor) -> Tracks:
        lacks = {sheet.path: {order.key for order in _of(sheet, self.asked)} & missing.keys() for sheet in to_mix}
        ready = deque(sheet for sheet in to_mix if not lacks[sheet.path])
        to_speak = deque(_longest_first(to_mix, missing, self.asked))
        while True:
            self._submit(executor, ready, to_speak)
            if not self.speaking and not self.mixing:
                break
            running: list[Future[Any]] = [*self.speaking, *self.mixing]  # of either kind
            wait(running, return_when=FIRST_COMPLETED)
            for mixed in [future for future in self.mixing if future.done()]:
                self._mixed(self.mixing.pop(mixed), mixed.result())
            for spoken in [future for future in self.speaking if future.done()]:
                order = self.speaking.pop(spoken)
                if not self._spoken(order, spoken.result()):
                    continue
                for sheet in to_mix:
                    if order.key in lacks[sheet.path]:
                        lacks[sheet.path].discard(order.key)
                        if not lacks[sheet.path]:
                            ready.append(sheet)
        self._raise(left=len(to_speak))
        return self.done

    def _submit(self, executor: Executor, ready: deque[Sheet], to_speak: deque[Order]) -> None:
        """Keep twice as many jobs submitted as there are workers: none idles, and little is lost on a stop."""
        while len(self.speaking) + len(self.mixing) < 2 * self.jobs:
            if ready:
                sheet = ready.popleft()
                self.mixing[executor.submit(mix, tuple(self._parts(sheet)), self.tour.loudness)] = sheet
            elif order := self._next(to_speak):
                asked = executor.submit(speak, order.text, order.voice)
                self.speaking[asked] = order
                if asked.done():  # inline: the answer may be a refusal, after which nothing more is asked
                    return
            else:
                return

    def _next(self, to_speak: deque[Order]) -> Order | None:
        """Take the next sentence whose engine may be asked now."""
        busy = [order.voice.engine for order in self.speaking.values()]
        for _ in range(len(to_speak)):
            order = to_speak.popleft()
            name = order.voice.engine
            limit = plugins.engine(name).parallel
            if name not in self.refused and (not limit or busy.count(name) < limit):
                return order
            to_speak.append(order)
        return None

    def _spoken(self, order: Order, result: Clip | SpeechError) -> bool:
        if isinstance(result, Clip):
            self.store.put_clip(order.key, result)
            self.report(Spoken(order.say.text, len(result.pcm) / 2 / result.rate))
            return True
        if result.fatal:
            self.refused.setdefault(order.voice.engine, result)
        self.faults.append(Diagnostic(order.say.span, result.message, result.hint))
        return False

    def _parts(self, sheet: Sheet) -> Iterator[Part]:
        for index, segment in enumerate(sheet.segments):
            match segment:
                case Say():
                    clip = self.store.clip(self.asked[segment].key)
                    if clip is None:
                        message = "the cache lost a sentence while it was in use"
                        raise TourError(Diagnostic(segment.span, message, "does another program clean it? build again"))
                    yield Speech(clip)
                case Pause():
                    yield Silence(segment.seconds)
                case Sound():
                    yield _sounding(segment, under(sheet.segments, index))

    def _mixed(self, sheet: Sheet, master: Master) -> None:
        key = self.keys[sheet.path]
        self.done[sheet.path] = self.store.put_track(
            key, master.mp3, master.seconds, master.lufs, master.dbtp, master.offsets
        )
        self.report(Mixed(sheet.title, master.seconds))

    def _raise(self, left: int) -> None:
        if not self.faults:
            return
        for refusal in self.refused.values():  # one refusal, said once, is clearer than one for each sentence
            count = len(self.faults) + left
            message = f"{refusal.message}; {count} sentence{'s are' if count > 1 else ' is'} not spoken"
            raise TourError(Diagnostic(None, message, f"{refusal.hint}. What was spoken is kept; no pack is written"))
        raise TourError(*self.faults)


def _longest_first(to_mix: Iterable[Sheet], missing: Mapping[str, Order], asked: Asked) -> Iterator[Order]:
    """Yield each missing sentence once, long tracks first, so that no worker is left with a long one at the end."""
    seen: set[str] = set()
    for sheet in sorted(to_mix, key=lambda sheet: -sheet.words):
        for order in _of(sheet, asked):
            if order.key in missing and order.key not in seen:
                seen.add(order.key)
                yield order


def _sounding(sound: Sound, below: int) -> Effect | Bed:
    """Return the part that *sound* makes: the program's own are heard alone; a long one lies *below* what follows."""
    if sound.path is None:
        return Effect(earcons.earcon(sound.name))
    from tour.sound.codec import read_wav

    clip = read_wav(sound.path.read_bytes())
    lasts = len(clip.pcm) / 2 / clip.rate
    return Bed(clip, below) if below and lasts > LONGEST_ALONE else Effect(clip)


def speak(text: str, voice: Voice) -> Clip | SpeechError:
    """Speak one sentence; runs in a worker. An expected fault is returned: some executors log a raise."""
    try:
        clip = plugins.engine(voice.engine).speak(text, voice)
    except SpeechError as fault:
        return fault
    return clip if clip.pcm else SpeechError("the voice gives no sound for this sentence", "write it in plain words")


def mix(parts: tuple[Part, ...], loudness: float) -> Master:
    """Mix one track; runs in a worker, and only there pays for numpy."""
    from tour.sound.mix import mix as mixed

    return mixed(parts, loudness)
