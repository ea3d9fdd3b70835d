"""Shows how far a build is: bars in a terminal, plain lines in a pipe, JSON lines for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from tour.diagnostics import one_line
from tour.events import Encoded, Event, Mixed, Noted, Planned, Report, Spoken
from tour.terminal.build import Counts
from tour.terminal.console import counted, emit, note
from tour.timing import clock

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_EVERY = 50
"""Sentences between two lines of progress in a pipe."""
_WIDEST = 40
"""Characters of a title or sentence beside a bar."""


@contextmanager
def progress(as_json: bool) -> Iterator[Report]:
    """Give the listener that suits the terminal."""
    if as_json:
        yield _emit
    elif sys.stderr.isatty():
        with _bars() as report:
            yield report
    else:
        yield _Lines().report


def counting(report: Report) -> tuple[Counts, Report]:
    """Return a listener that passes events on to *report*, and what it counts. What is noted again is passed over."""
    counts = Counts()
    noted: set[Noted] = set()

    def listener(event: Event) -> None:
        if isinstance(event, Noted):
            if event in noted:
                return
            noted.add(event)
        counts.spoken += isinstance(event, Spoken)
        counts.mixed += isinstance(event, Mixed)
        counts.encoded += isinstance(event, Encoded)
        counts.noted += isinstance(event, Noted)
        report(event)

    return counts, listener


def _emit(event: Event) -> None:
    emit(type(event).__name__.lower(), **asdict(event))


class _Lines:
    """Plain lines for a pipe. Knows what was planned, so that each line says how much is left."""

    def __init__(self) -> None:
        self._planned = Planned(0, 0, 0)
        self._counts, self._count = counting(lambda _: None)

    def report(self, event: Event) -> None:
        if isinstance(event, Planned):
            self._planned = event
        self._count(event)
        if line := self._line(event):
            note(line)

    def _line(self, event: Event) -> str:
        """Return what there is to say of *event*, of which `_counts` knows already; mostly nothing."""
        planned, counts = self._planned, self._counts
        match event:
            case Planned(clips=0, tracks=0):
                return ""
            case Planned():
                return f"speaking {counted(event.clips, 'sentence')}, mixing {counted(event.tracks, 'track')}"
            case Spoken() if counts.spoken % _EVERY == 0 or counts.spoken == planned.clips:
                return f"spoken {counts.spoken} of {planned.clips}"
            case Mixed():
                return f"mixed {counts.mixed} of {planned.tracks}: {event.title} ({clock(event.seconds)})"
            case Encoded():
                return f"encoded {counts.encoded} of {event.tracks} for the M4B: {event.title}"
            case Noted():
                return f"note: {one_line(event.message)}"
        return ""


@contextmanager
def _bars() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[last]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bars(bars).report


class _Bars:
    """A bar each for what is spoken, mixed and encoded, if there is anything to do."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def report(self, event: Event) -> None:
        match event:
            case Planned():
                self._open("speaking", event.clips)
                self._open("mixing", event.tracks)
            case Spoken():
                self._advance("speaking", event.text)
            case Mixed():
                self._advance("mixing", event.title)
            case Encoded():
                self._open("encoding", event.tracks)
                self._advance("encoding", event.title)
            case Noted():
                self._bars.console.print(f"note: {one_line(event.message)}", markup=False, highlight=False)

    def _open(self, doing: str, total: int) -> None:
        if total and doing not in self._tasks:
            self._tasks[doing] = self._bars.add_task(doing, total=total, last="")

    def _advance(self, doing: str, last: str) -> None:
        if doing in self._tasks:
            self._bars.update(self._tasks[doing], advance=1, last=last[:_WIDEST])
