"""docs/tutorial.md: every command in it does what it says, in the order in which it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, TourTest
from osm.extracts import HARBOUR
from starting.towns import EXTRACTS, HARBOUR_PLACES

PAGE = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
COMMANDS = "\n".join(re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)).split("\n")
COMMANDS = [command for command in COMMANDS if command]
(LIST,) = re.findall(r"^```csv\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_commands_of_the_tutorial_lead_from_the_list_to_a_pack(tmp_path: Path) -> None:
    test = _with_list_and_map(tmp_path)

    assert COMMANDS[-1].startswith("tourpack serve ")
    for command in COMMANDS[:-1]:
        arguments = command.split()[1:]
        assert command.split()[0] == "tourpack"
        if arguments[0] == "build":  # a beep a word, and no viewer on this machine
            arguments = [*filter("--open".__ne__, arguments), "--engine", "tone", "--executor", "inline"]
        test.run(*arguments).ok()
    assert (tmp_path / "walk" / "output" / "walk" / "index.html").is_file()
    assert (tmp_path / "walk" / "output" / "walk" / "route-card-a4.pdf").is_file()
    assert _served(tmp_path).startswith("Open http://")


def test_what_is_said_to_be_printed_is_printed_but_for_the_figures(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(LIST, "utf-8")

    done = TourTest(tmp_path).run("new", "walk", "--places", "places.csv").ok()

    assert _without_degrees("\n".join(done.stdout.splitlines()[-4:])) in _without_degrees(PAGE)
    assert "write what is heard here; what stands below is from your list -->" in PAGE


def _without_degrees(text: str) -> str:
    """Return *text* without figures that a change of the card may change."""
    return re.sub(r"\d+\.\d{4}", "0", text)


def test_the_links_of_the_tutorial_lead_to_pages_and_headings_that_are_there() -> None:
    for page, heading in re.findall(r"\]\((\w+\.md)(?:#([\w-]+))?\)", PAGE):
        text = (ROOT / "docs" / page).read_text("utf-8")
        titles = [re.sub(r"\W+", "-", title.lower()) for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE)]
        assert not heading or heading in titles, (page, heading)


def _with_list_and_map(folder: Path) -> TourTest:
    """Return a folder with the tutorial's list and a map: of Helsinki where that is here, else of the drawn town."""
    real = EXTRACTS / "helsinki.osm.pbf"
    listed = LIST
    if not real.exists():
        for (_, lat, lon), line in zip(HARBOUR_PLACES, LIST.splitlines()[1:], strict=True):
            listed = listed.replace(",".join(line.split(",")[1:3]), f"{lat},{lon}")
    (folder / "places.csv").write_text(listed, "utf-8")
    (folder / "map.osm").write_bytes((real if real.exists() else HARBOUR).read_bytes())
    return TourTest(folder)


def _served(folder: Path) -> str:
    """Return the first lines that the tutorial's last command prints; then it is ended."""
    arguments = [*COMMANDS[-1].split()[1:], "--port", "0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "tour", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    try:
        return process.stdout.readline() + process.stdout.readline()
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def test_a_list_of_the_tutorial_has_as_many_places_as_the_drawn_town() -> None:
    assert len(LIST.splitlines()) - 1 == len(HARBOUR_PLACES)


@pytest.mark.parametrize("option", ["--places", "--map", "--step-free"])
def test_every_option_that_the_tutorial_names_is_there(option: str) -> None:
    assert option in PAGE
    assert option in TourTest(ROOT).run("new", "--help").ok().stdout
