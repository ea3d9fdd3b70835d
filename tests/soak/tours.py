"""A small tour in two editions, built over and over; what a pack must be after anything that may happen to a build."""

from __future__ import annotations

import os
import random
import shutil
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from conftest import FILES
from tour import build as building
from tour.build import build
from tour.check import check
from tour.diagnostics import TourError
from tour.events import Report, silent
from tour.narration.workshop import Workshop
from tour.pack.cache import Store
from tour.pack.decide import Wanted
from tour.pack.lock import lock_of, locked
from tour.pack.recovery import recover_below
from tour.pack.save import Saved, recover, save, unwritable
from tour.reading.project import read

EDITIONS = ("one", "two")
DONE, FAULT, BUG = 0, 1, 70
"""Exit codes of a child: as the command's, and one for what would be a traceback."""
_BESIDE = {".harbour.lock", ".harbour.from", "harbour"}


@dataclass
class Tally:
    """What was tried, and what went wrong."""

    what: str
    tries: int = 0
    struck: int = 0
    """Tries in which it came to a kill, a failing call, or two at once; the others were over before."""
    lost: int = 0
    """Files of the tour or the user that are gone or changed."""
    wrong: int = 0
    """Packs that are neither the old edition nor the new one, byte by byte; and tracebacks."""
    half: int = 0
    """Outputs half written: what lies about after the next command."""
    told: list[str] = field(default_factory=list)
    """The first few failures, in words."""

    def fail(self, kind: str, text: str) -> None:
        """Count a failure of a *kind*: lost, wrong or half."""
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.told) < 5:
            self.told.append(f"{self.what}, try {self.tries}: {kind}: {text}")

    def __str__(self) -> str:
        """Return one line."""
        return (
            f"{self.what}: {self.tries} tries, {self.struck} struck; "
            f"{self.lost} lost files, {self.wrong} wrong bytes, {self.half} half-written outputs"
        )


class Bench:
    """Two editions of the small tour with their clean packs, and a folder in which builds of them meet."""

    def __init__(self, home: Path, seed: int) -> None:
        """Build each edition clean, in a cache of its own, below *home*."""
        self.home, self.random = home, random.Random(seed)
        self.out, self.cache = home / "out", home / "cache"
        self.pack = self.out / "harbour"
        self.clean: dict[str, dict[str, bytes]] = {}
        self.wanted: dict[str, Wanted] = {}
        for edition in EDITIONS:
            _write(home / edition, edition)
            self.wanted[edition] = _build_and_tell(home / edition, home / f"clean-{edition}", home / f"cache-{edition}")
            self.clean[edition] = files(home / f"clean-{edition}/harbour")
        self.mine: dict[str, bytes] = {}

    def warm(self) -> None:
        """Begin anew: a pack of the first edition, a cache that knows both, and files of the user's in the pack."""
        for folder in (self.out, self.cache):
            shutil.rmtree(folder, ignore_errors=True)
        for edition in reversed(EDITIONS):
            shutil.copytree(self.home / f"cache-{edition}", self.cache, dirs_exist_ok=True)
        self.build("one")
        self.mine = {"mine.txt": b"mine", "audio/mine.txt": b"mine too", "empty/.keep": b""}
        for name, data in self.mine.items():
            (self.pack / name).parent.mkdir(exist_ok=True)
            (self.pack / name).write_bytes(data)

    def build(self, edition: str) -> None:
        """Build an *edition* in this process."""
        build_edition(self.home / edition, self.out, self.cache)

    def start(self, edition: str, before: Callable[[], None] = lambda: None, cache: Path | None = None) -> int:
        """Build an *edition* in a child, which does something *before*, and return the child's number."""

        def work() -> None:
            before()
            build_edition(self.home / edition, self.out, cache or self.cache)

        return start(work)

    def start_save(self, edition: str, before: Callable[[], None] = lambda: None) -> int:
        """Do only the last part of a build of an *edition* in a child: recover and save, under the lock."""

        def work() -> None:
            before()
            try:
                with locked(lock_of(self.pack), lambda: None):
                    recover(self.pack)
                    save(self.pack, self.wanted[edition], silent)
            except OSError as fault:  # of the lock, as in `tour.build`
                raise unwritable(self.pack, fault) from None

        return start(work)

    def judge(self, tally: Tally, *editions: str) -> None:
        """Recover, as the next command does, and count what is not one of the *editions* with the user's files."""
        recover_below(self.out)
        found = files(self.pack)
        for name, data in self.mine.items():
            if found.pop(name, None) != data:
                tally.fail("lost", name)
        if found not in [self.clean[edition] for edition in editions]:
            tally.fail("wrong", f"{_difference(found, self.clean[editions[-1]])} from {editions[-1]}")
        recover(self.pack)  # as the next build does
        left = {path.name for path in self.out.iterdir()} - _BESIDE
        if left:
            tally.fail("half", f"{sorted(left)}")

    def rebuild(self, tally: Tally, edition: str) -> None:
        """Build an *edition* after all that happened: it must be as a clean build's."""
        try:
            self.build(edition)
        except TourError as fault:
            tally.fail("wrong", str(fault))
        self.judge(tally, edition)


def build_edition(root: Path, out: Path, cache: Path) -> None:
    """Build the tour of folder *root*, inline. Raises TourError."""
    found = check(read(root, "", ""))
    if not found.good:
        raise TourError(*found.faults)
    build(found.plan, out, Workshop(Store(cache)), (), root)


def _build_and_tell(root: Path, out: Path, cache: Path) -> Wanted:
    """Build the tour of folder *root*, and return what the save was to make of the pack."""
    told: list[Wanted] = []

    def tell(pack: Path, wanted: Wanted, report: Report) -> Saved:
        told.append(wanted)
        return save(pack, wanted, report)

    building.save = tell  # type: ignore[attr-defined]
    try:
        build_edition(root, out, cache)
    finally:
        building.save = save  # type: ignore[attr-defined]
    return told[0]


def start(work: Callable[[], None]) -> int:
    """Do *work* in a child, which has all modules already, and return its number."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code = BUG
    try:
        work()
        code = DONE
    except TourError:
        code = FAULT
    except BaseException:  # noqa: BLE001  # told by the exit code
        traceback.print_exc()
    finally:
        os._exit(code)


def end(child: int) -> int:
    """Wait for a *child*, and return its exit code; minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of *folder*, by path."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def _write(root: Path, edition: str) -> None:
    for name, text in FILES.items():
        path = root / "stops" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("It moves.", f"It moves, says edition {edition}."), "utf-8")


def _difference(found: dict[str, bytes], wanted: dict[str, bytes]) -> str:
    names = sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name))
    return f"{len(names)} files differ, such as {names[:3]}"
