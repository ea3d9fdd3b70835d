"""Files → the pack's folder, whole or not at all; and the manifest.

If nothing differs, nothing is touched. Else a stage is built beside the pack (hard links for what is unchanged, the
manifest last) and put in its place by two renames. A stage or an old pack that a crash left behind is cleared up first.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from tour.diagnostics import Diagnostic, TourError
from tour.events import Noted, Report, Wrote
from tour.model import File

MANIFEST = "pack.json"
NOT_IN_DIGEST = frozenset({"sw.js", MANIFEST})


@dataclass(frozen=True, slots=True)
class Row:
    """One file as the manifest lists it."""

    path: str
    sha256: str
    size: int
    writer: str


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


def read_manifest(pack: Path) -> Mapping[str, Any]:  # JSON
    """Return the manifest of the pack in folder *pack*; empty when there is none or it cannot be read."""
    try:
        manifest = json.loads((pack / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def rows(manifest: Mapping[str, Any]) -> tuple[Row, ...]:
    """Return the manifest's rows of files; those that are not what `save` writes are left out."""
    out = []
    for row in manifest.get("files") or ():
        try:
            listed = Row(str(row["path"]), str(row["sha256"]), int(row["size"]), str(row["writer"]))
        except (TypeError, KeyError, ValueError):
            continue
        if _inside(listed.path):
            out.append(listed)
    return tuple(out)


def standing(pack: Path, writer: str, key: str) -> bool:
    """Return whether what *writer* gave for *key* is on disk as the manifest lists it."""
    manifest = read_manifest(pack)
    writers = manifest.get("writers")
    if not isinstance(writers, dict) or writers.get(writer) != key:
        return False
    mine = [row for row in rows(manifest) if row.writer == writer]
    return bool(mine) and all(_sha256(pack / row.path) == row.sha256 for row in mine)


def recover(pack: Path) -> None:
    """Finish or undo a swap that a crash cut short. To be called under the lock."""
    stage, old = _stage(pack), _old(pack)
    if old.exists() and not pack.exists():
        (stage if (stage / MANIFEST).is_file() else old).rename(pack)
    for leftover in (stage, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def save(pack: Path, outputs: Iterable[Output], about: Mapping[str, Any], report: Report, *, prune: bool) -> Saved:
    """Bring folder *pack* in line with *outputs* and return what changed.

    *about* is what the manifest says besides files. With *prune*, files of writers that are not among *outputs* go.
    Raises TourError when the folder cannot be written or when a file that is not the pack's own stands in the way.
    """
    try:
        return _save(pack, tuple(outputs), about, report, prune)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        hint = "is there room, and may you write there? --out DIR puts packs elsewhere"
        raise TourError(Diagnostic(None, f"the pack {pack} cannot be written: {reason}", hint)) from None


def _save(pack: Path, outputs: tuple[Output, ...], about: Mapping[str, Any], report: Report, prune: bool) -> Saved:
    before = read_manifest(pack)
    listed = {row.path: row for row in rows(before)}
    on_disk = _files(pack)
    run = {output.writer for output in outputs if output.files is not None}
    keep = {output.writer for output in outputs if output.files is None}
    new: dict[str, Row] = {}
    parts: dict[str, tuple[bytes | Path, ...]] = {}
    for output in outputs:
        for file in output.files or ():
            name = file.path.as_posix()
            if not _inside(name) or name == MANIFEST or name in new:
                raise ValueError(f"writer {output.writer!r} gives a bad or a second {name!r}")
            sha256, size = _measure(file.parts)
            new[name], parts[name] = Row(name, sha256, size, output.writer), file.parts
    for row in listed.values():
        if row.path not in new and (row.writer in keep or (not prune and row.writer not in run)):
            new[row.path] = row
    written = sorted(name for name in parts if on_disk.get(name) != new[name].sha256)
    removed = sorted(name for name in listed if name not in new and name in on_disk)
    strangers = sorted(name for name in on_disk if name not in listed and name != MANIFEST)
    _in_the_way(pack, strangers, written)
    manifest = _manifest(about, before, outputs, new, prune)
    if not written and not removed and _bytes(before) == _bytes(manifest):
        _note_strangers(strangers, report)
        return Saved(pack, tuple(sorted(new.values(), key=lambda row: row.path)), (), ())

    edited = [
        name
        for name in (*written, *removed)
        if name in listed and on_disk.get(name, listed[name].sha256) != listed[name].sha256
    ]
    stage = _stage(pack)
    stage.mkdir(parents=True)
    for name in sorted({*new, *strangers} & (on_disk.keys() | parts.keys())):
        target = stage / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in written:
            _write(target, parts[name])
            report(Wrote(name, new[name].size))
        else:
            _link(pack / name, target)
    for name in edited:
        kept = f"{name}.edited"
        _link(pack / name, stage / kept)
        report(Noted(f"{name} was changed by hand since the last build; that copy is kept as {kept}"))
    _note_strangers(strangers, report)
    _write(stage / MANIFEST, (_bytes(manifest),))
    _sync(stage)
    if pack.exists():
        pack.rename(_old(pack))
    stage.rename(pack)
    _sync(pack.parent)
    if _old(pack).exists():
        shutil.rmtree(_old(pack))
    return Saved(pack, tuple(sorted(new.values(), key=lambda row: row.path)), tuple(written), tuple(removed))


def _manifest(
    about: Mapping[str, Any], before: Mapping[str, Any], outputs: Iterable[Output], new: Mapping[str, Row], prune: bool
) -> dict[str, Any]:
    writers = {} if prune else dict(before.get("writers") or {})
    writers |= {output.writer: output.key for output in outputs}
    files = [new[name] for name in sorted(new)]
    hashed = hashlib.sha256()
    for row in files:
        if row.path not in NOT_IN_DIGEST and not row.path.endswith(".zip"):
            hashed.update(f"{row.path}\0{row.sha256}\n".encode())
    table = [{"path": row.path, "sha256": row.sha256, "size": row.size, "writer": row.writer} for row in files]
    return {**about, "digest": hashed.hexdigest(), "writers": dict(sorted(writers.items())), "files": table}


def _bytes(manifest: Mapping[str, Any]) -> bytes:
    return (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()


def _in_the_way(pack: Path, strangers: Iterable[str], written: Iterable[str]) -> None:
    wanted = set(written)
    faults = [
        Diagnostic(
            None, f"{pack / name} is not part of the last pack, and the new one has a file of that name", "move it"
        )
        for name in strangers
        if name in wanted
    ]
    if faults:
        raise TourError(*faults)


def _note_strangers(strangers: Iterable[str], report: Report) -> None:
    for name in strangers:
        if not name.endswith(".edited"):
            report(Noted(f"{name} is not the pack's own; it is kept"))


def _files(pack: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below *pack*, by its path."""
    found = (path for path in pack.rglob("*") if path.is_file()) if pack.is_dir() else ()
    return {path.relative_to(pack).as_posix(): _sha256(path) for path in found}


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
        data = part.read_bytes() if isinstance(part, Path) else part
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
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)


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


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
    )


def _stage(pack: Path) -> Path:
    return pack.with_name(f".{pack.name}.new")


def _old(pack: Path) -> Path:
    return pack.with_name(f".{pack.name}.old")
