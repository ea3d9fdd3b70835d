"""Phones as they are: keys that are forgotten, screens that go dark, mobile data, storage that is thrown away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import TourTest
from pages import becomes, built, served

WELCOME, QUAY, TO_MILL, ACROSS, TO_MILL_2, LAST_SILENCE, MILL = range(7)
"""The harbour's tracks, in play order; `ACROSS` is the silence in which the street is crossed."""

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 Version/18.3 Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/139.0.0.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/139.0.0.0 Safari/537.36"

HANDS = """
globalThis.hands = {};
MediaSession.prototype.setActionHandler = (name, what) => { hands[name] = what; };
"""
LAMP = """
globalThis.lamps = [];
Object.defineProperty(navigator, "wakeLock", { value: { request: async () => {
  const lamp = { released: false, release() { this.released = true; } };
  lamps.push(lamp);
  return lamp;
} } });
navigator.geolocation.watchPosition = () => 1;
globalThis.sight = (hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
};
"""


@pytest.fixture(scope="module")
def url(harbour: Path) -> Iterator[str]:
    with served(harbour) as address:
        yield address


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Open the tour with a browser that calls itself *agent*, after some scripts, with or without *workers*."""
    contexts: list[BrowserContext] = []

    def open_page(url: str, agent: str = DESK, *scripts: str, workers: bool = False) -> Page:
        context = chromium.new_context(user_agent=agent, service_workers="allow" if workers else "block")
        context.set_default_timeout(15_000)
        contexts.append(context)
        for script in scripts:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()


def begin(page: Page, track: int, seconds: float = 0.0) -> None:
    page.evaluate("([track, seconds]) => Player.go(track, seconds)", [track, seconds])
    becomes(page, "!Player.audio.paused && Player.audio.readyState > 2")


# The lock screen.


def test_keys_and_title_that_are_forgotten_when_playing_starts_are_given_again(visit: Visit, url: str) -> None:
    page = visit(url, DESK, HANDS)
    begin(page, ACROSS)
    page.locator("#play").click()
    page.evaluate("hands = {}; navigator.mediaSession.metadata = null")

    page.locator("#play").click()

    becomes(page, "hands.nexttrack && hands.play && navigator.mediaSession.metadata !== null")


def test_on_an_iphone_nothing_pushes_next_and_previous_off_the_lock_screen(visit: Visit, url: str) -> None:
    page = visit(url, IPHONE, HANDS)
    begin(page, ACROSS)
    page.wait_for_timeout(200)

    given = page.evaluate("Object.keys(hands).filter((name) => hands[name])")

    assert set(given) == {"play", "pause", "previoustrack", "nexttrack"}


def test_elsewhere_the_lock_screen_can_seek(visit: Visit, url: str) -> None:
    page = visit(url, ANDROID, HANDS)
    begin(page, ACROSS, 20)

    page.evaluate("hands.seekforward({})")

    becomes(page, "Player.audio.currentTime > 34")


# Out of sight.


def test_nothing_is_drawn_while_nobody_looks_and_all_is_right_when_somebody_does(visit: Visit, url: str) -> None:
    page = visit(url, DESK, LAMP)
    begin(page, ACROSS, 20)
    page.evaluate("sight(true)")
    before = page.locator("#time").text_content()

    becomes(page, "Player.audio.currentTime > 22.5")
    unseen = page.locator("#time").text_content()
    page.evaluate("sight(false)")

    assert unseen == before
    expect(page.locator("#time")).to_have_text(re.compile("^0:2[2-5]"))


# The screen that stays on.


def test_a_phone_known_to_ignore_the_lamp_is_not_believed(visit: Visit, url: str) -> None:
    page = visit(f"{url}#map", IPHONE, "navigator.standalone = true", LAMP)

    page.get_by_role("button", name="Follow me").click()

    expect(page.locator("#follow-says")).to_contain_text("does not let this page keep the screen on")


def test_a_newer_one_is(visit: Visit, url: str) -> None:
    page = visit(f"{url}#map", IPHONE.replace("18_3", "18_4"), "navigator.standalone = true", LAMP)

    page.get_by_role("button", name="Follow me").click()

    expect(page.locator("#follow-says")).to_have_text("Following you, as long as the screen is on.")


@pytest.mark.parametrize(
    ("seconds", "said"), [(45, "If the screen went dark by itself"), (5, "Following you, as long")]
)
def test_a_screen_that_goes_dark_with_no_hand_near_is_noticed(visit: Visit, url: str, seconds: int, said: str) -> None:
    page = visit(f"{url}#map", ANDROID, LAMP)
    page.get_by_role("button", name="Follow me").click()
    expect(page.locator("#follow-says")).to_contain_text("Following you")

    page.evaluate(f"const now = Date.now; Date.now = () => now() + {1000 * seconds}")
    page.evaluate("sight(true); sight(false)")

    expect(page.locator("#follow-says")).to_contain_text(said)


def test_no_lamp_burns_when_nobody_is_followed_any_more(visit: Visit, url: str) -> None:
    page = visit(f"{url}#map", ANDROID, LAMP)
    page.get_by_role("button", name="Follow me").click()
    becomes(page, "lamps.length === 1")

    page.get_by_role("button", name="Stop following").click()

    becomes(page, "lamps.every((lamp) => lamp.released)")


# Location.


@pytest.mark.parametrize(
    ("agent", "way"),
    [
        (IPHONE, "Location Services, Safari Websites"),
        (ANDROID, "turn on the phone’s location"),
        (DESK, "click the sign to the left of the address"),
    ],
)
def test_where_location_is_refused_the_page_names_this_devices_way_to_allow_it(
    visit: Visit, url: str, agent: str, way: str
) -> None:
    refuse = "navigator.geolocation.watchPosition = (ok, fail) => { setTimeout(fail, 50, { code: 1 }); return 1; }"
    page = visit(f"{url}#map", agent, refuse)

    page.get_by_role("button", name="Follow me").click()

    expect(page.locator("#follow-says")).to_contain_text("Nothing is lost: press play when you get there.")
    expect(page.locator("#follow-says")).to_contain_text(way)


def test_follow_me_ends_where_another_tab_takes_the_voice(context: BrowserContext, url: str) -> None:
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.add_init_script(LAMP)
        page.goto(f"{url}#map")
    first.get_by_role("button", name="Follow me").click()
    begin(first, ACROSS)

    second.get_by_role("button", name="Play it here").click()

    expect(first.get_by_role("button", name="Follow me")).to_have_attribute("aria-pressed", "false")


# Mobile data.

CELLULAR = "Object.defineProperty(navigator, 'connection', { value: { type: 'cellular' } })"
SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
WIFI = "Object.defineProperty(navigator, 'connection', { value: { type: 'wifi' } })"
UNKNOWN = "Object.defineProperty(navigator, 'connection', { value: undefined })"


@pytest.mark.parametrize(
    ("agent", "net", "asked"),
    [
        (ANDROID, CELLULAR, "You seem to be on mobile data. As the tour plays, it loads"),
        (DESK, SAVING, "You seem to be on mobile data. As the tour plays, it loads"),
        (IPHONE, UNKNOWN, "The tour is not on this phone yet: as it plays, it loads"),
    ],
)
def test_before_much_mobile_data_is_used_the_page_asks_and_one_tap_still_sounds(
    visit: Visit, url: str, agent: str, net: str, asked: str
) -> None:
    page = visit(url, agent, net, workers=True)
    expect(page.get_by_role("button", name=re.compile("^Save the tour on this phone"))).to_be_visible()

    page.get_by_role("button", name="Start the tour").click()

    becomes(page, "Player.audio.currentTime > 0.3")
    expect(page.locator("#cost")).to_contain_text(asked)
    expect(page.locator("#cost")).to_contain_text(re.compile(r"\d.(kB|MB)"))
    page.get_by_role("button", name="Play without saving").click()
    page.locator("#next").click()
    expect(page.locator("#cost")).to_be_hidden()


def test_the_question_can_be_answered_by_saving(visit: Visit, url: str) -> None:
    page = visit(url, ANDROID, CELLULAR, workers=True)
    expect(page.get_by_role("button", name=re.compile("^Save the tour on this phone"))).to_be_visible()
    page.get_by_role("button", name="Start the tour").click()

    page.get_by_role("button", name="Save it now").click()

    expect(page.locator("#offline [role=status]")).to_contain_text("Ready for airplane mode")
    page.locator("#next").click()
    expect(page.locator("#cost")).to_be_hidden()


@pytest.mark.parametrize(("agent", "net"), [(ANDROID, WIFI), (DESK, UNKNOWN)])
def test_where_it_costs_nothing_nobody_is_asked(visit: Visit, url: str, agent: str, net: str) -> None:
    page = visit(url, agent, net, workers=True)
    expect(page.locator("#offline [role=status]")).not_to_contain_text("Looking")

    page.get_by_role("button", name="Start the tour").click()

    becomes(page, "Player.audio.currentTime > 0.3")
    expect(page.locator("#cost")).to_be_hidden()


# The copy on the phone.


def saved(visit: Visit, url: str) -> Page:
    page = visit(url, DESK, workers=True)
    page.get_by_role("button", name=re.compile("^Save the tour on this phone")).click()
    expect(page.locator("#offline [role=status]")).to_contain_text("Ready for airplane mode")
    return page


CLEARED = "(async () => { for (const name of await caches.keys()) await caches.delete(name); })()"
ONE_FILE = """(async () => {
    const mill = new URL("audio/02a-mill.mp3", location);
    for (const name of await caches.keys()) await (await caches.open(name)).delete(mill);
})()"""


@pytest.mark.parametrize("gone", [CLEARED, ONE_FILE], ids=["all", "one file"])
@pytest.mark.parametrize("when", ["the next track", "a look at the phone"])
def test_a_copy_that_is_gone_while_the_page_is_open_is_noticed(visit: Visit, url: str, gone: str, when: str) -> None:
    page = saved(visit, url)
    begin(page, WELCOME)

    page.evaluate(gone)
    if when == "the next track":
        page.locator("#next").click()
    else:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator("#trouble")).to_contain_text("not whole any more")
    expect(page.locator("#offline [role=status]")).to_contain_text("not whole any more")
    page.get_by_role("button", name=re.compile("^Continue")).click()
    expect(page.locator("#offline [role=status]")).to_contain_text("Ready for airplane mode")


def test_a_copy_that_is_deleted_by_hand_is_not_missed(visit: Visit, url: str) -> None:
    page = saved(visit, url)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete the download").click()
    expect(page.get_by_role("button", name=re.compile("^Save the tour on this phone"))).to_be_visible()

    page.get_by_role("button", name=re.compile("^Start the tour")).click()

    becomes(page, "Player.audio.currentTime > 0.3")
    expect(page.locator("#trouble")).to_be_hidden()


# A new edition during the walk.


@pytest.mark.parametrize("playing", [True, False])
def test_a_new_edition_opens_itself_when_its_tracks_are_met_and_the_tour_goes_on(
    visit: Visit, tour: TourTest, playing: bool
) -> None:
    with served(built(tour)) as url:
        page = visit(url, workers=True)
        expect(page.get_by_role("button", name=re.compile("^Save the tour on this phone"))).to_be_visible()
        page.evaluate("globalThis.old = true")
        begin(page, WELCOME, 2.0)
        if not playing:
            page.locator("#play").click()
        tour.edit("01-quay.md", "Turn left.", "Turn left. This sentence is new.")
        built(tour)

        page.locator("#next").click()

        becomes(page, "!globalThis.old && globalThis.Player && !Player.audio.paused && Player.audio.currentTime > 0.3")
        assert page.evaluate("Place.at") == QUAY
        assert page.evaluate("Page.tour.tracks[1].cues.length") == 5
        page.context.close()


def test_where_a_tap_is_wanted_after_that_the_page_says_so_and_has_the_place(visit: Visit, url: str) -> None:
    page = visit(
        url, DESK, "HTMLMediaElement.prototype.play = async () => { throw new DOMException('', 'NotAllowedError'); }"
    )
    page.evaluate(f"Place.at = {ACROSS}; Place.time = 20; Place.keep()")

    page.evaluate("Player.reload(true)")

    expect(page.locator("#trouble")).to_contain_text("press play")
    assert page.evaluate("[Place.at, Place.time]") == [ACROSS, 20]


# A screen reader.


def live(page: Page, line: str) -> bool:
    return page.locator(line).get_attribute("aria-live") != "off"


def test_what_is_announced_while_words_sound_is_said_when_they_pause(visit: Visit, url: str) -> None:
    page = visit(f"{url}#map", DESK, LAMP)
    begin(page, QUAY)
    page.get_by_role("button", name="Follow me").click()
    expect(page.locator("#follow-says")).to_contain_text("Following you")

    during = live(page, "#follow-says"), page.locator("#say").text_content()
    page.locator("#play").click()

    assert during[0] is False
    assert "Following" not in str(during[1])
    expect(page.locator("#say")).to_contain_text("Following you")
    assert live(page, "#say")


def test_in_a_silence_announcements_are_said_at_once(visit: Visit, url: str) -> None:
    page = visit(url)
    begin(page, QUAY)
    assert not live(page, "#say")

    begin(page, ACROSS)

    assert live(page, "#say")
    expect(page.locator("#say")).to_contain_text("When across Mill Lane, press next")


def test_a_slider_that_a_screen_reader_is_on_does_not_count_the_seconds_aloud(visit: Visit, url: str) -> None:
    page = visit(url)
    begin(page, ACROSS, 20)
    page.locator("#seek").focus()
    before = page.locator("#seek").input_value(), page.locator("#seek").get_attribute("aria-valuetext")

    becomes(page, "Player.audio.currentTime > 22.5")
    after = page.locator("#seek").input_value(), page.locator("#seek").get_attribute("aria-valuetext")
    page.keyboard.press("ArrowRight")

    assert after == before
    assert str(before[1]).startswith("0:2")
    assert page.evaluate("Place.time") > 22  # from where the sound is, not from where the thumb stood
