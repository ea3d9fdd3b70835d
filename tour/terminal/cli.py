"""The command line: parses, calls, prints through `console`, and nothing else. Heavy modules are imported on use."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tour import __version__
from tour.writers import WRITERS

if TYPE_CHECKING:
    from tour.build import Built
    from tour.model import Voice
    from tour.reading.project import Read

app = typer.Typer(
    name="tourpack",
    help="Make a walking-tour audio guide from plain text: narrated MP3s for the phone, and a route card to print.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: tourpack new demo, then tourpack build demo. Exit codes: 0 done, 1 a fault in the tour, "
    "2 a wrong command line, 130 stopped.",
)

Project = Annotated[Path, typer.Argument(help="The folder that holds stops/.", show_default="this folder")]
Engine = Annotated[
    str, typer.Option("--engine", help="Voice engine, before the one in tour.toml: hibari, gtts, kokoro, tone.")
]
VoiceName = Annotated[str, typer.Option("--voice", help="Voice of that engine; see tourpack voices.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON lines, for programs.")]


def _version(show: bool) -> None:
    if show:
        from tour.plugins import ENGINES, WRITERS, found
        from tour.terminal.console import say

        say(f"tourpack {__version__}")
        for group in (ENGINES, WRITERS):
            say(f"{group.rpartition('.')[2]}: {', '.join(found(group))}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show version and plug-ins.")
    ] = False,
) -> None:
    """See the app's own help."""


@app.command()
def build(
    project: Project = Path(),
    out: Annotated[
        Path | None, typer.Option("--out", help="Parent folder of packs.", show_default="PROJECT/output")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help=f"Run just this writer; may repeat: {', '.join(WRITERS)}; or, alone, proof."),
    ] = None,
    engine: Engine = "",
    voice: VoiceName = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Workers; 0: one a processor.")] = 0,
    executor: Annotated[
        str, typer.Option("--executor", help="Where work runs: processes, threads or inline.")
    ] = "processes",
    open_it: Annotated[bool, typer.Option("--open", help="Then open the card in the system's PDF viewer.")] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Then write each page of the card as a PNG into OUT/SLUG-preview/.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make the tour pack: speak what is new, master it, draw the card, write what differs.

    Only edited sentences are spoken again. A fault in the tour leaves the last good pack as it is.
    To see the card while you write: tourpack build --only card --open
    """
    from time import monotonic

    from tour.build import build as build_pack
    from tour.executors import default_jobs, opening
    from tour.terminal import console
    from tour.terminal.built import summary

    if (open_it or preview) and only and "card" not in only:
        raise typer.BadParameter("no card is made to show; add --only card", param_hint="'--open' / '--preview'")
    started = monotonic()
    with _faults(as_json):
        read = _read(project, engine, voice, as_json)
        assert read.tour is not None  # _read raises where it is not
        workers = jobs or default_jobs()
        with opening(executor, workers) as opener, console.progress(as_json) as report:
            counted, listener = console.counting(report)
            built = build_pack(
                read.tour,
                out or read.root / "output",
                store=_store(read.root),
                opener=opener,
                writers=tuple(dict.fromkeys(only or ())),
                report=listener,
                jobs=workers,
            )
        console.done(summary(built, counted, monotonic() - started), as_json)
        if open_it or preview:
            _show_card(built, (out or read.root / "output") if preview else None, open_it, as_json)


@app.command()
def check(
    project: Project = Path(),
    engine: Engine = "",
    voice: VoiceName = "",
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too.")] = False,
    facts: Annotated[
        bool, typer.Option("--facts", help="Print every sentence with its sources; warn where one is missing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read the whole tour and say everything that is wrong with it, without speaking a word."""
    from tour.terminal import console

    with _faults(as_json):
        read = _read(project, engine, voice, as_json, deep=True, sourced=facts)
        if facts:
            from tour.check.sources import told
            from tour.terminal.told import show as show_told

            assert read.tour is not None  # _read raises where it is not
            show_told(read.tour, told(read.tour), as_json)
        console.checked(read, as_json)
        if strict and read.faults:
            raise typer.Exit(1)


