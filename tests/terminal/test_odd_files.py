"""Pipes, links to themselves and endless files where a command looks for one, none of which is waited for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TourTest
from saved import FILES, ZIP, put
from tour.pack.manifest import read_manifest
from tour.pack.recovery import recover_below
from tour.pack.whose import remember
from tour.site import is_site

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("make", [pipe, endless, loop])
@pytest.mark.parametrize("name", [".harbour.swap", ".harbour.from"])
def test_beside_a_pack_it_is_nothing_that_the_program_wrote(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    put(tmp_path / "harbour", FILES, zipped=ZIP)
    make(tmp_path / name)

    recover_below(tmp_path)
    remember(tmp_path / "harbour", tmp_path / "elsewhere")

    assert read_manifest(tmp_path / "harbour")


@pytest.mark.parametrize("make", [pipe, endless, loop])
def test_in_the_place_of_a_front_page_it_is_somebody_else_s(tour: TourTest, make: Callable[[Path], None]) -> None:
    tour.run("build", "--executor", "inline", "--only", "page").ok()
    (tour.root / "site").mkdir()
    make(tour.root / "site/index.html")

    done = tour.run("site", "site", "output/harbour")

    assert (done.code, done.stderr.splitlines()[0]) == (
        1,
        "error: site/index.html is not a front page that this program made",
    )
    assert not is_site(tour.root / "site")
