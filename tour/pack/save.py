"""Files → the pack's folder, whole or not at all, with its manifest and the zip of it all.

If nothing differs, nothing is touched. Else a stage is built beside the pack (hard links for what is unchanged, the
manifest last) and put in its place by two renames. A stage or an old pack that a crash left behind is cleared up first.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from tour.diagnostics import Diagnostic, TourError, reason
from tour.events import Noted, Report, Wrote
from tour.model import File
from tour.pack import archive
from tour.pack.manifest import (
    MANIFEST,
    NOT_IN_DIGEST,
    Row,
    as_bytes,
    digest,
    dump,
    inside,
    read_manifest,
    rows,
    writers,
)

STAMP = b"@DIGEST@"
"""Stands for the pack's digest in the files that are no part of it."""


@dataclass(frozen=True, slots=True)
class Output:
    """What one writer gave, or that it need not run."""

    writer: str
    key: str
    """Digest of all that the writer sees; what it gave last time still holds when this is the same."""
    files: tuple[File, ...] | None
    """None: not run, its files stand."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What `save` did."""

    path: Path
    rows: tuple[Row, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]


def standing(pack: Path, writer: str, key: str) -> bool:
    """Return whether what *writer* gave for *key* is on disk as the manifest lists it."""
    manifest = read_manifest(pack)
    if writers(manifest).get(writer) != key:
        return False
    mine = [row for row in rows(manifest) if row.writer == writer]
    return bool(mine) and all(_sha256(pack / row.path) == row.sha256 for row in mine)


def recover(pack: Path) -> None:
    """Finish or undo a swap that a crash cut short. To be called under the lock.

    Raises TourError when that cannot be done, or when the pack's place is taken by something that is no folder.
    """
    if pack.exists() and not pack.is_dir():
        raise TourError(Diagnostic(None, f"{pack} is not a folder, and the pack is one of that name", "move it"))
    try:
        _settle(pack)
    except OSError as fault:
        raise _unwritable(pack, fault) from None


