"""What every test may use: a small tour to change and run, and golden files that can be renewed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings

import warm
from drivers.found import PROGRAMS, install_hint
from tour.pack.cache import Store
from walks import packed, walk

__all__ = ["packed", "walk"]  # fixtures of every test

settings.register_profile("tour", deadline=None)  # a busy machine is no fault
settings.load_profile("tour")

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).parent / "data"

TOUR = """\
title = "Harbour walk"
subtitle = "Two stops by the water"
slug = "harbour"
language = "en"
published = "2026-01-02"
author = "Ann Author"
licence = "CC BY 4.0"
engine = "tone"
safety = ["Mind the edge."]
"""

WELCOME = """\
---
title: Welcome
facts: 2026-01-02
claims:
  - {say: two stops, stops: 2}
---

# Look

Welcome. There are two stops.

# Card

Start at the quay.
"""

QUAY = """\
---
title: The Quay
place: [51.50000, -0.10000]
stand: on the quay, by the bollard
face: the water
facts: 2026-01-02
walked: null
---

# Look

This is the quay.[^S1] Look at the water. [pause 2s] It moves.

Turn left.

# Walk

Walk along the water. [cross Mill Lane cut] When you are across, go on.

# Card

Built in 1801.[^S1]
"""

MILL = """\
---
title: The Mill
place: [51.50030, -0.09800]
stand: at the mill door
facts: 2026-01-02
---

# Look

This is the mill.

# Card

Look for the wheel.
"""

SOURCES = """\
[S1]
title = "A history of the quay"
publisher = "The Harbour Press"
date = "1990"
"""

ROUTE = """\
<?xml version="1.0" encoding="UTF-8"?>
<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="test">
  <trk><trkseg>
    <trkpt lat="51.50000" lon="-0.10000"/>
    <trkpt lat="51.50000" lon="-0.09800"/>
    <trkpt lat="51.50030" lon="-0.09800"/>
  </trkseg></trk>
</gpx>
"""

STREETS = """\
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "Mill Lane", "class": "local"}, "geometry": {"type": "LineString", "coordinates": [[-0.099, 51.499], [-0.099, 51.502]]}},
{"type": "Feature", "properties": {"name": "Quay Street", "class": "major"}, "geometry": {"type": "LineString", "coordinates": [[-0.102, 51.4999], [-0.096, 51.4999]]}}
]}
"""  # noqa: E501

FILES = {
    "tour.toml": TOUR,
    "00-welcome.md": WELCOME,
    "01-quay.md": QUAY,
    "02-mill.md": MILL,
    "sources.toml": SOURCES,
    "route.gpx": ROUTE,
    "streets.geojson": STREETS,
}


@dataclass
class Run:
    """What a command gave."""

    code: int
    stdout: str
    stderr: str

    def ok(self) -> Run:
        assert self.code == 0, self.stderr or self.stdout
        return self


@dataclass
class TourTest:
    """A small tour on disk, to change and to run commands on."""

    root: Path
    env: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, content: str | bytes) -> TourTest:
        """Write a file below stops/."""
        path = self.root / "stops" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def edit(self, name: str, old: str, new: str) -> TourTest:
        """Replace *old*, which must be there, in a file below stops/."""
        path = self.root / "stops" / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return self

    def remove(self, name: str) -> TourTest:
        (self.root / "stops" / name).unlink()
        return self

    def run(self, *arguments: str, timeout: float = 120) -> Run:
        """Run ``tourpack`` with *arguments* in the tour's folder, as a process of its own: see `warm`."""
        done = warm.run(arguments, self.root, self.env, timeout)
        return Run(done.returncode, done.stdout, done.stderr)

    def build(self, *arguments: str) -> Run:
        """Build inline, which must work, and work again with nothing to do."""
        done = self.run("build", "--executor", "inline", *arguments).ok()
        again = self.run("build", "--executor", "inline", *arguments).ok()
        assert "Nothing to do" in again.stdout, again.stdout
        return done

    @property
    def pack(self) -> Path:
        return self.root / "output" / "harbour"

    def files(self) -> dict[str, bytes]:
        """Return every file of the pack."""
        return {
            path.relative_to(self.pack).as_posix(): path.read_bytes()
            for path in sorted(self.pack.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty cache."""
    made = Store(tmp_path / "cache")
    made.prepare()
    return made


@pytest.fixture
def tour(tmp_path: Path) -> TourTest:
    """A working two-stop tour, spoken by the tone engine."""
    test = TourTest(tmp_path)
    for name, text in FILES.items():
        test.write(name, text)
    return test


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files; read the diff afterwards")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config) -> object:
    """Deal files out as `dealing` says, where they are to be dealt out whole."""
    if config.getoption("dist") != "loadfile":
        return None
    from dealing import TwoKinds

    return TwoKinds(config)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say last, and in red, which engines the tests of the page did without."""
    skipped = "".join(str(report.longrepr) for report in terminalreporter.stats.get("skipped", []))
    for engine in PROGRAMS:
        if f"NO {engine.upper()}:" in skipped:
            terminalreporter.write_line(install_hint(engine), red=True, bold=True)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file below tests/data, or renew it with --update-golden."""

    def compare(name: str, text: str) -> None:
        path = DATA / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text

    return compare
