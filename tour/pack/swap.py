"""A new folder in the place of a pack's, whole or not at all, in the first of three ways that the system allows.

1. Old and new change places in one step, so that nobody ever finds neither (`exchange`).
2. Two renames, where there is no such call.
3. File by file, where the folder itself cannot be moved (`fill`).

A note beside the pack, on the disk before anything is moved, says which folder is to take its place, and where the old
one goes; so `settle` can finish what a crash cut short, or undo it where nothing was moved. These names lie beside the
pack NAME:

| name | what |
|---|---|
| `.NAME.new` | a new folder in the making: worth nothing while it bears the mark of one (`manifest.HALF`) |
| `.NAME.swap` | the note; `.NAME.swap-new` before it is whole |
| `.NAME.old` | the old folder; what is the user's in it has still to move over |

One that cannot be removed is left, and the next build takes another: `.NAME.old-2`. A folder that bears no mark, and
that no note names, is somebody's own, whatever it is called: it is told, and left. Where the pack itself is gone, the
first of them that holds a pack is put in its place, and that is told: a note may not have come to the disk.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, reason
from tour.inputs.plain_files import open_plain, read_plain
from tour.pack.exchange import exchange
from tour.pack.fill import fill
from tour.pack.folder import mode_beside
from tour.pack.leftovers import clear, remove
from tour.pack.manifest import HALF, MANIFEST, read_manifest, rows
from tour.pack.stage import is_half, sync

_MOST = 10_000
"""Bytes of a note."""
_MOVE = "move it: a build needs the name"


@dataclass(frozen=True, slots=True)
class _Note:
    """What the note beside a pack says."""

    stage: Path | None
    """The folder that is to take the pack's place; None when it is not there, or not whole yet."""
    manifest: str
    """The SHA-256 of that folder's manifest, in hex."""
    olds: tuple[Path, ...]
    """The pack's old folders that are there, or are to come."""
    filling: bool
    """Whether files have begun to move one by one: what is left of that folder is no whole pack any more."""


def note_of(pack: Path) -> Path:
    """Return where the note lies that tells of a swap of *pack*."""
    return pack.with_name(f".{pack.name}.swap")


def new_stage(pack: Path) -> Path:
    """Return where a new folder for *pack* can be made."""
    return _free(pack, "new")


def swap(stage: Path, pack: Path) -> Path:
    """Put *stage*, which is whole, in *pack*'s place, and return where the old folder lies, for `settle` to clear.

    Raises OSError, and TourError as `settle` does; after that, and after a crash, `settle` makes *pack* the old folder
    or the new one.
    """
    before, old = _read_note(pack), _free(pack, "old")
    olds = (*_there(before.olds if before else ()), old)
    _write_note(pack, olds, stage)
    (stage / HALF).unlink()  # from here on it is the note that tells what the folder is
    sync(stage)
    _put(stage, pack, olds)
    return old


def settle(pack: Path, fresh: Path | None = None) -> tuple[str, ...]:
    """Finish or undo a swap that was cut short, clear what is left beside *pack*, and return what is to be said.

    *fresh* is the old folder that `swap` has just returned; what lies in others may be older than what is in the pack.
    Raises OSError where the pack itself cannot be put in its place, and TourError where something else has the name of
    the note.
    """
    note = _read_note(pack)
    if note:
        _finish(pack, note)
    halves = [path for path in _beside(pack, "new") if is_half(path)]
    olds = _there(note.olds) if note else []
    said: list[str] = []
    if not pack.exists() and (last := olds or _packs_beside(pack)):
        found = last.pop(0)
        found.rename(pack)  # whosever it is: it stays whole, and a pack that was there is there again
        said.append(f"{pack} was gone; {found}, which may be all that is left of it, is in its place now")
    for half in halves:
        said += remove(half)
    for old in olds:
        said += clear(old, pack, old == fresh)
    _end(pack, note, tuple(_there(olds)))
    return tuple(said)


def strangers(pack: Path) -> tuple[str, ...]:
    """Return what is to be said of what lies beside *pack*, which is settled, under a build's name and is none's."""
    note = _read_note(pack)
    ours = note.olds if note else ()
    found = [path for path in (*_beside(pack, "new"), *_beside(pack, "old")) if path not in ours and not is_half(path)]
    return tuple(f"{path} is not known as a build's own; it is left alone" for path in found)


def unsettled(parent: Path) -> list[Path]:
    """Return the packs in folder *parent* of which a swap is not finished: it was cut short, or a build is at it.

    Nothing else counts: what somebody has under such a name is theirs, and so is a link in a pack's place.
    """
    names = set()
    with suppress(OSError):
        for path in parent.glob(".?*.swap"):
            names.add(path.name[1:].removesuffix(".swap"))
        for path in parent.glob(f".?*.old*/{MANIFEST}"):
            names.add(path.parent.name[1:].rpartition(".old")[0])
    packs = [parent / name for name in sorted(names - {"", ".", ".."})]
    return [pack for pack in packs if not pack.is_symlink() and _is_unsettled(pack)]


def _is_unsettled(pack: Path) -> bool:
    try:
        note = _read_note(pack)
    except TourError:  # told where the pack is built
        return False
    if note:
        return bool(note.stage or _there(note.olds))
    return not pack.exists() and bool(_packs_beside(pack))


def _packs_beside(pack: Path) -> list[Path]:
    """Return the folders beside *pack* that have the name of an old one or a new one, and hold a pack."""
    found = (*_beside(pack, "old"), *_beside(pack, "new"))
    return [path for path in found if not is_half(path) and rows(read_manifest(path))]


