"""A tour's outline → the files of its project, by name."""

from __future__ import annotations

from collections.abc import Sequence

from tour.osm.elements import Extract
from tour.starting.ground import Ways, map_text, route_text
from tour.starting.outline import Outline
from tour.starting.parts import Stand
from tour.starting.scripts import settings, simple_walk, stop_script, welcome_script

ROUTE = "stops/route.gpx"
MAP = "stops/streets.geojson"
_GITIGNORE = "/output/\n/.tourpack/\n"


def files_of(outline: Outline, today: str) -> dict[str, str]:
    """Return the files of a project without a map and a route, by name: stops stand where their pins are.

    *today* is the date that the facts are of, and of publication: ``YYYY-MM-DD``.
    """
    stands = [Stand(stop.pin) for stop in outline.stops]
    walks = [simple_walk(stop.title, outline.words) for stop in outline.stops[1:]]
    return _files(outline, stands, walks, today)


def files_on_ground(outline: Outline, extract: Extract, found: Ways, today: str) -> dict[str, str]:
    """Return the files of a project with the map of *extract* and the route and drafts that were *found* on it."""
    files = _files(outline, found.stands, found.walks, today)
    places = [stand.place for stand in found.stands]
    if found.lines:
        files[ROUTE] = route_text(outline.title, [stop.slug for stop in outline.stops], found.lines)
    files[MAP] = map_text(extract, places, found.lines, outline.language)
    return files


def script_name(number: int, slug: str) -> str:
    """Return the name of a stop's script in its project."""
    return f"stops/{number:02}-{slug}.md"


def _files(outline: Outline, stands: Sequence[Stand], walks: Sequence[str], today: str) -> dict[str, str]:
    files = {"stops/tour.toml": settings(outline, today), "stops/00-welcome.md": welcome_script(outline, today)}
    for stop, stand, walk in zip(outline.stops, stands, [*walks, ""], strict=True):
        files[script_name(stop.number, stop.slug)] = stop_script(stop, stand, walk, outline.words, today)
    files[".gitignore"] = _GITIGNORE
    return files
