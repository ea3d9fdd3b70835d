"""The walking screen on board: what to take and for how long, and nothing that is only for who walks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.test_walking import GPS
from conftest import FILES, TourTest
from ferry import with_ferry
from pages import becomes, built, served


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    tour = TourTest(tmp_path_factory.mktemp("ferry"))
    for name, text in FILES.items():
        tour.write(name, text)
    pack: Path = built(with_ferry(tour))
    with served(pack) as address:
        yield address


@pytest.fixture
def page(context: BrowserContext, url: str) -> Page:
    """The page while the words for the ferry are heard, with a receiver at hand that nobody has asked yet."""
    page = context.new_page()
    page.add_init_script(GPS)
    page.goto(f"{url}#stop-mill")
    page.evaluate("Player.go(Page.tour.tracks.findIndex(({ kind, leg }) => kind === 'walk' && leg === 1), 0)")
    becomes(page, "!Player.audio.paused && Player.audio.readyState > 2")
    return page


def test_it_says_what_to_take_and_for_how_long(page: Page) -> None:
    expect(page.get_by_role("heading", name="Next stop: The Island")).to_be_visible()
    expect(page.locator("#way-left")).to_have_text("Ferry, about 12 minutes")
    expect(page.locator("#way-cross")).to_have_text("Take the ferry to The Island. Line 19 to the Island.")
    expect(page.get_by_role("button", name="The pavement is closed here")).to_be_hidden()


def test_a_position_turns_no_arrow_and_names_no_street(page: Page) -> None:
    page.evaluate("document.getElementById('follow').click()")
    for step in range(30):
        page.evaluate("lon => gps.at(51.5003, lon, 90)", -0.098 + step * 8e-5)

    expect(page.locator("#way-cross")).to_have_text("Take the ferry to The Island. Line 19 to the Island.")
    expect(page.locator("#arrow")).to_be_hidden()
    expect(page.locator("#leg .m-ride")).to_have_count(1)
    expect(page.locator("#leg .m-route")).to_have_count(0)


def test_at_the_hold_the_screen_does_not_say_walk(page: Page) -> None:
    page.evaluate("Player.go(Place.at + 1, Page.tour.tracks[Place.at + 1].seconds - 0.5)")
    becomes(page, "!!Player.wait()")

    assert "Take the ferry to The Island." in (page.locator("#wait-head").text_content() or "")


def test_metres_behind_are_those_that_were_walked(page: Page) -> None:
    there = "Page.tour.tracks.findIndex(({ stop }) => stop === 'island')"

    told = page.evaluate(f"Player.go({there}, 0), document.getElementById('map-sum').textContent")  # it is heard in 2 s

    assert told == "0 of 4 stops heard · 0.2 of 0.3 km"
