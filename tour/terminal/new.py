"""``tourpack new --places``, ``map`` and ``route``: what is made of a list and an extract, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from tour.diagnostics import Diagnostic, TourError, reason, shown, typed
from tour.inputs.plain_files import real
from tour.osm.elements import Bounds, Extract
from tour.osm.extract import read_extract
from tour.osm.fetch import fetch
from tour.places.read import read_places
from tour.reading.project import read_scripts
from tour.starting.anew import Done, map_anew, route_anew
from tour.starting.box import Box, box_round
from tour.starting.files import refuse_standing, write_new
from tour.starting.ground import map_lacks, ways
from tour.starting.outline import Outline, Wish, outline
from tour.starting.project import files_of, files_on_ground
from tour.terminal.console import complain, counted, say

FETCHED = "map.json"
"""What a fetched extract is called in its project."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an extract of OpenStreetMap comes from: a file, or a server that the user names."""

    path: Path | None = None
    url: str = ""
    asked: bool = False
    """Whether the user has said already that the server may be asked."""

    def extract(self, box: Bounds, folder: Path) -> Extract:
        """Return the extract; one from a server is of *box*, and is kept as ``map.json`` in *folder*.

        Raises TourError, and typer.Abort where the user says no.
        """
        if self.path:
            return read_extract(self.path)
        west, south, east, north = box
        question = f"Ask {self.url} for the map of {west:.4f},{south:.4f},{east:.4f},{north:.4f}, once?"
        if not self.asked:
            typer.confirm(question, abort=True)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise TourError(Diagnostic(None, f"{shown(folder)} cannot be written: {reason(fault)}")) from None
        found = fetch(self.url, box, folder / FETCHED)
        say(f"wrote {shown(folder / FETCHED)}")
        return found


def start_from(places: Path, folder: Path, source: Source | None, wish: Wish) -> None:
    """Write a project into *folder* from the list *places*, and say what was done and what comes next.

    With a *source* of OpenStreetMap's data it has a map, a route and drafts of its walks. Raises TourError, with
    nothing written but a fetched extract, for faults in either, and where files of a tour are there already.
    """
    made = outline(read_places(places), wish, _title_of(folder))
    today = date.today().isoformat()
    if source is None:
        _print_written(write_new(folder, files_of(made, today)), made.told)
        _say_box(made, folder)
        return
    refuse_standing(folder, files_of(made, today))  # before a server is asked
    ground = source.extract(box_round([stop.pin for stop in made.stops]).bounds, folder)
    found = ways(ground, made.stops, made.language, wish.step_free)
    files = files_on_ground(made, ground, found, today)
    lacks = map_lacks(ground, [stand.place for stand in found.stands], found.lines)
    told = [*made.told, *_warnings([*ground.told, *found.told, *lacks])]
    _print_written(write_new(folder, files), told)
    named = typed(folder)
    say(f"Next: tourpack check {named}, then write over the drafts in {folder}/stops, and tourpack build {named}")


def make_map(project: Path, source: Source) -> None:
    """Make the map of *project* anew, and say what was done."""
    scripts = read_scripts(project)
    extract = source.extract(box_round([stop.place for stop in scripts.stops if stop.place]).bounds, scripts.root)
    _print_done(map_anew(project, extract))
    say(f"Next: tourpack route {typed(project)} {typed(source.path or Path(shown(scripts.root / FETCHED)))}")


def find_route(project: Path, extract: Path, step_free: bool) -> None:
    """Find the way of *project* anew, and say what was done."""
    _print_done(route_anew(project, read_extract(extract), step_free))
    say(f"Next: tourpack check {typed(project)}")


def box_lines(box: Box) -> list[str]:
    """Return what somebody needs to get a map of *box*: its sides in degrees, and where to click."""
    return [
        f"west {box.west:.4f}, south {box.south:.4f}, east {box.east:.4f}, north {box.north:.4f}",
        f"{box.export_link} (the button Export)",
    ]


def _say_box(made: Outline, folder: Path) -> None:
    stops = counted(len(made.stops), "stop")
    say()
    say(f"{stops}, and no map yet. It needs an extract of OpenStreetMap with this box:")
    for line in box_lines(box_round([stop.pin for stop in made.stops])):
        say(f"  {line}")
    say(f"Next: save it as map.osm, then: tourpack map {typed(folder)} map.osm")


def _print_written(paths: Iterable[Path], told: Iterable[Diagnostic]) -> None:
    complain(told)
    for path in paths:
        say(f"wrote {path}")


def _print_done(done: Done) -> None:
    complain(_warnings(done.told))
    for path in done.written:
        say(f"wrote {shown(path)}")
    for line in done.kept:
        say(f"kept {line}")
    for path in done.aside:
        say(f"beside it: {shown(path)}")
    if not done.written:
        say("Nothing to do.")


def _warnings(lines: Iterable[str]) -> list[Diagnostic]:
    return [Diagnostic(None, line, severity="warning") for line in lines]


def _title_of(folder: Path) -> str:
    """Return the title of a tour in *folder* whose list has none: ``old-town`` → Old town."""
    words = real(folder).name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
