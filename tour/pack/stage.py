"""A new folder in the place of a pack's, whole or not at all: the only module that writes a pack.

A stage is built beside the pack (hard links for what is unchanged, the manifest last) and put in its place by two
renames. `settle` finishes or undoes what was cut short.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from tour.pack import archive
from tour.pack.decide import Change
from tour.pack.manifest import MANIFEST


def put(pack: Path, change: Change) -> int:
    """Put the folder that *change* asks for in *pack*'s place, and return the bytes of the zip, 0 if none is made.

    Raises OSError; then, and after a crash, `settle` makes *pack* the old folder or the new one.
    """
    stage = _stage(pack)
    stage.mkdir(parents=True)
    for name in (*change.link, *change.write):
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
    for name, source in change.link.items():
        _link(pack / source, stage / name)
    for name, parts in change.write.items():
        _write(stage / name, parts)
    zip_bytes = _zip(stage, change) if change.zipped else 0
    _write(stage / MANIFEST, (change.manifest,))
    _sync_all(stage)
    _swap(stage, pack)
    return zip_bytes


def settle(pack: Path) -> None:
    """Finish or undo a `put` that was cut short, and remove what it left beside *pack*. Raises OSError."""
    stage, old = _stage(pack), _old(pack)
    if old.exists() and not pack.exists():
        whole = (stage / MANIFEST).is_file()  # written last
        (stage if whole else old).rename(pack)
    for leftover in (stage, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def _swap(stage: Path, pack: Path) -> None:
    """Put *stage* in *pack*'s place; the old folder lies beside it then, for `settle` to remove."""
    if pack.exists():
        pack.rename(_old(pack))
    stage.rename(pack)
    _sync(pack.parent)


def _zip(stage: Path, change: Change) -> int:
    """Write the zip of all that the manifest lists, and return its bytes."""
    holds: dict[str, bytes | Path] = {row.path: stage / row.path for row in change.rows}
    holds[MANIFEST] = change.manifest
    mark = hashlib.sha256(change.manifest).hexdigest()
    return archive.write(stage / change.zipped, change.zipped.removesuffix(".zip"), holds, mark)


def _write(path: Path, parts: Iterable[bytes | Path]) -> None:
    with path.open("wb") as file:
        for part in parts:
            if isinstance(part, Path):
                with part.open("rb") as source:
                    shutil.copyfileobj(source, file)
            else:
                file.write(part)
        file.flush()
        os.fsync(file.fileno())


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without links
        shutil.copy2(source, target, follow_symlinks=False)


def _sync_all(stage: Path) -> None:
    for path in stage.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            _sync(path)
    _sync(stage)


def _sync(folder: Path) -> None:
    """Make a folder's names last through a power cut, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _stage(pack: Path) -> Path:
    return pack.with_name(f".{pack.name}.new")


def _old(pack: Path) -> Path:
    return pack.with_name(f".{pack.name}.old")
