"""Somebody with a phone: presses what the page shows, and sees and hears what comes of it."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from drivers.driver import Driver

CONTROLS = {
    "start": "#go",
    "play": "#play",
    "next": "#next",
    "seek": "#seek",
    "speed": "#speed",
    "follow": "#follow",
    "save": "#offline button:not([hidden])",
    "to the map": "[data-tab=map]",
    "more": "[data-tab=more]",
    "to the transcript": "#more a[href='transcript.html']",
}
"""What journeys press, each by the one handle that it keeps when the page around it changes."""
PAGE_VIEWS = ("", "#map", "#stop-quay", "#stop-clock", "#more")
VIEWS = (*(f"index.html{view}" for view in PAGE_VIEWS), "transcript.html", "listen.html")
LONG = 60.0
"""Seconds after which something is taken to never happen."""
RECEIVER = (Path(__file__).parent / "receiver.js").read_text("utf-8")


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOKS = """() => {
  const over = Player.wait() || Player.audio.paused || Player.audio.ended;
  return [receiver.looks, Player.track().kind === "look" && !over];
}"""
"""What was told at stops so far, by the receiver's own list, and whether such a track plays."""


@dataclass
class Walker:
    """One visitor in one engine."""

    driver: Driver

    def press(self, name: str, across: float = 0.5) -> None:
        self.driver.press(CONTROLS[name], across)

    def run(self, script: str, *values: Any) -> Any:
        return self.driver.run(script, *values)

    def until(self, claim: str, *values: Any) -> None:
        """Wait until *claim*, a JavaScript function, says that it is so."""
        deadline = time.monotonic() + LONG
        while not self.run(claim, *values):
            assert time.monotonic() < deadline, f"never came true in {self.driver.engine}: {claim} {values}"
            time.sleep(0.03)

    def comes_to(self, script: str, value: Any) -> None:
        """Wait until *script* returns *value*."""
        deadline = time.monotonic() + LONG
        while (found := self.run(script)) != value:
            assert time.monotonic() < deadline, f"in {self.driver.engine}: {found}"
            time.sleep(0.1)

    def sees(self, words: str) -> None:
        """Wait until *words* stand on the screen."""
        self.until("(words) => document.body.innerText.replace(/\\s+/g, ' ').includes(words)", words)

    def offers(self, name: str) -> bool:
        """Say whether the play key is called *name* now: it plays or it pauses."""
        return bool(self.run("(name) => document.getElementById('play').getAttribute('aria-label') === name", name))

    def hears(self, track: str) -> None:
        """Wait until the sound of this file goes on."""
        before = -1.0
        self.until("(name) => Player.audio.src.endsWith(name) && !Player.audio.paused", track)
        before = self.heard()
        self.until("(before) => Player.audio.currentTime > before + 0.1", before)

    def heard(self) -> float:
        """Return how far the sound is in its file, in seconds."""
        return float(self.run("() => Player.audio.currentTime"))

    def shown(self) -> float:
        """Return how far the page says that it is, in seconds."""
        minutes, _, seconds = str(
            self.run("() => document.getElementById('time').textContent.split(' ')[0]")
        ).partition(":")
        return 60 * int(minutes) + int(seconds)

    def takes_a_receiver(self) -> None:
        """Put a receiver of positions in the place of the browser's own; `walk` tells it where the walker is."""
        self.run(RECEIVER)

    def walk(self, places: Sequence[tuple[float, float]]) -> None:
        """Be at each of *places* for a second, seen to some 6 m; the receiver's clock runs ahead of this machine's.

        Ten go at a time, for each call takes a browser a while.
        """
        for n in range(0, len(places), 10):
            self.run("(some) => { for (const place of some) receiver.at(...place); }", places[n : n + 10])

    def stands_until_over(self, lat: float, lon: float, count: int) -> list[str]:
        """Stand there until so many stops have begun, and the last of them is over; return their tracks' names."""
        deadline = time.monotonic() + 2 * LONG
        while True:
            began, playing = self.run(LOOKS)
            if len(began) >= count and not playing:
                return list(began)
            assert time.monotonic() < deadline, f"standing at {lat}, {lon}; stops that began: {began}"
            self.walk([(lat, lon)] * 10)
            time.sleep(0.2)  # each time the map is drawn anew, which is what costs

    def opens_all_that_is_folded(self) -> None:
        self.run("() => { for (const one of document.querySelectorAll('details')) one.open = true; }")

    def faults(self) -> list[str]:
        """Return what axe finds against WCAG 2.2 AA on the page: each rule with the first element that breaks it."""
        if not self.run("() => !!globalThis.axe"):
            self.run("() => {" + AXE_SCRIPT + "}")
        self.run(
            "(tags) => { globalThis.found = 0; axe.run({ runOnly: tags }).then((all) => { found = all; }); }", TAGS
        )
        self.until("() => found")
        assert self.run("() => found.passes.length") > 10
        return list(self.run("() => found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`)"))

    def background(self) -> float:
        """Return how bright the page's ground is, from 0 to 255."""
        colour = str(self.run("() => getComputedStyle(document.documentElement).backgroundColor"))
        return sum(map(float, re.findall(r"[\d.]+", colour)[:3])) / 3
