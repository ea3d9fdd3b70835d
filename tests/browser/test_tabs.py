"""One phone, one voice: several tabs with one tour."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from pages import becomes, served

WELCOME, QUAY, TO_MILL, ACROSS, TO_MILL_2, LAST_SILENCE, MILL = range(7)
"""The harbour's tracks, in play order; `ACROSS` is the silence in which the street is crossed."""


@pytest.fixture(scope="module")
def url(harbour: Path) -> Iterator[str]:
    with served(harbour) as address:
        yield address


def tab(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    return page


def begin(page: Page, track: int, seconds: float = 0.0) -> None:
    page.evaluate("([track, seconds]) => Player.go(track, seconds)", [track, seconds])
    becomes(page, "!Player.audio.paused && Player.audio.readyState > 2")


def sounds(page: Page) -> bool:
    return bool(page.evaluate("!Player.audio.paused"))


def kept(page: Page) -> dict[str, float | str]:
    """Return what the next visit will find."""
    return dict(page.evaluate("JSON.parse(localStorage.getItem('tour harbour /'))"))


def test_a_second_tab_shows_what_plays_in_the_first(context: BrowserContext, url: str) -> None:
    first = tab(context, url)
    begin(first, ACROSS, 20.0)

    second = tab(context, url)

    expect(second.locator("#elsewhere")).to_contain_text("playing in another tab")
    expect(second.locator("#now")).to_have_text("1. When across Mill Lane, press next")
    becomes(second, "Place.time > 21")
    assert sounds(first)
    assert not sounds(second)


def test_a_tap_takes_the_voice_over_and_goes_on_where_it_was(context: BrowserContext, url: str) -> None:
    first, second = tab(context, url), tab(context, url)
    begin(first, ACROSS, 20.0)

    second.get_by_role("button", name="Play it here").click()

    becomes(second, "Player.audio.currentTime > 20 && !Player.audio.paused")
    expect(second.locator("#elsewhere")).to_be_hidden()
    expect(first.locator("#elsewhere")).to_be_visible()
    assert not sounds(first)
    assert second.evaluate("Player.audio.currentTime") < 25


@pytest.mark.parametrize("way", ["play", "next", "slider", "speed"])
def test_whatever_is_done_in_another_tab_goes_on_there(context: BrowserContext, url: str, way: str) -> None:
    first, second = tab(context, url), tab(context, url)
    begin(first, ACROSS, 20.0)
    expect(second.locator("#elsewhere")).to_be_visible()

    if way == "play":
        second.locator("#play").click()
    elif way == "next":
        second.locator("#next").click()
    elif way == "slider":
        second.locator("#seek").fill("30")
    else:
        second.locator("#speed").select_option("1.25")

    becomes(second, "!Player.audio.paused && Player.audio.currentTime > 0")
    becomes(first, "Player.audio.paused")
    expect(first.locator("#elsewhere")).to_be_visible()
    place = {"play": (ACROSS, 20), "next": (TO_MILL_2, 0), "slider": (ACROSS, 30), "speed": (ACROSS, 20)}[way]
    assert second.evaluate("Place.at") == place[0]
    assert place[1] <= second.evaluate("Place.time") < place[1] + 5


def test_a_pause_in_one_tab_is_seen_in_the_other_which_goes_on_from_there(context: BrowserContext, url: str) -> None:
    first, second = tab(context, url), tab(context, url)
    begin(first, ACROSS, 20.0)

    first.locator("#play").click()
    expect(second.locator("#elsewhere")).to_be_hidden()
    first.locator("#seek").fill("40")
    becomes(second, "Place.time === 40")
    second.locator("#play").click()

    becomes(second, "Player.audio.currentTime >= 40 && !Player.audio.paused")


def test_a_tab_left_open_since_yesterday_never_writes_over_the_place(context: BrowserContext, url: str) -> None:
    old, new = tab(context, url), tab(context, url)
    begin(new, ACROSS, 20.0)
    new.locator("#play").click()

    old.close(run_before_unload=True)
    new.wait_for_timeout(300)

    assert kept(new)["track"] == "audio/01c-quiet.mp3"
    assert 20 <= float(kept(new)["time"]) < 25


def test_tabs_that_cannot_hear_each_other_do_not_write_over_each_others_place(
    context: BrowserContext, url: str
) -> None:
    context.add_init_script("delete globalThis.BroadcastChannel")
    old, new = tab(context, url), tab(context, url)
    begin(new, ACROSS, 20.0)
    new.locator("#play").click()

    old.close(run_before_unload=True)
    new.wait_for_timeout(300)

    assert kept(new)["track"] == "audio/01c-quiet.mp3"


def test_a_hold_in_one_tab_is_a_hold_in_the_other(context: BrowserContext, url: str) -> None:
    first, second = tab(context, url), tab(context, url)
    begin(first, LAST_SILENCE, first.evaluate(f"Page.tour.tracks[{LAST_SILENCE}].seconds") - 0.6)

    expect(first.locator("#wait")).to_be_visible()
    expect(second.locator("#wait")).to_contain_text("at the mill door")
    second.get_by_role("button", name="I’m here: play stop 2").click()

    becomes(second, "Player.audio.src.endsWith('02a-mill.mp3') && !Player.audio.paused")
    expect(first.locator("#wait")).to_be_hidden()
    expect(first.locator("#now")).to_contain_text("The Mill")


def test_what_one_tab_heard_the_other_counts_as_heard(context: BrowserContext, url: str) -> None:
    first, second = tab(context, url), tab(context, url)
    begin(first, MILL)
    becomes(first, "Place.far['audio/02a-mill.mp3'] > 1")

    second.locator("#prev").click()

    becomes(second, "!Player.audio.paused")
    assert second.evaluate("Place.far['audio/02a-mill.mp3']") > 0.5


def test_of_two_tabs_that_begin_at_once_one_plays(context: BrowserContext, url: str) -> None:
    first, second = tab(context, url), tab(context, url)

    for page in (first, second):  # neither has heard of the other yet
        page.evaluate("setTimeout(() => Player.go(3), 300 - Date.now() % 300)")
    first.wait_for_timeout(1500)

    assert sorted([sounds(first), sounds(second)]) == [False, True]
    quiet = second if sounds(first) else first
    expect(quiet.locator("#elsewhere")).to_be_visible()


def test_a_clock_put_back_takes_no_tap_away(context: BrowserContext, url: str) -> None:
    first, second = tab(context, url), tab(context, url)
    begin(first, ACROSS, 20.0)
    second.evaluate("Date.now = () => 1000")

    second.get_by_role("button", name="Play it here").click()

    becomes(second, "!Player.audio.paused && Player.audio.currentTime > 0")
    becomes(first, "Player.audio.paused")


def test_a_tab_that_crashed_is_not_said_to_play(context: BrowserContext, url: str) -> None:
    first, second = tab(context, url), tab(context, url)
    begin(first, ACROSS, 20.0)
    expect(second.locator("#elsewhere")).to_be_visible()

    with contextlib.suppress(Error):
        first.goto("chrome://crash")
    becomes(second, "!elsewhere.hidden")  # the last news is fresh yet

    expect(second.locator("#elsewhere")).to_be_hidden(timeout=15_000)  # five seconds after the last news
    second.locator("#play").click()
    becomes(second, "Player.audio.currentTime >= 20 && !Player.audio.paused")


def test_a_tab_that_lost_the_voice_leaves_the_lock_screen_to_the_other(context: BrowserContext, url: str) -> None:
    first, second = tab(context, url), tab(context, url)
    begin(first, ACROSS, 20.0)

    second.get_by_role("button", name="Play it here").click()

    becomes(first, "navigator.mediaSession.metadata === null")
    assert first.evaluate("navigator.mediaSession.playbackState") == "none"
    becomes(second, "navigator.mediaSession.metadata.title.includes('Mill Lane')")
