"""The player in a real browser, with the sound of a small tour made of tones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pages import becomes, built, rich, served

WELCOME, LOOK, WALK, SILENCE, BEYOND, LAST_SILENCE, MILL, TO_CLOCK, CLOCK_SILENCE, CLOCK, ENDING, HOME = range(12)
"""The rich tour's tracks, in play order: BEYOND is the walk's second part, and each silence follows words."""


@pytest.fixture(scope="module")
def url(rich_pack: Path) -> Iterator[str]:
    with served(rich_pack) as address:
        yield address


@pytest.fixture
def page(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    return page


def data(page: Page) -> dict[str, Any]:
    return json.loads(page.locator("#tour").text_content() or "")


def time(page: Page) -> float:
    return float(page.evaluate("Player.audio.currentTime"))


def begin(page: Page, track: int, seconds: float = 0.0) -> None:
    """Play a track from there on."""
    page.evaluate("([track, seconds]) => Player.go(track, seconds)", [track, seconds])
    becomes(page, "!Player.audio.paused && Player.audio.readyState > 2")


def near_the_end(page: Page, track: int) -> None:
    """Play a track's last moment."""
    begin(page, track, data(page)["tracks"][track]["seconds"] - 0.8)


def playing(page: Page, track: int) -> None:
    """Wait until this track plays."""
    path = data(page)["tracks"][track]["path"]
    becomes(page, "path => Player.audio.src.endsWith(path) && !Player.audio.paused", path)


def test_one_tap_starts_the_tour(page: Page) -> None:
    page.get_by_role("button", name="Start the tour").click()

    becomes(page, "Player.audio.currentTime > 0.3")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Pause")
    expect(page.locator("#now")).to_have_text("Welcome")


def test_pause_stops_the_sound_and_play_goes_on(page: Page) -> None:
    begin(page, WALK, 2.0)

    page.get_by_role("button", name="Pause", exact=True).click()
    stood = time(page)
    page.get_by_label("Player").get_by_role("button", name="Play").click()
    becomes(page, "(before) => Player.audio.currentTime > before + 0.2", stood)

    assert 2.0 <= stood < time(page) < stood + 5


def test_next_and_previous_go_through_the_tracks(page: Page) -> None:
    begin(page, WELCOME)

    page.get_by_role("button", name="Next", exact=True).click()
    playing(page, LOOK)
    page.get_by_role("button", name="Next", exact=True).click()
    playing(page, WALK)
    page.get_by_role("button", name="Previous").click()
    playing(page, LOOK)


def test_previous_goes_to_the_head_of_a_track_that_has_played_a_while(page: Page) -> None:
    begin(page, TO_CLOCK, 5.0)

    page.get_by_role("button", name="Previous").click()

    becomes(page, "Player.audio.currentTime < 4")
    playing(page, TO_CLOCK)


def test_previous_in_a_silence_hears_the_words_before_it_again(page: Page) -> None:
    begin(page, LAST_SILENCE, 60.0)

    page.get_by_role("button", name="Previous").click()

    playing(page, BEYOND)
    assert time(page) < 4


def test_back_goes_fifteen_seconds_back(page: Page) -> None:
    begin(page, SILENCE, 1.0)
    page.evaluate("Player.audio.pause()")
    page.evaluate("Player.seek(16)")

    page.get_by_role("button", name="Back 15 seconds").click()

    becomes(page, "Math.abs(Player.audio.currentTime - 1) < 0.1")


def test_the_slider_seeks(page: Page) -> None:
    begin(page, SILENCE)

    page.get_by_role("slider", name="Position").fill("90")

    becomes(page, "Player.audio.currentTime >= 90")
    assert time(page) < 93


def test_the_speed_changes_the_pace_and_keeps_the_pitch(page: Page) -> None:
    begin(page, LOOK)

    page.get_by_role("combobox", name="Speed").select_option("1.5")
    page.get_by_role("button", name="Next", exact=True).click()

    playing(page, WALK)
    assert page.evaluate("[Player.audio.playbackRate, Player.audio.preservesPitch]") == [1.5, True]


