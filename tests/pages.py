"""Packs with pages, for the browser's tests: a tour that has all that a page can show, and one that means harm."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from conftest import FILES, TourTest
from tour.serve import open_server

CLOCK = """\
---
title: The Clock Tower
place: [51.50100, -0.09800]
stand: below the clock
face: the clock
address: 1 Tower Street
facts: 2026-01-02
access: Two steps at the door
if_closed: Look at it from across the street
film: {scene: The clock stops for good, spoiler: ending}
---

# Look

This is the clock.[^S1] It tells the time. The walk is over.

# Ending

The clock stops. Nobody winds it again.

# Walk

Walk back along the water. Goodbye.

# Card

Count the hands.[^S2]
"""

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80" fill="none" stroke="#1b1714" stroke-width="4">
  <title>A bollard with a rope</title>
  <path d="M20 70 H80 M50 70 V20"/>
</svg>
"""


def rich(root: Path) -> TourTest:
    """Return a tour of three stops below *root* with an ending, spoilers, a drawing and sources with addresses."""
    tour = TourTest(root)
    for name, text in FILES.items():
        tour.write(name, text)
    tour.write("03-clock.md", CLOCK).write("art/quay.svg", DRAWING)
    tour.edit("00-welcome.md", "two stops, stops: 2", "three stops, stops: 3")
    tour.edit("00-welcome.md", "There are two stops.", "There are three stops.")
    tour.edit("01-quay.md", "facts:", "film: {scene: A chase along the quay, spoiler: none}\nfacts:")
    tour.edit("02-mill.md", "facts:", "film: {scene: The miller is a spy, spoiler: mild}\nfacts:")
    tour.edit("02-mill.md", "# Card", "# Walk\n\nGo on to the clock. It is not far.\n\n# Card")
    tour.edit("route.gpx", "</trkseg>", '<trkpt lat="51.50100" lon="-0.09800"/></trkseg>')
    tour.write(
        "sources.toml",
        FILES["sources.toml"] + '\n[S2]\ntitle = "Clocks of the coast"\nurl = "https://example.org/clocks"\n',
    )
    return tour


def built(tour: TourTest) -> Path:
    """Return the pack of *tour*, with all that its page loads."""
    tour.run("build", "--executor", "inline", *(f"--only={name}" for name in ("audio", "cover", "page"))).ok()
    return tour.pack


@contextmanager
def served(pack: Path) -> Iterator[str]:
    """Serve *pack* from a thread of this process meanwhile, at the address that is given."""
    server = open_server(pack)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def becomes(page: Page, claim: str, given: Any = None) -> None:
    """Wait until *claim*, JavaScript, holds on the page. The page's policy shuts out Playwright's own way to wait."""
    deadline = time.monotonic() + 15
    while not _holds(page, claim, given):
        assert time.monotonic() < deadline, f"never came true: {claim}"
        page.wait_for_timeout(20)


def _holds(page: Page, claim: str, given: Any) -> bool:
    try:
        return bool(page.evaluate(claim, given))
    except Error as fault:
        if "Execution context was destroyed" not in fault.message:
            raise
        return False  # the page is being loaded anew
