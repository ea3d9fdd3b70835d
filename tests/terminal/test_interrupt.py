"""Ctrl-C in the middle of a build: it ends at once, says nothing, and leaves nothing half done.

How soon it ends is printed (``pytest -rP``), not asserted: a busy machine would fail the test, not the program.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from filelock import FileLock

from conftest import ROOT, TourTest
from processes import LONG, marked, until
from tour.pack.cache import Store

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks at processes through /proc")


@dataclass
class Build:
    """A build under way, as a terminal starts one: in a process group of its own."""

    root: Path
    arguments: tuple[str, ...] = ()
    pipe: int = -1
    """Bytes that its output holds before it has to wait for a reader; -1: as many as usual."""
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tour", "build", *self.arguments],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            pipesize=self.pipe,
            env={**os.environ, "TOURPACK_TEST": self.mark},
            start_new_session=True,
            # A job in the background starts with Ctrl-C ignored, and this may be one.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        assert until(self.began)

    def began(self) -> bool:
        """Return whether the program, and not just Python, is there to hear a signal."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        caught = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("SigCgt:"))
        return bool(caught >> (signal.SIGTERM - 1) & 1) or self.process.poll() is not None

    def stop(self, number: int = signal.SIGINT, again: float | None = None) -> str:
        """Stop it as Ctrl-C does, and return what it said on stderr. On stdout it may have said nothing."""
        out, err = self.end(number, again)
        assert out == ""
        return err

    def end(self, number: int = signal.SIGINT, again: float | None = None) -> tuple[str, str]:
        """Stop it as Ctrl-C does, and return what it said on stdout and stderr; *again*: and so many seconds later."""
        began = time.monotonic()
        os.killpg(self.process.pid, number)
        if again is not None:
            time.sleep(again)
            os.killpg(self.process.pid, number)
        out, err = self.process.communicate(timeout=LONG)
        print(f"ended {time.monotonic() - began:.2f} s after the signal")
        assert self.process.returncode == 130
        return out, err


def nothing_is_half_done(build: Build) -> None:
    assert until(lambda: not marked(build.mark))
    nothing_half_done_lies_in(build.root)


def nothing_half_done_lies_in(root: Path) -> None:
    output, cache = root / "output", root / ".tourpack"
    assert {path.name for path in output.glob("*")} <= {".harbour.lock", ".miracle-mile.lock"}
    assert [path for path in cache.rglob("*") if path.name.startswith(".tmp-")] == []
    store = Store(cache)
    clips = [path.parent.name + path.stem for path in cache.rglob("*.pcm")]
    assert all(store.clip(key) for key in clips)
    assert all(store.track(path.stem) for path in cache.rglob("*.mp3"))


@pytest.mark.voice
@pytest.mark.parametrize(
    ("seconds", "executor"),
    [(0.0, "processes"), (0.3, "processes"), (1.0, "processes"), (4.0, "processes"), (3.0, "threads"), (3.0, "inline")],
)
def test_ctrl_c_ends_a_cold_build_and_leaves_nothing_half_done(tmp_path: Path, seconds: float, executor: str) -> None:
    shutil.copytree(ROOT / "stops", tmp_path / "stops")
    build = Build(tmp_path, ("--executor", executor))
    time.sleep(seconds)

    said = build.stop()

    assert [line for line in said.splitlines() if not line.startswith(("speaking ", "spoken ", "mixed "))] == []
    nothing_is_half_done(build)


BETWEEN = """
import pathlib, signal
replace = pathlib.Path.replace

def interrupted(self, target):
    moved = replace(self, target)
    if str(target).endswith(".mp3"):
        signal.raise_signal(signal.SIGINT)
    return moved

pathlib.Path.replace = interrupted
from tour.__main__ import main
main()
"""
"""Runs the command line, which Ctrl-C meets when an MP3 has its name in the cache and the JSON beside it has not."""


@pytest.mark.parametrize("executor", ["threads", "inline"])
def test_ctrl_c_between_a_track_and_what_is_known_of_it_leaves_both_or_neither(tour: TourTest, executor: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BETWEEN, "build", "--executor", executor],
        cwd=tour.root,
        capture_output=True,
        check=False,
        timeout=LONG,
    )

    assert (done.returncode, done.stdout) == (130, b"")
    assert len(list((tour.root / ".tourpack/tracks").iterdir())) == 2
    nothing_half_done_lies_in(tour.root)


@pytest.mark.parametrize("executor", ["processes", "inline"])
def test_a_second_ctrl_c_while_it_clears_up_changes_nothing(tour: TourTest, executor: str) -> None:
    tour.edit("02-mill.md", "This is the mill.", "\n\n".join(f"This is sentence {n}." for n in range(60)))
    build = Build(tour.root, ("--executor", executor))
    assert until(lambda: any((tour.root / ".tourpack").rglob("*.pcm")))

    said = build.stop(again=0.05)

    assert [line for line in said.splitlines() if not line.startswith(("speaking ", "spoken ", "mixed "))] == []
    nothing_is_half_done(build)


@pytest.mark.voice
def test_being_told_to_end_is_the_same_as_ctrl_c(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "stops", tmp_path / "stops")
    build = Build(tmp_path)
    time.sleep(1.5)

    said = build.stop(signal.SIGTERM)

    assert "Traceback" not in said
    nothing_is_half_done(build)


def test_ctrl_c_ends_a_build_that_waits_for_another(tour: TourTest) -> None:
    (tour.root / ".tourpack/locks").mkdir(parents=True)
    with FileLock(tour.root / ".tourpack/locks/harbour.lock"):
        build = Build(tour.root)
        assert build.process.stderr is not None
        assert build.process.stderr.readline() == "note: another build of this tour is running; waiting for it\n"

        assert build.stop() == ""

    nothing_is_half_done(build)


def test_what_was_spoken_before_ctrl_c_is_not_spoken_again(tour: TourTest) -> None:
    """The build cannot be over before the signal: it waits for somebody to read its output."""
    sentences = [f"This is sentence {n}." for n in range(100)]
    tour.edit("02-mill.md", "This is the mill.", "\n\n".join(sentences))
    clips = tour.root / ".tourpack/clips"
    build = Build(tour.root, ("--executor", "inline", "--json"), pipe=4096)
    assert until(lambda: len(list(clips.rglob("*.pcm"))) > 1)  # the first has been told of by then
    said, _ = build.end()
    kept = len(list(clips.rglob("*.pcm")))

    again = tour.run("build", "--executor", "inline", "--only", "playlist", "--json").ok()

    assert 0 < said.count('"event": "spoken"') <= kept < len(sentences)
    planned = next(event for event in map(json.loads, again.stdout.splitlines()) if event["event"] == "planned")
    assert (planned["clips"], planned["cached"]) == (10 + len(sentences) - kept, kept)
