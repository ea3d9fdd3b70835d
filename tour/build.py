"""The pipeline: narrate a plan, write, save."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from tour.diagnostics import TourError, reason
from tour.digests import digest
from tour.events import Noted, Report
from tour.inputs.plain_files import is_there
from tour.model import Pack
from tour.narration.episode import episode, made_by
from tour.narration.narrate import narrate, spoken
from tour.narration.orders import Plan
from tour.narration.workshop import Workshop
from tour.pack.about import about
from tour.pack.cache import unwritable as unwritable_cache
from tour.pack.decide import Output, Wanted, measure
from tour.pack.folder import look, refuse_unseen
from tour.pack.kept import kept_in
from tour.pack.lock import lock_of, locked
from tour.pack.manifest import read_manifest, said
from tour.pack.place import make_place
from tour.pack.save import Saved, recover, save, unwritable
from tour.pack.up_to_date import made_of, up_to_date
from tour.pack.whose import Claims, of_tour, refuse_another, remember
from tour.writers import Writer, choose


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` did."""

    pack: Pack
    saved: Saved


def build(
    plan: Plan,
    out: Path,
    workshop: Workshop,
    only: Sequence[str] = (),
    project: Path = Path(),
    claims: Claims | None = None,
) -> Built:
    """Build the pack of *plan* as ``out/<slug>`` and return what changed.

    *only* names the writers to run; none means all that the tour has use for, and then files of writers that are gone
    are removed. *project* is the folder that the tour was read from, *claims* what else is built in this call. Raises
    TourError.
    """
    writers = choose(plan.tour, only)
    own = [writer.own_plan for writer in writers.values() if writer.own_plan]
    if own:
        plan = own[0](plan)  # its writer is the only one
    whole = not only or bool(own)
    zipped = "" if own else f"{plan.tour.slug}.zip"
    workshop.store.prepare()
    folder = make_place(out, plan.tour.slug)
    if claims:
        claims.take(folder, project)
    claim = of_tour(plan.tour, project, proof=bool(own))
    with _alone(folder, plan.tour.slug, workshop) as fault:
        if not fault:
            recover(folder, workshop.report)
        refuse_another(folder, claim)
        if fault and len(spoken(plan, workshop.store)) < len(plan.sheets):
            raise fault  # before an hour is spent; what is there already may be all that is wanted
        workshop.chores.extend(_chores(writers, folder, zipped))
        pack = Pack(plan.tour, narrate(plan, workshop, whole=any(writer.needs_episode for writer in writers.values())))
        with kept_in(workshop.store):
            outputs = _Writing(pack, writers, folder, workshop).outputs()
        told = _told(pack, outputs, folder, whole)
        saved = save(folder, Wanted(outputs, told, prune=whole, zipped=zipped), workshop.report)
        remember(folder, claim)
        return Built(pack, saved)


def _chores(writers: Mapping[str, Writer], folder: Path, zipped: str) -> Iterator[Callable[[], object]]:
    """Yield what will have to be done after narrating, and may be done while workers are busy with that."""
    for writer in writers.values():
        for name in writer.heavy:
            yield partial(_ready, name)

    def read_what_is_there() -> None:
        with suppress(OSError, TourError):  # told by `save`, which looks again and finds the digests reckoned
            look(folder, zipped)

    yield read_what_is_there


def _ready(name: str) -> None:
    found = resolve_name(name)
    if callable(found):
        found()


