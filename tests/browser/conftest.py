"""Real Chromium, driven by Playwright: the system's own browser, for Playwright's cannot be downloaded everywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from conftest import FILES, TourTest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--mute-audio"]
"""A container has no sandbox of its own; and no one is there to tap before the first sound."""


def executable() -> str | None:
    """Return where a Chromium stands: what TOURPACK_CHROMIUM names, else the first one on the PATH."""
    return os.environ.get("TOURPACK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this process. Without one they are skipped, and in CI they fail."""
    path = executable()
    if path is None:
        missing = "NO CHROMIUM: nothing is known of the player. Install one (see CONTRIBUTING) or set TOURPACK_CHROMIUM"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor of its own: no storage, no cache, a phone's size and finger."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of a small tour with every file that a pack has, spoken by tones. To be read, not changed."""
    test = TourTest(tmp_path_factory.mktemp("harbour"))
    for name, text in FILES.items():
        test.write(name, text)
    test.run("build", "--executor", "inline").ok()
    return test.pack


@dataclass
class Served:
    """A pack that ``tourpack serve`` serves, in a process of its own."""

    url: str
    """Ends in a slash."""
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """End the server at once: from here on there is no network. Twice does no harm."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Serve a pack's folder. A second call with the port of the first brings that address back."""
    started: list[Served] = []

    def start(folder: Path, port: int = 0) -> Served:
        process = subprocess.Popen(
            [sys.executable, "-m", "tour", "serve", str(folder), "--port", str(port), "--json"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        said = process.stdout.readline()
        if not said:
            process.wait()
            raise AssertionError(f"tourpack serve {folder} ended with {process.returncode}; its stderr says why")
        event = json.loads(said)
        served = Served(event.get("url", ""), process)
        started.append(served)
        assert event["event"] == "serving", said
        return served

    yield start
    for served in started:
        served.kill()
