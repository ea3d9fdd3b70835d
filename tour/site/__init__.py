"""One static front page for many packs: a map, a list, languages and a search that needs no server.

`site` is the door. `packs` reads what a pack says of itself, `copy` brings in one that lies elsewhere, `overview` draws
the map, `front` makes the files. A tour is no concern of this room: it knows packs by their pack.json alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tour.diagnostics import Diagnostic, TourError, did_you_mean, reason, short
from tour.events import Noted, Report, silent
from tour.inputs.plain_files import read_plain
from tour.model import File
from tour.pack.lock import locked
from tour.pack.manifest import read_manifest, rows
from tour.pack.own_files import OwnFiles
from tour.site.copy import brought
from tour.site.front import FILES, MARK, front, names
from tour.site.packs import PAGE, Listed, found_below, read_all
from tour.words.language import file_for, languages

__all__ = ["Site", "is_site", "site"]

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
    page itself, and has words of its own; empty, that of most of the packs. Nothing else in *out* is touched.
    Raises TourError.
    """
    if language and not file_for(language):
        message = f"a front page has no words in {short(language)!r}"
        raise TourError(Diagnostic(None, message, did_you_mean(language, languages())))
    read = read_all(packs or found_below(out, report))
    if rows(read_manifest(out)):
        message = f"{out} is a pack itself, and a site is a folder of packs"
        raise TourError(Diagnostic(None, message, "name another folder"))
    _own(out)  # before an hour of copying
    try:
        out.mkdir(parents=True, exist_ok=True)
        listed = tuple(sorted(brought(read, out, report), key=lambda one: one.order))
        with locked(out / f".{FILES}.lock", lambda: report(Noted(f"{out} is being written; waiting for it"))):
            written = _own(out).put({file.path.as_posix(): _bytes(file) for file in front(listed, title, language)})
    except OSError as fault:
        message = f"the site {out} cannot be written: {reason(fault)}"
        raise TourError(Diagnostic(None, message, "is there room, and may you write there?")) from None
    return Site(out / PAGE, listed, written)


def _own(out: Path) -> OwnFiles:
    """Return the files of the front page in *out*. Raises TourError where one of them is somebody else's."""
    own = OwnFiles(out, out / f".{FILES}.made")
    if own.listed or not is_site(out):  # of a front page without a list, made before there were any, all is ours
        own.refuse_others(names())
    return own


def is_site(folder: Path) -> bool:
    """Say whether *folder* has a front page that `site` made."""
    try:
        return MARK.encode() in read_plain(folder / PAGE, _LARGEST)
    except OSError:
        return False


def _bytes(file: File) -> bytes:
    return b"".join(part.read_bytes() if isinstance(part, Path) else part for part in file.parts)
