"""A tour's outline → the files of its project, by name."""

from __future__ import annotations

from tour.starting.outline import Outline
from tour.starting.scripts import Stand, settings, simple_walk, stop_script, welcome_script

GITIGNORE = "/output/\n/.tourpack/\n"


def files_of(outline: Outline, today: str) -> dict[str, str]:
    """Return the files of a project without a map and a route: stops stand where their pins are.

    *today* is the date that the facts are of, and of publication: ``YYYY-MM-DD``.
    """
    files = {"stops/tour.toml": settings(outline, today), "stops/00-welcome.md": welcome_script(outline, today)}
    for stop, after in zip(outline.stops, (*outline.stops[1:], None), strict=True):
        walk = simple_walk(after, outline.words) if after else ""
        text = stop_script(stop, Stand(stop.pin), walk, outline.words, today)
        files[f"stops/{stop.number:02}-{stop.slug}.md"] = text
    files[".gitignore"] = GITIGNORE
    return files
