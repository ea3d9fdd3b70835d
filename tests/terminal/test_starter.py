from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import TourTest
from tour.check import check
from tour.diagnostics import TourError
from tour.reading.project import read
from tour.terminal.starter import TEMPLATE, start


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_new_tour_has_no_fault(tmp_path: Path) -> None:
    test = TourTest(tmp_path)

    made = test.run("new", "demo").ok()
    checked = test.run("check", "demo", "--strict").ok()

    assert made.stderr == checked.stderr == ""
    assert "wrote demo/stops/tour.toml" in made.stdout
    assert made.stdout.splitlines()[-1] == "Next: tourpack build demo"
    assert checked.stdout.startswith("Demo walk: 2 stops, ")
    assert checked.stdout.endswith("no fault found.\n")


def test_a_new_tour_has_no_fault_by_any_rule(tmp_path: Path) -> None:
    start(tmp_path / "demo")

    found = check(read(tmp_path / "demo"), deep=True)

    assert found.faults == ()
    assert len(found.tour.stops) == 2


@pytest.mark.parametrize("engine", ["tone", "gtts"])
def test_a_new_tour_can_be_spoken_by_any_engine(tmp_path: Path, engine: str) -> None:
    start(tmp_path / "demo")

    assert check(read(tmp_path / "demo", engine)).faults == ()


def test_what_was_written_is_told_and_is_all_there_is(tmp_path: Path) -> None:
    written = start(tmp_path / "deep" / "demo")

    told = {path.relative_to(tmp_path / "deep" / "demo").as_posix() for path in written}
    assert told == set(_files(tmp_path / "deep" / "demo"))
    assert told == {f.relative_to(TEMPLATE).as_posix() for f in TEMPLATE.rglob("*.*") if f.is_file()} | {".gitignore"}
    assert not any(b"{today}" in content for content in _files(tmp_path).values())


@pytest.mark.parametrize("name", ["stops/tour.toml", "stops/02-second-stop.md", ".gitignore"])
def test_no_file_that_is_there_is_touched_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    standing = tmp_path / "demo" / name
    standing.parent.mkdir(parents=True)
    standing.write_text("mine")

    done = TourTest(tmp_path).run("new", "demo")

    assert (done.code, done.stdout) == (1, "")
    assert done.stderr == f"error: demo/{name} is there already\n  hint: name a new folder; nothing was written\n"
    assert _files(tmp_path) == {f"demo/{name}": b"mine"}


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")

    start(tmp_path)

    assert (tmp_path / "README.md").read_text() == "mine"
    assert (tmp_path / "stops" / "tour.toml").is_file()


def test_a_file_in_the_folder_s_place_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("mine")

    with pytest.raises(TourError, match="demo cannot be written"):
        start(tmp_path / "demo")

    assert _files(tmp_path) == {"demo": b"mine"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this user may write anywhere")
def test_a_folder_that_may_not_be_written_is_a_fault(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(TourError, match="cannot be written: permission denied"):
            start(tmp_path / "demo")
    finally:
        tmp_path.chmod(0o700)
