"""One static front page for many packs: a map, a list, languages and a search that needs no server.

`site` is the door. `packs` reads what a pack says of itself, `copy` brings in one that lies elsewhere, `overview` draws
the map, `front` makes the files. A tour is no concern of this room: it knows packs by their pack.json alone.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, reason
from tour.events import Report, silent
from tour.inputs.plain_files import read_plain
from tour.model import File
from tour.site.copy import brought
from tour.site.front import FILES, MARK, front
from tour.site.packs import Listed, found_below, read_all
from tour.whole_files import flush, under_way

__all__ = ["Site", "is_site", "site"]

PAGE = "index.html"
_HIDDEN = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG)
"""What the system says where one may not know whose file it is."""
_LARGEST = 100_000_000
"""Bytes of a front page: one of a thousand tours has a hundredth."""


@dataclass(frozen=True, slots=True)
class Site:
    """What `site` did."""

    path: Path
    """The front page."""
    tours: tuple[Listed, ...]
    """In the order in which the page lists them."""
    written: tuple[str, ...]
    """Files of the front page that are new or have changed."""


def site(out: Path, packs: Sequence[Path] = (), title: str = "", language: str = "", report: Report = silent) -> Site:
    """Make the folder *out* a site of *packs*, or of all that lie right below it, and return what changed.

    A pack that lies elsewhere is copied to ``out/SLUG``, checked file by file. *language*, a BCP 47 tag, is that of the
    page itself; empty, that of most of the packs. Nothing else in *out* is touched. Raises TourError.
    """
    read = read_all(packs or found_below(out))
    _refuse_foreign(out / PAGE)
    try:
        out.mkdir(parents=True, exist_ok=True)
        listed = tuple(sorted(brought(read, out, report), key=lambda one: one.order))
        written = tuple(_write_changed(out, front(listed, title, language)))
    except OSError as fault:
        message = f"the site {out} cannot be written: {reason(fault)}"
        raise TourError(Diagnostic(None, message, "is there room, and may you write there?")) from None
    return Site(out / PAGE, listed, written)


def is_site(folder: Path) -> bool:
    """Say whether *folder* has a front page that `site` made."""
    try:
        return MARK.encode() in read_plain(folder / PAGE, _LARGEST)
    except OSError:
        return False


def _refuse_foreign(page: Path) -> None:
    """Raise TourError where *page* is there and somebody else's, or cannot be read."""
    message = f"{page} is not a front page that this program made"
    try:
        if MARK.encode() in read_plain(page, _LARGEST):
            return
    except FileNotFoundError:
        return
    except OSError as fault:
        if fault.errno in _HIDDEN:
            message = f"{page} cannot be read: {reason(fault)}"
    raise TourError(Diagnostic(None, message, "move it, or name another folder"))


def _write_changed(out: Path, files: Iterable[File]) -> Iterator[str]:
    """Write those of *files* that differ, each whole or not at all, and yield their names."""
    (out / FILES).mkdir(exist_ok=True)
    for file in files:
        path, data = out / file.path, b"".join(map(_bytes, file.parts))
        if path.is_file() and path.read_bytes() == data:
            continue
        _write(path, data)
        yield file.path.as_posix()


def _bytes(part: bytes | Path) -> bytes:
    return part.read_bytes() if isinstance(part, Path) else part


def _write(path: Path, data: bytes) -> None:
    with under_way(path.parent) as part:
        part.write_bytes(data)
        flush(part)
        part.chmod(path.parent.stat().st_mode & 0o666)
        part.replace(path)
