"""Pipes, links to themselves and endless files where a command looks for one, none of which is waited for."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TourTest
from fronts import pack
from ordinary import as_ordinary_user, only_where_modes_count
from saved import FILES, ZIP, put
from tour.diagnostics import TourError
from tour.events import Event, Noted
from tour.pack.decide import measure
from tour.pack.manifest import read_manifest
from tour.pack.recovery import recover_below
from tour.pack.whose import of_pack, remember
from tour.reading.find import find
from tour.site import is_site, site
from tour.terminal.progress import counting

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
    remember(tmp_path / "harbour", of_pack(tmp_path / "elsewhere"))

    assert read_manifest(tmp_path / "harbour")


@pytest.mark.parametrize("make", [pipe, endless, loop])
@pytest.mark.parametrize("name", ["index.html", "sw.js", "front-page/front.css"])
def test_in_the_place_of_a_front_page_s_file_it_is_somebody_else_s(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    (tmp_path / "site" / name).parent.mkdir(parents=True)
    make(tmp_path / "site" / name)

    done = TourTest(tmp_path).run("site", "site", str(pack(tmp_path, "quay")))

    assert (done.code, done.stderr.splitlines()[0]) == (1, f"error: site/{name} is not what this program made")
    assert not is_site(tmp_path / "site")


@pytest.mark.parametrize("make", [pipe, endless, loop, Path.mkdir])
def test_in_the_place_of_the_list_of_its_own_files_it_lists_nothing(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    site(tmp_path / "site", [pack(tmp_path, "quay")])
    (tmp_path / "site/index.html").write_text("mine")
    (tmp_path / "site/.front-page.made").unlink()
    make(tmp_path / "site/.front-page.made")

    with pytest.raises(TourError, match=r"index\.html is not what this program made"):
        site(tmp_path / "site", [tmp_path / "quay"])


def listing(stranger: Path, **row: str) -> Path:
    """Have the pack.json of a *stranger*'s pack list one file more."""
    manifest = json.loads((stranger / "pack.json").read_text("utf-8"))
    manifest["files"].append({"path": "x", "size": 1, "writer": "page", **row})
    (stranger / "pack.json").write_text(json.dumps(manifest), "utf-8")
    return stranger


def nothing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize("make", [pipe, endless, loop, Path.mkdir, nothing])
@pytest.mark.parametrize(
    ("sha256", "said"),
    [
        ("", "error: the pack.json of h lists files as no build does"),
        ("0" * 64, "error: h/x is not as pack.json lists it"),
    ],
)
def test_in_a_stranger_s_pack_it_is_never_what_its_manifest_lists(
    tmp_path: Path, make: Callable[[Path], None], sha256: str, said: str
) -> None:
    make(listing(pack(tmp_path, "h"), sha256=sha256) / "x")

    done = TourTest(tmp_path).run("site", "pub", "h", timeout=20)

    assert (done.code, done.stderr.splitlines()[0]) == (1, said)
    assert not (tmp_path / "pub/h").exists()


@pytest.mark.parametrize("make", [pipe, endless])
def test_what_a_file_of_a_pack_became_since_it_was_looked_at_is_not_waited_for(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "x")

    with pytest.raises(OSError, match="it is a"):
        measure((tmp_path / "x",))


@pytest.mark.parametrize("name", ["lexicon.toml", "sources.toml", "route.gpx", "01-quay.md", "art/quay.svg"])
def test_a_file_of_the_tour_that_is_a_link_to_nowhere_is_told_and_not_left_out(tour: TourTest, name: str) -> None:
    path = tour.root / "stops" / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to("nowhere")

    done = tour.run("check")

    assert f"stops/{name}:1:1: error: this is a link that leads nowhere\n" in done.stderr
    assert "is missing" not in done.stderr


@pytest.mark.parametrize(
    "command", [["build", "--out", "round"], ["check", "round"], ["site", "round"], ["new", "round"]]
)
def test_a_folder_that_is_a_link_to_itself_is_a_fault_in_words(tour: TourTest, command: list[str]) -> None:
    loop(tour.root / "round")

    done = tour.run(*command)

    assert done.code == 1
    assert done.stderr.startswith("error: ")
    assert "round" in done.stderr


def test_a_lock_that_cannot_be_had_is_named(tour: TourTest) -> None:
    (tour.root / "output/.harbour.lock").mkdir(parents=True)

    done = tour.run("build", "--executor", "inline")

    assert done.code == 1
    assert "its lock .harbour.lock cannot be had: is a directory" in done.stderr


LONG = "x" * 300


