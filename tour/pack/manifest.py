"""The pack's manifest, `pack.json`: every file with its digest, and which writer gave it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from tour.inputs import strict_json
from tour.inputs.plain_files import read_plain

MANIFEST = "pack.json"
HALF = ".tourpack-half"
"""Marks a folder in the making, until `tour.pack.swap` has noted what it is for."""
LARGEST = 20_000_000
"""Bytes of pack.json; a stop takes four thousand."""
NOT_IN_DIGEST = frozenset({"sw.js", MANIFEST})
_SHA256 = re.compile("[0-9a-f]{64}")
"""What a row's digest looks like. None would be that of every file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One file as the manifest lists it."""

    path: str
    sha256: str
    size: int
    writer: str


def read_manifest(pack: Path) -> Mapping[str, Any]:  # JSON
    """Return the manifest of the pack in folder *pack*; empty when there is none or it cannot be read.

    So it is when it could not be written again: half a character (``\\ud800``) has no bytes.
    """
    try:
        manifest = strict_json.loads(read_plain(pack / MANIFEST, LARGEST))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def rows(manifest: Mapping[str, Any]) -> tuple[Row, ...]:
    """Return the manifest's rows of files, each path once; those that are not what `save` writes are left out."""
    table = manifest.get("files")
    if not isinstance(table, list):
        return ()
    listed: dict[str, Row] = {}
    for entry in table:
        try:
            row = Row(str(entry["path"]), str(entry["sha256"]), int(entry["size"]), str(entry["writer"]))
        except (TypeError, KeyError, ValueError, OverflowError):  # a size may be 1e400
            continue
        if may_list(row.path, manifest.get("slug")) and _SHA256.fullmatch(row.sha256) and row.size >= 0:
            listed.setdefault(row.path, row)
    return tuple(listed.values())


def may_list(path: str, slug: object) -> bool:
    """Say whether the manifest of the pack *slug* may list *path*: not itself, the zip that it is in, or a mark."""
    return inside(path) and path not in (MANIFEST, HALF, f"{slug}.zip")


def believed(manifest: Mapping[str, Any]) -> bool:  # JSON
    """Return whether `rows` leaves out nothing of what *manifest* lists: a pack of the rest would not be that pack."""
    table = manifest.get("files")
    return isinstance(table, list) and len(rows(manifest)) == len(table)


def said(manifest: Mapping[str, Any]) -> Mapping[str, Any]:  # JSON
    """Return what the manifest says besides files."""
    return {key: value for key, value in manifest.items() if key not in ("digest", "writers", "files")}


def dump(about: Mapping[str, Any], writers: Mapping[str, str], new: Mapping[str, Row]) -> bytes:
    """Return the manifest as it stands in a file.

    *about* is what it says besides files, *writers* each one's key, *new* the rows by path.
    """
    table = []
    for name in sorted(new):
        row = new[name]
        table.append({"path": row.path, "sha256": row.sha256, "size": row.size, "writer": row.writer})
    return as_bytes({**about, "digest": digest(new), "writers": dict(sorted(writers.items())), "files": table})


def digest(new: Mapping[str, Row]) -> str:
    """Return the SHA-256 over the sorted ``path NUL sha256`` of all files that count."""
    hashed = hashlib.sha256()
    for name in sorted(new):
        if name not in NOT_IN_DIGEST and not name.endswith(".zip"):
            hashed.update(f"{name}\0{new[name].sha256}".encode())
    return hashed.hexdigest()


def writers(manifest: Mapping[str, Any]) -> dict[str, Any]:  # JSON
    """Return the key of each writer whose files the manifest lists."""
    table = manifest.get("writers")
    return dict(table) if isinstance(table, dict) else {}


def as_bytes(manifest: Mapping[str, Any]) -> bytes:  # JSON
    """Return *manifest* as JSON, a line a value."""
    return (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()


def inside(name: str) -> bool:
    """Say whether *name* is a path that stays inside a pack, on any system, and written as `save` writes it.

    ``audio/./01.mp3`` is not: under such names one file could be listed, and read, any number of times.
    """
    path = PurePosixPath(name)
    stays = bool(path.parts) and not path.is_absolute() and ".." not in path.parts and not set(name) & set("\\:\0")
    return stays and path.as_posix() == name
