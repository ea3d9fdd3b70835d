"""Chromium and Firefox, driven by Playwright: the system's own, for Playwright's cannot be downloaded everywhere.

Debian's Firefox is not the one that Playwright patches, so it is driven by WebDriver BiDi, the channel ``moz-firefox``.
"""

from __future__ import annotations

import os
import time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Playwright

from drivers.driver import Look
from drivers.found import program

WAIT = 60_000
"""Milliseconds after which something is taken to never happen."""
LEFT_OUT_BY_PLAYWRIGHT = (
    "AimEnabled",
    "AutoDeElevate",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "BlockOriginHeaderModificationOnRedirect",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "Translate",
)
"""What Playwright 1.64 has Chromium do without; said again, for Chromium hears the last list alone."""
ADDRESS_BAR = ("WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup")
"""Pages of Chromium's own (156) that it loads beside each new window, for an address bar that nobody sees: three
quarters of the processor time of a window."""
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    f"--disable-features={','.join((*LEFT_OUT_BY_PLAYWRIGHT, *ADDRESS_BAR))}",
]
"""A container has no sandbox of its own; and no one is there to tap before the first sound."""
FIREFOX_SETTINGS: dict[str, str | float | bool] = {
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    "ui.useOverlayScrollbars": 0,  # as on a desk: what is wider than the window less its scroll bar shows
}
DARK: dict[str, str | float | bool] = {
    "ui.systemUsesDarkTheme": 1,
    "layout.css.prefers-color-scheme.content-override": 0,
}
"""Playwright's own wish for dark does nothing over BiDi."""


def chromium_browser(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=program("chromium"), args=CHROMIUM_ARGUMENTS)


def firefox_browser(playwright: Playwright, sink: str, dark: bool = False) -> Browser:
    """Return a Firefox that plays into *sink*."""
    settings = FIREFOX_SETTINGS | (DARK if dark else {})
    return playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=program("firefox"),
        firefox_user_prefs=settings,
        env={**os.environ, "PULSE_SERVER": sink},
    )


class ByPlaywright:
    """A visitor in a browser that Playwright drives; see `drivers.driver.Driver`."""

    def __init__(self, engine: str, browser: Browser, look: Look) -> None:
        self.engine = engine
        self.context: BrowserContext = browser.new_context(
            viewport={"width": look.width, "height": look.height},
            has_touch=engine == "chromium",
            is_mobile=engine == "chromium",
            color_scheme="dark" if look.dark else "light",
        )
        self.context.set_default_timeout(WAIT)
        self.page = self.context.new_page()
        self._returned = False

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def open(self, url: str) -> None:
        self.page.goto(url)
        self._returned = False

    def reload(self) -> None:
        self.page.reload()
        self._returned = False

    def back(self) -> None:
        # Over BiDi page.go_back() hangs, and so does a real click on a page that came from the cache of pages.
        before = self.page.url
        self.page.evaluate("() => { setTimeout(() => history.back()); }")
        deadline = time.monotonic() + WAIT / 1000
        while self._address() in ("", before):
            assert time.monotonic() < deadline, "there is no page to go back to"
            self.page.wait_for_timeout(50)
        self._returned = self.engine == "firefox"

    def _address(self) -> str:
        """Return the address of the page that is loaded; nothing between two pages."""
        try:
            return str(self.page.evaluate("() => document.readyState === 'complete' ? location.href : ''"))
        except Error:
            return ""

    def run(self, script: str, *values: Any) -> Any:
        return self.page.evaluate(f"(values) => ({script})(...values)", list(values))

    def press(self, css: str, across: float = 0.5) -> None:
        if self._returned:
            self.run("(css) => document.querySelector(css).click()", css)
            return
        target = self.page.locator(css)
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        assert box, f"{css} is not in sight"
        target.click(position={"x": box["width"] * across, "y": box["height"] / 2})

    def choose(self, css: str, value: str) -> None:
        self.page.locator(css).select_option(value)

    def close(self) -> None:
        self.context.close()
