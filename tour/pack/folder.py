"""What lies in a pack's folder, by the digests of its files. Nothing is written here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tour.pack import archive
from tour.pack.manifest import Row, read_manifest, rows
from tour.plain_files import open_plain


@dataclass(frozen=True, slots=True)
class Found:
    """A pack's folder as it lies on the disk."""

    pack: Path
    manifest: Mapping[str, Any]  # JSON
    """Empty when there is none or it cannot be read."""
    listed: Mapping[str, Row]
    """The manifest's rows, by path."""
    files: Mapping[str, str]
    """SHA-256 of every file, by path; nothing for the zip and for a link to no file."""
    zip_of: str
    """SHA-256 of the pack.json that the zip was made of; empty where there is no zip, or one that no build made."""


def look(pack: Path, zipped: str) -> Found:
    """Return what lies in folder *pack*, which need not be there. *zipped* names its zip, which is not hashed whole."""
    manifest = read_manifest(pack)
    files = {}
    for path in pack.rglob("*") if pack.is_dir() else ():
        if path.is_file() or path.is_symlink():
            name = path.relative_to(pack).as_posix()
            files[name] = "" if name == zipped else sha256(path)
    zip_of = archive.made_of(pack / zipped) if zipped in files else ""
    return Found(pack, manifest, {row.path: row for row in rows(manifest)}, files, zip_of)


def sha256(path: Path) -> str:
    """Return the digest of a file in hex, or nothing when it cannot be read."""
    try:
        with open_plain(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # or a name that no system has
        return ""
