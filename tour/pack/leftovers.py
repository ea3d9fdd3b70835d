"""The old folder of a pack, once the new one is in its place: what is the user's moves over, and the rest goes.

A file may have come, or changed, after the save had looked. So nothing is removed that is not known to be a build's,
and no folder that is not empty.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tour.diagnostics import reason
from tour.inputs.plain_files import is_file
from tour.pack.folder import Entry, entries, sha256
from tour.pack.manifest import HALF, MANIFEST
from tour.pack.ours import Ours, alike, copy_name, has_copy, same_file
from tour.pack.stage import make_folder

_ROUNDS = 3
"""Times that a folder is looked through: something may come into it meanwhile."""


def clear(old: Path, pack: Path, fresh: bool = False) -> tuple[str, ...]:
    """Move what is the user's from folder *old* into *pack*, remove *old*, and return what is to be said of it.

    *fresh* says that *old* was the pack until a moment ago: the user's files in *pack* are as the save found them.
    Raises nothing: what can be neither moved nor removed stays where it is, and that is said.
    """
    clearing = _Clearing(old, pack, fresh)
    for _ in range(_ROUNDS):
        clearing.run()
        if not os.path.lexists(old):
            break
    if os.path.lexists(old):
        clearing.notes.append(_left(old, clearing.fault))
    return tuple(clearing.notes)


def remove(folder: Path) -> tuple[str, ...]:
    """Remove a folder that holds nothing of anybody's, and return what is to be said: that it could not be done.

    The mark of one in the making, which tells that, goes last.
    """
    try:
        for entry in reversed(list(entries(folder))):
            if entry.name != HALF:
                _forced(entry.path.rmdir if entry.is_folder else entry.path.unlink, entry.path)
        if os.path.lexists(folder / HALF):
            _forced((folder / HALF).unlink, folder / HALF)
        _forced(folder.rmdir, folder)
    except OSError as fault:
        return (_left(folder, fault),)
    return ()


class _Clearing:
    def __init__(self, old: Path, pack: Path, fresh: bool) -> None:
        self.old, self.pack, self.fresh = old, pack, fresh
        self.before, self.now = Ours(old, pack.name), Ours(pack, pack.name)
        self.notes: list[str] = []
        self.fault: OSError | None = None
        """The first that kept something from being moved or removed."""

    def run(self) -> None:
        """Go through the folder once, what is in a folder before it; the manifest, which tells what is whose, last."""
        try:
            for entry in reversed(list(entries(self.old))):
                if entry.name != MANIFEST:
                    self._step(self._folder if entry.is_folder else self._file, entry)
            if [path.name for path in self.old.iterdir()] == [MANIFEST]:
                _forced((self.old / MANIFEST).unlink, self.old / MANIFEST)
            self.old.rmdir()
        except OSError as fault:
            self.fault = self.fault or fault

    def _step(self, do: Callable[[Entry], None], entry: Entry) -> None:
        try:
            do(entry)
        except FileNotFoundError:  # the user was faster
            return
        except OSError as fault:
            self.fault = self.fault or fault

    def _file(self, entry: Entry) -> None:
        if same_file(entry.path, self.pack / entry.name) or self.before.made(entry) or has_copy(self.pack, entry):
            _forced(entry.path.unlink, entry.path)
            return
        name = self._new_name(entry)
        target = self.pack / name
        _make_folders(self.pack, self.old, target.parent)
        known = is_file(entry.path) and not sha256(entry.path)  # the save could not read it either, and has told that
        known = known or (name == entry.name and os.path.lexists(target) and alike(entry.path, target))
        _forced(lambda: entry.path.replace(target), entry.path)
        if known:
            return
        if name != entry.name:
            self.notes.append(f"{entry.name} was changed by hand during the build; that copy is kept as {name}")
        else:
            self.notes.append(f"{name} came or changed during the build; it is kept")

    def _new_name(self, entry: Entry) -> str:
        """Return the path of a user's file in the new pack: its own, where none stands there that must not go."""
        target = self.pack / entry.name
        if not os.path.lexists(target):
            return entry.name
        if self.now.may_give(entry.name) or target.is_dir() or _newer(target, entry.path):
            return copy_name(self.pack, entry.name)
        if self.fresh or alike(target, entry.path):
            return entry.name  # what stands there is this file as it was when the save looked
        return copy_name(self.pack, entry.name)  # or what its owner has put there since

    def _folder(self, entry: Entry) -> None:
        target = self.pack / entry.name
        if entry.name not in self.before.folders and not os.path.lexists(target):
            _make_folders(self.pack, self.old, target)
        with suppress(FileExistsError):
            _forced(entry.path.rmdir, entry.path)


def _make_folders(pack: Path, old: Path, folder: Path) -> None:
    """Make *folder* in *pack* and those on the way to it, as they are in *old*."""
    for part in reversed((folder, *folder.parents)):
        if part.is_relative_to(pack) and not part.is_dir():
            make_folder(part, old / part.relative_to(pack))


def _newer(one: Path, other: Path) -> bool:
    return one.lstat().st_mtime_ns > other.lstat().st_mtime_ns


def _forced(change: Callable[[], object], path: Path) -> None:
    """Make a change that takes *path* out of its folder, also where its owner has locked that. Raises OSError."""
    try:
        change()
    except PermissionError:
        path.parent.chmod(stat.S_IMODE(path.parent.stat().st_mode) | stat.S_IRWXU)
        change()


def _left(folder: Path, fault: OSError | None) -> str:
    why = f": {reason(fault)}" if fault else ""
    return f"{folder} is left of an earlier build, and cannot be removed{why}; move what you want of it"
