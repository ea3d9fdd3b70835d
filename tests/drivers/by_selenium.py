"""WebKit, the engine of Safari and of every browser on an iPhone: WebKitGTK's, driven by its own WebDriver.

It is not iOS: what a phone's lock screen, sleep or storage do is not seen here.
"""

from __future__ import annotations

import os
import time
import warnings
from dataclasses import replace
from typing import Any

from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from drivers.driver import NARROWEST, Look
from drivers.found import mini_browser, program

WAIT = 60
"""Seconds after which something is taken to never happen."""
SETTLED = 1
"""Seconds for which a page keeps a size that it should not have before that is believed."""
FRAME = "frame.html"
FRAME_PAGE = b"""<!doctype html><title>frame</title><style>*{margin:0;border:0}</style>
<iframe allow="autoplay"></iframe><script>const [width, height] = location.search.slice(1).split("x");
Object.assign(document.querySelector("iframe"), {width, height, src: location.hash.slice(1)});</script>
"""
"""A test that wants a narrow WebKit writes this, under FRAME, beside the page."""


class BySelenium:
    """A visitor in WebKitGTK's MiniBrowser; see `drivers.driver.Driver`."""

    engine = "webkit"
    _around = (0, 0)
    """Pixels of the window beside and above the page, as the last visitor found them."""

    def __init__(self, look: Look, display: str, sink: str, runtime: str) -> None:
        """Start a browser on *display* that plays into *sink*. *runtime* is a folder of this user's, for sockets."""
        options = Options()
        options.binary_location = mini_browser() or ""
        options.add_argument("--automation")
        if look.dark:
            options.add_argument("--dark-mode")
        own = {
            "DISPLAY": display,
            "PULSE_SERVER": sink,
            "XDG_RUNTIME_DIR": runtime,
            # bubblewrap needs rights that a container or root has not
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "NO_AT_BRIDGE": "1",
        }
        service = Service(program("webkit") or "", env={**os.environ, **own})
        self.look = look
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # selenium's WebKitGTK uses what selenium deprecates
            self.browser = webdriver.WebKitGTK(options=options, service=service)
        self.browser.set_script_timeout(60)
        self._fit()

    def resize(self, width: int, height: int) -> None:
        self.look = replace(self.look, width=width, height=height)
        self.browser.switch_to.default_content()
        self._fit()

    def open(self, url: str) -> None:
        if not self._framed:
            self.browser.get(url)
            return
        folder, _, page = url.rpartition("/")
        page = page if page.partition("#")[0] else f"index.html{page}"
        self.browser.get("about:blank")  # a new fragment alone would load nothing
        self.browser.get(f"{folder}/{FRAME}?{self.look.width}x{self.look.height}#{page}")
        self.browser.switch_to.frame(self.browser.find_element(By.TAG_NAME, "iframe"))
        deadline = time.monotonic() + WAIT
        while not self.browser.execute_script(
            "return location.protocol !== 'about:' && document.readyState === 'complete'"
        ):
            assert time.monotonic() < deadline, f"{url} did not load in a frame"
            time.sleep(0.02)

    def reload(self) -> None:
        assert not self._framed
        self.browser.refresh()

    def back(self) -> None:
        self.browser.back()

    def run(self, script: str, *values: Any) -> Any:
        return self.browser.execute_script(f"return ({script})(...arguments)", *values)

    def press(self, css: str, across: float = 0.5) -> None:
        [target] = self.browser.find_elements(By.CSS_SELECTOR, css)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'nearest', behavior: 'instant'})", target)
        aside = round((across - 0.5) * target.rect["width"])
        ActionChains(self.browser, duration=0).move_to_element_with_offset(target, aside, 0).click().perform()

    def choose(self, css: str, value: str) -> None:
        Select(self.browser.find_element(By.CSS_SELECTOR, css)).select_by_value(value)

    def close(self) -> None:
        self.browser.quit()

    @property
    def _framed(self) -> bool:
        return self.look.width < NARROWEST

    def _fit(self) -> None:
        """Make the window as large as its page is to be, with what the browser puts around it.

        A window may take its new size well after WebDriver has said that it has, and until then the page tells the old
        one: what is around it is reckoned only from a page that has kept its size for SETTLED.
        """
        wanted = (max(self.look.width, NARROWEST), self.look.height)
        deadline = time.monotonic() + WAIT
        while True:
            asked = (wanted[0] + self._around[0], wanted[1] + self._around[1])
            self.browser.set_window_size(*asked)
            inner = self._settled(wanted)
            if inner == wanted:
                return
            assert time.monotonic() < deadline, f"a page of {inner} does not become one of {wanted}"
            BySelenium._around = (max(0, asked[0] - inner[0]), max(0, asked[1] - inner[1]))

    def _settled(self, wanted: tuple[int, int]) -> tuple[int, int]:
        """Return the size of the page, in CSS pixels, once it is *wanted* or has not changed for SETTLED."""
        size = (0, 0)
        since = time.monotonic()
        while size != wanted and time.monotonic() - since < SETTLED:
            before = size
            wide, high = self.browser.execute_script("return [innerWidth, innerHeight]")
            size = (wide, high)
            if size != before:
                since = time.monotonic()
            time.sleep(0.02)
        return size
