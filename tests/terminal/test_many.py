"""Many tours in one call: a line each, and a fault in one keeps no other from its pack."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from conftest import FILES, Run, TourTest
from fronts import pack
from tour.terminal import last_resort, many
from tour.terminal.build import Summary
from tour.terminal.many import Many
from tour.terminal.streams import UnsaidError

MANY = 50
INLINE = ("build", "--executor", "inline")
LEAST = (*INLINE, "--only", "audio", "--only", "playlist")

MEASURED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "tour", *sys.argv[1:]], check=False)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(done.returncode)
"""
"""Runs tourpack, and says last how much memory it took at its peak."""


@pytest.fixture
def city(tmp_path: Path) -> Callable[[int], TourTest]:
    """Write so many tours, which differ in slug, title and one sentence, as t00, t01 …"""

    def write(number: int) -> TourTest:
        for index in range(number):
            folder = TourTest(tmp_path / f"t{index:02}")
            for name, text in FILES.items():
                named = text.replace('"harbour"', f'"harbour-{index}"').replace("Harbour walk", f"Walk {index}")
                folder.write(name, named.replace("This is the mill.", f"This is mill {index}."))
        return TourTest(tmp_path)

    return write


def tours(number: int) -> list[str]:
    return [f"t{index:02}" for index in range(number)]


def broken(city: TourTest, name: str) -> None:
    TourTest(city.root / name).edit("01-quay.md", "[pause 2s]", "[puase 2s]")


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_a_folder_whose_name_commands_the_terminal_is_told_in_one_line_too(city: Callable[[int], TourTest]) -> None:
    """Those of tours/* may be anybody's."""
    made = city(2)
    named = made.root / "t\x1b[2J\nbuilt: t01"
    (made.root / "t01").rename(named)

    done = made.run(*LEAST, "t00", named.name, "none\x1b[2J").stdout
    again = made.run(*LEAST, "--json", named.name).ok()
    site = made.run("site", "out\x1b[2J", str(pack(made.root, "quay"))).ok().stdout

    assert [line.partition(" (")[0] for line in done.splitlines()] == [
        "built: t00/output/harbour-0",
        r"built: t\x1b[2J\nbuilt: t01/output/harbour-1",
        r"not built: none\x1b[2J",
        "2 tours built, 1 not.",
    ]
    assert json.loads(again.stdout.splitlines()[-1])["path"].startswith(named.name)
    assert "\x1b" not in done + site


@pytest.mark.long
def test_of_fifty_tours_the_broken_one_is_named_and_the_others_are_built(city: Callable[[int], TourTest]) -> None:
    made = city(MANY)
    broken(made, "t07")

    done = made.run(*LEAST, "--out", "packs", *tours(MANY), timeout=280)

    said = done.stdout.splitlines()
    assert done.code == 1
    assert len(said) == MANY + 1
    assert [line for line in said if not line.startswith("built: packs/harbour-")] == [
        "not built: t07",
        "49 tours built, 1 not.",
    ]
    assert "t07/stops/01-quay.md:12:43: error: the directive '[puase 2s]' is not known" in done.stderr
    assert len(list((made.root / "packs").glob("harbour-*/tour.m3u8"))) == MANY - 1
    assert not (made.root / "packs" / "harbour-7").exists()


@pytest.mark.long
def test_memory_does_not_grow_with_the_number_of_tours(city: Callable[[int], TourTest]) -> None:
    made = city(30)

    def peak(number: int) -> int:
        command = [sys.executable, "-c", MEASURED, *LEAST, "--out", f"packs-{number}", *tours(number)]
        done = subprocess.run(command, cwd=made.root, capture_output=True, text=True, check=True, env={**os.environ})
        return int(done.stderr.splitlines()[-1])

    few = peak(5)

    assert peak(30) <= few * 1.1


def test_many_tours_share_one_cache_in_this_folder(city: Callable[[int], TourTest]) -> None:
    made = city(3)

    done = made.run(*LEAST, "--json", *tours(3)).ok()

    spoken = [event["spoken"] for event in events(done) if event["event"] == "done"]
    assert spoken == [11, 1, 1]
    assert (made.root / ".tourpack").is_dir()
    assert [name for name in tours(3) if (made.root / name / ".tourpack").exists()] == []
    assert [name for name in tours(3) if not (made.root / name / "output").is_dir()] == []


def test_each_pack_is_the_one_that_a_call_of_its_own_makes(city: Callable[[int], TourTest]) -> None:
    made = city(2)

    made.run(*LEAST, "--out", "together", *tours(2)).ok()
    for name in tours(2):
        made.run(*LEAST, "--out", "apart", name).ok()

    assert contents(made.root / "together") == contents(made.root / "apart")


def test_again_each_is_up_to_date(city: Callable[[int], TourTest]) -> None:
    made = city(2)
    made.run(*LEAST, *tours(2)).ok()

    done = made.run(*LEAST, *tours(2)).ok()

    assert [line.partition(" (")[0] for line in done.stdout.splitlines()] == [
        "up to date: t00/output/harbour-0",
        "up to date: t01/output/harbour-1",
        "2 tours built.",
    ]


