"""Brings packs that lie elsewhere into a site's folder, by the same way by which a build saves one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from tour.diagnostics import Diagnostic, TourError, typed
from tour.events import Noted, Report
from tour.inputs.plain_files import is_file, is_there, real
from tour.model import File
from tour.pack.decide import Output, Wanted
from tour.pack.folder import sha256
from tour.pack.lock import lock_of, locked
from tour.pack.manifest import Row, read_manifest, rows, said, writers
from tour.pack.save import recover, save
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
            _copy(one, places[one.folder], report)
    return [replace(one, href=_href(places[one.folder], out)) for one in packs]


def _place(one: Listed, out: Path) -> Path:
    """Return where *one* is to lie: where it does, if that is in *out*."""
    inside = real(one.folder).is_relative_to(real(out))
    return one.folder if inside else out / one.slug


def _href(folder: Path, out: Path) -> str:
    return quote(real(folder).relative_to(real(out)).as_posix()) + "/"


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
        elif one.slug == FILES or real(place) == real(out):
            faults.append(Diagnostic(None, f"{place} is wanted for the front page itself", "name another folder"))
        elif not _same(one.folder, place) and _is_of_another(one, place):
            message = f"{place} holds something else, and the pack {one.folder} would take its place"
            faults.append(Diagnostic(None, message, "move it, or give the tour another slug"))
    if faults:
        raise TourError(*faults)


def _is_of_another(one: Listed, place: Path) -> bool:
    there = read_manifest(place)
    if not there:
        return is_there(place)
    return (there.get("slug"), there.get("language")) != (one.slug, one.language)


def _copy(one: Listed, place: Path, report: Report) -> None:
    manifest = read_manifest(one.folder)
    zipped = f"{one.slug}.zip"
    wanted = Wanted(
        outputs=tuple(_outputs(one.folder, sorted(rows(manifest), key=lambda row: row.writer), writers(manifest))),
        about=said(manifest),
        prune=True,
        zipped=zipped if is_file(one.folder / zipped) else "",
    )
    with locked(lock_of(place), lambda: report(Noted(f"{place} is being written; waiting for it"))):
        recover(place, report)
        save(place, wanted, report)


def _outputs(pack: Path, listed: Iterable[Row], keys: dict[str, object]) -> Iterator[Output]:
    """Yield the files of *pack* by writer. Raises TourError for one that is not as pack.json lists it."""
    for writer, mine in groupby(listed, key=lambda row: row.writer):
        files = []
        for row in mine:
            path = pack / row.path
            if sha256(path) != row.sha256:
                message = f"{path} is not as pack.json lists it"
                raise TourError(Diagnostic(None, message, f"tourpack verify {typed(pack)} tells more; build it again"))
            files.append(File(PurePosixPath(row.path), (path,)))
        yield Output(writer, str(keys.get(writer, "")), tuple(files))
