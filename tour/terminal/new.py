"""``tourpack new --places``: a list of places becomes a project, and what to do next is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tour.places.read import read_places
from tour.starting.box import Box, box_round
from tour.starting.files import write_new
from tour.starting.outline import Outline, Wish, outline
from tour.starting.project import files_of
from tour.terminal.console import complain, counted, say


def start_from(places: Path, folder: Path, wish: Wish) -> None:
    """Write a project into *folder* from the list *places*, and say what was done and what comes next.

    Raises TourError, with nothing written, for a list with faults, and where files of a tour are there already.
    """
    made = outline(read_places(places), wish, _title_of(folder))
    written = write_new(folder, files_of(made, date.today().isoformat()))
    complain(made.told)
    for path in written:
        say(f"wrote {path}")
    _say_next(made, folder)


def _say_next(made: Outline, folder: Path) -> None:
    say()
    say(f"{counted(len(made.stops), 'stop')}, and no map yet. It needs an extract of OpenStreetMap with this box:")
    for line in box_lines(box_round([stop.pin for stop in made.stops])):
        say(f"  {line}")
    say("Save what you get there, then:")
    say(f"Next: tourpack map {folder} map.osm")


def box_lines(box: Box) -> list[str]:
    """Return what somebody needs to get a map of *box*: its sides in degrees, and where to click."""
    return [
        f"west {box.west:.4f}, south {box.south:.4f}, east {box.east:.4f}, north {box.north:.4f}",
        f"{box.export_link} (the button Export)",
    ]


def _title_of(folder: Path) -> str:
    """Return the title of a tour in *folder* whose list has none: ``old-town`` → Old town."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
