"""A new folder's files into the old one, one by one: for a folder that cannot be moved, and for repairs.

A folder is fixed where something is mounted on it, or where it lies in a lower layer of a container's image (EXDEV). A
crash leaves it half done; it is safe to do again, and then goes on.
"""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import suppress
from pathlib import Path

from tour.inputs.plain_files import is_folder
from tour.pack import archive
from tour.pack.folder import Entry, entries
from tour.pack.manifest import MANIFEST
from tour.pack.ours import Ours, alike, copy_name, has_copy, same_file
from tour.pack.stage import copy, make_folder, sync, sync_folders

_COPY = ".tourpack-copy"


def fill(stage: Path, pack: Path) -> None:
    """Move what is in *stage* into *pack*, the manifest last, and remove what a build gave before and gives no more.

    Files of the user's in *pack* are left alone. Raises OSError, first of all where *pack*, or a folder in it that may
    have to change, may not be written.
    """
    before, now = Ours(pack, pack.name), Ours(stage, pack.name)
    for name in sorted({".", *before.folders, *now.folders}):
        _refuse_locked(pack / name)
    new = list(entries(stage))
    for entry in list(entries(pack)):
        if not entry.is_folder and _gone(entry, stage, before, now):
            entry.path.unlink()
    _remove_empty(pack, before.folders - now.folders)  # a file may be called like one
    for entry in new:
        if entry.is_folder and not (pack / entry.name).is_dir():
            make_folder(pack / entry.name, entry.path)
    files = [entry for entry in new if not entry.is_folder]
    for entry in sorted(files, key=lambda entry: _turn(pack, entry)):
        if entry.name == MANIFEST:
            sync_folders(pack)  # what it lists is on the disk before it
        _move(entry, pack, before, now)
    sync(pack)


def _refuse_locked(folder: Path) -> None:
    if is_folder(folder) and not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _gone(entry: Entry, stage: Path, before: Ours, now: Ours) -> bool:
    """Return whether a file of the pack is a build's, and none of the new pack.

    The new manifest tells, and not what is in *stage*: there, after a crash, a part has moved already.
    """
    if entry.name == MANIFEST or not before.made(entry):
        return False
    if entry.name != before.zipped:
        return entry.name not in now.listed
    manifest = hashlib.sha256((stage / MANIFEST).read_bytes()).hexdigest()
    return not (stage / entry.name).exists() and archive.made_of(entry.path) != manifest


def _turn(pack: Path, entry: Entry) -> tuple[bool, bool]:
    """Return when a file's turn is: copies of what is replaced before that, the manifest last."""
    return entry.name == MANIFEST, os.path.lexists(pack / entry.name)


def _move(entry: Entry, pack: Path, before: Ours, now: Ours) -> None:
    target = pack / entry.name
    if same_file(entry.path, target):
        entry.path.unlink()  # to rename one name of a file to another does nothing
        return
    if os.path.lexists(target):
        there = Entry(entry.name, target, is_folder=False)
        if not now.may_give(entry.name):
            entry.path.unlink()  # the user's, as it was when the save looked; what is there is as it is now
            return
        if not (before.made(there) or alike(entry.path, target) or has_copy(pack, there)):
            target.rename(pack / copy_name(pack, entry.name))
    _replace(entry.path, target)


def _replace(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        whole = target.with_name(f"{target.name}{_COPY}")
        copy(source, whole)
        whole.replace(target)
        source.unlink()


def _remove_empty(pack: Path, folders: set[str]) -> None:
    for name in sorted(folders - {"."}, reverse=True):
        with suppress(OSError):
            (pack / name).rmdir()
