"""What a crash cut short is finished or undone before a pack is read, so that whoever reads one finds it whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tour.diagnostics import TourError
from tour.events import Report, silent
from tour.inputs.plain_files import real
from tour.pack.lock import lock_of, locked_at_once
from tour.pack.save import recover
from tour.pack.swap import unsettled


def recover_below(out: Path, report: Report = silent) -> None:
    """Finish or undo every swap that was cut short in folder *out*, and where the links in it lead.

    A pack that a build is at is left to that. Raises nothing: a pack that is read may lie where nothing can be written.
    """
    for folder in _places(out):
        for pack in unsettled(folder):
            with locked_at_once(lock_of(pack)) as held:
                if held:
                    _recover(pack, report)


def _recover(pack: Path, report: Report) -> None:
    try:
        recover(pack, report)
    except TourError:
        return  # the command goes on, and says what it does not find


def _places(out: Path) -> list[Path]:
    """Return *out*, and the folder of each pack that a link in *out* leads to."""
    places = {out: None}
    with suppress(OSError):  # there is none
        for path in sorted(out.iterdir()):
            if path.is_symlink():
                places[real(path).parent] = None
    return list(places)
