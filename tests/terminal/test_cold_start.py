"""What takes long to import is imported on use: help and a check must be there at once."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from conftest import ROOT, TourTest

HEAVY = (
    "numpy",
    "scipy",
    "reportlab",
    "onnxruntime",
    "gtts",
    "PIL",
    "pydub",
    "mutagen",
    "requests",
    "hibari",
    "pikepdf",
    "babel",
)

PROBE = f"""
import atexit, json, runpy, sys
atexit.register(lambda: print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr))
sys.argv[0] = "tour"
runpy.run_module("tour", run_name="__main__", alter_sys=True)
"""


def _heavy(test: TourTest, *arguments: str) -> list[str]:
    """Return the heavy modules that are in memory when a command has run."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], cwd=test.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded: list[str] = json.loads(done.stderr.splitlines()[-1])
    return loaded


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("build", "--help"), ("check",), ("show",), ("show", "quay")]
)
def test_a_command_that_speaks_nothing_imports_nothing_heavy(tour: TourTest, arguments: tuple[str, ...]) -> None:
    assert _heavy(tour, *arguments) == []


def test_nor_does_a_check_with_the_neural_voice_and_a_lexicon(tour: TourTest) -> None:
    tour.edit("tour.toml", '"tone"', '"hibari"')
    tour.write("lexicon.toml", '[[lexeme]]\ngrapheme = ["quay"]\nphoneme = "ki"\n')

    assert _heavy(tour, "check") == []


def test_nor_does_a_check_of_the_miracle_mile(tour: TourTest) -> None:
    assert _heavy(tour, "check", str(ROOT)) == []


def test_the_probe_would_see_a_heavy_module(tour: TourTest) -> None:
    tour.edit("tour.toml", '"tone"', '"gtts"')

    assert "gtts" in _heavy(tour, "check")


def test_every_command_and_every_option_has_help() -> None:
    from typer.main import get_command

    from tour.terminal.cli import app

    command = get_command(app)
    assert command.help
    commands = getattr(command, "commands", {})
    assert {"build", "check", "show", "voices", "new"} <= set(commands)
    for name, inner in commands.items():
        assert inner.help, name
        for parameter in inner.params:
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_the_help_lists_every_command_with_a_line(tour: TourTest) -> None:
    from typer.main import get_command

    from tour.terminal.cli import app

    shown = tour.run("--help").ok().stdout

    for name, inner in getattr(get_command(app), "commands", {}).items():
        line = next(line for line in shown.splitlines() if re.match(rf"\W*{name} ", line))
        assert inner.help.split()[0] in line


def test_the_help_of_a_command_shows_every_word_of_it(tour: TourTest) -> None:
    """What sets it may take a word for a mark of its own: rich would read [cross] as a colour, and leave it out."""
    from typer.main import get_command

    from tour.terminal.cli import app

    tour.env["COLUMNS"] = "400"
    for name, inner in getattr(get_command(app), "commands", {}).items():
        shown = " ".join(tour.run(name, "--help").ok().stdout.split())
        for said in (*inner.help.split("\n\n"), *(parameter.help for parameter in inner.params)):
            assert " ".join(said.split()) in shown