@pytest.mark.parametrize("chosen", ["0.75", "2"])
def test_a_silence_takes_its_time_at_any_speed(page: Page, chosen: str) -> None:
    begin(page, WALK)
    page.get_by_role("combobox", name="Speed").select_option(chosen)

    page.get_by_role("button", name="Next", exact=True).click()
    playing(page, SILENCE)
    assert page.evaluate("Player.audio.playbackRate") == 1
    page.get_by_role("combobox", name="Speed").select_option("1.25")

    assert page.evaluate("Player.audio.playbackRate") == 1


def test_words_on_the_way_are_never_slower_than_they_were_measured(page: Page) -> None:
    begin(page, LOOK)
    page.get_by_role("combobox", name="Speed").select_option("0.75")
    assert page.evaluate("Player.audio.playbackRate") == 0.75

    page.get_by_role("button", name="Next", exact=True).click()

    playing(page, WALK)
    assert page.evaluate("Player.audio.playbackRate") == 1


def test_the_speeds_go_from_three_quarters_to_twice(page: Page) -> None:
    values = page.locator("#speed option").evaluate_all("all => all.map(one => +one.value)")

    assert (min(values), max(values), 1 in values) == (0.75, 2, True)
    assert values == sorted(values)


def test_a_walker_comes_back_to_where_they_left_off(page: Page) -> None:
    begin(page, TO_CLOCK, 4.0)
    page.locator("#speed").select_option("1.25")
    page.get_by_role("button", name="Pause", exact=True).click()
    stood = time(page)

    page.reload()
    expect(page.locator("#now")).to_have_text("2. Walk to The Clock Tower")
    page.get_by_role("button", name="Go on").click()
    becomes(page, "Player.audio.currentTime > 1 && !Player.audio.paused")

    assert stood - 0.5 < time(page) < stood + 4
    assert page.evaluate("Player.audio.playbackRate") == 1.25


def test_where_one_left_off_belongs_to_the_tour(page: Page) -> None:
    begin(page, WALK, 5.0)
    page.evaluate("Player.audio.pause()")

    keys = page.evaluate("Object.keys(localStorage).filter((key) => key.includes('harbour'))")

    assert keys == ["tour harbour /"]


def test_a_look_leads_on_to_its_walk(page: Page) -> None:
    near_the_end(page, LOOK)

    playing(page, WALK)


def test_words_of_a_walk_lead_on_to_a_silence_and_that_to_the_words_beyond_the_street(page: Page) -> None:
    near_the_end(page, WALK)
    playing(page, SILENCE)

    near_the_end(page, SILENCE)

    playing(page, BEYOND)
    expect(page.locator("#wait")).to_be_hidden()


@pytest.mark.parametrize(("silence", "after"), [(SILENCE, BEYOND), (LAST_SILENCE, MILL)])
def test_who_is_there_before_a_silence_is_over_presses_next(page: Page, silence: int, after: int) -> None:
    begin(page, silence, 10.0)

    page.get_by_role("button", name="Next", exact=True).click()

    playing(page, after)
    expect(page.locator("#wait")).to_be_hidden()


def test_a_pause_in_a_silence_asks_nothing_and_the_silence_goes_on(page: Page) -> None:
    begin(page, LAST_SILENCE, 20.0)

    page.get_by_role("button", name="Pause", exact=True).click()
    stood = time(page)
    expect(page.locator("#wait")).to_be_hidden()
    page.locator("#play").click()

    playing(page, LAST_SILENCE)
    assert stood <= time(page) < stood + 5


def test_a_walk_waits_when_its_last_silence_is_over_and_goes_on_when_the_walker_is_there(page: Page) -> None:
    near_the_end(page, LAST_SILENCE)

    expect(page.locator("#wait")).to_contain_text("Walk on to stop 2, The Mill. Stand at the mill door.")
    assert page.evaluate("Player.audio.paused")
    expect(page.locator("#say")).to_contain_text("at the mill door")
    page.get_by_role("button", name="I’m here: play stop 2").click()

    playing(page, MILL)
    expect(page.locator("#wait")).to_be_hidden()


def test_play_at_a_hold_means_that_the_walker_is_there(page: Page) -> None:
    near_the_end(page, LAST_SILENCE)
    expect(page.locator("#wait")).to_be_visible()

    page.locator("#play").click()

    playing(page, MILL)


def test_a_hold_waits_through_a_reload(page: Page) -> None:
    near_the_end(page, LAST_SILENCE)
    expect(page.locator("#wait")).to_be_visible()

    page.reload()

    expect(page.locator("#wait")).to_contain_text("at the mill door")


