"""Where a walker left off: kept as of the last second, whichever way the page was left."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from conftest import FILES, TourTest
from drivers.by_playwright import CHROMIUM_ARGUMENTS
from drivers.found import program
from pages import becomes, built, served

WELCOME, QUAY, TO_MILL, ACROSS, TO_MILL_2, LAST_SILENCE, MILL = range(7)
"""The harbour's tracks, in play order; `ACROSS` is the silence in which the street is crossed."""


@pytest.fixture(scope="module")
def url(harbour: Path) -> Iterator[str]:
    with served(harbour) as address:
        yield address


@pytest.fixture
def page(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    return page


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps the place, and no pages: a worker would answer, or crash with the page."""
    context = chromium.new_context(service_workers="block")
    yield context
    context.close()


def begin(page: Page, track: int, seconds: float = 0.0) -> None:
    """Play a track from there on, for a second."""
    page.evaluate("([track, seconds]) => Player.go(track, seconds)", [track, seconds])
    becomes(page, "seconds => !Player.audio.paused && Player.audio.currentTime > seconds + 1.1", seconds)


def length(page: Page, track: int) -> float:
    return float(page.evaluate(f"Page.tour.tracks[{track}].seconds"))


def heard(page: Page) -> float:
    return float(page.evaluate("Player.audio.currentTime"))


def place(page: Page) -> list[Any]:
    return list(page.evaluate("[Place.at, Place.time]"))


def goes_on(page: Page, track: int, seconds: float) -> None:
    """Hold that play goes on in that track, at most a second before that time."""
    assert place(page)[0] == track
    page.locator("#play").click()
    becomes(page, "!Player.audio.paused && Player.audio.currentTime > 0.3")
    assert seconds - 1 <= heard(page) < seconds + 3


def test_a_tab_that_is_closed_keeps_the_place(context: BrowserContext, page: Page, url: str) -> None:
    begin(page, ACROSS, 20.0)
    left = heard(page)

    page.close(run_before_unload=True)
    page = context.new_page()
    page.goto(url)

    goes_on(page, ACROSS, left)


def test_a_tab_that_crashes_loses_no_more_than_a_second(visitor: BrowserContext, url: str) -> None:
    page = visitor.new_page()
    page.goto(url)
    begin(page, ACROSS, 20.0)
    page.wait_for_timeout(1700)
    left = heard(page)

    with contextlib.suppress(Error):
        page.goto("chrome://crash")
    page = visitor.new_page()
    page.goto(url)

    goes_on(page, ACROSS, left)


def test_leaving_by_a_link_and_back_keeps_the_place(page: Page) -> None:
    begin(page, ACROSS, 20.0)
    left = heard(page)

    page.goto(page.url + "transcript.html")
    page.go_back()

    goes_on(page, ACROSS, left)


@pytest.fixture
def remembering(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps pages for a return by the back button, as phones do; the one that is driven does not."""
    browser = chromium.browser_type.launch(
        executable_path=program("chromium"),
        args=CHROMIUM_ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser.new_context(service_workers="block")
    browser.close()


def test_a_page_that_comes_back_from_the_browsers_memory_plays_from_where_it_stood(
    remembering: BrowserContext, url: str
) -> None:
    page = remembering.new_page()
    page.goto(url)
    page.evaluate("globalThis.same = true")
    begin(page, ACROSS, 20.0)
    left = heard(page)

    page.goto(url + "transcript.html")
    page.evaluate("setTimeout(() => history.back())")
    page.wait_for_url(url, wait_until="commit")

    assert page.evaluate("same"), "the browser loaded the page anew: this test shows nothing"
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play")
    goes_on(page, ACROSS, left)


def test_a_sound_that_the_browser_threw_away_meanwhile_is_loaded_again(page: Page) -> None:
    """WebKit: the screen says 0:31, and play would start at 0:00."""
    begin(page, ACROSS, 20.0)
    page.locator("#play").click()
    left = heard(page)

    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    page.evaluate("Player.audio.load()")  # what is left of it: the same address, at 0:00
    page.wait_for_timeout(100)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    goes_on(page, ACROSS, left)


def test_coming_back_finds_the_place_that_another_tab_went_on_from(context: BrowserContext, page: Page) -> None:
    begin(page, ACROSS, 20.0)
    page.locator("#play").click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    other = context.new_page()
    other.goto(page.url)
    begin(other, TO_MILL_2, 0.0)
    other.close(run_before_unload=True)

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    becomes(page, f"Place.at === {TO_MILL_2}")


@pytest.mark.parametrize(
    ("track", "then"), [(WELCOME, WELCOME), (QUAY, TO_MILL), (TO_MILL, ACROSS), (ACROSS, TO_MILL_2)]
)
def test_a_reload_at_a_tracks_very_end_sounds_nothing_by_itself(page: Page, track: int, then: int) -> None:
    page.evaluate(f"Place.at = {track}; Place.time = Page.tour.tracks[{track}].seconds; Place.keep()")

    page.reload()
    page.wait_for_timeout(500)

    assert page.evaluate("Player.audio.paused")
    assert place(page)[0] == then
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(page.locator("#wait")).to_be_visible(visible=track == WELCOME)


@pytest.mark.parametrize("before", [0.4, 1.5])
def test_an_interruption_in_a_walks_last_sentence_loses_no_word_of_it(page: Page, before: float) -> None:
    stood = length(page, TO_MILL) - before
    page.evaluate("([track, seconds]) => { Player.go(track, seconds); Player.audio.pause(); }", [TO_MILL, stood])
    page.evaluate("Player.seek(Place.time)")

    page.reload()

    at, seconds = place(page)
    assert (at, seconds) == (TO_MILL, pytest.approx(stood, abs=0.3))
    page.locator("#play").click()
    becomes(page, f"Place.at === {ACROSS} && !Player.audio.paused")


def test_an_interruption_in_a_silence_that_is_nearly_over_is_no_hold(page: Page) -> None:
    page.evaluate(f"Place.at = {LAST_SILENCE}; Place.time = {length(page, LAST_SILENCE) - 1}; Place.keep()")

    page.reload()

    expect(page.locator("#wait")).to_be_hidden()
    page.locator("#play").click()
    expect(page.locator("#wait")).to_be_visible()


def test_the_tour_is_over_and_play_hears_the_last_track_again(page: Page) -> None:
    last = page.evaluate("Page.tour.tracks.length - 1")
    page.evaluate(f"Place.at = {last}; Place.time = Page.tour.tracks[{last}].seconds; Place.keep()")
    page.reload()
    expect(page.locator("#wait")).to_contain_text("whole tour")

    page.locator("#play").click()

    becomes(page, "!Player.audio.paused && Player.audio.currentTime > 0.5")
    assert heard(page) < length(page, last) - 0.5


@pytest.mark.parametrize("playing", [True, False])
def test_storage_that_is_cleared_under_the_page_is_written_again(page: Page, playing: bool) -> None:
    begin(page, ACROSS, 20.0)
    if not playing:
        page.locator("#play").click()

    page.evaluate("localStorage.clear()")
    if playing:
        becomes(page, "localStorage.length > 0")
    left = heard(page)
    page.reload()

    goes_on(page, ACROSS, left)


@pytest.mark.parametrize("kept", ["{", "5", "true", '"quay"', "[]", "null", '{"track": 1, "time": "x", "far": 5}'])
def test_what_is_kept_there_and_is_no_place_begins_at_the_beginning(page: Page, kept: str) -> None:
    page.evaluate("kept => { Place.mine = false; localStorage.setItem(Place.key, kept); }", kept)
    page.reload()

    assert place(page) == [WELCOME, 0]
    begin(page, WELCOME)


# A new edition during the walk.


def edition(root: Path, *edits: tuple[str, str, str], extra: bool = False) -> Path:
    """Build the harbour walk with *edits*, (file, old, new); with *extra* a stop comes in before the quay."""
    tour = TourTest(root)
    for name, text in FILES.items():
        tour.write(name, text)
    for edit in edits:
        tour.edit(*edit)
    if extra:
        for name in ("02-mill.md", "01-quay.md"):
            (root / "stops" / name).rename(root / "stops" / f"0{int(name[1]) + 1}{name[2:]}")
        gate = FILES["02-mill.md"].replace("The Mill", "The Gate").replace("51.50030, -0.09800", "51.50030, -0.10000")
        tour.write("01-gate.md", gate.replace("# Card", "# Walk\n\nGo on to the quay.\n\n# Card"))
        tour.edit("00-welcome.md", "stops: 2", "stops: 3").edit("00-welcome.md", "two stops", "three stops")
        tour.edit("00-welcome.md", "There are two stops.", "There are three stops.")
        tour.edit("route.gpx", "<trkseg>", '<trkseg>\n    <trkpt lat="51.50030" lon="-0.10000"/>')
    return built(tour)


SHORTER = ("01-quay.md", " [pause 2s] It moves.\n\nTurn left.", "")
NO_CUT = ("01-quay.md", " [cross Mill Lane cut] When you are across, go on.", " [cross Mill Lane] Go on.")


@pytest.fixture(scope="module")
def first_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return edition(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def one_stop_more(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return edition(tmp_path_factory.mktemp("more"), extra=True)


def comes_back(context: BrowserContext, old: Path, new: Path, leave: str) -> Page:
    """Visit the edition *old* and, having done what *leave* says, find *new* at the same address."""
    served = [old]

    def answer(route: Route) -> None:
        route.fulfill(path=served[-1] / (urlsplit(route.request.url).path.strip("/") or "index.html"))

    page = context.new_page()
    page.route("**/*", answer)
    page.goto("http://tour.test/")
    page.evaluate(f"{leave}; Place.keep()")
    served.append(new)
    page.goto("http://tour.test/")
    return page


def left_at(path: str, seconds: float) -> str:
    """Return what leaves a page in that track, having heard the track whole."""
    return (
        f"Place.at = Page.tour.tracks.findIndex((track) => track.path === 'audio/{path}'); Place.time = {seconds};"
        f"Place.far['audio/{path}'] = 999"
    )


def found(page: Page) -> str:
    return str(page.evaluate("Page.tour.tracks[Place.at].path")).removeprefix("audio/")


@pytest.mark.parametrize(
    ("left", "again"),
    [
        ("00-welcome.mp3", "00-welcome.mp3"),
        ("01a-quay.mp3", "02a-quay.mp3"),
        ("01d-to-mill-2.mp3", "02d-to-mill-2.mp3"),
        ("01e-quiet.mp3", "02e-quiet.mp3"),
        ("02a-mill.mp3", "03a-mill.mp3"),
    ],
)
def test_an_edition_with_one_stop_more_finds_the_place_under_its_new_number(
    visitor: BrowserContext, first_edition: Path, one_stop_more: Path, left: str, again: str
) -> None:
    page = comes_back(visitor, first_edition, one_stop_more, left_at(left, 1.5))

    assert (found(page), page.evaluate("Place.time")) == (again, 1.5)
    if "quiet" not in again:
        assert page.evaluate("Object.keys(Place.far)") == [f"audio/{again}"]


def test_an_edition_whose_words_are_shorter_begins_their_last_sentence(
    visitor: BrowserContext, first_edition: Path, tmp_path: Path
) -> None:
    leave = left_at("01a-quay.mp3", 7.0)  # in "Turn left."

    page = comes_back(visitor, first_edition, edition(tmp_path, SHORTER), leave)

    assert found(page) == "01a-quay.mp3"
    assert page.evaluate("Place.time") == page.evaluate("Page.tour.tracks[Place.at].cues.at(-1)")


def test_an_edition_without_the_part_of_the_walk_finds_the_one_before_it(
    visitor: BrowserContext, first_edition: Path, tmp_path: Path
) -> None:
    page = comes_back(visitor, first_edition, edition(tmp_path, NO_CUT), left_at("01d-to-mill-2.mp3", 1.5))

    assert found(page) == "01b-to-mill.mp3"


def test_a_silence_that_became_shorter_keeps_what_was_left_of_it(
    visitor: BrowserContext, first_edition: Path, tmp_path: Path
) -> None:
    leave = "Place.at = 5; Place.time = Page.tour.tracks[5].seconds - 7"

    page = comes_back(
        visitor, first_edition, edition(tmp_path, ("01-quay.md", "go on.", "go on, and on, " * 20)), leave
    )

    assert found(page) == "01e-quiet.mp3"
    assert page.evaluate("Page.tour.tracks[5].seconds - Place.time") == pytest.approx(7, abs=0.1)


def test_a_hold_is_a_hold_in_the_new_edition_too(
    visitor: BrowserContext, first_edition: Path, one_stop_more: Path
) -> None:
    page = comes_back(visitor, first_edition, one_stop_more, "Place.at = 5; Place.time = Page.tour.tracks[5].seconds")

    expect(page.locator("#wait")).to_contain_text("at the mill door")