@pytest.mark.parametrize(
    "command",
    [
        ("check", LONG),
        ("build", LONG),
        ("walk", LONG),
        ("map", LONG, "x.osm"),
        ("new", LONG),
        ("new", "demo", "--places", LONG),
        ("verify", LONG),
        ("serve", LONG),
        ("site", LONG),
        ("site", LONG, "pack"),
        ("site", "front", LONG),
    ],
    ids=" ".join,
)
def test_a_name_that_no_disk_takes_is_a_fault_in_words(tour: TourTest, command: tuple[str, ...]) -> None:
    put(tour.root / "pack", FILES)

    done = tour.run(*command)

    assert done.code == 1
    assert done.stderr.startswith("error: ")
    assert not (tour.root / "demo").exists()


@pytest.mark.parametrize("cache", [LONG, "stops/tour.toml/cache"])
def test_a_cache_that_cannot_be_is_a_fault_in_words(tour: TourTest, cache: str) -> None:
    tour.env["TOURPACK_CACHE"] = cache

    done = tour.run("build", "--executor", "inline")

    assert (done.code, done.stderr.startswith("error: the cache ")) == (1, True)


@only_where_modes_count
@pytest.mark.parametrize("locked", [".", "stops"])
def test_a_tour_that_may_not_be_looked_into_is_not_told_as_one_that_is_not_there(tour: TourTest, locked: str) -> None:
    (tour.root / locked).chmod(0)
    try:
        with pytest.raises(TourError, match="stops cannot be read: permission denied"):
            as_ordinary_user(lambda: find(tour.root))
    finally:
        (tour.root / locked).chmod(0o700)


@only_where_modes_count
def test_a_front_page_that_cannot_be_read_is_not_told_as_somebody_else_s(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("mine")
    (tmp_path / "site/index.html").chmod(0)
    one = pack(tmp_path, "quay")

    with pytest.raises(TourError, match=r"index\.html cannot be read: permission denied"):
        as_ordinary_user(lambda: site(tmp_path / "site", [one]))


def test_what_is_noted_again_is_said_once() -> None:
    heard: list[Event] = []
    counts, report = counting(heard.append)

    for message in ("a folder is left", "a folder is left", "a file is kept"):
        report(Noted(message))

    assert heard == [Noted("a folder is left"), Noted("a file is kept")]
    assert counts.noted == 2


ODD = os.fsdecode(b"p\xff")
"""A name that is no UTF-8, as folders from old disks and archives have."""
only_where_names_are_bytes = pytest.mark.skipif(sys.platform != "linux", reason="names are UTF-8 here")


@only_where_names_are_bytes
def test_a_tour_in_a_folder_whose_name_is_no_utf_8_is_a_tour(tour: TourTest) -> None:
    shutil.copytree(tour.root / "stops", tour.root / ODD / "stops")

    tour.run("check", ODD).ok()
    tour.run("walk", ODD).ok()
    tour.run("show", "--project", ODD).ok()
    tour.build(ODD)
    tour.build(ODD, "--out", f"out-{ODD}")
    tour.run("verify", f"{ODD}/output/harbour").ok()
    tour.run("site", f"site-{ODD}", f"{ODD}/output/harbour").ok()
    tour.run("site", f"site-{ODD}").ok()


@only_where_names_are_bytes
@pytest.mark.parametrize("folder", [".", "art", "sounds"])
def test_a_file_of_the_author_s_whose_name_is_no_utf_8_keeps_nothing_from_being_built(
    tour: TourTest, folder: str
) -> None:
    tour.write(f"{folder}/{ODD}.txt", "notes")

    tour.build()


@only_where_names_are_bytes
def test_a_new_tour_says_how_to_build_it_whatever_its_name(tour: TourTest) -> None:
    assert tour.run("new", ODD).ok().stdout.splitlines()[-1] == r"Next: tourpack build $'p\377'"
    assert tour.run("new", "my tour").ok().stdout.splitlines()[-1] == "Next: tourpack build 'my tour'"


@pytest.mark.parametrize("option", ["--engine", "--voice", "--only", "--executor"])
def test_an_option_that_is_no_utf_8_is_told_as_one_that_is_not_known(tour: TourTest, option: str) -> None:
    done = tour.run("build", option, ODD)

    assert done.code == 1
    assert done.stderr.startswith(("error: there is no ", "error: the tone engine has no voice "))


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_a_file_in_the_pack_whose_name_commands_the_terminal_is_told_by_its_spelt_out_name(tour: TourTest) -> None:
    build = ("build", "--executor", "inline", "--only", "playlist")
    tour.run(*build).ok()
    name = "mine\x1b]0;title\x07\nerror: no room"
    (tour.pack / name).write_text("mine")

    done = tour.run(*build)

    assert r"note: mine\x1b]0;title\x07\nerror: no room is not the pack's own; it is kept" in done.stderr.splitlines()
    assert "\x1b" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_a_file_in_the_way_whose_name_breaks_lines_is_told_in_one(tmp_path: Path) -> None:
    pack = tmp_path / "harbour"
    put(pack, FILES)
    (pack / "a\nb").write_text("mine")

    with pytest.raises(TourError, match=r"harbour/a\\nb is not part of the last pack, and stands in the way"):
        put(pack, {**FILES, "a\nb/c": b"new"})
