"""What a person sees of a verified pack: a row a track, then the faults in words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from tour.terminal.console import emit
from tour.verify import Findings, Heard, Verdict

_EVERY = 10
"""Tracks between two lines of progress in a pipe."""
_WIDE = 160
"""Columns of a table in a pipe, where there is no edge to keep to."""


@contextmanager
def progress(as_json: bool) -> Iterator[Heard]:
    """Give the listener that suits the terminal: a bar, plain lines in a pipe, or JSON lines."""
    if as_json:
        yield lambda done, of, path: emit("measured", done=done, of=of, path=path)
    elif sys.stderr.isatty():
        columns = (TextColumn("measuring"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[last]}"))
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None, last="")
            yield lambda done, of, path: bar.update(task, completed=done, total=of, last=path)
    else:
        err = _plain(stderr=True)
        yield lambda done, of, _: err.print(f"measured {done} of {of}") if done % _EVERY == 0 or done == of else None


def show(findings: Findings, as_json: bool) -> None:
    """Print the findings: the table, then each fault with its file."""
    if as_json:
        for track in findings.tracks:
            emit("track", **asdict(track), verdict=_word(track))
        for fault in findings.faults:
            emit("fault", **asdict(fault))
        emit("verified", path=str(findings.pack), title=findings.title, tracks=len(findings.tracks),
             faults=len(findings.faults), good=findings.good)  # fmt: skip
        return
    out = Console(highlight=False) if sys.stdout.isatty() else _plain()
    out.print(_table(findings))
    for fault in findings.faults:
        out.print(Text(f"{fault.path}: {fault.message}" if fault.path else fault.message), soft_wrap=True)
    count = len(findings.tracks)
    verdict = (
        "every measure is met" if findings.good else f"{len(findings.faults)} fault{'s' * (len(findings.faults) > 1)}"
    )
    tracks = f"{count} track{'' if count == 1 else 's'}"
    out.print(Text(f"{findings.title} ({findings.pack}): {tracks}, {verdict}."), soft_wrap=True)


def _plain(stderr: bool = False) -> Console:
    return Console(stderr=stderr, highlight=False, no_color=True, width=_WIDE)


def _table(findings: Findings) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column("title", overflow="ellipsis", no_wrap=True)
    for head in ("seconds", "LUFS", "dBTP", "silence", "wpm"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for track in findings.tracks:
        table.add_row(
            str(track.number),
            Text(track.title),
            _figure(track.seconds, 1),
            _figure(track.lufs, 1),
            _figure(track.dbtp, 1),
            _figure(track.silence, 2),
            _figure(track.wpm, 0),
            Text(_word(track), style="bold red" if track.faults else "green"),
        )
    return table


def _figure(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _word(track: Verdict) -> str:
    return "good" if not track.faults else f"{track.faults} fault{'s' * (track.faults > 1)}"
