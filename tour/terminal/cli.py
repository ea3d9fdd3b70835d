"""The command line: each command parses its arguments, calls, and has the answer printed. Nothing else is done here.

What a command prints has a module beside this one. Heavy modules are imported on use.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tour import __version__
from tour.plugins import WRITERS, names

if TYPE_CHECKING:
    from tour.build import Built
    from tour.check import Checked
    from tour.executors import Opener
    from tour.pack.whose import Claims
    from tour.terminal.build import Summary

app = typer.Typer(
    name="tourpack",
    help="Make a walking-tour audio guide from plain text: narrated MP3s for the phone, and a route card to print.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode="markdown",  # in its own markup, rich would take [cross] for a colour and leave it out
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: tourpack new demo, then tourpack build demo. Exit codes: 0 done, 1 a fault in the tour, "
    "2 a wrong command line, 70 a fault of the program's own, 130 stopped.",
)

Project = Annotated[Path, typer.Argument(help="The folder that holds stops/.", show_default="this folder")]
Engine = Annotated[
    str, typer.Option("--engine", help="Voice engine, before the one in tour.toml: hibari, gtts, kokoro, tone.")
]
VoiceName = Annotated[str, typer.Option("--voice", help="Voice of that engine; see tourpack voices.")]
StepFree = Annotated[bool, typer.Option("--step-free", help="Avoid steps, and say what is not known.")]
Fetch = Annotated[
    str,
    typer.Option("--fetch", metavar="URL", help="Ask this Overpass server for the extract, once, after a question."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask whether the server may be asked.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON lines, for programs.")]


def _version(show: bool) -> None:
    if not show:
        return
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
    debug: Annotated[bool, typer.Option("--debug", help="Show the trace of a fault of the program's own.")] = False,
) -> None:
    """See the app's own help."""
    # --debug itself is taken out of the command line by `tour.__main__`; it stands here for the help.
    from tour.diagnostics import Diagnostic, TourError

    with _faults(False):
        try:
            Path.cwd()
        except OSError:
            hint = "it was moved or removed: cd to one that is there"
            raise TourError(Diagnostic(None, "the folder that you are in is gone", hint)) from None


@app.command()
def build(
    context: typer.Context,
    projects: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PROJECT", help="The folder that holds stops/; may be many.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Parent folder of packs.", show_default="PROJECT/output")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help=f"Run just these writers: --only card,page. Known: {', '.join(names(WRITERS))}."),
    ] = None,
    engine: Engine = "",
    voice: VoiceName = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Workers; 0: one a processor.")] = 0,
    executor: Annotated[
        str,
        typer.Option("--executor", help="Where work runs: processes, threads, inline, or a Dask scheduler: tcp://…"),
    ] = "processes",
    open_it: Annotated[bool, typer.Option("--open", help="Then open the card in the system's PDF viewer.")] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Then write each page of the card as a PNG into OUT/SLUG-preview/.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make the tour pack: speak what is new, master it, draw the card, write what differs.

    Only edited sentences are spoken again. A fault in the tour leaves the last good pack as it is.

    To see the card while you write: tourpack build --only card --open. That needs no walk that is ready for the street:
    a crossing which no [cross] names is a warning there.

    Many tours are built one after the other, with one cache: .tourpack in this folder.
    """
    from tour.executors import default_jobs, most_jobs, opening
    from tour.pack.whose import Claims
    from tour.terminal.build import print_summary
    from tour.terminal.many import Many

    tours = projects or [Path()]
    shown = open_it or preview
    writers = tuple(name for given in only or () for name in given.replace(",", " ").split())
    if shown and writers and "card" not in writers:
        raise typer.BadParameter("no card is made to show; add --only card", param_hint="'--open' / '--preview'")
    if shown and len(tours) > 1:
        raise typer.BadParameter("one tour's card at a time", param_hint="'--open' / '--preview'")
    if jobs > (most := most_jobs(executor)):
        raise typer.BadParameter(f"{jobs} workers are too many; here {most} is the most", param_hint="'--jobs'")
    asked = _Asked(out, writers, engine, voice, shown, as_json)
    workers = jobs or default_jobs()
    with _faults(as_json, tours[0]), opening(executor, workers) as opener:
        if len(tours) > 1:
            one = partial(_build, asked, opener, workers, Path(), Claims())
            raise typer.Exit(Many(as_json, bool(context.obj)).build(tours, one, opener.close))
        built, done = _build(asked, opener, workers, None, Claims(), tours[0])
        print_summary(done, as_json)
        if shown and built:
            _show_card(built, preview, open_it, as_json)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for each tour that is built."""

    out: Path | None
    only: tuple[str, ...]
    engine: str
    voice: str
    shown: bool
    """Whether its card is wanted on the screen."""
    as_json: bool


