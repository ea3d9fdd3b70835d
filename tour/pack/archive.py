"""The pack as one zip, to send or to put on a phone in one go. The same files give the same bytes.

All of it is stored, nothing deflated: sound, pictures and PDFs are packed already, the rest is under a hundredth of the
whole, and one zlib does not compress like another. The comment at the end holds the SHA-256 of the pack.json that the
zip was made of, and of the zip before its end record: so a zip that somebody made, or added to, is known from ours.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import IO

from tour.pack.hashed import once

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that the format knows
_UNIX = 3
_MODE = 0o100644 << 16  # a plain file that everybody may read
_END = 22
"""Bytes of the end record before its comment (APPNOTE 6.3.10, section 4.3.16)."""
_COMMENT = "tourpack; pack.json {manifest}; zip {body}"
_SHAPE = re.compile(_COMMENT.format(manifest="([0-9a-f]{64})", body="([0-9a-f]{64})").encode())
_LENGTH = len(_COMMENT.format(manifest="0" * 64, body="0" * 64))


def write(path: Path, folder: str, files: Mapping[str, bytes | Path], manifest: str) -> int:
    """Write the zip *path* and return its bytes. It unpacks to one *folder* that holds the *files*.

    *manifest* is the SHA-256 of the pack.json among them, in hex. Files are copied piece by piece, never loaded.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as zipped:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DATE)
            entry.create_system, entry.external_attr = _UNIX, _MODE
            entry.file_size = content.stat().st_size if isinstance(content, Path) else len(content)
            source = content.open("rb") if isinstance(content, Path) else BytesIO(content)
            with source, zipped.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)
        zipped.comment = b" " * _LENGTH
    size = path.stat().st_size
    comment = _COMMENT.format(manifest=manifest, body=_body(path, size)).encode()
    with path.open("r+b") as file:
        file.seek(-_LENGTH, os.SEEK_END)
        file.write(comment)
        file.flush()
        os.fsync(file.fileno())
    return size


def made_of(path: Path) -> str:
    """Return the SHA-256 of the pack.json that the zip *path* was made of; nothing if it is not as `write` left it.

    A link is the user's own.
    """
    try:
        if path.is_symlink() or (size := path.stat().st_size) < _END + _LENGTH:
            return ""
        with path.open("rb") as file:
            file.seek(-_END - _LENGTH, os.SEEK_END)
            end = file.read()
        said = _SHAPE.fullmatch(end[_END:])
        if not said or not end.startswith(b"PK\5\6") or _body(path, size) != said[2].decode():
            return ""
    except OSError:
        return ""
    return said[1].decode()


def _body(path: Path, size: int) -> str:
    """Return the SHA-256 of all that stands before the end record of a zip of *size* bytes."""
    with path.open("rb") as file:
        return once(file, "body", lambda: _first(file, size - _END - _LENGTH))


def _first(file: IO[bytes], left: int) -> str:
    """Return the SHA-256 of the next *left* bytes of *file*."""
    hashed = hashlib.sha256()
    while left > 0 and (piece := file.read(min(left, 1 << 20))):
        hashed.update(piece)
        left -= len(piece)
    return hashed.hexdigest()
