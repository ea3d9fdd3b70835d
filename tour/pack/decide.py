"""What a save is to change, decided from what lies in the folder and what the writers gave. Nothing is written here."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from tour.diagnostics import Diagnostic, TourError, one_line
from tour.inputs.plain_files import open_plain
from tour.model import File
from tour.pack.folder import Found, own_folders
from tour.pack.manifest import HALF, MANIFEST, NOT_IN_DIGEST, Row, as_bytes, digest, dump, inside, writers

STAMP = b"@DIGEST@"
"""Stands for the pack's digest in the files that are no part of it."""

_Parts = tuple[bytes | Path, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """What one writer gave, or that it need not run."""

    writer: str
    key: str
    """Digest of all that the writer sees; what it gave last time still holds when this is the same."""
    files: tuple[File, ...] | None
    """None: not run, its files stand."""
    measured: Mapping[PurePosixPath, tuple[str, int]] = field(default_factory=dict)
    """What `measure` gives of some of its files, by path: such as were made while there was time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pack is to be after a save."""

    outputs: Sequence[Output]
    about: Mapping[str, Any]  # JSON
    """What the manifest says besides files."""
    prune: bool
    """Files of writers that are not among the outputs go; else they stand."""
    zipped: str = ""
    """Names the zip that holds all the rest of the pack, and is no row of the manifest; empty for none. Without *prune*
    one that is there is renewed, and none is made."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a save does to the folder."""

    rows: tuple[Row, ...]
    """Every file that the manifest lists afterwards, by path."""
    manifest: bytes
    write: Mapping[str, _Parts]
    """Files to write, by path, and what each is made of."""
    link: Mapping[str, str]
    """Files to keep: path in the new folder → path in the old one."""
    theirs: tuple[str, ...]
    """Files of the user's, which are among those, by path."""
    folders: tuple[str, ...]
    """Folders of the user's to keep, by path: also those that are empty."""
    zipped: str
    """The zip to make; empty for none."""
    removed: tuple[str, ...]
    written: Mapping[str, int]
    """Bytes of each file that is new or other than it was, the zip apart."""
    notes: tuple[str, ...]
    """What is to be said of the files that are not the pack's own."""

    @property
    def nothing(self) -> bool:
        """True when the folder is as it is wanted."""
        return not (self.written or self.removed or self.zipped)


@dataclass(frozen=True, slots=True)
class _Given:
    """One file that a writer gave."""

    row: Row
    parts: _Parts


def decide(found: Found, wanted: Wanted) -> Change:
    """Return what makes the folder *found* into the pack *wanted*.

    Raises TourError when a file that is not the pack's own stands in the way, OSError when a file that a writer gave
    cannot be read, and ValueError for a writer that gives a name outside the pack or one that is taken.
    """
    zipped = _zip_name(found, wanted)
    given = _given(wanted.outputs, (MANIFEST, HALF, zipped))
    kept = _kept(found, wanted, given)
    given |= _stamped(found, given, kept)
    rows = kept | {name: file.row for name, file in given.items()}
    write = _changed(found, given)
    folders = sorted(set(found.folders) - own_folders(found.listed))
    _check_way(found, folders, write, zipped)

    manifest = _manifest(found, wanted, rows)
    written = {name: rows[name].size for name in write}
    if manifest != as_bytes(found.manifest):
        written[MANIFEST] = len(manifest)
    strangers = sorted(found.files.keys() - found.listed.keys() - rows.keys() - {MANIFEST, zipped})
    stay = [*strangers, *(rows.keys() & found.files.keys() - write.keys() - {MANIFEST})]
    removed = sorted(found.listed.keys() & found.files.keys() - rows.keys())
    replaced = [*write, *removed]

    make = ""
    match _zip_fate(found, zipped, manifest, [rows[name] for name in rows.keys() - write.keys()]):
        case "made":
            make = zipped
            replaced.append(zipped)
        case "goes":
            removed.append(zipped)
            replaced.append(zipped)
        case "stands":
            stay.append(zipped)
    edited = _edited(found, rows, replaced, zipped)
    return Change(
        rows=tuple(rows[name] for name in sorted(rows)),
        manifest=manifest,
        write=write,
        link={name: name for name in stay} | edited,
        theirs=tuple(strangers),
        folders=tuple(folders),
        zipped=make,
        removed=tuple(removed),
        written=written,
        notes=(*_told_of_edited(found, edited, zipped), *_told_of_strangers(strangers, folders)),
    )


def _zip_name(found: Found, wanted: Wanted) -> str:
    """Return the name of the zip to keep up; nothing where there is to be none, or none of ours to renew."""
    return wanted.zipped if wanted.prune or found.zip_of else ""


def _given(outputs: Iterable[Output], taken: Collection[str]) -> dict[str, _Given]:
    """Return what the writers gave, by path. Raises ValueError for a path outside the pack, *taken*, or given twice."""
    given: dict[str, _Given] = {}
    for output in outputs:
        for file in output.files or ():
            name = file.path.as_posix()
            if not inside(name) or name in taken or name in given:
                raise ValueError(f"writer {output.writer!r} gives a bad or a second {name!r}")
            sha256, size = output.measured.get(file.path) or measure(file.parts)
            given[name] = _Given(Row(name, sha256, size, output.writer), file.parts)
    return given


def _kept(found: Found, wanted: Wanted, given: Container[str]) -> dict[str, Row]:
    """Return the manifest's rows that go on standing, by path."""
    run = {output.writer for output in wanted.outputs if output.files is not None}
    standing = {output.writer for output in wanted.outputs if output.files is None}
    kept = {}
    for name, row in found.listed.items():
        if name in given:
            continue
        if row.writer in standing or (not wanted.prune and row.writer not in run):
            kept[name] = row
    return kept


def _stamped(found: Found, given: Mapping[str, _Given], kept: Mapping[str, Row]) -> dict[str, _Given]:
    """Return the files that are no part of the digest, also those that stand from the last build, with it in them."""
    rows = {**kept, **{name: file.row for name, file in given.items()}}
    before, now = str(found.manifest.get("digest", "")).encode(), digest(rows).encode()
    stamped = {}
    for name in NOT_IN_DIGEST & rows.keys():
        if name in given:
            text = _joined(given[name].parts)
            if STAMP not in text:
                continue  # of a whole pack that is copied: it bears the digest
            text = text.replace(STAMP, now)
        elif len(before) == len(now) and found.files.get(name) == rows[name].sha256:
            text = _joined((found.pack / name,)).replace(before, now)
        else:
            continue  # one changed by hand is left alone
        sha256, size = measure((text,))
        stamped[name] = _Given(replace(rows[name], sha256=sha256, size=size), (text,))
    return stamped


def _check_way(found: Found, folders: Iterable[str], write: Iterable[str], zipped: str) -> None:
    """Raise TourError for each file or folder of the user's that a new file, or its folder, would replace.

    *folders* are the user's. One that a new file goes into is not in the way.
    """
    wanted = {*write, zipped} if zipped else {*write}
    parents = {folder for name in wanted for folder in _folders(name)}
    strangers = sorted(found.files.keys() - found.listed.keys() - {zipped})
    in_the_way = [name for name in strangers if name in parents]
    in_the_way += [name for name in (*strangers, *folders) if not wanted.isdisjoint((name, *_folders(name)))]
    faults = []
    for name in dict.fromkeys(in_the_way):
        message = (
            f"{one_line(str(found.pack / name))} is not part of the last pack, and stands in the way of the new one"
        )
        faults.append(Diagnostic(None, message, "move it"))
    if faults:
        raise TourError(*faults)


def _folders(name: str) -> list[str]:
    return [folder.as_posix() for folder in PurePosixPath(name).parents]


def _changed(found: Found, given: Mapping[str, _Given]) -> dict[str, _Parts]:
    """Return what to write: the files that are new, or other than they lie in the folder."""
    write = {}
    for name in sorted(given):
        if found.files.get(name) != given[name].row.sha256:
            write[name] = given[name].parts
    return write


def _manifest(found: Found, wanted: Wanted, rows: Mapping[str, Row]) -> bytes:
    keys = {} if wanted.prune else writers(found.manifest)
    for output in wanted.outputs:
        keys[output.writer] = output.key
    return dump(wanted.about, keys, rows)


def _zip_fate(
    found: Found, zipped: str, manifest: bytes, unwritten: Iterable[Row]
) -> Literal["none", "stands", "made", "goes"]:
    """Return what becomes of the zip. None is made of a pack that is not whole: a whole build will mend and zip it."""
    if not zipped:
        return "none"
    if found.zip_of == hashlib.sha256(manifest).hexdigest():
        return "stands"
    if all(found.files.get(row.path) == row.sha256 for row in unwritten):
        return "made"
    return "goes" if zipped in found.files else "none"


def _edited(found: Found, rows: Mapping[str, Row], replaced: Iterable[str], zipped: str) -> dict[str, str]:
    """Return under which name the copy of each *replaced* file stays that a build did not leave as it is: new → old."""
    edited: dict[str, str] = {}
    for name in replaced:
        if _by_hand(found, name, zipped):
            edited[free_name(name, found.files.keys() | rows.keys() | edited.keys())] = name
    return edited


def _by_hand(found: Found, name: str, zipped: str) -> bool:
    """Return whether the file *name* is there, and not as the last build left it."""
    if name == zipped:
        return name in found.files and not found.zip_of
    row = found.listed.get(name)
    return row is not None and found.files.get(name, row.sha256) != row.sha256


def free_name(name: str, taken: Container[str]) -> str:
    """Return a name for the copy of *name* that the user changed; an earlier copy keeps its own."""
    free, number = f"{name}.edited", 1
    while free in taken:
        number += 1
        free = f"{name}.{number}.edited"
    return free


def _told_of_edited(found: Found, edited: Mapping[str, str], zipped: str) -> list[str]:
    notes = []
    for copy, name in edited.items():
        if name == zipped:
            notes.append(f"{name} is not as a build makes it; it is kept as {copy}")
        elif not found.files[name]:
            notes.append(f"{name} is no file that can be read; it is kept as {copy}")
        else:
            notes.append(f"{name} was changed by hand since the last build; that copy is kept as {copy}")
    return notes


def _told_of_strangers(strangers: Iterable[str], folders: Collection[str]) -> list[str]:
    """Return what is said of the user's files, in one line of all in a folder of theirs; *folders* are theirs."""
    told: Counter[str] = Counter()
    for name in strangers:
        if not name.endswith(".edited"):
            told[next((folder for folder in reversed(_folders(name)) if folder in folders), name)] += 1
    notes = []
    for name, count in told.items():
        what = f"{name}/, with {count} files," if name in folders and count > 1 else name
        notes.append(f"{what} is not the pack's own; it is kept")
    return notes


def measure(parts: Iterable[bytes | Path]) -> tuple[str, int]:
    """Return the SHA-256, in hex, and the bytes of a file made of *parts*, which is never in the memory at once."""
    hashed, size = hashlib.sha256(), 0
    for part in parts:
        with open_plain(part) if isinstance(part, Path) else BytesIO(part) as source:
            while data := source.read(1 << 20):
                hashed.update(data)
                size += len(data)
    return hashed.hexdigest(), size


def _joined(parts: Iterable[bytes | Path]) -> bytes:
    return b"".join(_read(part) if isinstance(part, Path) else part for part in parts)


def _read(path: Path) -> bytes:
    with open_plain(path) as file:
        return file.read()
