"""``tourpack build --preview`` and ``--open``: the card on the screen."""

from __future__ import annotations

import errno
import json
import os
import time
from pathlib import Path

import pytest
from PIL import Image

from conftest import TourTest
from tour.diagnostics import TourError
from tour.pack import own_files
from tour.terminal.preview import DPI, cards, pages, write_pages

CARD = ("build", "--executor", "inline", "--only", "card")


@pytest.fixture
def tour(tour: TourTest) -> TourTest:
    """A tour with so much to mind that its card has a second page."""
    minded = "".join(f'"Mind stair {n} beside the water: it is wet, and rather steep in winter.", ' for n in range(18))
    tour.edit("tour.toml", "safety = [", f"safety = [{minded}")
    return tour


def viewer(tour: TourTest) -> Path:
    """Put a viewer on the PATH, and nothing else; return the file in which it writes down what it is given."""
    folder, seen = tour.root / "bin", tour.root / "seen.txt"
    folder.mkdir()
    for name in ("xdg-open", "open"):  # of Linux and of macOS
        program = folder / name
        program.write_text(f'#!/bin/sh\necho "$1" >> "{seen}"\n')
        program.chmod(0o755)
    tour.env["PATH"] = str(folder)
    return seen


def test_every_page_is_written_beside_the_pack_and_named(tour: TourTest) -> None:
    done = tour.run(*CARD, "--preview").ok()

    folder = tour.root / "output" / "harbour-preview"
    names = ["route-card-letter-1.png", "route-card-letter-2.png", "route-card-a4-1.png", "route-card-a4-2.png"]
    assert done.stdout.splitlines()[-4:] == [f"wrote output/harbour-preview/{name}" for name in names]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    for name, inches in zip(
        names, [(8.5, 11), (8.5, 11), (210 / 25.4, 297 / 25.4), (210 / 25.4, 297 / 25.4)], strict=True
    ):
        with Image.open(folder / name) as picture:
            assert sorted(picture.size) == pytest.approx(sorted(side * DPI for side in inches), abs=1.5)
            assert len(picture.getcolors(1 << 20) or []) > 50


def test_a_preview_is_no_part_of_the_pack(tour: TourTest) -> None:
    tour.build()
    before = tour.files()

    done = tour.run("build", "--executor", "inline", "--preview").ok()

    assert "Nothing to do" in done.stdout
    assert tour.files() == before
    assert "route-card-a4-1.png" in done.stdout
    assert tour.run("build", "--executor", "inline").ok().stdout.startswith("Nothing to do")


def test_the_same_card_gives_the_same_pictures(tour: TourTest) -> None:
    tour.run(*CARD, "--preview").ok()
    folder = tour.root / "output" / "harbour-preview"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    tour.run(*CARD, "--preview").ok()

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_pictures_of_pages_that_are_gone_are_removed_and_nothing_else_is(tour: TourTest) -> None:
    tour.run(*CARD, "--preview").ok()
    folder = tour.root / "output" / "harbour-preview"
    (folder / "route-card-notes.png").write_bytes(b"mine")
    (folder / "notes.txt").write_text("mine too")
    tour.edit("tour.toml", "safety", 'papers = ["letter"]\nsafety')

    tour.run(*CARD, "--preview").ok()

    kept = sorted(path.name for path in folder.iterdir())
    assert kept == ["notes.txt", "route-card-letter-1.png", "route-card-letter-2.png", "route-card-notes.png"]


def test_a_picture_that_is_not_the_preview_s_is_neither_removed_nor_replaced(tour: TourTest) -> None:
    folder = tour.root / "output" / "harbour-preview"
    folder.mkdir(parents=True)
    (folder / "route-card-mine-1.png").write_bytes(b"mine")
    tour.run(*CARD, "--preview").ok()
    (folder / "route-card-a4-1.png").write_bytes(b"mine too")

    done = tour.run(*CARD, "--preview")

    assert (done.code, done.stderr.splitlines()[-2:]) == (
        1,
        [
            "error: output/harbour-preview/route-card-a4-1.png is not what this program made",
            "  hint: move it, or name another folder",
        ],
    )
    assert (folder / "route-card-mine-1.png").read_bytes() == b"mine"
    assert (folder / "route-card-a4-1.png").read_bytes() == b"mine too"


