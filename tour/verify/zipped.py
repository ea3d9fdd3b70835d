"""Checks the pack's zip: it holds every other file of the pack, byte for byte, and nothing else."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tour.inputs.plain_files import is_there, open_plain
from tour.pack import archive
from tour.pack.manifest import MANIFEST
from tour.verify import reads
from tour.verify.findings import Fault
from tour.verify.manifest import Manifest

_BROKEN = (
    OSError, zipfile.BadZipFile, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError,
)  # fmt: skip
"""What `zipfile` raises for a file that is no whole zip."""
_PIECE = 1 << 20
"""Bytes that are compared at once."""
_LARGEST_LIST = 4_000_000
"""Bytes of the list of files at its end, of which `zipfile` makes twenty times as many: 400 for each file of a pack."""


def name(manifest: Manifest) -> str:
    """Return the path of the pack's zip, which pack.json cannot list: it is in there."""
    return f"{manifest.slug}.zip"


def faults(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield where the zip is not the pack. One that is not there is no fault: a part of a pack has none."""
    path = name(manifest)
    try:
        if not is_there(pack / path):
            return
        with _Frugal(open_plain(pack / path).detach()) as file, zipfile.ZipFile(file) as zipped:
            if not _of_this_build(pack, manifest, zipped):
                yield Fault(path, "holds another build of the pack than this one; build the whole pack")
                return
            found = list(_differences(pack, manifest, zipped))
        if not found and archive.made_of(pack / path) != hashlib.sha256(reads.read(pack, MANIFEST)).hexdigest():
            found = ["was changed after the pack was made: it is not as a build makes it"]
        for message in found:
            yield Fault(path, message)
    except _BROKEN as fault:
        yield Fault(path, f"cannot be unpacked: {fault}")


class _Frugal(io.BufferedReader):
    """A zip of which nobody reads at once more than a list of files may have; `zipfile` does read that at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size and size > _LARGEST_LIST:
            raise ValueError(f"its list of files has more than {_LARGEST_LIST // 1_000_000} MB")
        return super().read(size)


def _of_this_build(pack: Path, manifest: Manifest, zipped: zipfile.ZipFile) -> bool:
    try:
        entry = zipped.getinfo(f"{manifest.slug}/{MANIFEST}")
    except KeyError:
        return False
    return _holds(zipped, entry, pack / MANIFEST)


def _differences(pack: Path, manifest: Manifest, zipped: zipfile.ZipFile) -> Iterator[str]:
    """Yield what is missing, extra or other than in the folder. What the folder itself lacks is said elsewhere."""
    paths = [*(row.path for row in manifest.files), MANIFEST]
    wanted = {f"{manifest.slug}/{path}": path for path in paths}
    inside = Counter(zipped.namelist())
    for entry, times in sorted(inside.items()):
        if times > 1:
            yield f"holds {entry!r} more than once"
    for entry, path in wanted.items():
        if entry not in inside:
            yield f"lacks {path}"
    for found in zipped.infolist():
        if inside[found.filename] > 1:
            continue  # each would be compared, a million times
        path = wanted.get(found.filename, "")
        if not path:
            yield f"holds {found.filename!r}, which is no file of the pack"
        elif not _holds(zipped, found, pack / path):
            yield f"holds another {path} than the one beside it"


def _holds(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, file: Path) -> bool:
    """Return whether *entry* has the bytes of *file*; True where that cannot be read, of which `files` tells.

    Raises BadZipFile for one that is packed: no build packs any, and what unpacks it may be told to take gigabytes.
    """
    if entry.compress_type != zipfile.ZIP_STORED:
        raise zipfile.BadZipFile(f"{entry.filename} is packed, as a build leaves no file")
    try:
        other = open_plain(file)
    except OSError:
        return True
    with other, zipped.open(entry) as one:
        return entry.file_size == file.stat().st_size and _same(one, other)


def _same(one: IO[bytes], other: IO[bytes]) -> bool:
    while piece := one.read(_PIECE):
        if piece != other.read(_PIECE):
            return False
    return not other.read(1)