def test_going_back_from_a_hold_goes_back_in_the_silence(page: Page) -> None:
    near_the_end(page, LAST_SILENCE)
    expect(page.locator("#wait")).to_be_visible()

    page.get_by_role("button", name="Back 15 seconds").click()
    expect(page.locator("#wait")).to_be_hidden()
    page.locator("#play").click()

    playing(page, LAST_SILENCE)
    assert time(page) < data(page)["tracks"][LAST_SILENCE]["seconds"] - 5


def test_previous_at_a_hold_hears_the_way_again(page: Page) -> None:
    near_the_end(page, LAST_SILENCE)
    expect(page.locator("#wait")).to_be_visible()

    page.get_by_role("button", name="Previous").click()

    playing(page, BEYOND)
    expect(page.locator("#wait")).to_be_hidden()


def test_the_welcome_waits_until_the_walker_is_at_the_start(page: Page) -> None:
    near_the_end(page, WELCOME)

    expect(page.locator("#wait")).to_contain_text("on the quay, by the bollard")
    page.get_by_role("button", name="I’m here: play stop 1").click()

    playing(page, LOOK)


def test_without_words_of_where_it_goes_on_a_walk_waits_all_the_same(tmp_path: Path, context: BrowserContext) -> None:
    tour = rich(tmp_path).edit("tour.toml", "safety", "hold = false\nsafety")
    page = context.new_page()
    with served(built(tour)) as url:
        page.goto(url)
        near_the_end(page, LAST_SILENCE)

        expect(page.locator("#wait")).to_contain_text("at the mill door")
        page.close()


def test_the_sentence_that_is_heard_is_marked_and_a_tap_plays_another(page: Page) -> None:
    page.goto(page.url + "#stop-quay")
    begin(page, LOOK)
    text = page.locator("#stop-quay .track").first.locator(".text")
    expect(text.locator("[aria-current]")).to_have_text("This is the quay.")
    expect(text.locator("[aria-current]")).to_have_text("Look at the water.")

    text.get_by_text("It moves.").click()

    expect(text.locator("[aria-current]")).to_have_text("It moves.")
    assert time(page) >= data(page)["tracks"][LOOK]["cues"][2]


def test_the_arrow_keys_choose_a_sentence(page: Page) -> None:
    page.goto(page.url + "#stop-quay")
    begin(page, LOOK)
    page.evaluate("Player.audio.pause()")
    text = page.locator("#stop-quay .text").first

    text.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator(":focus")).to_have_text("Look at the water.")
    expect(page.locator(":focus")).to_have_role("button")
    page.keyboard.press("Enter")

    expect(text.locator("[aria-current]")).to_have_text("Look at the water.")
    playing(page, LOOK)


def test_a_transcript_is_one_stop_of_the_tab_key(page: Page) -> None:
    page.goto(page.url + "#stop-quay")

    assert page.locator("#stop-quay .text [tabindex]").count() == 0
    assert page.locator("#stop-quay .text[tabindex='0']").count() == 3


def test_a_silence_has_nothing_to_read_along(page: Page) -> None:
    page.goto(page.url + "#stop-quay")

    begin(page, SILENCE)

    expect(page.locator("#stop-quay .track.here h3")).to_contain_text("When across Mill Lane, press next")
    assert page.locator("#stop-quay .track.here .words").count() == 0


def test_the_ending_is_folded_and_passed_over(page: Page) -> None:
    page.goto(page.url + "#stop-clock")
    expect(page.get_by_text("Nobody winds it again.")).to_be_hidden()

    begin(page, CLOCK)
    page.get_by_role("button", name="Next", exact=True).click()

    playing(page, HOME)


def test_before_the_ending_the_walker_is_asked(page: Page) -> None:
    near_the_end(page, CLOCK)
    expect(page.locator("#wait")).to_contain_text("how the film ends")

    page.get_by_role("button", name="Keep it for another day").click()

    playing(page, HOME)
    expect(page.locator("#ending")).not_to_have_attribute("open", "")