def _settle(pack: Path) -> None:
    stage, old = _stage(pack), _old(pack)
    if old.exists() and not pack.exists():
        (stage if (stage / MANIFEST).is_file() else old).rename(pack)
    for leftover in (stage, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def save(
    pack: Path,
    outputs: Iterable[Output],
    about: Mapping[str, Any],
    report: Report,
    *,
    prune: bool,
    zipped: str = "",
) -> Saved:
    """Bring folder *pack* in line with *outputs* and return what changed.

    *about* is what the manifest says besides files. With *prune*, files of writers that are not among *outputs* go.
    *zipped* names the zip that holds all the rest of the pack, and is no row of the manifest; without *prune* one that
    is there is renewed, and none is made. Raises TourError when the folder cannot be written or when a file that is not
    the pack's own stands in the way.
    """
    try:
        return _save(pack, tuple(outputs), about, report, prune, zipped)
    except OSError as fault:
        raise _unwritable(pack, fault) from None
    finally:  # also when the user stops it: what is half done is cleared up, and what is all but done is finished
        with suppress(OSError):
            _settle(pack)


def _unwritable(pack: Path, fault: OSError) -> TourError:
    hint = "is there room, and may you write there? --out DIR puts packs elsewhere"
    return TourError(Diagnostic(None, f"the pack {pack} cannot be written: {reason(fault)}", hint))


def _save(
    pack: Path, outputs: tuple[Output, ...], about: Mapping[str, Any], report: Report, prune: bool, zipped: str
) -> Saved:
    before = read_manifest(pack)
    listed = {row.path: row for row in rows(before)}
    on_disk = _files(pack, zipped)
    made_of = archive.made_of(pack / zipped) if zipped in on_disk else ""
    if not (prune or made_of):
        zipped = ""  # there is none of ours to renew
    run = {output.writer for output in outputs if output.files is not None}
    keep = {output.writer for output in outputs if output.files is None}
    new: dict[str, Row] = {}
    parts: dict[str, tuple[bytes | Path, ...]] = {}
    for output in outputs:
        for file in output.files or ():
            name = file.path.as_posix()
            if not inside(name) or name in (MANIFEST, zipped) or name in new:
                raise ValueError(f"writer {output.writer!r} gives a bad or a second {name!r}")
            sha256, size = _measure(file.parts)
            new[name], parts[name] = Row(name, sha256, size, output.writer), file.parts
    for row in listed.values():
        if row.path not in new and (row.writer in keep or (not prune and row.writer not in run)):
            new[row.path] = row
    _stamp(pack, before, on_disk, new, parts)
    written = sorted(name for name in parts if on_disk.get(name) != new[name].sha256)
    removed = sorted(name for name in listed if name not in new and name in on_disk)
    strangers = sorted(name for name in on_disk if name not in {*listed, *new, MANIFEST, zipped})
    _in_the_way(pack, [name for name in on_disk if name not in {*listed, zipped}], [*written, *filter(None, [zipped])])
    kept_keys = {} if prune else writers(before)
    text = dump(about, kept_keys | {output.writer: output.key for output in outputs}, new)
    saved = tuple(sorted(new.values(), key=lambda row: row.path))
    same = text == as_bytes(before)
    stale = bool(zipped) and made_of != hashlib.sha256(text).hexdigest()
    if not written and not removed and same and not stale:
        _note_strangers(strangers, report)
        return Saved(pack, saved, (), ())

    link = {name: name for name in {*new, *strangers} & on_disk.keys() - {*written}}
    if zipped in on_disk and not stale:
        link[zipped] = zipped
    if stale and any(on_disk.get(row.path) != row.sha256 for row in saved if row.path not in written):
        stale, removed = False, [*removed, zipped]  # a whole build will mend the pack, and zip it
    for name in (*written, *removed):
        if name in listed and on_disk.get(name, listed[name].sha256) != listed[name].sha256:
            kept = _free(name, on_disk.keys() | new.keys())
            link[kept] = name
            report(Noted(f"{name} was changed by hand since the last build; that copy is kept as {kept}"))
    if stale and zipped in on_disk and not made_of:
        kept = _free(zipped, on_disk.keys() | new.keys())
        link[kept] = zipped
        report(Noted(f"{zipped} is not as a build makes it; it is kept as {kept}"))
    _note_strangers(strangers, report)
    sizes = {name: new[name].size for name in written}
    if not same:
        sizes[MANIFEST] = len(text)
    if zip_bytes := _replace(pack, {name: parts[name] for name in written}, link, text, zipped if stale else "", new):
        sizes[zipped] = zip_bytes
    for name, size in sizes.items():
        report(Wrote(name, size))
    return Saved(pack, saved, tuple(sizes), tuple(removed))


def _stamp(
    pack: Path,
    before: Mapping[str, Any],
    on_disk: Mapping[str, str],
    new: dict[str, Row],
    parts: dict[str, tuple[bytes | Path, ...]],
) -> None:
    """Put the pack's digest into the files that are no part of it, also into those that stand from the last build."""
    now, old = digest(new).encode(), str(before.get("digest", "")).encode()
    for name in NOT_IN_DIGEST & new.keys():
        if name in parts:
            text = b"".join(part.read_bytes() if isinstance(part, Path) else part for part in parts[name])
            text = text.replace(STAMP, now)
        elif len(old) == len(now) and on_disk.get(name) == new[name].sha256:  # one changed by hand is left alone
            text = (pack / name).read_bytes().replace(old, now)
        else:
            continue
        parts[name] = (text,)
        sha256, size = _measure(parts[name])
        new[name] = replace(new[name], sha256=sha256, size=size)


def _replace(
    pack: Path,
    write: Mapping[str, tuple[bytes | Path, ...]],
    link: Mapping[str, str],
    manifest: bytes,
    zipped: str,
    own: Iterable[str],
) -> int:
    """Put a folder in *pack*'s place: the files to *write* and those to *link* (new: old), and the *manifest*, last.

    Returns the bytes of the zip of all that are the pack's *own*, when one is asked for.
    """
    stage = _stage(pack)
    stage.mkdir(parents=True)
    for name in (*link, *write):
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
    for name, source in link.items():
        _link(pack / source, stage / name)
    for name, parts in write.items():
        _write(stage / name, parts)
    zip_bytes = 0
    if zipped:
        holds = {name: stage / name for name in own}
        mark = hashlib.sha256(manifest).hexdigest()
        zip_bytes = archive.write(stage / zipped, zipped.removesuffix(".zip"), {**holds, MANIFEST: manifest}, mark)
    _write(stage / MANIFEST, (manifest,))
    for folder in (*(path for path in stage.rglob("*") if path.is_dir() and not path.is_symlink()), stage):
        _sync(folder)
    if pack.exists():
        pack.rename(_old(pack))
    stage.rename(pack)
    _sync(pack.parent)
    return zip_bytes


def _free(name: str, taken: Container[str]) -> str:
    """Return a name for the copy of *name* that the user changed; an earlier copy keeps its own."""
    free, number = f"{name}.edited", 1
    while free in taken:
        number += 1
        free = f"{name}.{number}.edited"
    return free


def _in_the_way(pack: Path, strangers: Iterable[str], written: Iterable[str]) -> None:
    """Raise TourError for each stranger that has the name of a new file or of its folder, or is below such a name."""
    wanted = set(written)
    folders = {parent.as_posix() for name in written for parent in PurePosixPath(name).parents}
    faults = [
        Diagnostic(None, f"{pack / name} is not part of the last pack, and stands in the way of the new one", "move it")
        for name in sorted(strangers)
        if name in folders or not wanted.isdisjoint((name, *(p.as_posix() for p in PurePosixPath(name).parents)))
    ]
    if faults:
        raise TourError(*faults)


def _note_strangers(strangers: Iterable[str], report: Report) -> None:
    for name in strangers:
        if not name.endswith(".edited"):
            report(Noted(f"{name} is not the pack's own; it is kept"))


def _files(pack: Path, zipped: str) -> dict[str, str]:
    """Return the SHA-256 of every file below *pack*, by its path; nothing for the zip and for a link to no file."""
    found = (path for path in pack.rglob("*") if path.is_file() or path.is_symlink()) if pack.is_dir() else ()
    names = {path.relative_to(pack).as_posix(): path for path in found}
    return {name: "" if name == zipped else _sha256(path) for name, path in names.items()}


def _sha256(path: Path) -> str:
    """Return the digest of a file, or nothing when it is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _measure(parts: Iterable[bytes | Path]) -> tuple[str, int]:
    hashed, size = hashlib.sha256(), 0
    for part in parts:
        with part.open("rb") if isinstance(part, Path) else BytesIO(part) as source:
            while data := source.read(1 << 20):
                hashed.update(data)
                size += len(data)
    return hashed.hexdigest(), size


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