def _build(
    asked: _Asked, opener: Opener, workers: int, cache: Path | None, claims: Claims, project: Path
) -> tuple[Built | None, Summary]:
    """Build one tour and return it with its figures. It uses the cache of the folder *cache*, its own where None.

    Where nothing has changed since the last build, the tour is not read, and None is returned for it. Raises TourError,
    also where *claims* tell that another tour of this call has its place.
    """
    from time import monotonic

    from tour.narration.helper import helping
    from tour.pack.unchanged import Record
    from tour.reading.find import find
    from tour.reading.limits import MOST
    from tour.terminal.build import figures, summary, unchanged
    from tour.terminal.progress import counting, progress

    started = monotonic()
    root = find(project)
    out = _packs(root, asked.out)
    _recover(out)  # a fault in the tour must not keep a pack from its place
    store = _store(cache or root)
    record = Record(store, root, out, (asked.engine, asked.voice), MOST)
    with progress(asked.as_json) as report:
        if not (asked.only or asked.shown) and (found := record.found()):
            claims.take(found[0], root)
            return None, unchanged(*found, report, monotonic() - started)
        with helping(opener, record.voices) as helper:
            from tour.build import build as build_pack
            from tour.narration.workshop import Workshop
            from tour.pack.remembered import remembered_in
            from tour.writers import for_the_street

            law = "kept" if for_the_street(asked.only) else "told"
            with remembered_in(store, root) as keep_found:
                read = _read(project, asked.engine, asked.voice, asked.as_json, law=law)
            counted, listener = counting(report)
            workshop = Workshop(store, opener, listener, workers, helper)
            workshop.chores.append(keep_found)
            built = build_pack(read.plan, out, workshop, asked.only, root, claims)
            keep_found()  # where no worker left the time
    done = summary(built, counted, monotonic() - started)
    if asked.only:
        return built, done
    if counted.noted or read.faults:
        record.keep_voices(read.plan.voices)
    else:
        record.keep(built.saved.path, built.pack, read.plan.voices, figures(done, read.plan))
    return built, done


