"""What becomes of a command whose output is full, has no reader, or was closed before it began."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import TourTest
from osm.extracts import HARBOUR
from tour.verify import verify

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
INLINE = ("--executor", "inline")


def run(tour: TourTest, *arguments: str, buffered: bool = True, **streams: Any) -> subprocess.CompletedProcess[str]:
    """Run a command as a process that is started, with *streams* as subprocess takes them."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    env |= {} if buffered else {"PYTHONUNBUFFERED": "1"}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.run(
        [sys.executable, "-m", "tour", *arguments], cwd=tour.root, text=True, check=False, env=env, **streams
    )


@needs_full
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "--json"], ["show"], ["walk"], ["voices"], ["--version"], ["--help"]]
)
def test_an_output_that_is_full_is_told_in_a_line(tour: TourTest, arguments: list[str], buffered: bool) -> None:
    with Path("/dev/full").open("w") as full:
        done = run(tour, *arguments, buffered=buffered, stdout=full)

    assert (done.returncode, done.stderr) == (1, "error: the output cannot be written: no space left on device\n")


@needs_full
def test_an_output_that_is_full_is_not_taken_for_a_pack_that_cannot_be_written(tour: TourTest) -> None:
    tour.run("build", *INLINE, "--only", "playlist").ok()
    (tour.pack / "tour.m3u8").write_text("mine")  # so that there is a note to be told while the pack is saved

    with Path("/dev/full").open("w") as full:
        done = run(tour, "build", *INLINE, "--only", "playlist", "--json", stdout=full)

    assert (done.returncode, done.stderr) == (1, "error: the output cannot be written: no space left on device\n")


@needs_full
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("arguments", [["build", *INLINE, "--only", "playlist"], ["map", ".", str(HARBOUR)], ["check"]])
def test_what_goes_beside_the_output_is_worth_no_failure(tour: TourTest, arguments: list[str], buffered: bool) -> None:
    tour.edit("02-mill.md", "This is the mill.", "This is the mill, and the year is 1801 or 1802 or 1803.")

    with Path("/dev/full").open("w") as full:
        done = run(tour, *arguments, buffered=buffered, stderr=full)

    assert done.returncode == 0
    assert done.stdout


@pytest.mark.skipif(os.name != "posix", reason="closes streams before a program is started")
def test_no_file_takes_the_place_of_a_stream_that_was_closed(tour: TourTest) -> None:
    """The lowest number that is free goes to the next file, and a program that is started here would write into it."""
    close = {"stdout": None, "stderr": None, "preexec_fn": lambda: os.closerange(0, 3)}

    assert run(tour, "build", "--jobs", "1", **close).returncode == 0
    assert run(tour, "check", **close).returncode == 0

    assert [fault for fault in verify(tour.pack).faults if "words a minute" not in fault.message] == []


@pytest.mark.parametrize("columns", ["0", "1", "9", "19", "40", "x"])
def test_whatever_columns_is_set_to_a_wrong_command_line_is_told_in_words(tour: TourTest, columns: str) -> None:
    tour.env["COLUMNS"] = columns

    done = tour.run("buidl")

    assert done.code == 2
    assert "No such command" in done.stderr