@app.command()
def walk(
    project: Project = Path(),
    pace: Annotated[float, typer.Option("--pace", min=0.5, max=2.0, help="Metres a second.")] = 1.1,
    wait: Annotated[float, typer.Option("--wait", min=0, max=300, help="Seconds at each kerb.")] = 20.0,
    walker: Annotated[
        str, typer.Option("--walker", help="told, hands-free (never touches the phone), late (by 30 s) or eager.")
    ] = "told",
    svg: Annotated[Path | None, typer.Option("--svg", help="Draw the walk into this file.")] = None,
    gpx: Annotated[Path | None, typer.Option("--gpx", help="Write the walk as a track with times.")] = None,
    as_json: Json = False,
) -> None:
    """Walk the tour indoors: what is heard where, and whether any of it is heard in a roadway.

    Lays the tracks against each leg, as long as they are where they are spoken, else estimated. Tells how many words
    may be said before each road. Exit 1 when the law of the street is broken. It never counts as walked.
    """
    from tour.terminal import walked
    from tour.walking.simulator import WALKERS, Walker

    kind = next((known for known in WALKERS if known == walker), None)
    if kind is None:
        raise typer.BadParameter(f"{walker!r} is none of {', '.join(WALKERS)}", param_hint="'--walker'")
    with _faults(as_json):
        read = _read(project, "", "", as_json, law=False)
        assert read.tour is not None  # _read raises where it is not
        who = Walker(kind, pace, wait)
        measured = walked.measured(read.tour, _store(read.root))
        legs = walked.walked(read.tour, who, measured)
        walked.show(legs, who, len(measured), as_json)
        if svg:
            walked.write(svg, walked.picture(read.tour, legs))
        if gpx:
            walked.write(gpx, walked.recording(read.tour, legs))
        if any(leg.breaches for leg in legs):
            raise typer.Exit(1)


@app.command()
def show(
    stop: Annotated[str, typer.Argument(help="A stop's number or slug.", show_default="the whole tour")] = "",
    project: Annotated[Path, typer.Option("--project", help="The folder that holds stops/.")] = Path(),
    spoken: Annotated[bool, typer.Option("--spoken", help="What will be said, instead of what is written.")] = False,
    phonemes: Annotated[bool, typer.Option("--phonemes", help="How it will be said, in the voice's notation.")] = False,
    as_json: Json = False,
) -> None:
    """Show the tour, or one stop, as the generator reads it: sentences, pauses, words and seconds."""
    from tour.diagnostics import Diagnostic, TourError, did_you_mean
    from tour.terminal import shown

    with _faults(as_json):
        read = _read(project, "", "", as_json)
        tour = read.tour
        assert tour is not None  # _read raises where it is not
        how: shown.As = "phonemes" if phonemes else "spoken" if spoken else "written"
        if not stop:
            shown.show_tour(tour, how, as_json)
            return
        stops = (*((tour.welcome,) if tour.welcome else ()), *tour.stops)
        wanted = [s for s in stops if stop == s.slug or (stop.isdigit() and int(stop) == s.number)]
        if not wanted:
            raise TourError(Diagnostic(None, f"there is no stop {stop!r}", did_you_mean(stop, [s.slug for s in stops])))
        shown.show_stop(tour, wanted[0], how, as_json)


