"""Files → the pack's folder, whole or not at all, with its manifest and the zip of it all.

In four steps: `folder` looks, `decide` says what is to change, `stage` makes the new folder, `swap` puts it in place.
Where nothing differs, nothing is touched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, one_line, reason
from tour.events import Noted, Report, Wrote, silent
from tour.inputs.plain_files import is_folder, is_there
from tour.pack import stage
from tour.pack.decide import Change, Wanted, decide
from tour.pack.folder import look
from tour.pack.manifest import Row
from tour.pack.swap import new_stage, settle, strangers, swap
from tour.pack.whose import clear_half


@dataclass(frozen=True, slots=True)
class Saved:
    """What `save` did."""

    path: Path
    rows: tuple[Row, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]


def save(pack: Path, wanted: Wanted, report: Report) -> Saved:
    """Make folder *pack* what is *wanted*, and return what changed. To be called under the lock.

    Raises TourError when the folder cannot be written or when a file that is not the pack's own stands in the way, and
    ValueError for a writer that gives a name outside the pack or one that is taken.
    """
    old = None
    try:
        change = decide(look(pack, wanted.zipped), wanted)
        for note in change.notes:
            report(Noted(note))
        if change.nothing:
            return Saved(pack, change.rows, (), ())
        zip_bytes, old = _put(pack, change)
    except OSError as fault:
        raise unwritable(pack, fault) from None
    finally:  # also when the user stops it: what is half done is cleared up, and what is all but done is finished
        with suppress(OSError):
            _say(settle(pack, old), report)
    written = dict(change.written)
    if change.zipped:
        written[change.zipped] = zip_bytes
    for name, size in written.items():
        report(Wrote(name, size))
    return Saved(pack, change.rows, tuple(written), change.removed)


def recover(pack: Path, report: Report = silent) -> None:
    """Finish or undo a swap that a crash cut short. To be called under the lock.

    Raises TourError when that cannot be done, or when the pack's place is taken by something that is no folder.
    """
    if is_there(pack) and not is_folder(pack):
        raise TourError(Diagnostic(None, f"{pack} is not a folder, and the pack is one of that name", "move it"))
    clear_half(pack)
    try:
        _say((*settle(pack), *strangers(pack)), report)
    except OSError as fault:
        raise unwritable(pack, fault) from None


def unwritable(pack: Path, fault: OSError) -> TourError:
    """Return the fault of a pack that cannot be written; it names the file in it that is the trouble, if one is."""
    hint = "is there room, and may you write there? build --out DIR, or site OUT, names another place"
    path = Path(os.fsdecode(fault.filename)) if isinstance(fault.filename, str | bytes) else pack
    where = f" ({one_line(str(path.relative_to(pack)))})" if path != pack and path.is_relative_to(pack) else ""
    return TourError(Diagnostic(None, f"the pack {pack} cannot be written: {reason(fault)}{where}", hint))


def _put(pack: Path, change: Change) -> tuple[int, Path]:
    """Make *pack* what *change* makes of it; return the bytes of the zip, and the old folder. Raises OSError."""
    fresh = new_stage(pack)
    zip_bytes = stage.build(fresh, pack, change)
    stage.forget(fresh, pack, change)
    return zip_bytes, swap(fresh, pack)


def _say(notes: Iterable[str], report: Report) -> None:
    for note in notes:
        report(Noted(note))
