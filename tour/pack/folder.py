"""What lies in a pack's folder, by the digests of its files. Nothing is written here."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from tour.diagnostics import Diagnostic, TourError, one_line
from tour.inputs.plain_files import is_folder, open_plain
from tour.pack import archive, hashed
from tour.pack.manifest import Row, read_manifest, rows


@dataclass(frozen=True, slots=True)
class Found:
    """A pack's folder as it lies on the disk."""

    pack: Path
    manifest: Mapping[str, Any]  # JSON
    """Empty when there is none or it cannot be read."""
    listed: Mapping[str, Row]
    """The manifest's rows, by path."""
    files: Mapping[str, str]
    """SHA-256 of every file, by path; nothing for the zip and for what is no plain file, such as a link to none."""
    zip_of: str
    """SHA-256 of the pack.json that the zip was made of; empty where there is no zip, or one that no build made."""
    folders: Collection[str] = ()
    """Every folder in it, by path; empty ones too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a folder."""

    name: str
    """Its path in the folder, with slashes."""
    path: Path
    is_folder: bool
    """A link to a folder is none."""


def look(pack: Path, zipped: str) -> Found:
    """Return what lies in folder *pack*, which need not be there. *zipped* names its zip, which is not hashed whole.

    Raises OSError where a folder in it cannot be read, and TourError where one is another disk.
    """
    manifest = read_manifest(pack)
    files, folders = {}, []
    for entry in entries(pack):
        if entry.is_folder:
            _refuse_disk(entry.path)
            folders.append(entry.name)
        else:
            files[entry.name] = "" if entry.name == zipped else sha256(entry.path)
    zip_of = archive.made_of(pack / zipped) if zipped in files else ""
    return Found(pack, manifest, {row.path: row for row in rows(manifest)}, files, zip_of, frozenset(folders))


def refuse_unseen(pack: Path) -> None:
    """Raise OSError where a folder in *pack* cannot be read, and TourError where one is another disk: as `look` does.

    It is much quicker than that, and can be asked before there is any work.
    """
    if not is_folder(pack):
        return
    for root, folders, _ in os.walk(pack, onerror=_refuse):
        for name in folders:
            _refuse_disk(Path(root, name))


def entries(folder: Path) -> Iterator[Entry]:
    """Yield all that is in *folder* and below it, what is in a folder after it; nothing where there is no *folder*.

    Links are not followed. Raises OSError where a folder cannot be read: what is not seen would be lost.
    """
    if not is_folder(folder):
        return
    for root, folders, files in os.walk(folder, onerror=_refuse):
        here = Path(root)
        for names, plain in ((sorted(folders), False), (sorted(files), True)):
            for name in names:
                path = here / name
                yield Entry(path.relative_to(folder).as_posix(), path, not plain and not path.is_symlink())


def own_folders(listed: Collection[str]) -> set[str]:
    """Return the folders that a pack has because of the files it lists, by path."""
    return {folder.as_posix() for name in listed for folder in PurePosixPath(name).parents}


def mode_beside(pack: Path) -> int:
    """Return the mode of a file beside *pack* that everybody has to read and write who may build there."""
    return stat.S_IMODE(pack.parent.stat().st_mode) & 0o666 | stat.S_IRUSR | stat.S_IWUSR


def sha256(path: Path) -> str:
    """Return the digest of a plain file, or of the one that a link leads to; nothing when there is none to be read.

    Of a pipe or a device there would be no end.
    """
    try:
        with open_plain(path) as file:
            return hashed.once(file, "all", lambda: hashlib.file_digest(file, "sha256").hexdigest())
    except (OSError, ValueError):  # or a name that no system has
        return ""


def _refuse(fault: OSError) -> None:
    if not isinstance(fault, FileNotFoundError):  # one that went while we looked
        raise fault


def _refuse_disk(folder: Path) -> None:
    """Raise TourError where *folder* is the root of another disk: what is on it cannot be taken along in one step."""
    if os.path.ismount(folder):
        name = one_line(str(folder))
        message = f"{name} is a disk of its own, mounted in the pack's folder, where a build would have to move it"
        raise TourError(Diagnostic(None, message, "mount it elsewhere, and put a link there"))
