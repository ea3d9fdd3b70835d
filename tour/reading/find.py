"""Where a tour is. Apart from what reads it, which takes longer to import than a build that has nothing to do."""

from __future__ import annotations

from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, reason, shown
from tour.inputs.plain_files import is_file, is_folder, real, unseen


def find(project: Path) -> Path:
    """Return the folder that holds ``stops/``: *project*, or its parent when *project* is ``stops/`` itself.

    Raises TourError when there is none.
    """
    stops = project / "stops"
    if why := unseen(stops):
        raise TourError(Diagnostic(None, f"the folder {shown(stops)} cannot be read: {reason(why)}"))
    if is_folder(stops):
        return project
    if is_file(project / "tour.toml") and real(project).name == "stops":
        return project.parent if project.name == "stops" else real(project).parent
    hint = "name the folder that holds stops/, or start a tour with: tourpack new DIR"
    raise TourError(Diagnostic(None, f"there is no tour in {shown(project)}: it has no folder stops/", hint))
