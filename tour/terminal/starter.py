"""``tourpack new``: a small working tour to start from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, reason, shown

TEMPLATE = Path(__file__).parent / "starter_tour"


def start(folder: Path) -> tuple[Path, ...]:
    """Write the starter tour into *folder* and return its files. Raises TourError rather than touch a file there."""
    files = dict(_files(folder))
    if standing := [path for path in files if path.exists()]:
        raise TourError(
            Diagnostic(None, f"{shown(standing[0])} is there already", "name a new folder; nothing was written")
        )
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except OSError as fault:
        raise TourError(Diagnostic(None, f"{shown(folder)} cannot be written: {reason(fault)}")) from None
    return tuple(files)


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    today = date.today().isoformat()
    for source in sorted(TEMPLATE.rglob("*")):
        if source.is_file():
            yield folder / source.relative_to(TEMPLATE), source.read_text("utf-8").replace("{today}", today)
    yield folder / ".gitignore", "/output/\n/.tourpack/\n"
