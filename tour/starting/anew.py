"""A project's map and route made anew, around what its author has changed by hand.

What is as it was drafted is replaced. What is not stays, and the new one is written beside it, into ``stops/new/``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tour.diagnostics import TourError, shown
from tour.model import By, Place, Stop
from tour.osm.elements import Extract
from tour.reading.drafts import is_draft
from tour.reading.gpx import read_gpx
from tour.reading.project import Scripts, read_scripts
from tour.starting.files import aside, read_text, write_over
from tour.starting.ground import Ways, map_lacks, map_text, route_text, ways
from tour.starting.outline import StopOutline
from tour.starting.parts import pin_of, standing_lines, standing_part, walk_part, with_standing, with_walk
from tour.starting.project import MAP, ROUTE, script_name


@dataclass(slots=True)
class Done:
    """What was done to a project."""

    written: list[Path] = field(default_factory=list)
    aside: list[Path] = field(default_factory=list)
    """New ones of what was kept."""
    kept: list[str] = field(default_factory=list)
    """What stays as the author has it, a line each."""
    told: list[str] = field(default_factory=list)
    """Warnings."""


@dataclass(slots=True)
class _Changes:
    """What is to be written: files in their places, and beside what stays."""

    files: dict[str, str] = field(default_factory=dict)
    found: dict[str, str | None] = field(default_factory=dict)
    """What stood in their places when that was decided: to find a way takes time, and an author may go on writing."""
    aside: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def put(self, name: str, new: str, old: str | None) -> None:
        """Take in the file *name*, in its place where *old* is missing or a draft, else beside it."""
        if old is None or is_draft(old):
            self.files[name] = new
            self.found[name] = old
        elif old != new:
            self.aside[name] = new
            self.kept.append(f"{name} is not as it was drafted, and stays")


def map_anew(project: Path, extract: Extract) -> Done:
    """Make the map of *project* anew from *extract*. Raises TourError where the project cannot be read or written."""
    scripts = read_scripts(project)
    lines = _lines(scripts.root)
    places = [stop.place for stop in scripts.stops if stop.place]
    changes = _Changes()
    changes.put(MAP, map_text(extract, places, lines, scripts.language), read_text(scripts.root / MAP))
    return _write(scripts.root, changes, [*extract.told, *map_lacks(extract, places, lines)])


def route_anew(project: Path, extract: Extract, step_free: bool = False) -> Done:
    """Find the way of *project* anew over *extract*: route, where one stands, walks, and the map under them.

    Route, places and walks are of one piece: where the author has drawn the route, none of them is replaced. Raises
    TourError where there is no way, or the project cannot be read or written.
    """
    scripts = read_scripts(project)
    texts = {stop.slug: _script(scripts, stop) for stop in scripts.stops}
    route = read_text(scripts.root / ROUTE)
    mine = () if route is None or is_draft(route) else _lines(scripts.root)
    outlined = [_outlined(stop, texts[stop.slug]) for stop in scripts.stops]
    found = ways(extract, outlined, scripts.language, step_free, mine)
    changes = _Changes()
    changes.put(ROUTE, route_text(scripts.title, [stop.slug for stop in scripts.stops], found.lines), route)
    own_route = ROUTE in changes.aside
    for number, stop in enumerate(scripts.stops):
        _change_script(changes, stop, texts[stop.slug], _New(found, number), own_route)
    places = [stand.place for stand in found.stands]
    drawn = map_text(extract, places, found.lines, scripts.language)
    changes.put(MAP, drawn, read_text(scripts.root / MAP))
    return _write(scripts.root, changes, [*extract.told, *found.told, *map_lacks(extract, places, found.lines)])


@dataclass(frozen=True, slots=True)
class _New:
    """What a route has for one stop."""

    ways: Ways
    number: int
    """From 0."""

    @property
    def walk(self) -> str:
        """Empty for the last stop."""
        return self.ways.walks[self.number] if self.number < len(self.ways.walks) else ""


def _change_script(changes: _Changes, stop: Stop, script: str, new: _New, own_route: bool) -> None:
    """Change the parts of a script that are as they were drafted, and put beside it what the others would have been."""
    name = script_name(stop.number, stop.slug)
    lines = standing_lines(new.ways.stands[new.number], pin_of(script) or _place(stop))
    whole = with_standing(script, lines)
    changed = whole if standing_part(script).drafted else script
    if new.walk:
        whole = with_walk(whole, new.walk)
    if new.walk and walk_part(script).drafted:
        changed = with_walk(changed, new.walk)
    if own_route:
        changed = script
    if changed != script:
        changes.files[name] = changed
        changes.found[name] = script
    if whole == changed:
        return
    changes.aside[name] = whole
    if not own_route:
        parts = [part for part, kept in _kept(script, new) if kept]
        changes.kept.append(f"of {name}, as you wrote it: {', '.join(parts)}")


def _kept(script: str, new: _New) -> list[tuple[str, bool]]:
    return [
        ("place and bearing", not standing_part(script).drafted),
        ("the walk", bool(new.walk) and not walk_part(script).drafted),
    ]


def _script(scripts: Scripts, stop: Stop) -> str:
    return read_text(scripts.root / script_name(stop.number, stop.slug)) or ""


def _outlined(stop: Stop, script: str) -> StopOutline:
    pin = pin_of(script) or _place(stop)
    by: By = stop.ride.by if stop.ride else "foot"
    return StopOutline(stop.number, stop.slug, stop.title, pin, stop.span, by=by)


def _place(stop: Stop) -> Place:
    if stop.place is None:
        raise ValueError(f"the stop {stop.slug!r} has no place")  # none is read without
    return stop.place


def _lines(root: Path) -> tuple[tuple[Place, ...], ...]:
    """Return the lines of the project's route; none where it has none that can be read, of which `check` tells."""
    text = read_text(root / ROUTE)
    if text is None:
        return ()
    try:
        return tuple(trace.places for trace in read_gpx(text.encode(), shown(root / ROUTE)))
    except TourError:
        return ()


def _write(root: Path, changes: _Changes, told: list[str]) -> Done:
    beside = aside(root, changes.aside)
    found = changes.found | {name: read_text(root / name) for name in beside}
    written = write_over(root, changes.files | beside, found)
    paths = [root / name for name in beside]
    return Done([path for path in written if path not in paths], paths, changes.kept, told)