def test_who_asks_is_told_the_ending(page: Page) -> None:
    near_the_end(page, CLOCK)

    page.get_by_role("button", name="Tell me the ending").click()

    playing(page, ENDING)
    page.get_by_role("button", name="Next", exact=True).click()
    playing(page, HOME)
    page.get_by_role("button", name="Previous").click()
    playing(page, ENDING)


def test_a_film_line_that_spoils_is_folded_until_asked(page: Page) -> None:
    page.goto(page.url + "#stop-clock")
    line = page.get_by_text("The clock stops for good.")
    expect(line).to_be_hidden()

    page.get_by_text("In the film: it tells the ending").click()

    expect(line).to_be_visible()
    page.goto(page.url.partition("#")[0] + "#stop-quay")
    expect(page.get_by_text("A chase along the quay.")).to_be_visible()


def test_what_was_heard_is_marked_in_the_list_and_silence_does_not_count(page: Page) -> None:
    begin(page, MILL)
    playing(page, TO_CLOCK)
    half = page.locator("[data-row=mill] .state")
    expect(half).to_contain_text("% heard")

    near_the_end(page, TO_CLOCK)
    playing(page, CLOCK_SILENCE)

    expect(half).to_have_text("✓ Heard")
    expect(page.locator("[data-row=quay] .state")).to_have_text("")
    assert 0 < page.locator("#all").evaluate("bar => bar.value") < 1


def test_what_was_heard_is_marked_track_by_track(page: Page) -> None:
    page.goto(page.url + "#stop-mill")
    begin(page, MILL)
    playing(page, TO_CLOCK)
    page.evaluate("Player.audio.pause()")

    look, walk, silence = page.locator("#stop-mill .track .state").all()

    expect(look).to_have_text("✓ Heard")
    expect(walk).not_to_have_text("✓ Heard")
    near_the_end(page, CLOCK_SILENCE)
    expect(page.get_by_role("button", name="I’m here: play stop 3")).to_be_visible()
    expect(silence).to_have_text("")


def test_the_lock_screen_knows_title_album_and_picture(page: Page) -> None:
    begin(page, WALK)

    becomes(page, "navigator.mediaSession.playbackState === 'playing'")
    told = page.evaluate(
        "(({title, artist, album, artwork}) => ({title, artist, album, art: artwork.map((one) => one.src)}))"
        "(navigator.mediaSession.metadata)"
    )

    assert (told["title"], told["artist"], told["album"]) == ("1. Walk to The Mill", "Ann Author", "Harbour walk")
    for picture in told["art"]:
        assert page.request.get(picture).ok


