"""Follow me in the page: a walk past the stops of a small tour made of tones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pages import becomes, served

GPS = """
globalThis.gps = { asked: 0, high: null, ok: null, fail: null };
Object.defineProperty(navigator, "geolocation", { value: {
  watchPosition(ok, fail, { enableHighAccuracy: high }) { Object.assign(gps, { ok, fail, high }); return ++gps.asked; },
  clearWatch() { gps.ok = null; },
} });
gps.at = (lat, lon, seconds, accuracy = 6) =>
  gps.ok({ coords: { latitude: lat, longitude: lon, accuracy }, timestamp: 1e12 + 1000 * seconds });
"""
"""A receiver whose places and whose clock are the test's."""

NOTES = """
globalThis.notes = [];
globalThis.ARRIVED = 660;
globalThis.QUIET = 987.8;
globalThis.OscillatorNode = class extends OscillatorNode {
  constructor(sound, options) { super(sound, options); notes.push(options.frequency); }
};
"""
"""What the bell plays, in hertz, and the first notes of what it has to say."""

QUAY, MILL = (51.5, -0.1), (51.5003, -0.098)
OFF = (51.503, -0.099)
FAR = (51.53, -0.1)

BEFORE, ROAD, BEYOND = (51.5, -0.0993), (51.5, -0.099), (51.5, -0.0981)
"""Of Mill Lane, which the way from the quay to the mill crosses."""

WRITE_DOWN = """() => {
  const line = document.getElementById("follow-says");
  globalThis.told = [];
  const changes = { childList: true, characterData: true, subtree: true };
  new MutationObserver(() => told.push(line.textContent)).observe(line, changes);
}"""
LONG_WORDS = """async () => {
  globalThis.buzzes = 0;
  navigator.vibrate = () => { buzzes++; };
  Player.go(4);
  Object.assign(Player.track(), { cues: [0], stand: 0 });
  Player.audio.playbackRate = 0.25;
}"""
"""The words of a walk, so slow that they last."""

Go = Callable[[tuple[float, float], int], None]


@pytest.fixture(scope="module")
def url(harbour: Path) -> Iterator[str]:
    with served(harbour) as address:
        yield address


@pytest.fixture
def page(context: BrowserContext, url: str) -> Page:
    """The page with the map in sight and a receiver at hand, not yet asked."""
    page = context.new_page()
    page.add_init_script(GPS + NOTES)
    page.goto(f"{url}#map")
    return page


@pytest.fixture
def go(page: Page) -> Go:
    """Stand at a place for so many seconds, a fix each."""
    clock = iter(range(1, 10_000))

    def stand(place: tuple[float, float], seconds: int) -> None:
        for _ in range(seconds):
            page.evaluate("([lat, lon, time]) => gps.at(lat, lon, time)", [*place, next(clock)])

    return stand


def says(page: Page, words: str) -> None:
    expect(page.locator("#follow-says")).to_contain_text(words)


def heard(page: Page, name: str) -> None:
    """Wait until this track plays."""
    becomes(page, "(name) => Player.audio.src.endsWith(name) && !Player.audio.paused", name)


