"""The walking screen in a house: which room, where to stand there, and nothing that is only for a street."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from conftest import FILES, TourTest
from pages import becomes, built, served
from test_indoors import ON, ROOM, ROOMS


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    tour = TourTest(tmp_path_factory.mktemp("museum"))
    tour.write("tour.toml", FILES["tour.toml"])
    tour.write("00-welcome.md", re.sub("claims:\n.*\n", "", FILES["00-welcome.md"]))
    for number, (title, room, thing) in enumerate(ROOMS, 1):
        text = ROOM.format(title=title, where=f"room: {room}\n", thing=thing)
        tour.write(f"{number:02}-{thing}.md", text + (ON if number < len(ROOMS) else ""))
    pack: Path = built(tour)
    with served(pack) as address:
        yield address


def test_at_a_hold_it_says_in_which_room_and_speaks_of_no_pavement(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.goto(f"{url}#stop-loom")

    page.evaluate(
        "const n = Page.tour.tracks.findLastIndex(({ hold }) => hold); Player.go(n, Page.tour.tracks[n].seconds - 0.8)"
    )
    becomes(page, "Player.wait() !== null")

    expect(page.get_by_role("heading", name="Next stop: The Engine")).to_be_visible()
    expect(page.locator("#way-stand")).to_have_text("Room 7, first floor. Stand at the engine.")
    expect(page.get_by_role("button", name="The pavement is closed here")).to_be_hidden()
