"""Does the zip hold the pack less itself, byte for byte?"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tour.pack import archive
from tour.pack.manifest import MANIFEST
from tour.verify.manifest import Manifest
from tour.verify.report import Fault

_PIECE = 1 << 20


def name(manifest: Manifest) -> str:
    """Return the path of the pack's zip, which pack.json cannot list: it is in there."""
    return f"{manifest.slug}.zip"


def faults(pack: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield where the zip is not the pack. One that is not there is no fault: a part of a pack has none."""
    path = name(manifest)
    if not (pack / path).exists():
        return
    try:
        with zipfile.ZipFile(pack / path) as zipped:
            if not _of_this_build(pack, manifest, zipped):
                yield Fault(path, "holds another build of the pack than this one; build the whole pack")
                return
            found = list(_differences(pack, manifest, zipped))
        if not found and not archive.made_of(pack / path):
            found = ["was changed after the pack was made: it is not as a build makes it"]
        for message in found:
            yield Fault(path, message)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        yield Fault(path, f"cannot be unpacked: {fault}")


def _of_this_build(pack: Path, manifest: Manifest, zipped: zipfile.ZipFile) -> bool:
    try:
        return zipped.read(f"{manifest.slug}/{MANIFEST}") == (pack / MANIFEST).read_bytes()
    except KeyError:
        return False


def _differences(pack: Path, manifest: Manifest, zipped: zipfile.ZipFile) -> Iterator[str]:
    """Yield what is missing, extra or other than beside it. Whatever is missing beside it is said elsewhere."""
    wanted = {f"{manifest.slug}/{path}": path for path in (*(row.path for row in manifest.files), MANIFEST)}
    entries = zipped.infolist()
    inside = [entry.filename for entry in entries]
    for entry in sorted({entry for entry in inside if inside.count(entry) > 1}):
        yield f"holds {entry!r} more than once"
    for entry, path in wanted.items():
        if entry not in inside:
            yield f"lacks {path}"
    for found in entries:
        if found.filename not in wanted:
            yield f"holds {found.filename!r}, which is no file of the pack"
            continue
        path = wanted[found.filename]
        try:
            with zipped.open(found) as one, (pack / path).open("rb") as other:
                if found.file_size != (pack / path).stat().st_size or not _same(one, other):
                    yield f"holds another {path} than the one beside it"
        except FileNotFoundError:
            continue


def _same(one: IO[bytes], other: IO[bytes]) -> bool:
    while piece := one.read(_PIECE):
        if piece != other.read(_PIECE):
            return False
    return not other.read(1)
