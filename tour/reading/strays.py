"""Files that nothing reads: told, so that nobody waits for them in the pack."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from tour.diagnostics import Span, did_you_mean, shown
from tour.reading.gathered import Gathered
from tour.sound.files import FORMATS

_READ = ("streets.geojson", "route.geojson")
_MAP = re.compile(r".+\.(?:geo|topo)json|(?:streets|map|route)[^.]*\.json", re.IGNORECASE)
"""What may be a map, or a route, by another name than those that are read."""
_NOTES = (".md", ".txt", ".pdf", ".url", ".db", ".ini")
"""What people and systems leave beside files, and mean for no program."""
_SCRIPT = re.compile(r"\d{2,3}-[^/]*\.(?:md\.txt|txt|text|md|markdown|mdown|html?|rtf|docx?|odt|pages)", re.IGNORECASE)
"""What may be a script by its number, and by the end of its name a text."""
_MOST = 1_000
"""Files that are looked at in a folder."""


def check_scripts(gathered: Gathered) -> None:
    """Warn of what may be a script in another format, or by another name: the stop in it is not on the tour."""
    for path in _all(gathered.root):
        if _SCRIPT.fullmatch(path.name) and path.suffix != ".md" and path.is_file():
            _warn(
                gathered,
                path,
                f"{path.name} is not read, so it is no stop",
                "save it as plain text, its name ending in .md",
            )


def check_strays(gathered: Gathered, drawings: Collection[str]) -> None:
    """Warn of files in ``art/`` and ``sounds/`` of a kind that is not read, of drawings of none of *drawings*, and of a
    map by another name."""
    for path in _all(gathered.root):
        if _MAP.fullmatch(path.name) and path.name not in _READ:
            hint = "the map's name is streets.geojson, the route's route.geojson"
            _warn(gathered, path, f"{path.name} is not read", hint)
    for path in _files(gathered.root / "art"):
        if path.suffix != ".svg":
            hint = "export it as SVG, with nothing but lines and fills"
            _warn(gathered, path, f"{path.name} is no drawing that is read", hint)
        elif path.stem not in drawings:
            hint = did_you_mean(path.stem, drawings, "a drawing has the name of its stop: 03-old-mill.md, old-mill.svg")
            _warn(gathered, path, f"{path.name} belongs to no stop, and is not printed", hint)
    for path in _files(gathered.root / "sounds"):
        if path.suffix.lower() not in FORMATS:
            hint = f"save it as one of {', '.join(FORMATS)}"
            _warn(gathered, path, f"{path.name} is no sound that is read", hint)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files in *folder* but for notes."""
    yield from (path for path in _all(folder) if path.suffix.lower() not in _NOTES)


def _all(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(folder.iterdir())[:_MOST]
    except OSError:
        return
    yield from (path for path in found if not path.name.startswith((".", "Thumbs", "~$")))


def _warn(gathered: Gathered, path: Path, message: str, hint: str) -> None:
    gathered.warn(Span(shown(path), 1, 1), message, hint, "file")
