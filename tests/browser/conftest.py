"""Real Chromium, driven by Playwright: the system's own browser, for Playwright's cannot be downloaded everywhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

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
