"""The pack as one zip, to send or to put on a phone in one go. The same files give the same bytes.

All of it is stored, nothing deflated: sound, pictures and PDFs are packed already, the rest is under a hundredth of the
whole, and one zlib does not compress like another. The comment at the end holds the SHA-256 of the pack.json that the
zip was made of, and of all that stands before it: so a zip that somebody made, added to or spoilt is known from ours.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tour.pack.hashed import once

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that the format knows
_UNIX = 3
_MODE = 0o100644 << 16  # a plain file that everybody may read
_COMMENT = "tourpack; pack.json {manifest}; all {before}"
"""Of the end record, whose last field it is (APPNOTE 6.3.10, section 4.3.16)."""
_SHAPE = re.compile(rb"tourpack; pack\.json ([0-9a-f]{64}); (all|zip) ([0-9a-f]{64})")
_LENGTH = len(_COMMENT.format(manifest="0" * 64, before="0" * 64))
_END = 22
"""Bytes of the end record before its comment: they did not count when that said ``zip`` in place of ``all``."""


def write(path: Path, folder: str, files: Mapping[str, bytes | Path], manifest: str) -> int:
    """Write the zip *path* and return its bytes. It unpacks to one *folder* that holds the *files*.

    *manifest* is the SHA-256 of the pack.json among them, in hex. Files are copied piece by piece, never loaded.
    Whether it is on the disk by then, whoever calls sees to.
    """
    before = hashlib.sha256()
    # What is written is hashed on a thread, close behind: that takes as long as writing. Unbuffered, for a buffer would
    # take in heads of entries that are still to get their checksums.
    with path.open("w+b") as file, path.open("rb", buffering=0) as written, ThreadPoolExecutor(1) as beside:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as zipped:
            for name, content in sorted(files.items()):
                _put(zipped, f"{folder}/{name}", content)
                file.flush()
                beside.submit(_add, before, written, file.tell())
            zipped.comment = b" " * _LENGTH
        size = file.seek(0, os.SEEK_END)
        file.flush()
        beside.submit(_add, before, written, size - _LENGTH).result()
        file.seek(-_LENGTH, os.SEEK_END)
        file.write(_COMMENT.format(manifest=manifest, before=before.hexdigest()).encode())
    return size


def _put(zipped: zipfile.ZipFile, name: str, content: bytes | Path) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system, entry.external_attr = _UNIX, _MODE
    entry.file_size = content.stat().st_size if isinstance(content, Path) else len(content)
    source = content.open("rb") if isinstance(content, Path) else BytesIO(content)
    with source, zipped.open(entry, "w") as target:
        shutil.copyfileobj(source, target, 1 << 20)


def made_of(path: Path) -> str:
    """Return the SHA-256 of the pack.json that the zip *path* was made of; nothing if it is not as `write` left it.

    A link is the user's own.
    """
    try:
        if path.is_symlink() or (size := path.stat().st_size) < _LENGTH:
            return ""
        with path.open("rb") as file:
            file.seek(-_LENGTH, os.SEEK_END)
            said = _SHAPE.fullmatch(file.read())
        if not said or _until(path, size - _LENGTH - (_END if said[2] == b"zip" else 0)) != said[3].decode():
            return ""
    except OSError:
        return ""
    return said[1].decode()


def _until(path: Path, end: int) -> str:
    """Return the SHA-256 of a zip up to its byte *end*."""
    with path.open("rb") as file:
        return once(file, "before", lambda: _add(hashlib.sha256(), file, end))


def _add(hashed: Hash, file: IO[bytes], until: int) -> str:
    """Add what *file* has from where it stands *until* that byte, and return the digest of all so far, in hex."""
    while (left := until - file.tell()) > 0 and (piece := file.read(min(left, 1 << 20))):
        hashed.update(piece)
    return hashed.hexdigest()
