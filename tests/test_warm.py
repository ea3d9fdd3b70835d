"""A command in a fork of a warm process is, to who runs it, the one that ``python -m tour`` starts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import faulty
import fronts
import warm
from conftest import TourTest
from processes import marked
from warm import Warm

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each command is started")

Change = Callable[[TourTest], None]

SECONDS = 120.0
TIMES = re.compile(r"\d+\.\d s")
ABOVE = re.compile(r"^ +File .*?(?=^ +File [^\n]*/tour/__main__\.py)", re.MULTILINE | re.DOTALL)
"""The part of a trace above the program: a command is reached in another way."""


@pytest.fixture(scope="module")
def process() -> Iterator[Warm]:
    process = Warm()
    yield process
    process.end()


def whole(tour: TourTest) -> dict[str, str]:
    return {**os.environ, **warm.USUAL, **tour.env}


Done = subprocess.CompletedProcess[str]


@pytest.fixture
def twin(tour: TourTest, tmp_path_factory: pytest.TempPathFactory) -> TourTest:
    """The same tour elsewhere."""
    return TourTest(Path(shutil.copytree(tour.root / "stops", tmp_path_factory.mktemp("twin") / "stops")).parent)


def both(process: Warm, tour: TourTest, twin: TourTest, *arguments: str) -> tuple[Done, Done]:
    """Return what a command gave that was forked, and what one gave in the twin that was started."""
    assert process.would_do(whole(tour))
    forked = process.run(arguments, tour.root, whole(tour), SECONDS)
    return forked, warm.started(arguments, twin.root, whole(twin), SECONDS)


def as_it_is(tour: TourTest) -> None:
    pass


def spoil(tour: TourTest) -> None:
    tour.edit("01-quay.md", "[pause 2s]", "[pause 2]")


def with_a_bug(tour: TourTest) -> None:
    faulty.install(tour)
    tour.edit("02-mill.md", "This is the mill.", "This is a bug.")


def with_a_crash(tour: TourTest) -> None:
    faulty.install(tour)
    tour.edit("02-mill.md", "This is the mill.", "This is a crash.")


@pytest.mark.parametrize(
    ("change", "arguments", "code"),
    [
        (as_it_is, "--help", 0),
        (as_it_is, "check --json", 0),
        (as_it_is, "nonsense", 2),
        (spoil, "check", 1),
        (with_a_bug, "build --executor inline --only playlist", 70),
        pytest.param(with_a_bug, "--debug build --executor inline --only playlist", 1, marks=pytest.mark.long),
        (with_a_crash, "build --executor inline --only playlist", 7),
    ],
)
def test_it_gives_the_code_and_the_words_of_one_that_is_started(
    process: Warm, tour: TourTest, twin: TourTest, change: Change, arguments: str, code: int
) -> None:
    for one in (tour, twin):
        change(one)

    forked, started = both(process, tour, twin, *arguments.split())

    assert forked.returncode == started.returncode == code
    assert forked.stdout == started.stdout
    assert ABOVE.sub("", forked.stderr) == ABOVE.sub("", started.stderr).replace(str(twin.root), str(tour.root))


def test_it_builds_the_same_pack_in_processes_of_its_own(process: Warm, tour: TourTest, twin: TourTest) -> None:
    forked, started = both(process, tour, twin, "build", "--executor", "processes")

    assert TIMES.sub("", forked.stdout) == TIMES.sub("", started.stdout)
    assert tour.files() == twin.files()
    assert "index.html" in tour.files()


def test_one_leaves_nothing_to_the_next(process: Warm, tour: TourTest) -> None:
    tour.env["TOURPACK_CACHE"] = str(tour.root / "elsewhere")
    process.run(["build", "--executor", "inline", "--only", "playlist"], tour.root, whole(tour), SECONDS)
    del tour.env["TOURPACK_CACHE"]

    other = tour.root / "stops"
    done = process.run(["build", "--only", "nonsense"], other, whole(tour), SECONDS)

    assert (tour.root / "elsewhere").is_dir()
    assert not (other / ".tourpack").exists()
    assert done.returncode != 0


def test_one_that_takes_too_long_is_killed_and_the_next_runs(process: Warm, tour: TourTest) -> None:
    tour.env["TOURPACK_MARK"] = mark = tour.root.as_posix()
    endless = ["serve", str(fronts.pack(tour.root, "walk")), "--port", "0"]

    with pytest.raises(subprocess.TimeoutExpired):
        process.run(endless, tour.root, whole(tour), 1)

    assert process.run(["--version"], tour.root, whole(tour), SECONDS).returncode == 0
    assert marked(mark) == []


def test_what_python_reads_as_it_starts_has_the_command_started(process: Warm, tour: TourTest) -> None:
    assert process.would_do(whole(tour))
    for name in ("PYTHONHASHSEED", "PYTHONIOENCODING", "TZ", "LC_ALL", "NO_COLOR"):
        tour.env = {name: "7"}
        assert not process.would_do(whole(tour)), name


def test_a_test_that_has_the_program_in_memory_has_no_command_started() -> None:
    code = "process = warm.Warm(); warm._warm_up(); assert process.would_do({**os.environ, **warm.USUAL})"
    folders = os.pathsep.join([str(Path(warm.__file__).parent), str(Path.cwd())])
    env = {**os.environ, warm.FOLDERS: folders}

    subprocess.run([sys.executable, "-c", f"import os, warm; {code}"], env=env, check=True, timeout=SECONDS)


@pytest.mark.parametrize("ours", ["", "a", "a b"])
def test_folders_of_modules_may_come_before_ours_and_nowhere_else(monkeypatch: pytest.MonkeyPatch, ours: str) -> None:
    def as_folders(names: str) -> str:
        return os.pathsep.join(names.split())

    monkeypatch.setenv(warm.FOLDERS, as_folders(ours))
    process = Warm()

    fine = {
        given: process.would_do({**os.environ, **warm.USUAL, warm.FOLDERS: as_folders(given)})
        for given in (ours, f"x {ours}", f"{ours} x", "b")
    }

    assert fine == {ours: True, f"x {ours}": True, f"{ours} x": ours == "", "b": ours == ""}


def test_two_commands_after_one_another_are_forks_of_two_processes(tour: TourTest) -> None:
    first, second = next(warm._turns), next(warm._turns)

    assert first is not second
    assert next(warm._turns) is first
    assert "PYTHONHASHSEED" not in os.environ  # so that each has a seed of its own
