"""The program's own files in a folder where somebody else's may lie: known, and nothing else taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from interrupted import interrupted_everywhere, unclosed
from saved import on_disk
from tour import whole_files
from tour.diagnostics import TourError
from tour.pack import own_files
from tour.pack.own_files import OwnFiles

FIRST = {"one": b"1", "deep/two": b"2"}


def own(tmp_path: Path) -> OwnFiles:
    """Return the files of the folder as the next command finds them."""
    return OwnFiles(tmp_path / "out", tmp_path / ".out.made")


def test_what_is_given_no_more_goes_and_what_somebody_changed_or_put_there_stays(tmp_path: Path) -> None:
    own(tmp_path).put({**FIRST, "three": b"3"})
    (tmp_path / "out/three").write_bytes(b"mine")
    (tmp_path / "out/four").write_bytes(b"mine too")

    assert own(tmp_path).put({"one": b"1"}) == ()

    assert on_disk(tmp_path / "out") == {"one": b"1", "three": b"mine", "four": b"mine too"}


@pytest.mark.parametrize("name", FIRST)
def test_what_a_crash_left_as_it_was_or_as_it_was_to_be_is_known(tmp_path: Path, name: str) -> None:
    own(tmp_path).put(FIRST)
    own(tmp_path).put({"one": b"new", "deep/two": b"new"})
    (tmp_path / "out" / name).write_bytes(FIRST[name])

    own(tmp_path).refuse_others(FIRST)

    (tmp_path / "out" / name).write_bytes(b"mine")
    with pytest.raises(TourError, match=f"{name} is not what this program made"):
        own(tmp_path).refuse_others(FIRST)


@unclosed
def test_ctrl_c_makes_no_stranger_of_a_file(tmp_path: Path) -> None:
    new = {"one": b"new", "deep/two": b"new"}
    for _ in interrupted_everywhere(lambda: own(tmp_path).put(new), own_files, whole_files):
        own(tmp_path).refuse_others(new)
        own(tmp_path).put(FIRST)


@pytest.mark.parametrize("path", ["../precious", "/precious", "deep/../../precious"])
def test_a_list_that_names_a_path_outside_removes_nothing_there(tmp_path: Path, path: str) -> None:
    own(tmp_path).put(FIRST)
    (tmp_path / "precious").write_bytes(b"1")
    digest = (tmp_path / ".out.made").read_text().splitlines()[0].partition("  ")[0]
    (tmp_path / ".out.made").write_text("".join(f"{digest}  {name}\n" for name in (path, "one")))

    own(tmp_path).put({"five": b"5"})

    assert (tmp_path / "precious").read_bytes() == b"1"


def test_a_list_that_is_somebodys_own_file_is_told_and_stays(tmp_path: Path) -> None:
    own(tmp_path).put(FIRST)
    (tmp_path / ".out.made").write_text("mine\n")

    with pytest.raises(TourError, match=r"\.out\.made is not what this program made"):
        own(tmp_path)

    assert (tmp_path / ".out.made").read_text() == "mine\n"
