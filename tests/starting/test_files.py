"""Files of a project: a new one whole or not at all, and what an author writes meanwhile stays."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path

import pytest

from conftest import TourTest
from interrupted import interrupted_everywhere, unclosed
from osm.extracts import HARBOUR
from starting.towns import HARBOUR_PLACES, as_csv
from tour.diagnostics import TourError
from tour.osm.extract import read_extract
from tour.starting import anew, files
from tour.starting.anew import route_anew
from tour.starting.files import write_new, write_over

NEW = {"stops/one.md": "new", "stops/two.md": "new"}


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def old(folder: Path) -> dict[str, str | None]:
    (folder / "stops").mkdir(exist_ok=True)
    for name in NEW:
        (folder / name).write_text("old")
    return dict.fromkeys(NEW, "old")


@unclosed
def test_ctrl_c_at_any_line_leaves_a_new_project_whole_or_not_there(tmp_path: Path) -> None:
    made, names = 0, [f"stops/0{n}-a.md" for n in range(3)]

    for _ in interrupted_everywhere(lambda: write_new(tmp_path, dict.fromkeys(names, "new")), files):
        found = texts(tmp_path)
        assert found in ({}, dict.fromkeys(names, "new"))
        made += bool(found)
        for name in found:
            (tmp_path / name).unlink()

    assert made > 0


@unclosed
def test_ctrl_c_at_any_line_leaves_a_project_with_all_of_its_new_files_or_none(tmp_path: Path) -> None:
    new = {"stops/new/one.md": "new", "stops/new/two.md": "new"}
    met = set()

    for _ in interrupted_everywhere(lambda: write_over(tmp_path, new, {}), files):
        found = texts(tmp_path)
        assert found in ({}, new)
        assert bool(found) == any(tmp_path.iterdir()), "folders that were made are left"
        met.add(len(found))
        shutil.rmtree(tmp_path / "stops", ignore_errors=True)

    assert met == {0, 2}


def test_a_file_that_comes_while_a_project_is_made_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stops").mkdir()
    monkeypatch.setattr(files, "refuse_standing", lambda *_: (tmp_path / "stops/two.md").write_text("mine"))

    with pytest.raises(TourError, match="cannot be written: file exists"):
        write_new(tmp_path, NEW)

    assert texts(tmp_path) == {"stops/two.md": "mine"}


def test_where_the_disk_is_full_every_file_of_a_project_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, sync, calls = old(tmp_path), os.fsync, []

    def refuse_the_second(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(handle)

    monkeypatch.setattr(os, "fsync", refuse_the_second)

    with pytest.raises(TourError, match="stops cannot be written: no space left on device; nothing was"):
        write_over(tmp_path, NEW, found)

    assert texts(tmp_path) == found


def test_where_the_disk_is_full_no_folder_is_left_that_was_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    monkeypatch.setattr(files, "_write_anew", refuse)

    with pytest.raises(TourError, match="no space left"):
        write_over(tmp_path, {"stops/new/one.md": "new"}, {})
    with pytest.raises(TourError, match="no space left"):
        write_new(tmp_path / "deep/walk", NEW)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("change", ["edited", "gone"])
def test_a_file_that_is_not_as_it_was_found_stays_and_so_do_the_others(tmp_path: Path, change: str) -> None:
    found = old(tmp_path)
    if change == "gone":
        (tmp_path / "stops/two.md").unlink()
    else:
        (tmp_path / "stops/two.md").write_text("mine")
    before = texts(tmp_path)

    with pytest.raises(TourError, match=r"stops/two\.md was changed meanwhile; it stays as it is, and nothing was"):
        write_over(tmp_path, NEW, found)

    assert texts(tmp_path) == before


def test_what_an_author_writes_while_the_way_is_found_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "places").write_text(as_csv(HARBOUR_PLACES), "utf-8")
    TourTest(tmp_path).run("new", "walk", "--places", "places").ok()
    script = next((tmp_path / "walk/stops").glob("02-*.md"))
    find = anew.ways

    def meanwhile(*arguments: object) -> object:
        found = find(*arguments)  # type: ignore[arg-type]
        script.write_text(script.read_text("utf-8") + "\nMy own words.\n", "utf-8")
        return found

    monkeypatch.setattr(anew, "ways", meanwhile)

    with pytest.raises(TourError, match=rf"{re.escape(script.name)} was changed meanwhile"):
        route_anew(tmp_path / "walk", read_extract(HARBOUR))

    assert script.read_text("utf-8").endswith("My own words.\n")
