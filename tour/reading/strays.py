"""Files beside the scripts that nothing reads: told, so that nobody waits for them in the pack."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from tour.diagnostics import Span, did_you_mean, shown
from tour.reading.gathered import Gathered
from tour.sound.files import FORMATS

_NOTES = (".md", ".txt", ".pdf", ".url", ".db", ".ini")
"""What people and systems leave beside files, and mean for no program."""
_MOST = 1_000
"""Files that are looked at in a folder."""


def check_strays(gathered: Gathered, drawings: Collection[str]) -> None:
    """Warn of files in ``art/`` and ``sounds/`` of a kind that is not read, and of drawings of none of *drawings*."""
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
    try:
        found = sorted(folder.iterdir())[:_MOST]
    except OSError:
        return
    yield from (
        path for path in found if not path.name.startswith((".", "Thumbs")) and path.suffix.lower() not in _NOTES
    )


def _warn(gathered: Gathered, path: Path, message: str, hint: str) -> None:
    gathered.warn(Span(shown(path), 1, 1), message, hint, "file")
