"""A new folder in the place of a pack's, whole or not at all, in the first of three ways that the system allows.

1. Old and new change places in one step, so that nobody ever finds neither (`exchange`).
2. Two renames, where there is no such call.
3. File by file, where the folder itself cannot be moved (`fill`).

A note beside the pack, on the disk before anything is moved, says which folder is to take its place; so `settle` can
finish what a crash cut short. These names lie beside the pack NAME:

| name | what |
|---|---|
| `.NAME.new` | a new folder in the making: worth nothing |
| `.NAME.swap` | the note |
| `.NAME.old` | the old folder; what is the user's in it has still to move over |

One that cannot be removed is left, and the next build takes another: `.NAME.old-2`.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from tour.inputs.plain_files import open_plain, read_plain
from tour.pack.exchange import exchange
from tour.pack.fill import fill
from tour.pack.leftovers import clear, remove
from tour.pack.manifest import MANIFEST, read_manifest, rows
from tour.pack.stage import sync

_MOST = 10_000
"""Bytes of a note."""


def new_stage(pack: Path) -> Path:
    """Return where a new folder for *pack* can be made."""
    return _free(pack, "new")


def swap(stage: Path, pack: Path) -> None:
    """Put *stage*, which is whole, in *pack*'s place. The old folder lies beside it then, for `settle` to clear.

    Raises OSError; after that, and after a crash, `settle` makes *pack* the old folder or the new one.
    """
    _write_note(pack, {"stage": stage.name, "manifest": _manifest(stage)})
    _put(stage, pack)
    _end(pack)


def settle(pack: Path) -> tuple[str, ...]:
    """Finish a swap that was cut short, clear what is left beside *pack*, and return what is to be said.

    Raises OSError where the pack itself cannot be put in its place.
    """
    if _note(pack).exists():
        _finish(pack)
    if not pack.exists() and (olds := _beside(pack, "old")):
        olds[0].rename(pack)  # a note that did not come to the disk
    said: list[str] = []
    for stage in _beside(pack, "new"):
        said += remove(stage)
    for old in _beside(pack, "old"):
        said += clear(old, pack)
    return tuple(said)


def unsettled(parent: Path) -> list[Path]:
    """Return the packs in folder *parent* of which a swap is not finished: it was cut short, or a build is at it.

    Nothing else counts: a folder of somebody's that has such a name is theirs.
    """
    names = set()
    with suppress(OSError):
        for path in parent.glob(".?*.swap"):
            names.add(path.name[1:].removesuffix(".swap"))
        for path in parent.glob(f".?*.old*/{MANIFEST}"):
            names.add(path.parent.name[1:].rpartition(".old")[0])
    packs = [parent / name for name in sorted(names - {""})]
    return [pack for pack in packs if _read_note(pack)[0] or _olds_of_ours(pack)]


def _olds_of_ours(pack: Path) -> bool:
    return any(rows(read_manifest(old)) for old in _beside(pack, "old"))


def _put(stage: Path, pack: Path) -> None:
    if not pack.exists():
        stage.rename(pack)
    elif _manifest(pack) == _manifest(stage):
        fill(stage, pack)  # nothing would tell, after a crash, which folder is which
    else:
        try:
            exchange(stage, pack)
        except OSError:
            _rename_or_fill(stage, pack)
        else:
            stage.rename(_free(pack, "old"))
    sync(pack.parent)


def _rename_or_fill(stage: Path, pack: Path) -> None:
    old = _free(pack, "old")
    try:
        pack.rename(old)
    except OSError:  # a mount point; a lower layer; Windows, where somebody has a file of it open
        fill(stage, pack)
        return
    try:
        stage.rename(pack)
    except OSError:
        old.rename(pack)
        raise


def _finish(pack: Path) -> None:
    """Finish the swap that the note tells of."""
    stage, manifest = _read_note(pack)
    if stage is not None and stage.is_dir():
        if not pack.exists():
            stage.rename(pack)  # it stopped between two renames
        elif _manifest(stage) == manifest:
            _put(stage, pack)
        else:
            stage.rename(_free(pack, "old"))  # they have changed places; or all that counts has moved over
    _end(pack)


def _end(pack: Path) -> None:
    _note(pack).unlink(missing_ok=True)
    sync(pack.parent)


def _manifest(folder: Path) -> str:
    """Return the SHA-256 of the manifest of *folder*, in hex; nothing when there is none to be read."""
    try:
        with open_plain(folder / MANIFEST) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _write_note(pack: Path, note: dict[str, str]) -> None:
    with _note(pack).open("w", encoding="utf-8") as file:
        json.dump(note, file)
        file.flush()
        os.fsync(file.fileno())
    sync(pack.parent)


def _read_note(pack: Path) -> tuple[Path | None, str]:
    """Return which folder is to take *pack*'s place, and its manifest's digest; None when the note is not whole.

    Then nothing has been moved yet.
    """
    try:
        note = json.loads(read_plain(_note(pack), _MOST))
        name, manifest = str(note["stage"]), str(note["manifest"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None, ""
    return next((stage for stage in _beside(pack, "new") if stage.name == name), None), manifest


def _note(pack: Path) -> Path:
    return pack.with_name(f".{pack.name}.swap")


def _beside(pack: Path, kind: str) -> list[Path]:
    """Return what lies beside *pack* under the name of a folder of a *kind*, by name; a link is somebody's own."""
    first = f".{pack.name}.{kind}"
    found = []
    with suppress(OSError):
        for path in pack.parent.iterdir():
            number = path.name.removeprefix(f"{first}-")
            ours = path.name == first or (number != path.name and number.isdecimal())
            if ours and not path.is_symlink():
                found.append(path)
    return sorted(found)


def _free(pack: Path, kind: str) -> Path:
    """Return a name for a folder of a *kind* beside *pack*, and one that is free."""
    path, number = pack.with_name(f".{pack.name}.{kind}"), 1
    while os.path.lexists(path):
        number += 1
        path = pack.with_name(f".{pack.name}.{kind}-{number}")
    return path
