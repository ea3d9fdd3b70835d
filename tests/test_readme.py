"""What README and docs tell people to type does what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from conftest import TourTest
from osm.extracts import HARBOUR
from starting.towns import HARBOUR_PLACES, as_csv

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/tutorial.md",
    "docs/writing.md",
    "docs/voices.md",
    "docs/publish.md",
    "docs/apps.md",
    "docs/architecture.md",
)


def _commands() -> list[tuple[str, str]]:
    out = []
    for page in PAGES:
        for block in re.findall(r"^```sh\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL):
            out += [(page, line.partition("  #")[0].strip()) for line in block.splitlines() if line.strip()]
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the pages' commands are run in order; it starts with a list and a map, and no tour."""
    found = tmp_path_factory.mktemp("readme")
    (found / "places.csv").write_text(as_csv(HARBOUR_PLACES), "utf-8")
    (found / "map.osm").write_bytes(HARBOUR.read_bytes())
    return found


@pytest.mark.voice
def test_the_commands_for_the_program_work_in_the_order_in_which_readme_gives_them(folder: Path) -> None:
    commands = [command for page, command in _commands() if page == "README.md" and command.startswith("tourpack ")]
    assert len(commands) >= 8

    for command in commands:
        done = TourTest(folder).run(*shlex.split(command)[1:])
        assert done.code == 0, f"{command}: {done.stderr}"

    assert (folder / "demo" / "output" / "demo-walk" / "route-card-a4.pdf").is_file()


def test_every_make_command_is_a_target_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {shlex.split(command)[1] for _, command in _commands() if command.startswith("make ")}

    assert {"pack", "test", "check"} <= named <= targets


def test_every_file_that_a_page_links_to_is_there() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text("utf-8")):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page} links to {target}"


def test_every_module_that_a_page_names_is_there() -> None:
    folders = ("tour", "tests", "tools", "benchmarks")
    there = ["/cli.py", *(path.as_posix() for folder in folders for path in (ROOT / folder).rglob("*.py"))]
    named = {(page, name) for page in PAGES for name in re.findall(r"`([\w/]+\.py)", (ROOT / page).read_text("utf-8"))}

    assert len(named) > 20
    assert [(page, name) for page, name in named if not any(path.endswith(f"/{name}") for path in there)] == []


def test_the_files_that_readme_promises_are_in_a_pack(tour: TourTest) -> None:
    rows = re.findall(r"^\| (`.+`) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    names = [name.replace("miracle-mile", "harbour") for row in rows for name in re.findall("`([^`]+)`", row)]

    tour.build()

    assert len(names) >= 14
    assert [name for name in names if not list(tour.pack.glob(name))] == []


def test_the_fault_that_readme_shows_is_the_one_that_is_printed() -> None:
    shown = (ROOT / "tests/data/faults/key-misspelt.txt").read_text("utf-8")
    block = re.search(r"^```text\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)

    assert block is not None
    assert block[1] in shown