@app.command()
def verify(
    pack: Annotated[
        Path | None, typer.Argument(help="A pack's folder.", show_default="the only one below ./output")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure a finished pack again, from its files alone. Exit 1 when anything is not as it must be."""
    from tour.executors import default_jobs, opening
    from tour.pack.find import find
    from tour.terminal import verified
    from tour.verify import verify as verify_pack

    with _faults(as_json):
        folder = pack or find(Path("output"))
        with opening("processes", default_jobs()) as opener, verified.progress(as_json) as heard:
            report = verify_pack(folder, opener(), heard)
        verified.show(report, as_json)
        if not report.good:
            raise typer.Exit(1)


@app.command()
def serve(
    pack: Annotated[
        Path | None, typer.Argument(help="A pack's folder.", show_default="the only one below ./output")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="0: any free one.", show_default="8000, or the next")
    ] = None,
    lan: Annotated[bool, typer.Option("--lan", help="Let phones in the same network in.")] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    as_json: Json = False,
) -> None:
    """Serve a pack to the browser on this machine, to try its page. Ctrl-C ends it."""
    from tour.pack.find import find
    from tour.serve import check, lan_address, open_port
    from tour.terminal import served

    with _faults(as_json):
        folder = pack or find(Path("output"))
        check(folder)
        with open_port(folder, port, lan) as server:
            served.show(server, lan_address() if lan else None, lan, port, as_json)
            if open_it:
                served.open_browser(server)
            server.serve_forever()


@app.command()
def voices(
    engine: Annotated[str, typer.Option("--engine", help="Only this engine's.", show_default="every engine")] = "",
    voice: Annotated[str, typer.Option("--voice", help="Which one says the sample.", show_default="default")] = "",
    text: Annotated[
        str, typer.Option("--say", help="Write a sample: one voice says this.", show_default="a short sentence")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write the sample, a WAV.", show_default="ENGINE-VOICE.wav")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the voices that can be used here; with --say or --out, write a sample of one."""
    from tour import plugins
    from tour.terminal import console

    with _faults(as_json):
        if text or out:
            path, spoken_by = _sample(engine or "hibari", voice, text, out)
            console.sampled(path, spoken_by, as_json)
            return
        names = [engine] if engine else plugins.found(plugins.ENGINES)
        console.show_voices([plugins.engine(name) for name in names], as_json)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it must not hold a tour yet.")],
) -> None:
    """Start a tour: a small working one with two stops, to change into yours."""
    from tour.terminal import console
    from tour.terminal.starter import start

    with _faults(False):
        for path in start(folder):
            console.say(f"wrote {path}")
        console.say(f"Next: tourpack build {folder}")


def _read(
    project: Path,
    engine: str,
    voice: str,
    as_json: bool,
    *,
    deep: bool = False,
    law: bool = True,
    sourced: bool = False,
) -> Read:
    """Return the tour read and checked. Prints warnings; raises TourError where there is an error.

    Without *law*, faults that a walk shows anyhow are left to it; with *sourced*, a missing source is one.
    """
    from tour.check import faults
    from tour.diagnostics import TourError
    from tour.reading.project import read
    from tour.terminal import console

    found = faults(read(project, engine, voice), deep=deep, law=law, sourced=sourced)
    if found.tour is None or any(fault.severity == "error" for fault in found.faults):
        raise TourError(*found.faults)
    if found.faults:
        console.complain(found.faults, as_json)
    return found


def _show_card(built: Built, previews: Path | None, open_it: bool, as_json: bool) -> None:
    """Write the card as pictures below the folder *previews*, if there is one; open it in the system's viewer."""
    from tour.terminal import console
    from tour.terminal.preview import cards, preview

    tour = built.pack.tour
    printed = cards(built.saved.path, tour.papers)
    if previews:
        console.previewed(preview(printed, previews / f"{tour.slug}-preview"), as_json)
    for card in printed if open_it else ():
        console.opened(card, typer.launch(str(card)) == 0, as_json)


def _sample(engine: str, voice: str, text: str, out: Path | None) -> tuple[Path, Voice]:
    """Write a sample of a voice and return where, and whose it is. Raises TourError."""
    from tour import plugins
    from tour.diagnostics import Diagnostic, TourError
    from tour.engines import SpeechError
    from tour.engines.sample import known, sample

    speaker = plugins.engine(engine)
    try:
        named = known(speaker, voice)
        path = out or Path(f"{engine}-{named.name}.wav")
        path.write_bytes(sample(speaker, named, text))
    except SpeechError as fault:
        raise TourError(Diagnostic(None, fault.message, fault.hint)) from None
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise TourError(
            Diagnostic(None, f"{path} cannot be written: {reason}", "--out FILE puts it elsewhere")
        ) from None
    return path, named


def _store(root: Path):  # type: ignore[no-untyped-def]  # Store, imported on use
    from tour.pack.cache import Store

    cache = os.environ.get("TOURPACK_CACHE")
    return Store(Path(cache) if cache else root / ".tourpack")


@contextmanager
def _faults(as_json: bool) -> Iterator[None]:
    """The error boundary: what the author can mend is printed, exit code 1; anything else is our bug."""
    from tour.diagnostics import TourError

    try:
        yield
    except TourError as error:
        from tour.terminal import console

        console.complain(error.diagnostics, as_json)
        raise typer.Exit(1) from None
    except BrokenPipeError:
        # whoever reads our output has left, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from None
