"""The pipeline: read, narrate, write, save."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path

from filelock import FileLock, Timeout

from tour import plugins
from tour.diagnostics import Diagnostic, TourError, reason
from tour.digests import digest
from tour.events import Noted, Report, silent
from tour.model import Pack, Tour
from tour.narration.episode import episode, made_by
from tour.narration.narrate import narrate
from tour.narration.plan import Sheet
from tour.narration.proof import proof_sheets
from tour.pack.about import about
from tour.pack.cache import Store, unwritable
from tour.pack.manifest import read_manifest, said
from tour.pack.save import Output, Saved, recover, save, standing
from tour.writers import WRITERS

PROOF = "proof"
FEED = "feed"
WITH_EPISODE = frozenset({"m4b", "chapters", FEED, "page"})
"""Writers that are given the whole tour in one file; the others never see it, so that it is not made for them."""


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` did."""

    pack: Pack
    saved: Saved


def build(
    tour: Tour,
    out: Path,
    *,
    store: Store,
    opener: Callable[[], Executor],
    writers: Sequence[str] = (),
    report: Report = silent,
    jobs: int = 2,
) -> Built:
    """Build the pack for *tour* as ``out/<slug>`` and return what changed.

    *writers* names those to run; none means all that the tour has use for, and then files of writers that are gone are
    removed. Raises TourError.
    """
    names = tuple(writers) or tuple(name for name in WRITERS if name != FEED or tour.base_url)
    if PROOF in names:
        return _proof(tour, out, names, store=store, opener=opener, report=report, jobs=jobs)
    for name in names:
        if name not in plugins.found(plugins.WRITERS):
            plugins.writer(name)  # raises the fault
    if FEED in names and not tour.base_url:
        hint = 'write base_url = "https://…" in tour.toml: where the pack will be published'
        raise TourError(Diagnostic(None, "a podcast feed needs whole addresses, and this tour has no base_url", hint))
    return _build(tour, (), out, names, store=store, opener=opener, report=report, jobs=jobs, prune=not writers)


def _build(
    tour: Tour,
    plan: tuple[Sheet, ...],
    out: Path,
    names: Sequence[str],
    *,
    store: Store,
    opener: Callable[[], Executor],
    report: Report,
    jobs: int,
    prune: bool,
) -> Built:
    folder = out / tour.slug
    if folder.is_symlink():
        folder = folder.resolve()  # a pack may live elsewhere; the link is its owner's, and stays
    store.prepare()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise TourError(
            Diagnostic(None, f"the folder {out} cannot be made: {reason(fault)}", "--out DIR names another")
        ) from None
    with _locked(store.root / "locks" / f"{tour.slug}.lock", report):
        recover(folder)
        opener = cache(opener)  # who speaks and who encodes share one pool
        pack = Pack(tour, narrate(tour, store, opener, report, jobs, plan))

        def whole() -> Pack:
            return replace(pack, episode=episode(pack, store, opener, report, jobs))

        outputs = tuple(_outputs(pack, names, folder, cache(whole)))
        # What is said about the tracks must go on describing those that are there.
        stays = said(read_manifest(folder)) if not prune and "audio" not in names else {}
        zipped = "" if plan else f"{tour.slug}.zip"
        return Built(pack, save(folder, outputs, stays or about(pack), report, prune=prune, zipped=zipped))


def _proof(
    tour: Tour,
    out: Path,
    names: Sequence[str],
    *,
    store: Store,
    opener: Callable[[], Executor],
    report: Report,
    jobs: int,
) -> Built:
    """Build the pronunciation proof as ``out/<slug>-proof``: a folder of its own, no part of a pack."""
    if set(names) != {PROOF}:
        raise TourError(Diagnostic(None, "the proof is built apart", "tourpack build --only proof, and nothing else"))
    plan = proof_sheets(tour)
    if not plan:
        raise TourError(Diagnostic(None, "there is nothing to prove: the lexicon is empty", "write stops/lexicon.toml"))
    proof = replace(tour, slug=f"{tour.slug}-{PROOF}")
    return _build(proof, plan, out, names, store=store, opener=opener, report=report, jobs=jobs, prune=True)


def _outputs(pack: Pack, names: Iterable[str], folder: Path, whole: Callable[[], Pack]) -> Iterator[Output]:
    """Yield what each writer gives; one that would give what stands on disk is neither run nor imported.

    *whole* returns the pack with its episode, which is made only for a writer that runs and is given it.
    """
    seen = digest(pack)
    for name in names:
        made = [seen, _fingerprint(plugins.found(plugins.WRITERS)[name])]
        key = digest([*made, made_by()] if name in WITH_EPISODE else made)
        if standing(folder, name, key):
            yield Output(name, key, None)
        else:
            given = whole() if name in WITH_EPISODE else pack
            yield Output(name, key, tuple(plugins.writer(name)(given)))


def _fingerprint(writer: EntryPoint) -> str:
    if writer.value.startswith("tour."):
        return _own_code()
    return f"{writer.dist.name} {writer.dist.version}" if writer.dist else writer.value


@cache
def _own_code() -> str:
    """Return a digest of the program's own files: a changed writer must run again, whatever the version says."""
    # What the pages are made of and the words of each language are no Python, and count as much.
    hashed = hashlib.sha256()
    root = Path(__file__).parent
    web = (path for path in (root / "page" / "web").rglob("*") if path.is_file())
    for path in sorted((*root.rglob("*.py"), *web, *(root / "words" / "languages").glob("*.toml"))):
        hashed.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return hashed.hexdigest()


class _locked:  # noqa: N801  reads as a verb
    """Hold the pack's lock, and say so when another build holds it."""

    def __init__(self, path: Path, report: Report) -> None:
        self.lock, self.report = FileLock(path), report

    def __enter__(self) -> None:
        try:
            self.lock.acquire(timeout=0.2)
        except Timeout:
            self.report(Noted("another build of this tour is running; waiting for it"))
            self.lock.acquire()
        except OSError as fault:
            raise unwritable(Path(self.lock.lock_file), fault) from None

    def __exit__(self, *_: object) -> None:
        self.lock.release()
