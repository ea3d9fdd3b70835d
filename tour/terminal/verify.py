"""What ``tourpack verify`` prints: how far it is, then a row a track, then the faults in words."""

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

from tour.terminal.console import counted, emit, note
from tour.verify import Findings, Heard, Verdict

_EVERY = 10
"""Tracks between two lines of progress in a pipe."""
_WIDE = 160
"""Columns of a table in a pipe, where there is no edge to keep to."""


@contextmanager
def progress(as_json: bool) -> Iterator[Heard]:
    """Give the listener that suits the terminal: a bar, plain lines in a pipe, or JSON lines."""
    if as_json:
        yield _emit
    elif sys.stderr.isatty():
        columns = (TextColumn("measuring"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[last]}"))
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None, last="")
            yield lambda done, of, path: bar.update(task, completed=done, total=of, last=path)
    else:
        yield _note


def _emit(done: int, of: int, path: str) -> None:
    emit("measured", done=done, of=of, path=path)


def _note(done: int, of: int, _: str) -> None:
    if done % _EVERY == 0 or done == of:
        note(f"measured {done} of {of}")


def print_findings(findings: Findings, as_json: bool) -> None:
    """Print the findings: the table, then each fault with its file."""
    if as_json:
        _emit_findings(findings)
        return
    out = Console(highlight=False)
    if not sys.stdout.isatty():
        out = Console(highlight=False, no_color=True, width=_WIDE)
    out.print(_table(findings))
    for fault in findings.faults:
        where = f"{fault.path}: " if fault.path else ""
        out.print(Text(f"{where}{fault.message}"), soft_wrap=True)
    verdict = "every measure is met" if findings.good else counted(len(findings.faults), "fault")
    tracks = counted(len(findings.tracks), "track")
    out.print(Text(f"{findings.title} ({findings.pack}): {tracks}, {verdict}."), soft_wrap=True)


def _emit_findings(findings: Findings) -> None:
    for track in findings.tracks:
        emit("track", **asdict(track), verdict=_word(track))
    for fault in findings.faults:
        emit("fault", **asdict(fault))
    counts = {"tracks": len(findings.tracks), "faults": len(findings.faults)}
    emit("verified", path=str(findings.pack), title=findings.title, **counts, good=findings.good)


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
    """Return a measure with so many *digits* after the point; a dash where it could not be taken."""
    return "–" if value is None else f"{value:.{digits}f}"


def _word(track: Verdict) -> str:
    """Return what stands in the column "verdict"."""
    return counted(track.faults, "fault") if track.faults else "good"
