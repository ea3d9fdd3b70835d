"""The pipeline: narrate a plan, write, save."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from tour.diagnostics import Diagnostic, TourError, reason
from tour.digests import digest
from tour.events import Noted
from tour.model import Pack
from tour.narration.episode import episode, made_by
from tour.narration.narrate import narrate
from tour.narration.orders import Plan
from tour.narration.workshop import Workshop
from tour.pack.about import about
from tour.pack.cache import unwritable
from tour.pack.decide import Output, Wanted
from tour.pack.manifest import read_manifest, said
from tour.pack.save import Saved, recover, save
from tour.pack.up_to_date import made_of, up_to_date
from tour.writers import Writer, choose


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` did."""

    pack: Pack
    saved: Saved


def build(plan: Plan, out: Path, workshop: Workshop, only: Sequence[str] = ()) -> Built:
    """Build the pack of *plan* as ``out/<slug>`` and return what changed.

    *only* names the writers to run; none means all that the tour has use for, and then files of writers that are gone
    are removed. Raises TourError.
    """
    writers = choose(plan.tour, only)
    own = [writer.own_plan for writer in writers.values() if writer.own_plan]
    if own:
        plan = own[0](plan)  # its writer is the only one
    whole = not only or bool(own)
    zipped = "" if own else f"{plan.tour.slug}.zip"
    workshop.store.prepare()
    folder = _folder(out, plan.tour.slug)
    with _locked(plan.tour.slug, workshop):
        recover(folder)
        pack = Pack(plan.tour, narrate(plan, workshop))
        outputs = tuple(_outputs(pack, writers, folder, workshop))
        told = _told(pack, outputs, folder, whole)
        wanted = Wanted(outputs, told, prune=whole, zipped=zipped)
        return Built(pack, save(folder, wanted, workshop.report))


def _folder(out: Path, slug: str) -> Path:
    """Return the pack's folder below *out*, which is made. Raises TourError when that cannot be done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        message = f"the folder {out} cannot be made: {reason(fault)}"
        raise TourError(Diagnostic(None, message, "--out DIR names another")) from None
    folder = out / slug
    if not folder.is_symlink():
        return folder
    try:
        return folder.resolve()  # a pack may live elsewhere; the link is its owner's, and stays
    except (OSError, RuntimeError):  # a ring of links is a RuntimeError up to Python 3.12
        message = f"the pack's folder {folder} is a link that leads back to itself"
        raise TourError(Diagnostic(None, message, "remove it")) from None


def _outputs(pack: Pack, writers: Mapping[str, Writer], folder: Path, workshop: Workshop) -> Iterator[Output]:
    """Yield what each writer gives; one that would give what stands on disk is not run.

    The whole tour in one file is made only for a writer that runs and needs it.
    """

    @cache
    def with_episode() -> Pack:
        from tour.cover.cover import cover_jpeg  # on use: it draws

        return replace(pack, episode=episode(pack, cover_jpeg(pack.tour), workshop))

    seen = digest(pack)
    for name, writer in writers.items():
        key = made_of(seen, name, made_by() if writer.needs_episode else "")
        if up_to_date(folder, name, key):
            yield Output(name, key, None)
        else:
            given = with_episode() if writer.needs_episode else pack
            yield Output(name, key, tuple(writer(given)))


def _told(pack: Pack, outputs: Sequence[Output], folder: Path, whole: bool) -> Mapping[str, Any]:  # JSON
    """Return what the manifest is to say besides files; of tracks, it must go on telling of those that are there."""
    if not whole and not _gives_tracks(pack, outputs):
        return said(read_manifest(folder)) or about(pack)
    return about(pack)


def _gives_tracks(pack: Pack, outputs: Sequence[Output]) -> bool:
    paths = {track.path for track in pack.tracks}
    return any(file.path in paths for output in outputs for file in output.files or ())


@contextmanager
def _locked(slug: str, workshop: Workshop) -> Iterator[None]:
    """Hold the lock of the tour *slug*, and say so when another build holds it. Raises TourError."""
    path = workshop.store.root / "locks" / f"{slug}.lock"
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0.2)
    except Timeout:
        workshop.report(Noted("another build of this tour is running; waiting for it"))
        lock.acquire()
    except OSError as fault:
        raise unwritable(path, fault) from None
    try:
        yield
    finally:
        lock.release()