def _put(stage: Path, pack: Path, olds: Sequence[Path]) -> None:
    """Put *stage* in *pack*'s place, and the folder that is there, if it can be moved, as the last of *olds*."""
    if not pack.exists():
        stage.rename(pack)
    elif _manifest(pack) == _manifest(stage):
        _fill(stage, pack, olds)  # nothing would tell, after a crash, which folder is which
    else:
        try:
            exchange(stage, pack)
        except OSError:
            _rename_or_fill(stage, pack, olds)
        else:
            stage.rename(olds[-1])
    sync(pack.parent)


def _fill(stage: Path, pack: Path, olds: Sequence[Path]) -> None:
    _write_note(pack, olds, stage, filling=True)
    fill(stage, pack)


def _rename_or_fill(stage: Path, pack: Path, olds: Sequence[Path]) -> None:
    old = olds[-1]
    try:
        pack.rename(old)
    except OSError:  # a mount point; a lower layer; Windows, where somebody has a file of it open
        _fill(stage, pack, olds)
        return
    try:
        stage.rename(pack)
    except OSError:
        old.rename(pack)
        raise


def _finish(pack: Path, note: _Note) -> None:
    """Finish the swap that the note tells of; one that had moved nothing is undone.

    For the new folder has the user's files as they were then, and they may be others by now.
    """
    stage = note.stage
    if stage is None:
        return
    if not pack.exists():
        stage.rename(pack)  # it stopped between two renames
        return
    if _manifest(stage) != note.manifest:  # they have changed places; or all that counts has moved over
        stage.rename(note.olds[-1])
        return
    if note.filling or os.path.lexists(note.olds[-1]):  # in the place left by that one, somebody has put something
        _fill(stage, pack, note.olds)
    (stage / HALF).touch()


def _end(pack: Path, note: _Note | None, left: tuple[Path, ...]) -> None:
    """Remove the note, or let it tell of the old folders that are *left*, and of nothing else."""
    if left:
        if note is None or note.manifest or note.olds != left:  # the next new folder has the name of the last
            _write_note(pack, left)
    elif os.path.lexists(note_of(pack)):
        note_of(pack).unlink()
        sync(pack.parent)
    _part(pack).unlink(missing_ok=True)


def _manifest(folder: Path) -> str:
    """Return the SHA-256 of the manifest of *folder*, in hex; nothing when there is none to be read."""
    try:
        with open_plain(folder / MANIFEST) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _write_note(pack: Path, olds: Iterable[Path], stage: Path | None = None, *, filling: bool = False) -> None:
    """Put the note in the place of the one before, whole: that may tell of old folders that nothing else does."""
    note = {
        "stage": stage.name if stage else "",
        "manifest": _manifest(stage) if stage else "",
        "old": [old.name for old in olds],
        "filling": filling,
    }
    part = _part(pack)
    with part.open("w", encoding="utf-8") as file:
        with suppress(OSError):  # whoever may build here has to read it
            part.chmod(mode_beside(pack))
        json.dump(note, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(note_of(pack))
    sync(pack.parent)


def _read_note(pack: Path) -> _Note | None:
    """Return what the note beside *pack* says; None when there is none, or an empty one, which is nobody's.

    Raises TourError where something else has its name, or it is spoilt: it may be somebody's.
    """
    file = note_of(pack)
    if not os.path.lexists(file):
        return None
    try:
        data = read_plain(file, _MOST)
    except OSError as fault:
        raise TourError(Diagnostic(None, f"{file} cannot be read: {reason(fault)}", _MOVE)) from None
    if not data:
        return None
    try:
        note = json.loads(data)
        name, manifest = str(note["stage"]), str(note["manifest"])
        olds = [str(old) for old in note["old"]] if "old" in note else _all_olds(pack)
        names = (not name or _is_name(name, pack, "new")) and all(_is_name(old, pack, "old") for old in olds)
    except (ValueError, KeyError, TypeError, RecursionError):
        names, olds = False, []
    if not (names and olds):
        raise TourError(Diagnostic(None, f"{file} is not what a build keeps under this name", _MOVE))
    stage = next((path for path in _beside(pack, "new") if path.name == name and path.is_dir()), None)
    if stage and (not manifest or (is_half(stage) and _manifest(stage) in (manifest, ""))):
        stage = None  # nothing was moved; one with another manifest is the old folder, whatever somebody keeps in it
    return _Note(stage, manifest, tuple(map(pack.with_name, olds)), bool(note.get("filling")))


def _all_olds(pack: Path) -> list[str]:
    """Return what a note without old folders means, as there were: all that have the name of one, and one to come."""
    return [path.name for path in (*_beside(pack, "old"), _free(pack, "old"))]


def _part(pack: Path) -> Path:
    """Return where a note is written, before it has its name."""
    return pack.with_name(f".{pack.name}.swap-new")


def _there(folders: Iterable[Path]) -> list[Path]:
    return [folder for folder in folders if os.path.lexists(folder) and not folder.is_symlink()]


def _beside(pack: Path, kind: str) -> list[Path]:
    """Return what lies beside *pack* under the name of a folder of a *kind*, by name; a link is somebody's own."""
    found = []
    with suppress(OSError):
        found = [path for path in pack.parent.iterdir() if _is_name(path.name, pack, kind) and not path.is_symlink()]
    return sorted(found)


def _is_name(name: str, pack: Path, kind: str) -> bool:
    """Return whether a folder of a *kind* beside *pack* may have this name."""
    first = f".{pack.name}.{kind}"
    number = name.removeprefix(f"{first}-")
    return name == first or (number != name and number.isdecimal())


def _free(pack: Path, kind: str) -> Path:
    """Return a name for a folder of a *kind* beside *pack*, and one that is free."""
    path, number = pack.with_name(f".{pack.name}.{kind}"), 1
    while os.path.lexists(path):
        number += 1
        path = pack.with_name(f".{pack.name}.{kind}-{number}")
    return path
