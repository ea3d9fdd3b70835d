"""Brings packs that lie elsewhere into a site's folder, by the same way by which a build saves one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from tour.diagnostics import Diagnostic, TourError, typed
from tour.events import Noted, Report
from tour.inputs.plain_files import is_file, is_folder, is_there, real
from tour.model import File
from tour.pack.decide import Output, Wanted
from tour.pack.folder import sha256
from tour.pack.lock import lock_of, locked
from tour.pack.manifest import Row, read_manifest, rows, said, writers
from tour.pack.place import make_place
from tour.pack.save import recover, save
from tour.pack.whose import of_pack, refuse_another, remember
from tour.site.front import FILES
from tour.site.packs import Listed


def brought(packs: Iterable[Listed], out: Path, report: Report) -> list[Listed]:
    """Return *packs* with their addresses from *out*; those that lie elsewhere are copied there first.

    Raises TourError, before anything is copied, where two would take one place, and for a pack that is not whole.
    """
    packs = list(packs)
    places = {one.folder: _place(one, out) for one in packs}
    _refuse_clashes(packs, places, out)
    for one in packs:
        if not _same(one.folder, places[one.folder]):
            _copy(one, out, report)
    return [replace(one, href=_href(places[one.folder], out)) for one in packs]


def _place(one: Listed, out: Path) -> Path:
    """Return where *one* is to lie: where it does, if that is in *out*."""
    return one.folder if _in(out, one.folder) else out / one.slug


def _in(out: Path, folder: Path) -> PurePosixPath | None:
    """Return the path of *folder* from *out*, by the link in *out* that leads to it if there is one; else None."""
    link = (real(folder.parent) / folder.name,) if folder.is_symlink() else ()
    found = next((path for path in (*link, real(folder)) if path.is_relative_to(real(out))), None)
    return PurePosixPath(found.relative_to(real(out)).as_posix()) if found else None


def _first(out: Path, folder: Path) -> tuple[str, ...]:
    """Return the name of the folder right in *out* in which *folder* lies, or which it is."""
    found = _in(out, folder)
    return found.parts[:1] if found else ()


def _href(folder: Path, out: Path) -> str:
    return quote(str(_in(out, folder))) + "/"


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False


def _refuse_clashes(packs: Iterable[Listed], places: dict[Path, Path], out: Path) -> None:
    faults: list[Diagnostic] = []
    taken: dict[Path, Listed] = {}
    for one in packs:
        place = places[one.folder]
        other = taken.setdefault(real(place), one)
        if other is not one:
            message = f"{one.folder} and {other.folder} have one slug, {one.slug!r}, and one place in {out}"
            faults.append(Diagnostic(None, message, "give one of the tours another slug"))
        elif FILES in (one.slug, *_first(out, place)) or real(place) == real(out):
            faults.append(Diagnostic(None, f"{place} is wanted for the front page itself", "name another folder"))
        elif not _same(one.folder, place):
            faults += _foreign(one, place)
    if faults:
        raise TourError(*faults)


def _foreign(one: Listed, place: Path) -> tuple[Diagnostic, ...]:
    """Return why *one* must not take *place*; nothing where it may."""
    try:
        refuse_another(real(place) if place.is_symlink() else place, of_pack(one.folder))
    except TourError as refused:
        return refused.diagnostics
    if not is_there(place) or read_manifest(place) or (is_folder(place) and not any(place.iterdir())):
        return ()
    message = f"{place} holds something else, and the pack {one.folder} would take its place"
    return (Diagnostic(None, message, "move it, or give the tour another slug"),)


def _copy(one: Listed, out: Path, report: Report) -> None:
    place, claim = make_place(out, one.slug), of_pack(one.folder)
    with _alone(place, report), _at_rest(one.folder, report):
        recover(place, report)
        refuse_another(place, claim)
        save(place, _wanted(one), report)
        remember(place, claim)


def _alone(pack: Path, report: Report) -> AbstractContextManager[None]:
    return locked(lock_of(pack), lambda: report(Noted(f"{pack} is being written; waiting for it")))


def _at_rest(pack: Path, report: Report) -> AbstractContextManager[None]:
    """Keep builds from *pack* while it is copied, where one has been: beside a stranger's there is no lock to hold."""
    built_here = is_file(lock_of(pack)) and os.access(lock_of(pack), os.W_OK)
    return _alone(pack, report) if built_here else nullcontext()


def _wanted(one: Listed) -> Wanted:
    manifest = read_manifest(one.folder)
    zipped = f"{one.slug}.zip"
    return Wanted(
        outputs=tuple(_outputs(one.folder, sorted(rows(manifest), key=lambda row: row.writer), writers(manifest))),
        about=said(manifest),
        prune=True,
        zipped=zipped if is_file(one.folder / zipped) else "",
    )


def _outputs(pack: Path, listed: Iterable[Row], keys: dict[str, object]) -> Iterator[Output]:
    """Yield the files of *pack* by writer. Raises TourError for one that is not as pack.json lists it."""
    for writer, mine in groupby(listed, key=lambda row: row.writer):
        files, measured = [], {}
        for row in mine:
            path = pack / row.path
            if sha256(path) != row.sha256:
                message = f"{path} is not as pack.json lists it"
                raise TourError(Diagnostic(None, message, f"tourpack verify {typed(pack)} tells more; build it again"))
            files.append(File(PurePosixPath(row.path), (path,)))
            measured[files[-1].path] = row.sha256, row.size
        yield Output(writer, str(keys.get(writer, "")), tuple(files), measured)