def test_the_lock_screens_buttons_work(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.add_init_script(
        "globalThis.hands = {}; MediaSession.prototype.setActionHandler = (name, what) => { hands[name] = what; };"
    )
    page.goto(url)
    assert set(page.evaluate("Object.keys(hands)")) == {
        *("play", "pause", "previoustrack", "nexttrack", "seekbackward", "seekforward", "seekto")
    }

    begin(page, SILENCE, 2)
    page.evaluate("hands.seekto({seekTime: 90})")
    becomes(page, "Player.audio.currentTime >= 90")
    page.evaluate("hands.seekbackward({seekOffset: 5})")
    becomes(page, "Player.audio.currentTime < 87")
    page.evaluate("hands.pause()")
    assert page.evaluate("Player.audio.paused")
    page.evaluate("hands.nexttrack()")
    playing(page, BEYOND)


@pytest.mark.parametrize(
    ("silence", "title"),
    [
        (SILENCE, "1. When across Mill Lane, press next"),
        (LAST_SILENCE, "1. Walk on to The Mill: press next there"),
    ],
)
def test_in_a_silence_the_lock_screen_says_when_to_press_next(page: Page, silence: int, title: str) -> None:
    begin(page, silence)

    becomes(page, "title => navigator.mediaSession.metadata.title === title", title)


def test_at_a_hold_the_lock_screen_says_where_to_go(page: Page) -> None:
    near_the_end(page, LAST_SILENCE)
    expect(page.locator("#wait")).to_be_visible()

    title = page.evaluate("navigator.mediaSession.metadata.title")

    assert title == "Walk on to stop 2, The Mill. Stand at the mill door."


@pytest.fixture
def bare(chromium: Browser, url: str) -> Iterator[Page]:
    """The page without a service worker, so that a test can answer for the server."""
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    page.goto(url)
    yield page
    context.close()


def test_a_track_that_does_not_load_says_so_and_can_be_tried_again(bare: Page) -> None:
    page = bare
    page.route("**/audio/**", lambda route: route.fulfill(status=404, body="gone"))
    page.get_by_role("button", name="Start the tour").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("This track did not load")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play")

    page.unroute("**/audio/**")
    alert.get_by_role("button", name="Try again").click()

    becomes(page, "Player.audio.currentTime > 0.2")
    expect(alert).to_be_hidden()


def test_a_damaged_track_says_so_and_the_next_one_plays(bare: Page) -> None:
    page = bare
    page.route("**/00-welcome.mp3", lambda route: route.fulfill(status=200, content_type="audio/mpeg", body="no sound"))
    page.get_by_role("button", name="Start the tour").click()
    expect(page.get_by_role("alert")).to_be_visible()

    page.get_by_role("button", name="Next", exact=True).click()

    playing(page, LOOK)
    expect(page.get_by_role("alert")).to_be_hidden()


def test_without_storage_all_plays_and_the_page_says_what_is_lost(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    page.goto(url)
    expect(page.locator("#kept")).to_contain_text("your place is lost")

    page.get_by_role("button", name="Start the tour").click()

    becomes(page, "Player.audio.currentTime > 0.2")


def test_a_broken_memory_is_no_reason_not_to_play(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.add_init_script(
        """localStorage.setItem("tour harbour /", '{"track":"audio/gone.mp3","time":"x","rate":null,"far":7}');"""
    )
    page.goto(url)

    page.get_by_role("button", name="Start the tour").click()

    becomes(page, "Player.audio.currentTime > 0.2")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("Object.defineProperty(window, 'isSecureContext', {value: false})", "an address that begins with https"),
        ("Object.defineProperty(navigator, 'geolocation', {value: undefined})", "cannot tell where you are"),
        ("navigator.geolocation.watchPosition = (ok, fail) => setTimeout(fail, 50, {code: 1})", "Nothing is lost"),
        (
            "navigator.geolocation.watchPosition = (ok, fail) => setTimeout(fail, 50, {code: 2})",
            "No position right now",
        ),
        (
            "navigator.geolocation.watchPosition = (ok, fail) => setTimeout(fail, 50, {code: 3})",
            "No position right now",
        ),
    ],
)
def test_where_following_fails_the_page_says_why_and_plays_on(
    context: BrowserContext, url: str, script: str, said: str
) -> None:
    page = context.new_page()
    page.add_init_script(script)
    page.goto(url + "#map")
    begin(page, WALK, 3)

    page.get_by_role("button", name="Follow me").click()

    expect(page.locator("#follow-says")).to_contain_text(said)
    assert not page.evaluate("Player.audio.paused")


def test_the_page_says_that_following_needs_the_screen_and_sends_nothing(page: Page) -> None:
    page.goto(page.url + "#map")

    expect(page.locator(".follow")).to_contain_text("it never leaves this phone")
    page.get_by_text("What it needs, and what works without it").click()
    expect(page.get_by_text("GPS needs the screen on.")).to_be_visible()
    expect(page.get_by_text("sound plays on with the screen off")).to_be_visible()


def test_links_and_the_back_button_lead_through_the_views(page: Page) -> None:
    page.get_by_role("link", name="Stop 2: The Mill").click()
    expect(page.get_by_role("heading", name="Stop 2: The Mill")).to_be_visible()
    expect(page.locator("#stop-quay")).to_be_hidden()
    page.get_by_label("Views").get_by_role("link", name="Map").click()
    expect(page.locator("#frame svg").first).to_be_visible()

    page.go_back()
    expect(page.get_by_role("heading", name="Stop 2: The Mill")).to_be_focused()
    page.go_back()

    expect(page.get_by_role("heading", name="Harbour walk")).to_be_visible()


def test_a_stop_on_the_map_opens(page: Page) -> None:
    page.get_by_label("Views").get_by_role("link", name="Map").click()

    page.locator("#frame .m-level:not([display=none]) [data-stop=mill]").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Stop 2: The Mill")).to_be_visible()


def test_the_shown_stop_changes_with_the_track(page: Page) -> None:
    page.goto(page.url + "#stop-quay")
    begin(page, LAST_SILENCE)

    page.get_by_role("button", name="I’m here: play stop 2").click()

    expect(page.get_by_role("heading", name="Stop 2: The Mill")).to_be_visible()


def test_a_stop_tells_all_that_is_known_of_it(page: Page) -> None:
    page.goto(page.url + "#stop-clock")
    stop = page.locator("#stop-clock")

    for words in (
        "below the clock",
        "the clock",
        "1 Tower Street",
        "Count the hands.",
        "If the way is closed: Look at it from across the street.",
        "Access: Two steps at the door.",
        "Facts last checked on 2 January 2026.",
        "Not yet walked",
    ):
        expect(stop).to_contain_text(words)
    stop.get_by_text("Sources (2)").click()
    expect(stop.get_by_role("link", name="Clocks of the coast")).to_have_attribute("href", "https://example.org/clocks")
    expect(page.locator("#stop-quay svg[aria-label='A bollard with a rope']")).to_have_count(1)


def test_the_page_says_who_speaks_and_what_is_not_known(page: Page) -> None:
    expect(page.locator("#list")).to_contain_text("not yet walked")
    expect(page.locator("#list")).to_contain_text("synthetic voice")
    page.get_by_label("Views").get_by_role("link", name="More").click()

    expect(page.locator("#more")).to_contain_text("Mind the edge.")
    expect(page.locator("#more")).to_contain_text("Ann Author")


def test_the_whole_walk_by_keyboard_alone(page: Page) -> None:
    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(document.activeElement.ariaLabel || document.activeElement.innerText || '')").startswith(
                name
            ):
                return
        raise AssertionError(f"no key leads to {name!r}")

    tab_to("Start the tour")
    page.keyboard.press("Enter")
    playing(page, WELCOME)
    for name in ("Previous", "Back 15", "Pause", "Next", "Stops", "Map", "Now", "More"):
        tab_to(name)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#map")).to_be_visible()
    tab_to("Zoom in")
    tab_to("Follow me")
    tab_to("Next")
    page.keyboard.press("Space")
    playing(page, LOOK)


