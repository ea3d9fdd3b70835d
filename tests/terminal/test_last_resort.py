"""What nobody expected ends as one line and a log, not as a page of Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import faulty
from conftest import TourTest


@pytest.fixture
def broken(tour: TourTest) -> TourTest:
    """A tour whose engine has a bug that one of the sentences meets."""
    faulty.install(tour)
    tour.edit("02-mill.md", "This is the mill.", "This is a bug.")
    return tour


def test_a_fault_of_the_programs_own_is_one_line_that_says_where_to_report_it(broken: TourTest) -> None:
    done = broken.run("build", "--executor", "inline")

    assert done.code == 70
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert "a fault of tourpack's own" in line
    assert "(RuntimeError: nobody thought of this)" in line
    assert "please report it" in line
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize("executor", ["inline", "processes"])
def test_its_log_lies_beside_the_cache_and_has_the_trace_and_the_command(broken: TourTest, executor: str) -> None:
    done = broken.run("build", "--executor", executor)

    log = broken.root / ".tourpack" / "fault.log"
    assert done.stderr.rstrip().endswith("with .tourpack/fault.log")
    text = log.read_text("utf-8")
    assert text.startswith("tourpack ")
    assert f"'build' '--executor' '{executor}'" in text
    assert 'raise RuntimeError("nobody thought of' in text


def test_the_cache_that_is_named_takes_the_log(broken: TourTest, tmp_path: Path) -> None:
    broken.env["TOURPACK_CACHE"] = str(tmp_path / "elsewhere")

    broken.run("build", "--executor", "inline")

    assert (tmp_path / "elsewhere" / "fault.log").is_file()
    assert not (broken.root / ".tourpack").exists()


@pytest.mark.parametrize("at", [0, 1, 3])
def test_with_debug_wherever_it_stands_the_trace_is_shown(broken: TourTest, at: int) -> None:
    arguments = ["build", "--executor", "inline"]
    arguments.insert(at, "--debug")

    done = broken.run(*arguments)

    assert done.code == 1
    assert "Traceback (most recent call last):" in done.stderr
    assert "RuntimeError: nobody thought of\nthis" in done.stderr


def test_programs_are_told_as_json(broken: TourTest) -> None:
    done = broken.run("build", "--executor", "inline", "--json")

    event = json.loads(done.stdout.splitlines()[-1])
    assert (event["event"], event["log"]) == ("failed", ".tourpack/fault.log")
    assert "nobody thought of this" in event["message"]


def test_debug_changes_nothing_where_all_is_well(tour: TourTest) -> None:
    assert tour.run("check", "--debug").ok().stdout == tour.run("check").ok().stdout


@pytest.mark.parametrize("command", ["check", "build", "show", "verify", "serve", "walk", "new"])
def test_a_current_folder_that_is_gone_is_a_fault_in_words(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    run = f"import os, runpy, sys; os.rmdir({str(gone)!r}); sys.argv = ['tourpack', {command!r}, 'x'];"
    run += "runpy.run_module('tour', run_name='__main__', alter_sys=True)"
    done = subprocess.run(
        [sys.executable, "-c", run],
        cwd=gone,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert done.returncode == 1
    assert done.stderr == (
        "error: the folder that you are in is gone\n  hint: it was moved or removed: cd to one that is there\n"
    )


def test_a_letter_that_the_terminal_has_not_is_escaped(tour: TourTest) -> None:
    tour.edit("01-quay.md", "The Quay", "The Kä–y")
    tour.env["PYTHONIOENCODING"] = "ascii"

    assert "The K\\xe4\\u2013y" in tour.run("show").ok().stdout


def test_a_file_whose_name_is_not_text_is_named_all_the_same(tour: TourTest) -> None:
    (tour.root / "stops" / os.fsdecode(b"\xff.md")).write_text("x")

    done = tour.run("check")

    assert done.code == 1
    assert "is not the name of a script" in done.stderr
    assert json.loads(tour.run("check", "--json").stdout.splitlines()[0])["event"] == "diagnostic"
