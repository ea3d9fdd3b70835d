"""Files of a project onto the disk: a new one whole or not at all, and never over a file that stands there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, reason, shown


def write_new(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write *files*, texts by their names below *folder*, and return their paths.

    Raises TourError, with nothing written, where one is there already, or a script of another tour; and where the disk
    refuses, with what was written taken away again.
    """
    stops = folder / "stops"
    standing = [folder / name for name in files if (folder / name).exists()]
    standing += sorted(stops.glob("*.md")) if stops.is_dir() else []
    if standing:
        hint = "name a new folder; nothing was written"
        raise TourError(Diagnostic(None, f"{shown(standing[0])} is there already", hint))
    written: list[Path] = []
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError as fault:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise TourError(Diagnostic(None, f"{shown(folder)} cannot be written: {reason(fault)}")) from None
    return tuple(written)