def test_programs_are_told_which_tour_an_event_is_of(city: Callable[[int], TourTest]) -> None:
    made = city(3)
    broken(made, "t01")

    done = made.run(*LEAST, "--json", *tours(3))

    told = events(done)
    kinds = ("tour", "diagnostic", "done", "unbuilt", "all")
    assert done.code == 1
    assert [event["event"] for event in told if event["event"] in kinds] == [
        "tour", "done", "tour", "diagnostic", "unbuilt", "tour", "done", "all",
    ]  # fmt: skip
    assert [event["project"] for event in told if event["event"] == "tour"] == tours(3)
    assert told[-1] == {"event": "all", "built": 2, "unbuilt": ["t01"]}


def test_a_folder_without_a_tour_keeps_no_other_from_being_built(city: Callable[[int], TourTest]) -> None:
    made = city(1)

    done = made.run(*LEAST, "nowhere", "t00")

    assert done.code == 1
    assert "error: there is no tour in nowhere" in done.stderr
    assert (made.root / "t00" / "output" / "harbour-0" / "pack.json").is_file()


def test_two_tours_of_one_slug_do_not_take_each_others_place(city: Callable[[int], TourTest]) -> None:
    made = city(2)
    TourTest(made.root / "t01").edit("tour.toml", '"harbour-1"', '"harbour-0"').edit("01-quay.md", "The Quay", "Quay")

    done = made.run(*LEAST, "--out", "packs", *tours(2))

    assert done.code == 1
    assert "error: t01 and t00 have one slug, 'harbour-0', and one place, packs/harbour-0" in done.stderr
    alone = made.run(*LEAST, "--out", "packs", "t01")
    assert "is the pack of another tour, 'Walk 0', and the pack of 'Walk 1' would take its place" in alone.stderr


@pytest.mark.parametrize("other", ["t00", "t00/stops", "../{root}/t00", "linked"])
def test_one_tour_that_is_named_twice_is_one(city: Callable[[int], TourTest], other: str) -> None:
    made = city(1)
    (made.root / "linked").symlink_to("t00")

    made.run(*LEAST, "--out", "packs", "t00", other.format(root=made.root.name)).ok()


@pytest.mark.parametrize("change", ["This is mill 1.", "This is mill 0."], ids=["one sentence", "nothing"])
@pytest.mark.parametrize("times", [1, 2])
def test_a_tour_and_its_clone_are_two_in_one_call(city: Callable[[int], TourTest], change: str, times: int) -> None:
    made = city(2)
    clone = TourTest(made.root / "t01").edit("tour.toml", '"harbour-1"', '"harbour-0"')
    clone.edit("tour.toml", "Walk 1", "Walk 0").edit("02-mill.md", "This is mill 1.", change)

    for _ in range(times):
        done = made.run(*INLINE, "--out", "packs", *tours(2))

    assert done.code == 1
    assert done.stdout.splitlines()[1:] == ["not built: t01", "1 tour built, 1 not."]
    assert done.stderr.splitlines()[-3:-1] == [
        "error: t01 and t00 have one slug, 'harbour-0', and one place, packs/harbour-0",
        "  hint: give one of the two another slug, or put this one elsewhere with build --out DIR, or site OUT",
    ]
    made.run(*LEAST, "--out", "packs", "t01").ok()  # alone, it may be the same tour, moved


def test_cards_are_shown_of_one_tour_at_a_time(city: Callable[[int], TourTest]) -> None:
    done = city(2).run("build", "--open", *tours(2))

    assert (done.code, "one tour's card at a time" in done.stderr) == (2, True)


def a_bug(project: Path) -> tuple[object, Summary]:
    raise ZeroDivisionError(project)


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_the_programs_own_stops_the_others_only_where_its_trace_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, debug: bool
) -> None:
    monkeypatch.setenv("TOURPACK_CACHE", str(tmp_path))
    monkeypatch.setattr(last_resort, "_projects", [tmp_path])
    cleared: list[bool] = []
    tours = Many(as_json=False, debug=debug)

    def build() -> int:
        return tours.build([Path("a"), Path("b")], a_bug, lambda: cleared.append(True))

    if debug:
        with pytest.raises(ZeroDivisionError):
            build()
        return
    assert build() == 70
    assert len(cleared) == 2
    assert capsys.readouterr().out.splitlines() == ["not built: a", "not built: b", "0 tours built, 2 not."]


def test_a_fault_while_one_tour_s_line_is_printed_keeps_no_other_from_being_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOURPACK_CACHE", str(tmp_path))
    monkeypatch.setattr(last_resort, "_projects", [tmp_path])
    monkeypatch.setattr(many, "print_line", lambda summary, _as_json: print(f"{summary:d}"))

    code = Many(as_json=False, debug=False).build(
        [Path("a"), Path("b")], lambda project: (None, cast(Summary, "?" if project == Path("a") else 2)), lambda: None
    )

    said = capsys.readouterr()
    assert code == 70
    assert said.out.splitlines() == ["not built: a", "2", "1 tour built, 1 not."]
    assert "a fault of tourpack's own, not of your tour (ValueError: " in said.err
    assert "Traceback" not in said.err


def gone(_project: Path) -> tuple[object, Summary]:
    raise UnsaidError(errno.EPIPE)


def test_a_reader_that_has_left_ends_them_all_and_is_no_fault_of_a_tour(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnsaidError):
        Many(as_json=False, debug=False).build([Path("a"), Path("b")], gone, lambda: None)

    assert capsys.readouterr() == ("", "")


def events(done: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith((".from", ".lock"))
    }