def test_without_script_the_whole_tour_is_there_to_read_and_to_hear(
    rich_pack: Path, chromium: Browser, url: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)

    assert page.locator("audio[controls]").count() == len(json.loads((rich_pack / "pack.json").read_text())["tracks"])
    assert "Nobody winds it again." in (page.locator("#ending").text_content() or "")
    expect(page.locator(".dock")).to_be_hidden()
    for part in ("#list", "#map", "#stop-quay", "#stop-clock", "#more"):
        expect(page.locator(part)).to_be_visible()
    context.close()


def test_the_unpacked_folder_plays_without_a_server(rich_pack: Path, context: BrowserContext) -> None:
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    page.goto((rich_pack / "index.html").as_uri())

    page.get_by_role("button", name="Start the tour").click()
    becomes(page, "Player.audio.currentTime > 0.3")
    page.evaluate("Player.seek(4)")
    becomes(page, "Player.audio.currentTime > 4")

    assert [text for text in heard if "manifest" not in text] == []


def test_nothing_is_said_to_the_console_and_nothing_asked_of_others(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    heard: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    for view in ("map", "stop-quay", "more", "list"):
        page.goto(f"{url}#{view}")
    begin(page, LOOK)
    for other in ("transcript.html", "listen.html"):
        page.goto(url + other)

    assert heard == []
    assert asked
    assert all(one.startswith((url, "data:")) for one in asked)


def test_every_link_between_the_packs_own_files_leads_somewhere(
    tmp_path: Path, context: BrowserContext, rich_pack: Path
) -> None:
    """As far as the writers that ran here made them; the rest is known from the pack's description."""
    elsewhere = {
        "route-card-letter.pdf",
        "route-card-a4.pdf",
        "harbour.m4b",
        "harbour.zip",
        "tour.m3u8",
        "tour.gpx",
    }
    page = context.new_page()
    for name in ("index.html", "transcript.html", "listen.html"):
        page.goto((rich_pack / name).as_uri())
        for href in page.locator("a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))"):
            path, _, anchor = href.partition("#")
            if path.startswith("https:"):
                continue
            assert not path or (rich_pack / path).is_file() or path in elsewhere, href
            assert not anchor or page.locator(f"[id='{anchor}']").count() == 1, href
