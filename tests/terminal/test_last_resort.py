"""What nobody expected ends as one line and a log, not as a page of Python."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import faulty
from conftest import TourTest
from ordinary import as_ordinary_user, only_where_modes_count
from tour.terminal import last_resort
from tour.terminal.last_resort import tell


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


def _full(handle: int, mode: str) -> io.FileIO:
    """Do as `os.fdopen`, with a disk that has no room."""
    os.close(handle)
    return io.FileIO("/dev/full", mode)


class TestTheLogAmongTemporaryFiles:
    """Of a project that may not be written: that folder is everybody's."""

    @pytest.fixture
    def shared(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "shared"
        folder.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        monkeypatch.setenv("TOURPACK_CACHE", str(tmp_path / "none"))
        return folder

    def test_it_is_its_owners_alone_and_named_as_no_other(
        self, shared: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (shared / "fault.log").symlink_to(shared / "not mine")

        tell(RuntimeError("one"))
        tell(RuntimeError("two"))

        logs = sorted(shared.glob("tourpack-fault-*.log"))
        assert [stat.S_IMODE(log.stat().st_mode) for log in logs] == [0o600, 0o600]
        assert {log.read_text("utf-8").split()[-1] for log in logs} == {"one", "two"}
        said = capsys.readouterr().err
        assert all(f"with {log}\n" in said for log in logs)
        assert not (shared / "not mine").exists()

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
    def test_where_there_is_no_room_for_it_none_is_named_and_none_is_left(
        self, shared: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "fdopen", _full)

        tell(RuntimeError("nobody thought of this"))

        assert "please report it" in capsys.readouterr().err
        assert list(shared.iterdir()) == []

    @only_where_modes_count
    @pytest.mark.parametrize("project", ["x" * 300, "locked"])
    def test_a_project_that_cannot_be_looked_into_makes_no_second_fault(
        self, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: str
    ) -> None:
        monkeypatch.delenv("TOURPACK_CACHE")
        monkeypatch.setattr(last_resort, "_projects", [tmp_path / project])
        (tmp_path / "locked/stops").mkdir(parents=True)
        (tmp_path / "locked").chmod(0o500)

        log = as_ordinary_user(lambda: last_resort._logged(RuntimeError("nobody thought of this")))

        assert log is not None
        assert log.parent == shared
