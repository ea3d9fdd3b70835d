"""Real browsers: Chromium for every test of the page, and Firefox and WebKit beside it for the journeys."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from conftest import FILES, TourTest
from drivers.by_playwright import ByPlaywright, chromium_browser, firefox_browser
from drivers.by_selenium import BySelenium
from drivers.driver import ENGINES, Driver, Look
from drivers.found import install_hint, missing
from drivers.surroundings import NO_SINK, display, sound_sink
from drivers.walker import Walker
from pages import built, rich

Visit = Callable[..., Walker]
"""Begins a visit: a `Look`, or how it is to differ from the usual one, gives a walker."""


def needs(engine: str) -> None:
    """End a test whose browser is not there: it is skipped and says so and, in CI, fails."""
    if missing(engine):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(install_hint(engine))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests of this process. Without one they are skipped, and in CI they fail."""
    needs("chromium")
    browser = chromium_browser(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def sink() -> Iterator[str]:
    """Where a browser's sound may go unheard."""
    with sound_sink() as address:
        yield address


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    with display() as number:
        yield number


@pytest.fixture(scope="session")
def firefox(playwright: Playwright, sink: str) -> Iterator[Callable[[Look], Browser]]:
    """Return a maker of Firefoxes, one for all tests of this process that want a like one."""
    made: dict[tuple[bool, bool], Browser] = {}

    def one(look: Look) -> Browser:
        kind = look.dark, look.mute
        if kind not in made:
            made[kind] = firefox_browser(playwright, NO_SINK if look.mute else sink, look.dark)
        return made[kind]

    yield one
    for browser in made.values():
        browser.close()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn. One that is not there is told of as its first test is reached, see `needs`."""
    needs(request.param)
    return str(request.param)


@pytest.fixture
def visit(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Visit]:
    """Begin visits in the engine, which end with the test."""
    begun: list[Driver] = []

    def begin(**changes: Any) -> Walker:
        begun.append(_driver(engine, Look(**changes), request, tmp_path))
        return Walker(begun[-1])

    yield begin
    for driver in begun:
        driver.close()


def _driver(engine: str, look: Look, request: pytest.FixtureRequest, runtime: Path) -> Driver:
    have = request.getfixturevalue
    if engine == "webkit":
        return BySelenium(look, have("screen"), NO_SINK if look.mute else have("sink"), str(runtime))
    browser = have("chromium") if engine == "chromium" else have("firefox")(look)
    return ByPlaywright(engine, browser, look)


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


@pytest.fixture(scope="session")
def rich_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of the tour that has all that a page can show. To be read, not changed."""
    return built(rich(tmp_path_factory.mktemp("rich")))


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