def test_a_preview_never_takes_the_folder_of_a_pack(tour: TourTest) -> None:
    tour.edit("tour.toml", '"harbour"', '"harbour-preview"').run(*CARD).ok()
    other = tour.root / "output" / "harbour-preview"
    before = {path.name: path.read_bytes() for path in other.iterdir()}
    tour.edit("tour.toml", '"harbour-preview"', '"harbour"')

    done = tour.run(*CARD, "--preview")

    assert (done.code, done.stderr.splitlines()[-2]) == (
        1,
        "error: output/harbour-preview is a pack, and the preview would be put among its files",
    )
    assert {path.name: path.read_bytes() for path in other.iterdir()} == before


def test_it_goes_where_out_says(tour: TourTest) -> None:
    tour.run(*CARD, "--preview", "--out", "elsewhere").ok()

    assert (tour.root / "elsewhere" / "harbour-preview" / "route-card-a4-1.png").is_file()


def test_a_folder_that_cannot_be_written_is_said(tour: TourTest) -> None:
    tour.run(*CARD).ok()
    (tour.root / "output" / "harbour-preview").write_text("a file in the way")

    done = tour.run(*CARD, "--preview")

    assert done.code == 1
    assert done.stderr.splitlines()[-2:] == [
        "error: output/harbour-preview cannot be written: file exists",
        "  hint: --out DIR puts it elsewhere",
    ]


def test_open_gives_each_card_to_the_system_s_viewer(tour: TourTest) -> None:
    seen = viewer(tour)

    done = tour.run(*CARD, "--open").ok()

    names = ["output/harbour/route-card-letter.pdf", "output/harbour/route-card-a4.pdf"]
    assert done.stdout.splitlines()[-2:] == [f"opening {name}" for name in names]
    for _ in range(200):  # the viewers run on their own
        if seen.exists() and len(seen.read_text().splitlines()) == 2:
            break
        time.sleep(0.05)
    assert sorted(seen.read_text().splitlines()) == sorted(names)


def test_where_there_is_no_viewer_it_says_where_the_card_is(tour: TourTest) -> None:
    viewer(tour)
    tour.env["PATH"] = os.devnull

    done = tour.run(*CARD, "--open").ok()

    assert done.stdout.splitlines()[-2:] == [
        "no viewer was found here; the card is output/harbour/route-card-letter.pdf",
        "no viewer was found here; the card is output/harbour/route-card-a4.pdf",
    ]


def test_programs_are_told_where_the_pictures_are(tour: TourTest) -> None:
    done = tour.run(*CARD, "--preview", "--json").ok()

    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["path"] for event in events if event["event"] == "preview"] == [
        f"output/harbour-preview/route-card-{paper}-{page}.png" for paper in ("letter", "a4") for page in (1, 2)
    ]


@pytest.mark.parametrize("option", ["--open", "--preview"])
def test_without_the_card_there_is_nothing_to_show(tour: TourTest, option: str) -> None:
    done = tour.run("build", "--only", "playlist", option)

    assert (done.code, done.stdout) == (2, "")
    assert "no card is made to show; add --only card" in done.stderr
    assert not (tour.root / "output").exists()


def test_a_pack_without_a_card_is_a_fault_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(TourError, match=r"there is no card in .*\n  hint: tourpack build --only card makes it"):
        cards(tmp_path, ("letter", "a4"))


def test_a_tour_s_other_papers_are_not_shown(tmp_path: Path) -> None:
    for paper in ("letter", "a4"):
        (tmp_path / f"route-card-{paper}.pdf").write_bytes(b"%PDF-")

    assert cards(tmp_path, ("a4", "letter-large")) == (tmp_path / "route-card-a4.pdf",)


def test_pages_come_as_large_as_wanted(tour: TourTest) -> None:
    tour.run(*CARD).ok()

    sizes = [page.size for page in pages(tour.pack / "route-card-letter.pdf", 50)]

    assert [sorted(size) for size in sizes] == [[425, 550]] * 2
    assert write_pages([], tour.root / "none") == ()


def test_a_folder_whose_pictures_find_no_room_is_not_left_behind(
    tour: TourTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_files: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    tour.run(*CARD).ok()
    monkeypatch.setattr(own_files, "rewrite_all", full)

    with pytest.raises(TourError, match="new cannot be written: no space left on device"):
        write_pages([tour.pack / "route-card-a4.pdf"], tour.root / "space" / "new")

    assert list((tour.root / "space").iterdir()) == []