@app.command()
def check(
    project: Project = Path(),
    engine: Engine = "",
    voice: VoiceName = "",
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too.")] = False,
    facts: Annotated[
        bool, typer.Option("--facts", help="Print every sentence with its sources; warn where one is missing.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Tell each name that the voice does not know in its place.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read the whole tour and say everything that is wrong with it, without speaking a word."""
    from tour.terminal.check import print_checked

    with _faults(as_json, project), _as_before(project):
        # A program that reads the JSON wants the place of each, and sums up itself.
        read = _read(project, engine, voice, as_json, deep=True, each=verbose or as_json, sourced=facts)
        if facts:
            from tour.check.sources import told
            from tour.terminal.facts import print_facts

            print_facts(read.tour, told(read.tour), as_json)
        print_checked(read, as_json)
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
    from tour.terminal.walk import measured, picture, print_walk, recording, walk_all, write
    from tour.walking.simulator import WALKERS, Walker

    kind = next((known for known in WALKERS if known == walker), None)
    if kind is None:
        raise typer.BadParameter(f"{walker!r} is none of {', '.join(WALKERS)}", param_hint="'--walker'")
    with _faults(as_json, project), _as_before(project):
        read = _read(project, "", "", as_json, law="apart")
        who = Walker(kind, pace, wait)
        lengths = measured(read.plan, _store(read.root))
        legs = walk_all(read.plan, who, lengths)
        print_walk(legs, who, len(lengths), as_json)
        if svg:
            write(svg, picture(read.tour, legs))
        if gpx:
            write(gpx, recording(read.tour, legs))
        if any(leg.breaches for leg in legs):
            raise typer.Exit(1)


@app.command()
def show(
    stop: Annotated[str, typer.Argument(help="A stop's number or slug.", show_default="the whole tour")] = "",
    project: Annotated[Path, typer.Option("--project", help="The folder that holds stops/.")] = Path(),
    spoken: Annotated[bool, typer.Option("--spoken", help="What will be said, instead of what is written.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="With --spoken: beside what is written.")] = False,
    phonemes: Annotated[bool, typer.Option("--phonemes", help="How it will be said, in the voice's notation.")] = False,
    as_json: Json = False,
) -> None:
    """Show the tour, or one stop, as the generator reads it: sentences, pauses, words and seconds.

    What is wrong elsewhere does not keep it from showing; it is told below, and the exit code is 1.
    """
    from tour.diagnostics import TourError
    from tour.terminal.console import complain
    from tour.terminal.show import As, find_stop, print_stop, print_tour

    how: As = "written"
    if spoken or diff:
        how = "both" if diff else "spoken"
    if phonemes:
        how = "phonemes"
    with _faults(as_json, project), _as_before(project):
        found = _checked(project, "", "")
        if found.good:
            complain(found.faults, as_json)
        try:
            if stop:
                print_stop(found.tour, find_stop(found.tour, stop), how, as_json)
            else:
                print_tour(found.tour, how, as_json)
        except TourError:
            if found.good:
                raise  # else what is wrong with the tour is why the stop is not there
        if not found.good:
            raise TourError(*found.faults)


@app.command()
def verify(
    pack: Annotated[
        Path | None, typer.Argument(help="A pack's folder.", show_default="the only one below ./output")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure a finished pack again, from its files alone. Exit 1 when anything is not as it must be."""
    from tour.executors import default_jobs, opening
    from tour.terminal.verify import print_findings, progress
    from tour.verify import verify as verify_pack

    with _faults(as_json):
        folder = _pack(pack)
        with opening("processes", default_jobs()) as opener, progress(as_json) as heard:
            findings = verify_pack(folder, opener(), heard)
        print_findings(findings, as_json)
        if not findings.good:
            raise typer.Exit(1)


@app.command()
def serve(
    pack: Annotated[
        Path | None,
        typer.Argument(help="A pack's folder, or a site's.", show_default="the only pack below ./output"),
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="0: any free one.", show_default="8000, or the next")
    ] = None,
    lan: Annotated[bool, typer.Option("--lan", help="Let phones in the same network in.")] = False,
    names: Annotated[
        list[str] | None, typer.Option("--name", help="Answer to this name too, such as a tunnel's; may repeat.")
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    as_json: Json = False,
) -> None:
    """Serve a pack, or a site of packs, to the browser on this machine, to try its page. Ctrl-C ends it."""
    from tour.serve import lan_address, open_port
    from tour.terminal.last_resort import tell
    from tour.terminal.serve import open_browser, print_addresses

    with _faults(as_json):
        folder = _served(pack)
        with open_port(folder, port, lan, names or ()) as server:
            server.failed = tell
            print_addresses(server, lan_address() if lan else None, lan, port, as_json)
            if open_it:
                open_browser(server)
            server.serve_forever()


@app.command()
def site(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The site's folder.")],
    packs: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PACK", help="Packs' folders.", show_default="all right below OUT"),
    ] = None,
    title: Annotated[
        str, typer.Option("--title", help="What the page is called.", show_default="Walking tours, in its language")
    ] = "",
    language: Annotated[
        str, typer.Option("--language", help="Of the page's own words.", show_default="that of most packs")
    ] = "",
    as_json: Json = False,
) -> None:
    """Make a front page for many packs: a map, a list, a search that needs no server.

    A pack that lies elsewhere is copied into OUT. Put OUT on any HTTPS host, or open its index.html.
    """
    from tour.site import site as make_site
    from tour.terminal.progress import progress
    from tour.terminal.site import print_site

    with _faults(as_json), progress(as_json) as report:
        _recover(out)
        print_site(make_site(out, packs or (), title, language, report), as_json)


@app.command()
def voices(
    engine: Annotated[str, typer.Option("--engine", help="Only this engine's.", show_default="every engine")] = "",
    voice: Annotated[str, typer.Option("--voice", help="Which one says the sample.", show_default="default")] = "",
    text: Annotated[
        str, typer.Option("--say", help="Write a sample: one voice says this.", show_default="a short sentence")
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Where to write the sample, a WAV.", show_default="ENGINE-VOICE.wav, else -2, -3 … if taken"
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """List the voices that can be used here; with --say or --out, write a sample of one."""
    from tour import plugins
    from tour.terminal.voices import print_sample, print_voices, write_sample

    with _faults(as_json):
        if text or out:
            path, spoken_by = write_sample(engine or "hibari", voice, text, out)
            print_sample(path, spoken_by, as_json)
            return
        names = [engine] if engine else plugins.found(plugins.ENGINES)
        print_voices([plugins.engine(name) for name in names], as_json)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it must not hold a tour yet.")],
    places: Annotated[
        Path | None,
        typer.Option("--places", help="A list of places: KML, KMZ, GPX, GeoJSON, CSV, or a folder of photos."),
    ] = None,
    extract: Annotated[
        Path | None,
        typer.Option("--map", help="An extract of OpenStreetMap, for map, route and walks: .osm, .gz, .bz2, .pbf."),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="The tour's language: en, de, es, fr, or one such as es-MX.")
    ] = "en",
    group: Annotated[str, typer.Option("--folder", help="Only the places in this folder of the list.")] = "",
    picked: Annotated[str, typer.Option("--pick", help="Only these places, by number, such as 1-5,8.")] = "",
    order: Annotated[
        str, typer.Option("--order", help="list: as numbered, else as listed; nearest: the nearest one next.")
    ] = "list",
    step_free: StepFree = False,
    fetch: Fetch = "",
    yes: Yes = False,
) -> None:
    """Start a tour: from a list of places, or without one a small working tour of two stops, to change into yours.

    With --map, its map, its route and drafts of its walks are made too. Nothing is fetched without --fetch.
    """
    from tour.diagnostics import typed
    from tour.terminal.console import say
    from tour.terminal.starter import start

    if order not in ("list", "nearest"):
        raise typer.BadParameter(f"{order!r} is none of list, nearest", param_hint="'--order'")
    if places is None and (extract or fetch or group or picked or step_free or order != "list"):
        raise typer.BadParameter("there is no list to make a tour of", param_hint="'--places'")
    if extract and fetch:
        raise typer.BadParameter("either --map or --fetch", param_hint="'--fetch'")
    with _faults(False):
        if places:
            from tour.starting.outline import Wish
            from tour.terminal.new import Source, start_from

            source = Source(extract, fetch, yes) if extract or fetch else None
            start_from(places, folder, source, Wish(language, group, picked, order == "nearest", step_free))
            return
        for path in start(folder):
            say(f"wrote {path}")
        say(f"Next: tourpack build {typed(folder)}")


_AN_EXTRACT = "An extract of OpenStreetMap: .osm, .gz, .bz2, .pbf, Overpass JSON."


@app.command("map")
def map_(
    project: Annotated[Path, typer.Argument(help="The folder that holds stops/.")],
    extract: Annotated[Path | None, typer.Argument(help=_AN_EXTRACT, show_default=False)] = None,
    fetch: Fetch = "",
    yes: Yes = False,
) -> None:
    """Make the map of a tour from an extract of OpenStreetMap. One that you have changed is kept."""
    from tour.terminal.new import Source, make_map

    if bool(extract) == bool(fetch):
        raise typer.BadParameter("name an extract, or a server with --fetch", param_hint="'EXTRACT'")
    with _faults(False, project):
        make_map(project, Source(extract, fetch, yes))


@app.command()
def route(
    project: Annotated[Path, typer.Argument(help="The folder that holds stops/.")],
    extract: Annotated[Path, typer.Argument(help=_AN_EXTRACT)],
    step_free: StepFree = False,
) -> None:
    """Find the way on foot between the stops: route, where to stand, and drafts of the walks.

    The map is made with it. What you have changed by hand is kept, and the new one written beside it.
    """
    from tour.terminal.new import find_route

    with _faults(False, project):
        find_route(project, extract, step_free)


def _read(project: Path, engine: str, voice: str, as_json: bool, **rules: Any) -> Checked:  # as `check` types them
    """Return the tour read and checked. Prints warnings; raises TourError where there is an error.

    *rules* says which, as `tour.check.check` takes them.
    """
    from tour.diagnostics import TourError
    from tour.terminal.console import complain

    found = _checked(project, engine, voice, **rules)
    if not found.good:
        raise TourError(*found.faults)
    if found.faults:
        complain(found.faults, as_json)
    return found


def _checked(project: Path, engine: str, voice: str, **rules: Any) -> Checked:  # as `check` types them
    """Return the tour with all that is wrong with it. Raises TourError where so much is that there is none."""
    from tour.check import check as check_tour
    from tour.reading.project import read

    return check_tour(read(project, engine, voice), **rules)


def _packs(project: Path, out: Path | None = None) -> Path:
    """Return the folder of the packs of *project*: *out*, where the user has named one."""
    return out or project / "output"


def _pack(named: Path | None) -> Path:
    """Return the folder of the pack to read: the one *named*, else the only one below ./output.

    What a crash cut short is finished or undone first. Raises TourError.
    """
    from tour.inputs.plain_files import real
    from tour.pack.find_pack import find

    _recover(real(named).parent if named else _packs(Path()))
    return named or find(_packs(Path()))


def _served(named: Path | None) -> Path:
    """Return the folder to serve: the site *named*, else a pack with a page, as `_pack` finds it. Raises TourError."""
    from tour.serve import check
    from tour.site import is_site

    if named and is_site(named):
        _recover(named)
        return named
    pack = _pack(named)
    check(pack)
    return pack


def _recover(out: Path) -> None:
    from tour.diagnostics import one_line
    from tour.events import Event, Noted
    from tour.pack.recovery import recover_below
    from tour.terminal.console import note

    def say(event: Event) -> None:
        if isinstance(event, Noted):
            note(f"note: {one_line(event.message)}")

    recover_below(out, say)


def _show_card(built: Built, preview: bool, open_it: bool, as_json: bool) -> None:
    """Where *preview*, write the card as pictures beside the pack; where *open_it*, open the system's viewer."""
    from tour.terminal.build import print_opened, print_previews
    from tour.terminal.preview import cards, write_pages

    pack = built.saved.path
    printed = cards(pack, built.pack.tour.papers)
    if preview:
        print_previews(write_pages(printed, pack.with_name(f"{pack.name}-preview")), as_json)
    if open_it:
        for card in printed:
            print_opened(card, typer.launch(str(card)) == 0, as_json)


def _store(root: Path):  # type: ignore[no-untyped-def]  # Store, imported on use
    from tour.pack.cache import Store

    cache = os.environ.get("TOURPACK_CACHE") or root / ".tourpack"
    return Store(Path(cache))


@contextmanager
def _as_before(project: Path) -> Iterator[None]:
    """Take what the last build of *project* found out of its sentences from the cache; nothing is put there."""
    from tour.pack.remembered import remembered_in
    from tour.reading.find import find

    root = find(project)
    with remembered_in(_store(root), root):
        yield


@contextmanager
def _faults(as_json: bool, project: Path = Path()) -> Iterator[None]:
    """The error boundary: what the author can mend is printed, exit code 1; anything else is our bug.

    Its log goes beside the cache of *project*.
    """
    from tour.diagnostics import TourError
    from tour.terminal import last_resort

    last_resort.work_in(project)
    try:
        yield
    except TourError as error:
        from tour.terminal.console import complain

        complain(error.diagnostics, as_json)
        raise typer.Exit(1) from None
