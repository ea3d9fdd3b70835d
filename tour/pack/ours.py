"""Which files of a pack's folder are the program's own, and what becomes of one that the user changed meanwhile."""

from __future__ import annotations

import glob
import os
from pathlib import Path

from tour.pack import archive
from tour.pack.decide import free_name
from tour.pack.folder import Entry, entries, own_folders, sha256
from tour.pack.manifest import MANIFEST, read_manifest, rows


class Ours:
    """What a build put into a folder, as the folder's manifest tells it."""

    def __init__(self, folder: Path, name: str) -> None:
        """Read the manifest of *folder*, whose pack is called *name*."""
        manifest = read_manifest(folder)
        self.listed = {row.path: row.sha256 for row in rows(manifest)}
        self.folders = own_folders(self.listed)
        """Those that are there because of the files listed."""
        self.zipped = f"{manifest.get('slug') or name}.zip"

    def may_give(self, name: str) -> bool:
        """Return whether the file *name* is a build's to write, whatever stands there."""
        return name in self.listed or name in (MANIFEST, self.zipped)

    def made(self, entry: Entry) -> bool:
        """Return whether a file is as a build left it, so that it may go."""
        if entry.path.is_symlink():
            return False
        if entry.name == self.zipped:
            return bool(archive.made_of(entry.path))
        return entry.name == MANIFEST or sha256(entry.path) == self.listed.get(entry.name, "-")


def same_file(one: Path, other: Path) -> bool:
    """Return whether two names are those of one file."""
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False


def alike(one: Path, other: Path) -> bool:
    """Return whether two names are of one file, of plain files with the same bytes, or of links to one place."""
    if same_file(one, other):
        return True
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    digest = sha256(one)
    return bool(digest) and digest == sha256(other)


def has_copy(pack: Path, entry: Entry) -> bool:
    """Return whether *pack* keeps the file beside its own as an edited copy already."""
    beside = (pack / entry.name).parent
    pattern = f"{glob.escape((pack / entry.name).name)}*.edited"
    return beside.is_dir() and any(alike(entry.path, copy) for copy in beside.glob(pattern))


def copy_name(pack: Path, name: str) -> str:
    """Return under which name *pack* can keep the user's copy of the file *name*."""
    return free_name(name, {entry.name for entry in entries(pack)})