class _Writing:
    """What each writer gives; one that would give what stands on disk is not run, and none runs twice."""

    def __init__(self, pack: Pack, writers: Mapping[str, Writer], folder: Path, workshop: Workshop) -> None:
        self._pack, self._writers, self._folder, self._workshop = pack, writers, folder, workshop
        self._everything = digest(pack)
        self._given: dict[str, Output] = {}

    def outputs(self) -> tuple[Output, ...]:
        """Return what each writer gives, in their order."""
        # The whole tour in one file takes long where tracks of it are to be encoded: what needs none is done meanwhile.
        late = [name for name, writer in self._writers.items() if writer.needs_episode]
        self._workshop.chores.extend(partial(self._output, name) for name in self._writers if name not in late)
        self._workshop.chores.extend(partial(self._prepare, self._writers[name]) for name in late)
        for name in late:
            self._output(name)
        return tuple(map(self._output, self._writers))

    def _prepare(self, writer: Writer) -> None:
        if writer.early:
            resolve_name(writer.early)(self._pack)

    def _output(self, name: str) -> Output:
        if name not in self._given:
            self._given[name] = self._made(name, self._writers[name])
        return self._given[name]

    def _made(self, name: str, writer: Writer) -> Output:
        seen = writer.sees(self._pack) if writer.sees else self._everything
        key = made_of(seen, name, made_by() if writer.needs_episode else "")
        if up_to_date(self._folder, name, key):
            return Output(name, key, None)
        files = tuple(writer(self._with_episode if writer.needs_episode else self._pack))
        # Here, where a worker may be busy with the episode, and not by `decide`: it takes as long as to write them.
        return Output(name, key, files, {file.path: measure(file.parts) for file in files})

    @cached_property
    def _with_episode(self) -> Pack:
        """The pack with the whole tour in one file, which is made only for a writer that runs and needs it."""
        from tour.cover.cover import cover_jpeg  # on use: it draws

        return replace(self._pack, episode=episode(self._pack, cover_jpeg(self._pack.tour), self._workshop))


def _told(pack: Pack, outputs: Sequence[Output], folder: Path, whole: bool) -> Mapping[str, Any]:  # JSON
    """Return what the manifest is to say besides files; of tracks, it must go on telling of those that are there."""
    if not whole and not _gives_tracks(pack, outputs):
        return said(read_manifest(folder)) or about(pack)
    return about(pack)


def _gives_tracks(pack: Pack, outputs: Sequence[Output]) -> bool:
    paths = {track.path for track in pack.tracks}
    return any(file.path in paths for output in outputs for file in output.files or ())


@contextmanager
def _alone(folder: Path, slug: str, workshop: Workshop) -> Iterator[TourError | None]:
    """Keep other builds from pack *folder* and, in this cache, from tour *slug*; say so where one has to be waited for.

    Yields why the pack cannot be written, where that is so: it may need no writing. Raises TourError.
    """
    fault = _write_fault(folder)
    in_cache = workshop.store.root / "locks" / f"{slug}.lock"
    with ExitStack() as locks:
        if not fault:
            try:
                locks.enter_context(locked(lock_of(folder), _waiting(workshop.report)))
            except OSError as refused:
                why = f"its lock {lock_of(folder).name} cannot be had: {reason(refused)}"
                raise unwritable(folder, OSError(refused.errno, why)) from None
        if workshop.store.writable:
            try:  # of the whole tour in one file, the cache keeps one a slug
                locks.enter_context(locked(in_cache, _waiting(workshop.report)))
            except OSError as refused:
                raise unwritable_cache(in_cache, refused) from None
        yield fault


def _waiting(report: Report) -> Callable[[], None]:
    return lambda: report(Noted("another build of this tour is running; waiting for it"))


def _write_fault(folder: Path) -> TourError | None:
    """Return why pack *folder* cannot be written, None when it can, as far as the system tells before it is tried."""
    for path in (folder, folder.parent):
        if is_there(path) and not os.access(path, os.W_OK):
            code = errno.EROFS if _read_only_disk(path) else errno.EACCES
            return unwritable(folder, OSError(code, os.strerror(code)))
    try:
        refuse_unseen(folder)
    except OSError as refused:
        return unwritable(folder, refused)
    except TourError as refused:
        return refused
    return None


def _read_only_disk(path: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(path).f_flag & os.ST_RDONLY)
