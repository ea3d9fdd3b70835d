"""The dear half of narration: speaks and mixes what is missing, a track as soon as its own clips are in."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from tour import plugins
from tour.diagnostics import Diagnostic, TourError, shown
from tour.engines import SpeechError, going_out
from tour.events import Mixed, Noted, Spoken
from tour.executors import in_one_go
from tour.executors.schedule import Job
from tour.inputs.plain_files import open_plain
from tour.model import Clip, Pause, Say, Sound
from tour.narration.orders import Order, Plan
from tour.narration.plan import Sheet, under
from tour.narration.tasks import mix, speak
from tour.narration.workshop import Workshop
from tour.pack.cache import Stored
from tour.sound import earcons
from tour.sound.parts import LONGEST_ALONE, Bed, Effect, Master, Part, Silence, Speech

_SHARES = 4
"""Parts for each worker of what is left to speak: a job gets one at most, and in the end none has long to do alone."""


class Work:
    """What is still to be spoken and mixed, and what has been. Used once."""

    def __init__(
        self, plan: Plan, workshop: Workshop, keys: Mapping[PurePosixPath, str], *, little: bool, with_aac: bool = False
    ) -> None:
        """What is but *little* is done by the helper. Raises TourError where the workers cannot be had.

        *with_aac* tells whether to begin encoding tracks for the whole tour in one file while they are measured.
        """
        self.plan, self.workshop, self.keys, self.with_aac = plan, workshop, keys, with_aac
        self.executor = workshop.executor(little=little)
        self.in_one_go = in_one_go(self.executor)
        self.shares = _SHARES * workshop.workers(self.executor) if self.in_one_go > 1 else 1
        """Into how many parts what is left to speak is divided, of which a job gets one at most."""
        self.to_speak: deque[Order] = deque()
        self.to_mix: deque[Sheet] = deque()
        """Tracks whose clips are in."""
        self.lacking: list[tuple[Sheet, set[str]]] = []
        """Tracks that wait for clips, and the keys of these."""
        self.busy: Counter[str] = Counter()
        """How many sentences each engine speaks just now."""
        self.faults: list[Diagnostic] = []
        self.refused: dict[str, SpeechError] = {}
        """Engines that refuse for good, and why."""
        self.done: dict[PurePosixPath, Stored] = {}

    def run(self, sheets: Sequence[Sheet], missing: Mapping[str, Order]) -> Mapping[PurePosixPath, Stored]:
        """Return the tracks of *sheets* by path, made of what the store has and of what it is *missing*.

        Raises TourError when a sentence could not be spoken.
        """
        self._say_what_goes_out(missing.values())
        self.to_speak.extend(_longest_first(self.plan, sheets, missing))
        for sheet in sheets:
            lacks = {order.key for order in self.plan.of(sheet)} & missing.keys()
            if lacks:
                self.lacking.append((sheet, lacks))
            else:
                self.to_mix.append(sheet)
        self.workshop.work(self.executor, self._next_job)
        if self.faults:
            raise self._fault()
        return self.done

    def _say_what_goes_out(self, orders: Iterable[Order]) -> None:
        """Say, before the first request, which texts are about to leave this computer, and on whose terms."""
        sent = Counter(order.voice.engine for order in orders if plugins.engine(order.voice.engine).online)
        for name, count in sent.items():
            self.workshop.report(Noted(going_out(plugins.engine(name), count)))

    def _next_job(self) -> Job[Any] | None:
        if self.to_mix:
            sheet = self.to_mix.popleft()
            how = (tuple(self._parts(sheet)), self.plan.tour.loudness, self.with_aac)
            return Job(mix, how, partial(self._mixed, sheet), long=True)
        orders = self._next_orders()
        if not orders:
            return None
        self.busy.update(order.voice.engine for order in orders)
        sentences = tuple((order.text, order.voice) for order in orders)
        return Job(speak, sentences, partial(self._all_spoken, orders))

    def _next_orders(self) -> list[Order]:
        """Take what is to be spoken next in one go: a sentence, or several where one alone is too little for a job.

        Of an engine that may be asked but so often at a time, it is always one.
        """
        several = min(self.in_one_go, len(self.to_speak) // self.shares)
        first = self._next_order()
        if first is None:
            return []
        orders = [first]
        while len(orders) < several and not _limit(first) and self.to_speak:
            if _limit(self.to_speak[0]) or self.to_speak[0].voice.engine in self.refused:
                break
            orders.append(self.to_speak.popleft())
        return orders

    def _next_order(self) -> Order | None:
        """Take the next sentence whose engine may be asked now."""
        for _ in range(len(self.to_speak)):
            order = self.to_speak.popleft()
            name, limit = order.voice.engine, _limit(order)
            if name not in self.refused and (not limit or self.busy[name] < limit):
                return order
            self.to_speak.append(order)
        return None

    def _all_spoken(self, orders: Sequence[Order], results: Sequence[Clip | SpeechError]) -> None:
        for order, result in zip(orders, results, strict=True):
            self._spoken(order, result)

    def _spoken(self, order: Order, result: Clip | SpeechError) -> None:
        self.busy[order.voice.engine] -= 1
        if isinstance(result, Clip):
            self.workshop.store.put_clip(order.key, result)
            self.workshop.report(Spoken(order.say.text, len(result.pcm) / 2 / result.rate))
            self._clip_is_in(order.key)
            return
        if result.fatal:
            self.refused.setdefault(order.voice.engine, result)
        self.faults.append(Diagnostic(order.say.span, result.message, result.hint))

    def _clip_is_in(self, key: str) -> None:
        """Let the tracks be mixed that waited for this clip alone."""
        still = []
        for sheet, lacks in self.lacking:
            lacks.discard(key)
            if lacks:
                still.append((sheet, lacks))
            else:
                self.to_mix.append(sheet)
        self.lacking = still

    def _mixed(self, sheet: Sheet, master: Master) -> None:
        stored = self.workshop.store.put_track(self.keys[sheet.path], master)
        self.done[sheet.path] = stored
        self.workshop.report(Mixed(sheet.title, master.seconds))

    def _parts(self, sheet: Sheet) -> Iterator[Part]:
        for index, segment in enumerate(sheet.segments):
            match segment:
                case Say():
                    yield Speech(self._clip(segment))
                case Pause():
                    yield Silence(segment.seconds)
                case Sound():
                    yield _sounding(segment, under(sheet.segments, index))

    def _clip(self, say: Say) -> Clip:
        clip = self.workshop.store.clip(self.plan.orders[say].key)
        if clip is None:
            message = "the cache lost a sentence while it was in use"
            raise TourError(Diagnostic(say.span, message, "does another program clean it? build again"))
        return clip

    def _fault(self) -> TourError:
        """Return what kept sentences from being spoken: one refusal, said once, is clearer than one for each."""
        if not self.refused:
            return TourError(*self.faults)
        refusal = next(iter(self.refused.values()))
        count = len(self.faults) + len(self.to_speak)
        are = "sentences are" if count > 1 else "sentence is"
        hint = f"{refusal.hint}. What was spoken is kept; no pack is written"
        return TourError(Diagnostic(None, f"{refusal.message}; {count} {are} not spoken", hint))


def _limit(order: Order) -> int:
    """Return how many sentences its engine may be asked for at a time; 0 for any number."""
    return plugins.engine(order.voice.engine).parallel


def _longest_first(plan: Plan, sheets: Iterable[Sheet], missing: Mapping[str, Order]) -> Iterator[Order]:
    """Yield each missing sentence once, long tracks first, so that no worker is left with a long one at the end."""
    left = dict(missing)
    for sheet in sorted(sheets, key=lambda sheet: -sheet.words):
        for order in plan.of(sheet):
            if left.pop(order.key, None):
                yield order


def _sounding(sound: Sound, below: int) -> Effect | Bed:
    """Return the part that *sound* makes: the program's own are heard alone; a long one lies *below* what follows."""
    if sound.path is None:
        return Effect(earcons.earcon(sound.name))
    from tour.sound.files import read_sound

    clip = read_sound(_as_it_was_read(sound, sound.path))
    lasts = len(clip.pcm) / 2 / clip.rate
    return Bed(clip, below) if below and lasts > LONGEST_ALONE else Effect(clip)


def _as_it_was_read(sound: Sound, path: Path) -> bytes:
    """Return the file *path* of *sound*; raise TourError where it is not the one that the tour was read with.

    Else other bytes would be mixed, and kept as if they were these.
    """
    try:
        with open_plain(path) as file:
            data = file.read()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != sound.digest:
        message = f"the sound {shown(path)} was changed or removed while the tour was built"
        raise TourError(Diagnostic(None, message, "build again"))
    return data