def test_a_walk_starts_each_stop_on_arrival_once_a_sentence_has_ended(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate(WRITE_DOWN)
    go((51.5, -0.101), 3)
    before = page.evaluate("Player.audio.getAttribute('src')")

    go(QUAY, 6)
    heard(page, "01a-quay.mp3")
    page.evaluate("Player.go(4)")  # the words beyond the street
    heard(page, "01d-to-mill-2.mp3")
    go(MILL, 12)
    still = page.evaluate("Player.audio.src")
    heard(page, "02a-mill.mp3")
    go(MILL, 5)
    go(QUAY, 5)

    assert before is None
    assert still.endswith("01d-to-mill-2.mp3")
    assert any("You have arrived at stop 2" in words for words in page.evaluate("told"))
    heard(page, "02a-mill.mp3")


def test_before_a_road_the_words_are_paused_and_beyond_it_they_go_on_from_there(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate(LONG_WORDS)
    go(BEFORE, 8)
    becomes(page, "Player.audio.paused && notes.includes(QUIET)")

    place = page.evaluate("Place.time")
    go(ROAD, 8)
    still = page.evaluate("Player.audio.paused")
    for n in range(45):
        go((51.5, -0.099 + n * 2e-5), 1)
    go(BEYOND, 5)

    becomes(page, "!Player.audio.paused")
    assert still
    assert place - 8 < page.evaluate("Place.time") < place + 4
    assert page.evaluate("[notes.filter((note) => note === QUIET).length, buzzes]") == [1, 1]


def test_a_tap_at_a_road_sets_the_sound_going_and_it_is_not_paused_again(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate(LONG_WORDS)
    go(BEFORE, 8)
    becomes(page, "Player.audio.paused && notes.includes(QUIET)")

    page.evaluate("Player.play()")
    becomes(page, "!Player.audio.paused")
    go(BEFORE, 8)
    go(ROAD, 5)

    assert not page.evaluate("Player.audio.paused")


def test_what_was_paused_by_hand_is_not_set_going_by_a_position(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate(LONG_WORDS)
    page.evaluate("Player.audio.pause()")

    go(BEFORE, 8)
    go(BEYOND, 20)

    assert page.evaluate("Player.audio.paused")


def test_another_stop_than_the_next_is_offered_with_two_answers(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()

    go(MILL, 12)

    says(page, "You are near stop 2, The Mill")
    buttons = page.locator("#offer button")
    expect(buttons).to_have_text(["Play stop 2, The Mill, and go on from there", "First stop 1, The Quay"])
    buttons.first.click()
    heard(page, "02a-mill.mp3")
    expect(page.locator("#offer")).to_be_hidden()


def test_an_offer_makes_no_sound_while_a_look_plays(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate("Player.go(6); Player.audio.playbackRate = 0.25")  # the mill, so slow that it lasts
    heard(page, "02a-mill.mp3")
    for step in range(14):
        go((51.5, -0.098 - step * 1.444e-4), 7)

    go(QUAY, 12)

    says(page, "You are near stop 1, The Quay")
    expect(page.locator("#offer button")).to_have_count(1)
    assert page.evaluate("[Player.track().stop, notes.includes(ARRIVED), say.textContent.includes('near')]") == [
        *("mill", False, False)
    ]


def test_a_clock_put_back_is_said_with_what_to_do(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate(WRITE_DOWN)
    go((51.5, -0.101), 3)

    page.evaluate("for (let t = 0; t < 9; t++) gps.at(51.5, -0.101, t - 5000)")

    told = [words for words in page.evaluate("told") if "clock was put back" in words]
    assert len(told) == 1
    assert "stop following and start again" in told[0]


def test_farther_and_farther_from_the_next_stop_is_said_with_what_to_do(page: Page) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate("Player.go(1); Player.audio.pause()")

    page.evaluate("for (let t = 1; t < 200; t++) gps.at(51.5, -0.0984 - Math.max(0, t - 20) * 1.2e-5, t)")

    says(page, "It is farther and farther to stop 2, The Mill")
    says(page, "Turn round, or choose the stop that you want from the list.")
    assert page.evaluate("notes.filter((note) => note === ARRIVED).length") == 1


def test_a_receiver_that_falls_silent_is_told_of(page: Page) -> None:
    page.clock.install()
    page.get_by_role("button", name="Follow me").click()
    page.evaluate("gps.at(51.5, -0.101, 1)")

    page.clock.run_for(60_000)

    says(page, "No position right now")


@pytest.mark.parametrize(("code", "words"), [(2, "No position right now"), (1, "did not let this page see")])
def test_who_walks_by_it_hears_once_that_the_position_is_gone(page: Page, go: Go, code: int, words: str) -> None:
    page.get_by_role("button", name="Follow me").click()
    go((51.5, -0.101), 3)

    page.evaluate("code => { const { fail } = gps; fail({ code }); if (code > 1) fail({ code }); }", code)

    says(page, words)
    expect(page.locator("#say")).to_contain_text(words)
    assert page.evaluate("notes.filter((note) => note === ARRIVED).length") == 1


def test_what_was_said_before_the_position_was_gone_stands_there_again_when_it_is_back(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    go((51.5, -0.0995), 3)
    go(OFF, 60)
    says(page, "off the route")

    page.evaluate("gps.fail({ code: 2 })")
    says(page, "No position right now")
    go(OFF, 1)

    says(page, "off the route")


@pytest.mark.parametrize("playing", [True, False])
def test_an_arrival_in_a_silence_starts_the_stop_at_once(page: Page, go: Go, playing: bool) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate("Player.go(5, 20)")  # the walk's last silence
    heard(page, "01e-quiet.mp3")
    if not playing:
        page.evaluate("Player.audio.pause()")

    go(MILL, 2)

    heard(page, "02a-mill.mp3")


def test_words_on_the_way_that_are_paused_are_not_cut_off_by_an_arrival(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate("Player.go(4)")
    heard(page, "01d-to-mill-2.mp3")
    page.evaluate("Player.audio.pause()")

    go(MILL, 5)

    says(page, "You have arrived at stop 2")
    assert page.evaluate("Player.audio.src").endswith("01d-to-mill-2.mp3")


def test_no_position_starts_the_words_beyond_a_street(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate("Player.go(3, 20)")  # the silence in which the street is crossed
    heard(page, "01c-quiet.mp3")

    go((51.5, -0.0985), 10)

    assert page.evaluate("Player.audio.src").endswith("01c-quiet.mp3")


def test_an_arrival_is_announced_once_though_the_track_changes(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate("notes.length = 0")
    page.evaluate("Player.go(1)")
    heard(page, "01a-quay.mp3")
    go(MILL, 3)

    page.evaluate("Player.go(2)")
    heard(page, "01b-to-mill.mp3")
    go(MILL, 3)

    assert page.evaluate("notes.filter((note) => note === ARRIVED).length") == 1


def test_the_walker_is_seen_on_the_map_and_how_far_it_is(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()

    go((51.5, -0.101), 2)

    expect(page.locator(".m-fix")).to_be_visible()
    expect(page.locator("#follow-far")).to_have_text("69 m to stop 1")
    page.get_by_role("button", name="Stop following").click()
    expect(page.locator(".m-fix")).to_be_hidden()
    assert page.evaluate("gps.ok") is None


def test_off_the_route_is_said_once(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    page.evaluate(WRITE_DOWN)
    go((51.5, -0.0995), 3)

    go(OFF, 60)
    says(page, "off the route")
    go((51.5, -0.0995), 5)
    says(page, "Following you")

    assert sum("off the route" in words for words in page.evaluate("told")) == 1


def test_a_rough_position_starts_nothing_and_says_so(page: Page) -> None:
    page.get_by_role("button", name="Follow me").click()

    page.evaluate("for (let t = 1; t < 9; t++) gps.at(51.5, -0.1, t, 120)")

    says(page, "only to about 120 m")
    assert page.evaluate("Player.audio.getAttribute('src')") is None


def test_a_refused_permission_loses_nothing(page: Page) -> None:
    page.get_by_role("button", name="Follow me").click()

    page.evaluate("gps.fail({ code: 1 })")
    says(page, "Nothing is lost")
    page.evaluate("Player.go(1)")

    heard(page, "01a-quay.mp3")
    expect(page.get_by_role("button", name="Follow me")).to_have_attribute("aria-pressed", "false")


def test_a_screen_that_may_not_stay_on_is_told_of(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.add_init_script(
        GPS + "navigator.wakeLock.request = () => Promise.reject(new DOMException('', 'NotAllowedError'));"
    )
    page.goto(f"{url}#map")

    page.get_by_role("button", name="Follow me").click()

    says(page, "does not let this page keep the screen on")


def test_the_place_is_sent_nowhere(page: Page, go: Go, url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data or ''}"))
    page.get_by_role("button", name="Follow me").click()

    go(QUAY, 4)
    heard(page, "01a-quay.mp3")
    go(OFF, 30)

    assert asked
    assert all(line.startswith((f"GET {url}", "GET blob:")) and "51.5" not in line for line in asked)


def test_the_browsers_own_receiver_does_it_too(context: BrowserContext, url: str) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 51.5, "longitude": -0.101, "accuracy": 5})
    page = context.new_page()
    page.goto(f"{url}#map")
    page.get_by_role("button", name="Follow me").click()
    expect(page.locator("#follow-far")).to_have_text("69 m to stop 1")

    for step in range(8):  # nobody is taken at the first word of a receiver that has just leapt by 69 m
        context.set_geolocation({"latitude": 51.5 + step * 1e-6, "longitude": -0.1, "accuracy": 5})
        page.wait_for_timeout(300)

    heard(page, "01a-quay.mp3")


def test_far_from_the_walk_a_cheap_position_is_asked_for_and_near_it_a_good_one(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    asked = [page.evaluate("gps.high")]
    for place in (FAR, FAR, QUAY, QUAY):
        go(place, 1)
        asked.append(page.evaluate("gps.high"))

    assert asked == [True, False, False, True, True]
    assert page.evaluate("gps.asked") == 3


def test_where_no_cheap_position_comes_a_good_one_is_asked_for_before_anything_is_said(page: Page, go: Go) -> None:
    page.get_by_role("button", name="Follow me").click()
    go(FAR, 1)
    page.evaluate(WRITE_DOWN)

    page.evaluate("gps.fail({ code: 2 })")
    assert page.evaluate("[gps.high, told]") == [True, []]
    page.evaluate("gps.fail({ code: 2 })")
    says(page, "No position right now")
