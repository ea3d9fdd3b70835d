"""The new folder of a pack, made beside the old one: hard links for what is unchanged, the manifest last.

What is half made is worth nothing, and may be removed at any time: nothing in it is the only copy of anything. It
bears a mark from first to last, so that no folder of somebody's is taken for one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path, PurePosixPath

from tour.diagnostics import Diagnostic, TourError, one_line
from tour.inputs.plain_files import open_plain
from tour.pack import archive
from tour.pack.decide import Change
from tour.pack.folder import entries
from tour.pack.manifest import HALF, MANIFEST
from tour.whole_files import flush, give

_AT_ONCE = 8
"""Files that are waited for together."""
_PIECE = 1 << 20
"""Bytes that are copied in one step."""


def build(stage: Path, pack: Path, change: Change) -> int:
    """Make the folder *stage* what *change* makes of folder *pack*, and return the bytes of the zip, 0 if none is made.

    All of it is on the disk then, and whole. Modes and groups of folders and files are those of *pack*'s; so are other
    attributes of folders, and of files that are not written anew.
    Raises OSError, and TourError where a file did not come out as it was decided on: somebody else is writing, too.
    """
    stage.mkdir(parents=True)
    (stage / HALF).touch()
    folders = ["", *_folders_of(change)]
    for name in folders:
        make_folder(stage / name, pack / name)
        if not os.path.lexists(pack / name):
            _keep_mode(stage, pack, name)  # before there is anything in it
    listed = {row.path: row.sha256 for row in change.rows}
    for name, source in change.link.items():
        try:
            link(pack / source, stage / name)
        except (FileNotFoundError, PermissionError):
            if name in listed:
                raise
            # The user has removed it since we looked, or may not read it: then it moves over at the end.
    for name, parts in change.write.items():
        if _write(stage / name, parts) != listed[name]:
            message = f"what {one_line(name)} is made of was changed while it was copied"
            raise TourError(Diagnostic(None, message, "the pack is as it was; do it again"))
    zip_bytes = _zip(stage, change) if change.zipped else 0
    _write(stage / MANIFEST, (change.manifest,))
    zips = [change.zipped] if change.zipped else []
    written = [*zips, *change.write, MANIFEST]
    _sync_files([stage / name for name in written])
    for name in (*written, *reversed(folders)):
        _keep_mode(stage, pack, name)
    sync_folders(stage)
    return zip_bytes


def forget(stage: Path, pack: Path, change: Change) -> None:
    """Take out of *stage* what its owner has removed from *pack* since it was put there. Raises OSError."""
    for name in change.theirs:
        if not os.path.lexists(pack / name):
            (stage / name).unlink(missing_ok=True)


def is_half(folder: Path) -> bool:
    """Return whether a folder bears the mark of one in the making; or is empty, as it is before and after that."""
    try:
        return os.path.lexists(folder / HALF) or not any(folder.iterdir())
    except OSError:  # no folder, or one that may not be looked into
        return False


def link(source: Path, target: Path) -> None:
    """Give the file *source* a second name, *target*; where the file system has no such thing, copy it.

    A pipe or a socket that cannot be linked is left out: `tour.pack.leftovers` moves it. Raises OSError.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        kind = source.lstat().st_mode
        if stat.S_ISREG(kind) or stat.S_ISLNK(kind):
            copy(source, target)


def copy(source: Path, target: Path) -> None:
    """Copy a file or a link with its owner, mode and times; it is on the disk then. Raises OSError."""
    shutil.copyfile(source, target, follow_symlinks=False)
    if not target.is_symlink():
        flush(target)
    give(target, source.lstat())
    shutil.copystat(source, target, follow_symlinks=False)


def sync(folder: Path) -> None:
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


def _folders_of(change: Change) -> list[str]:
    """Return every folder of the new pack below its own, by path, what is in a folder after it."""
    files = (*change.link, *change.write, change.zipped)
    folders = {parent.as_posix() for name in files for parent in PurePosixPath(name).parents}
    for name in change.folders:
        folders |= {name, *_parents(name)}
    return sorted(folders - {"."})


def _parents(name: str) -> Iterator[str]:
    for parent in PurePosixPath(name).parents:
        yield parent.as_posix()


def make_folder(folder: Path, like: Path) -> None:
    """Make *folder* with what folder *like* has, if it is there; what it may not be written by waits until the end."""
    folder.mkdir(exist_ok=True)
    if not like.is_dir():
        return
    with suppress(OSError):
        give(folder, like.stat())
        shutil.copystat(like, folder)  # also lists of who may do what, which files inherit
    folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)


def _keep_mode(stage: Path, pack: Path, name: str) -> None:
    """Give the file or folder *name* of *stage* the group and mode that it has in *pack*, unless that is a link.

    One that is new there lets in whom its folder does: what was opened to a web server stays so, whatever the umask is
    by now. Of a new pack's own folder, whose name is empty, the umask decides.
    """
    new = stage / name
    with suppress(OSError):
        try:
            like = (pack / name).lstat()
            mode = like.st_mode
        except FileNotFoundError:
            like = (new.parent if name else new).stat()
            mode = like.st_mode if new.is_dir() else like.st_mode & 0o666
        if not stat.S_ISLNK(mode):
            give(new, like)
            if stat.S_IMODE(mode) != stat.S_IMODE(new.stat().st_mode):
                new.chmod(stat.S_IMODE(mode))


def _zip(stage: Path, change: Change) -> int:
    """Write the zip of all that the manifest lists, and return its bytes."""
    holds: dict[str, bytes | Path] = {row.path: stage / row.path for row in change.rows}
    holds[MANIFEST] = change.manifest
    mark = hashlib.sha256(change.manifest).hexdigest()
    return archive.write(stage / change.zipped, change.zipped.removesuffix(".zip"), holds, mark)


def _write(path: Path, parts: Iterable[bytes | Path]) -> str:
    """Write a file made of *parts*, and return its SHA-256, in hex."""
    hashed = hashlib.sha256()
    with path.open("wb") as file:
        for part in parts:
            with open_plain(part) if isinstance(part, Path) else BytesIO(part) as source:
                while data := source.read(_PIECE):
                    file.write(data)
                    hashed.update(data)
    return hashed.hexdigest()


def _sync_files(paths: Iterable[Path]) -> None:
    """Wait until the files are on the disk. Raises OSError.

    For all at once: a file system puts those who wait at one time through in one go, instead of one after the other.
    """
    with ThreadPoolExecutor(_AT_ONCE) as beside:
        for _ in beside.map(flush, paths):
            pass


def sync_folders(folder: Path) -> None:
    """Make the names in *folder*, and in all folders below it, last through a power cut. Raises OSError."""
    for entry in entries(folder):
        if entry.is_folder:
            sync(entry.path)
    sync(folder)
