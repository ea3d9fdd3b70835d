"""What is shipped: all of ``tour/``, and nothing but it."""

from __future__ import annotations

import email
import os
import subprocess
import sys
import zipfile
from email.message import Message
from pathlib import Path

import pytest

from conftest import ROOT

BUILT = {"__pycache__", ".mypy_cache", ".ruff_cache"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a distributor builds it, without the network."""
    out = tmp_path_factory.mktemp("wheel")
    # Elsewhere than in the checkout: a folder build/ there would be taken for the program.
    done = subprocess.run(
        [sys.executable, "-P", "-m", "build", "--no-isolation", "--wheel", "--outdir", str(out), str(ROOT)],
        cwd=out,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = out.glob("*.whl")
    return wheel


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def about(wheel: Path) -> tuple[str, Message]:
    """Return the name of the wheel's folder of metadata, and its METADATA."""
    [path] = (name for name in names(wheel) if name.endswith(".dist-info/METADATA"))
    with zipfile.ZipFile(wheel) as archive:
        return path.partition("/")[0], email.message_from_bytes(archive.read(path))


def test_the_wheel_holds_tour_and_nothing_else(wheel: Path) -> None:
    source = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tour").rglob("*")
        if path.is_file() and not BUILT & {*path.parts}
    }
    folder, _ = about(wheel)
    metadata = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}

    assert names(wheel) == source | {f"{folder}/{name}" for name in metadata}


@pytest.mark.parametrize(
    "name",
    [
        "tour/py.typed",
        "tour/__main__.py",
        "tour/engines/hibari.py",
        "tour/writers/card.py",
        "tour/words/languages/en.toml",
        "tour/words/languages/es.toml",
        "tour/terminal/starter_tour/stops/tour.toml",
        "tour/terminal/starter_tour/stops/00-welcome.md",
        "tour/terminal/starter_tour/stops/01-first-stop.md",
        "tour/terminal/starter_tour/stops/route.gpx",
    ],
)
def test_the_wheel_holds_what_is_easily_forgotten(wheel: Path, name: str) -> None:
    assert name in names(wheel)


def test_the_wheel_is_for_every_system(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_says_what_it_is_and_needs(wheel: Path) -> None:
    _, metadata = about(wheel)

    assert (metadata["Name"], metadata["License-Expression"], metadata["Requires-Python"]) == (
        "tourpack",
        "MIT",
        ">=3.11",
    )
    required = {requirement.lower() for requirement in metadata.get_all("Requires-Dist") or ()}
    assert any(requirement.startswith("gtts<3,>=2.5.4") for requirement in required)
    assert any(requirement.startswith("hibari-tts==0.2.1") for requirement in required)
    assert not any("pytest" in requirement for requirement in required)


def test_the_command_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """Unpacked on the path, as ``pip install --target`` does it, away from the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    script = (
        "import sys, tour\n"
        "from importlib.metadata import distribution\n"
        "[command] = distribution('tourpack').entry_points.select(group='console_scripts')\n"
        "assert tour.__file__.startswith(sys.argv[1]), tour.__file__\n"
        "sys.argv[1:] = ['new', 'demo']\n"
        "command.load()()"
    )

    done = subprocess.run(
        [sys.executable, "-P", "-c", script, str(tmp_path)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Next: tourpack build demo\n")
    assert (tmp_path / "demo/stops/tour.toml").is_file()
