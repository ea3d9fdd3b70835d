"""The file beside a pack that tells which project it is of is whole, and nothing of it is left lying about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interrupted import interrupted_everywhere
from tour.diagnostics import TourError
from tour.pack import whose
from tour.pack.save import recover
from tour.pack.whose import Claim, forget, refuse_another, remember

CLAIM = Claim("The mile", "en", frozenset({"quay"}), proof=False, project="0" * 64)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "packs" / "mile"
    folder.mkdir(parents=True)
    return folder


def beside(pack: Path) -> list[str]:
    return sorted(path.name for path in pack.parent.iterdir())


def test_what_a_kill_left_of_it_goes_with_the_next_command(pack: Path) -> None:
    (pack.parent / ".mile.from-new").write_text("half")

    recover(pack)

    assert beside(pack) == ["mile"]


def test_what_a_kill_left_of_it_is_written_over(pack: Path) -> None:
    (pack.parent / ".mile.from-new").write_text("half")

    remember(pack, CLAIM)

    assert beside(pack) == [".mile.from", "mile"]
    assert len((pack.parent / ".mile.from").read_text()) == 64


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file that Ctrl-C left open
def test_ctrl_c_leaves_it_whole_or_away(pack: Path) -> None:
    for _ in interrupted_everywhere(lambda: remember(pack, CLAIM), whose):
        recover(pack)
        assert beside(pack) in ([".mile.from", "mile"], ["mile"])
        for path in pack.parent.glob(".mile.from"):
            assert len(path.read_text()) == 64
            path.unlink()


def test_a_pack_in_a_project_within_another_is_the_inner_ones(pack: Path) -> None:
    for project in (pack.parent, pack.parents[1]):
        (project / "stops").mkdir()
    (pack / "pack.json").write_text('{"title": "The inner one", "language": "en"}')

    refuse_another(pack, replace(CLAIM, project=whose._digest(pack.parent)))
    with pytest.raises(TourError, match="the pack of 'The mile' would take its place"):
        refuse_another(pack, replace(CLAIM, project=whose._digest(pack.parents[1])))


@pytest.mark.parametrize("mine", ["mine", "g" * 64])
@pytest.mark.parametrize("inside", [False, True])
def test_somebodys_own_file_of_that_name_stays(pack: Path, mine: str, inside: bool) -> None:
    file = pack.parent / ".mile.from"
    file.write_text(mine)
    (pack.parent / "stops").mkdir()

    remember(pack, replace(CLAIM, project=whose._digest(pack.parent)) if inside else CLAIM)
    forget(pack)

    assert file.read_text() == mine


def test_an_empty_file_of_that_name_is_nobodys(pack: Path) -> None:
    (pack.parent / ".mile.from").touch()

    remember(pack, CLAIM)

    assert (pack.parent / ".mile.from").read_text() == CLAIM.project
