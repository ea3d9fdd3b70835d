"""What a person sees. The only module that prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from tour.diagnostics import Diagnostic, lines_of, ordered, render
from tour.engines import Engine
from tour.events import Encoded, Event, Mixed, Noted, Planned, Report, Spoken, Wrote
from tour.model import Voice
from tour.narration.visiting import visiting_seconds
from tour.reading.project import Read
from tour.terminal.built import Counts, Summary


def say(text: str = "") -> None:
    print(text)


def complain(diagnostics: Iterable[Diagnostic], as_json: bool = False) -> None:
    """Print faults, each with its line and a caret, to stderr; as JSON lines to stdout where *as_json*."""
    faults = ordered(diagnostics)
    if as_json:
        for fault in faults:
            emit("diagnostic", **{**asdict(fault), "span": asdict(fault.span) if fault.span else None})
        return
    lines = lines_of(faults)
    colour = sys.stderr.isatty()
    for fault in faults:
        text = render(fault, lines)
        if colour:
            shade = "31" if fault.severity == "error" else "33"
            text = text.replace(f"{fault.heading}:", f"\033[1;{shade}m{fault.heading}:\033[0m", 1)
        print(text, file=sys.stderr)
    errors = sum(fault.severity == "error" for fault in faults)
    if len(faults) > 1:
        kinds = [
            f"{count} {word}{'s' * (count != 1)}"
            for count, word in ((errors, "error"), (len(faults) - errors, "warning"))
            if count
        ]
        print(f"{' and '.join(kinds)}.", file=sys.stderr)


def emit(event: str, **values: Any) -> None:  # JSON
    """Print one JSON line."""
    print(json.dumps({"event": event, **values}, ensure_ascii=False), flush=True)


@contextmanager
def progress(as_json: bool) -> Iterator[Report]:
    """Give the listener that suits the terminal: bars, plain lines in a pipe, or JSON lines."""
    if as_json:
        yield _json_lines
    elif sys.stderr.isatty():
        with _bars() as report:
            yield report
    else:
        yield _plain(sys.stderr)


def _json_lines(event: Event) -> None:
    emit(type(event).__name__.lower(), **asdict(event))


def _plain(stream: TextIO) -> Report:
    planned = Planned(0, 0, 0)
    spoken = mixed = encoded = 0

    def report(event: Event) -> None:
        nonlocal planned, spoken, mixed, encoded
        match event:
            case Planned():
                planned = event
                if event.clips or event.tracks:
                    print(
                        f"speaking {_count(event.clips, 'sentence')}, mixing {_count(event.tracks, 'track')}",
                        file=stream,
                    )
            case Spoken():
                spoken += 1
                if spoken % 50 == 0 or spoken == planned.clips:
                    print(f"spoken {spoken} of {planned.clips}", file=stream)
            case Mixed():
                mixed += 1
                print(f"mixed {mixed} of {planned.tracks}: {event.title} ({_clock(event.seconds)})", file=stream)
            case Encoded():
                encoded += 1
                print(f"encoded {encoded} of {event.tracks} for the M4B: {event.title}", file=stream)
            case Wrote():
                pass
            case Noted():
                print(f"note: {event.message}", file=stream)
        stream.flush()

    return report


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
        tasks: dict[str, Any] = {}  # rich's TaskID

        def report(event: Event) -> None:
            match event:
                case Planned():
                    if event.clips:
                        tasks["speak"] = bars.add_task("speaking", total=event.clips, last="")
                    if event.tracks:
                        tasks["mix"] = bars.add_task("mixing", total=event.tracks, last="")
                case Spoken() if "speak" in tasks:
                    bars.update(tasks["speak"], advance=1, last=event.text[:40])
                case Mixed() if "mix" in tasks:
                    bars.update(tasks["mix"], advance=1, last=event.title[:40])
                case Encoded():
                    if "encode" not in tasks:
                        tasks["encode"] = bars.add_task("encoding", total=event.tracks, last="")
                    bars.update(tasks["encode"], advance=1, last=event.title[:40])
                case Noted():
                    bars.console.print(f"note: {event.message}", markup=False, highlight=False)

        yield report


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def counting(report: Report) -> tuple[Counts, Report]:
    """Return a listener that passes events on to *report*, and what it counts."""
    counts = Counts()

    def listener(event: Event) -> None:
        counts.spoken += isinstance(event, Spoken)
        counts.mixed += isinstance(event, Mixed)
        counts.encoded += isinstance(event, Encoded)
        report(event)

    return counts, listener


def done(summary: Summary, as_json: bool) -> None:
    """Print what a build did."""
    if as_json:
        emit("done", **{**asdict(summary), "path": str(summary.path)})
        return
    size = f"{summary.kilometres:.2f} km, {summary.megabytes:.1f} MB"
    about = f"{_count(summary.tracks, 'track')}, {summary.minutes:.0f} min, {size}"
    if not summary.written and not summary.removed:
        say(f"Nothing to do: {summary.path} is up to date ({about}; {summary.seconds:.1f} s).")
        return
    say(f"{summary.path}: {about}.")
    say(
        f"Spoken anew: {_count(summary.spoken, 'sentence')}, mixed {_count(summary.mixed, 'track')}; "
        f"{summary.seconds:.1f} s."
    )
    shown = (
        summary.written if len(summary.written) <= 6 else (*summary.written[:5], f"and {len(summary.written) - 5} more")
    )
    say(f"Wrote {_count(len(summary.written), 'file')}: {', '.join(shown)}.")
    if summary.removed:
        say(f"Removed {', '.join(summary.removed)}.")


def checked(read: Read, as_json: bool) -> None:
    """Print what `check` found in a tour without errors."""
    tour = read.tour
    if tour is None:
        return
    minutes = visiting_seconds(tour) / 60
    if as_json:
        emit(
            "checked",
            stops=len(tour.stops),
            metres=round(tour.metres),
            minutes=round(minutes),
            warnings=len(read.faults),
        )
        return
    verdict = "no fault found" if not read.faults else _count(len(read.faults), "warning")
    say(
        f"{tour.title}: {_count(len(tour.stops), 'stop')}, {tour.metres / 1000:.2f} km, "
        f"about {minutes:.0f} min; {verdict}."
    )


def show_voices(engines: Iterable[Engine], as_json: bool) -> None:
    """Print every voice of *engines*; of an engine that is not installed, what to install."""
    for engine in engines:
        voices = engine.voices()
        if not voices and (refused := engine.refuse(Voice(engine.name, engine.default_voice, "en"))):
            if as_json:
                emit("missing", engine=engine.name, licence=engine.licence, hint=refused.hint)
            else:
                say(f"{engine.name}: not installed; {refused.hint}")
        for voice in voices:
            where = "online" if engine.online else "offline"
            default = voice.name == engine.default_voice
            if as_json:
                emit(
                    "voice",
                    engine=engine.name,
                    name=voice.name,
                    language=voice.language,
                    licence=engine.licence,
                    online=engine.online,
                    default=default,
                )
            else:
                mark = "default" if default else ""
                row = f"{engine.name:8} {voice.name:10} {voice.language:6} {engine.licence:15} {where:8}{mark}"
                say(row.rstrip())


def sampled(path: Path, voice: Voice, as_json: bool) -> None:
    """Print where the sample of *voice* is."""
    if as_json:
        emit("sample", path=str(path), engine=voice.engine, name=voice.name, language=voice.language)
    else:
        say(f"wrote {path}: {voice.engine} {voice.name!r}, {voice.language}")


def previewed(pictures: Iterable[Path], as_json: bool) -> None:
    """Print where the pictures of the card are."""
    for path in pictures:
        if as_json:
            emit("preview", path=str(path))
        else:
            say(f"wrote {path}")


def opened(card: Path, asked: bool, as_json: bool) -> None:
    """Print that the system was *asked* to open *card*, or that there was nobody to ask."""
    if as_json:
        emit("opened" if asked else "unopened", path=str(card))
    else:
        say(f"opening {card}" if asked else f"no viewer was found here; the card is {card}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
