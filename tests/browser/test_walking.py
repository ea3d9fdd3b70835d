"""The walking screen: what is seen and pressed while a way is walked, with and without a position."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pages import becomes, served

WALK, SILENCE, BEYOND, LAST_SILENCE, MILL, TO_CLOCK, CLOCK_SILENCE, CLOCK, HOME = 2, 3, 4, 5, 6, 7, 8, 9, 11
"""Some of the rich tour's tracks: BEYOND is the walk's second part, and each silence follows words."""
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa"]
FINGER, THUMB = 44, 64
"""CSS pixels: what can be hit at all, and what is hit while walking."""

GPS = """
globalThis.gps = { ok: null, time: 0 };
Object.defineProperty(navigator, "geolocation", { value: {
  watchPosition(ok) { gps.ok = ok; return 1; },
  clearWatch() { gps.ok = null; },
} });
gps.at = (latitude, longitude, heading = null) => gps.ok({
  coords: { latitude, longitude, accuracy: 5, heading, speed: heading === null ? null : 1.2 },
  timestamp: 1e12 + 1000 * ++gps.time,
});
"""
"""A receiver whose places and whose clock are the test's."""


@pytest.fixture(scope="module")
def url(rich_pack: Path) -> Iterator[str]:
    with served(rich_pack) as address:
        yield address


@pytest.fixture
def page(context: BrowserContext, url: str) -> Page:
    """The page where the first stop is read, with a receiver at hand that nobody has asked yet."""
    page = context.new_page()
    page.add_init_script(GPS)
    page.goto(f"{url}#stop-quay")
    return page


def begin(page: Page, track: int, seconds: float = 0.0) -> None:
    page.evaluate("([track, seconds]) => Player.go(track, seconds)", [track, seconds])
    becomes(page, "!Player.audio.paused && Player.audio.readyState > 2")


def near_the_end(page: Page, track: int) -> None:
    begin(page, track, page.evaluate("track => Page.tour.tracks[track].seconds", track) - 0.8)


def playing(page: Page, track: int) -> None:
    becomes(page, "track => Place.at === track && !Player.audio.paused", track)


def walk_east(page: Page, metres: int, start: float = -0.1, heading: float = 90.0) -> None:
    """Walk along the quay, a fix each metre and second."""
    for step in range(metres):
        page.evaluate("([lon, heading]) => gps.at(51.5, lon, heading)", [start + step * 1.444e-5, heading])


def test_when_a_way_begins_the_walking_screen_takes_the_transport_rows_place(page: Page) -> None:
    begin(page, WALK - 1)
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()

    page.get_by_role("button", name="Next", exact=True).click()

    expect(page.get_by_role("heading", name="Next stop: The Mill")).to_be_visible()
    expect(page.get_by_role("button", name="I’m here: play stop 2")).to_be_visible()
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_hidden()
    expect(page.get_by_role("heading", name="The Quay")).to_be_hidden()


def test_the_words_are_one_tap_away_and_stay_while_the_way_goes_on(page: Page) -> None:
    begin(page, WALK)

    page.get_by_role("link", name="Words").click()
    begin(page, SILENCE)

    expect(page.get_by_role("heading", name="The Quay")).to_be_visible()
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()
    page.get_by_label("Views").get_by_role("link", name="Now").click()
    expect(page.get_by_role("heading", name="Next stop: The Mill")).to_be_visible()


def test_whoever_reads_elsewhere_is_left_there(page: Page) -> None:
    page.get_by_label("Views").get_by_role("link", name="Map").click()

    begin(page, WALK)

    expect(page.locator("#frame")).to_be_visible()
    expect(page.locator("#way")).to_be_hidden()
    page.locator("#now").click()
    expect(page.locator("#way")).to_be_visible()


def test_whoever_comes_to_a_paused_way_from_elsewhere_sees_its_map_above_the_keys(page: Page) -> None:
    """Nothing but the view changes then: no sound goes on, and no position comes."""
    page.get_by_label("Views").get_by_role("link", name="Map").click()
    begin(page, WALK)
    page.evaluate("Player.audio.pause()")
    becomes(page, "!document.body.classList.contains('busy') && Player.audio.paused")

    page.get_by_label("Views").get_by_role("link", name="Now").click()

    expect(page.locator("#leg .m-route")).to_have_count(1)
    bottom = "document.getElementById('way').getBoundingClientRect().bottom"
    becomes(page, f"{bottom} <= document.querySelector('.dock').getBoundingClientRect().top + 1")


def test_a_name_of_one_long_word_does_not_scroll_the_screen_sideways(page: Page) -> None:
    begin(page, WALK)

    page.evaluate("document.getElementById('way-name').textContent = 'Die Donaudampfschifffahrtsgesellschaft'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.getElementById('way-h').getBoundingClientRect().right") <= 390


def test_under_a_long_name_the_small_buttons_stay_in_sight_on_the_smallest_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.evaluate("Page.tour.stops[1].title = 'Number 34, the house of Oscar Wilde and his neighbours'")

    begin(page, WALK)

    becomes(page, "document.querySelector('#leg svg') !== null")
    foot = page.evaluate("document.querySelector('.dock').getBoundingClientRect().top")
    for name in ("Words", "Follow me", "The pavement is closed here"):
        box = page.locator("#way").get_by_text(name, exact=True).bounding_box()
        assert box
        assert box["y"] + box["height"] <= foot, name
    name = page.locator("#way-name").bounding_box()
    assert name
    assert name["height"] < 80


def test_a_long_word_in_a_stop_s_name_is_not_broken_at_twice_the_size_of_text(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.evaluate("document.documentElement.style.fontSize = '225%'")

    page.evaluate("document.getElementById('h-quay').textContent = 'Elbphilharmonie'")

    assert (
        page.evaluate("""() => {
        const word = new Range();
        word.selectNodeContents(document.getElementById("h-quay"));
        return word.getClientRects().length;
    }""")
        == 1
    )


def test_without_a_position_the_figures_are_the_packs_and_say_from_where(page: Page) -> None:
    begin(page, WALK)

    leg = page.evaluate("Page.tour.legs[0]")
    minutes = max(1, round(leg["seconds"] / 60))
    expect(page.locator("#way-far")).to_have_text(f"{round(leg['metres'])} m · {minutes} min from stop 1")
    expect(page.locator("#way-cross")).to_have_text("You cross Mill Lane.")
    expect(page.locator("#arrow")).to_be_hidden()


def test_beyond_a_street_the_figures_count_from_there(page: Page) -> None:
    begin(page, BEYOND)

    left = page.evaluate("Math.round(Page.tour.legs[0].metres - Page.tour.tracks[4].starts)")
    expect(page.locator("#way-far")).to_contain_text(f"{left} m")
    expect(page.locator("#way-from")).to_have_text("from Mill Lane")
    expect(page.locator("#way-cross")).to_have_text("No street left to cross.")


def test_in_the_silence_before_a_street_the_button_says_across(page: Page) -> None:
    begin(page, SILENCE)

    page.get_by_role("button", name="I’m across Mill Ln").click()

    playing(page, BEYOND)
    expect(page.get_by_role("button", name="I’m here: play stop 2")).to_be_visible()


def test_who_is_there_says_so_and_hears_the_stop(page: Page) -> None:
    begin(page, BEYOND)

    page.get_by_role("button", name="I’m here: play stop 2").click()

    playing(page, MILL)
    expect(page.get_by_role("heading", name="Stop 2: The Mill")).to_be_visible()
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()


def test_at_a_hold_the_screen_says_where_to_stand_and_has_one_big_button(page: Page) -> None:
    near_the_end(page, LAST_SILENCE)
    becomes(page, "Player.wait() !== null")

    here = page.get_by_role("button", name="I’m here: play stop 2")
    expect(here).to_have_count(1)
    expect(page.locator("#way-stand")).to_have_text("Stand at the mill door.")
    expect(page.locator("#wait")).to_be_hidden()
    box = here.bounding_box()
    assert box
    assert box["height"] >= THUMB
    here.click()
    playing(page, MILL)


def test_before_the_first_step_the_screen_says_how_to_stay_safe(page: Page) -> None:
    page.goto(page.url.partition("#")[0] + "#walk")
    near_the_end(page, 0)

    expect(page.get_by_role("heading", name="Next stop: The Quay")).to_be_visible()
    expect(page.locator("#way").get_by_text("Mind the edge.")).to_be_visible()
    begin(page, WALK)
    expect(page.locator("#way").get_by_text("Mind the edge.")).to_be_hidden()


def test_where_the_pavement_is_closed_the_stop_says_what_to_do_and_the_walker_goes_on(page: Page) -> None:
    begin(page, TO_CLOCK)

    page.get_by_role("button", name="The pavement is closed here").click()
    expect(page.locator("#closed-note")).to_contain_text("Look at it from across the street.")
    page.get_by_role("button", name="Play stop 3 from here").click()

    playing(page, CLOCK)
    expect(page.locator("#closed-note")).to_be_hidden()


def test_a_stop_without_such_a_note_sends_nobody_into_the_road(page: Page) -> None:
    begin(page, WALK)

    page.get_by_role("button", name="The pavement is closed here").click()

    expect(page.locator("#closed-note")).to_contain_text("where the pavement is open")
    page.locator("#closed-note").get_by_role("button", name="Close").click()
    expect(page.locator("#closed-note")).to_be_hidden()
    playing(page, WALK)


def test_the_way_home_leads_to_no_stop_and_has_no_such_screen(page: Page) -> None:
    page.goto(page.url.partition("#")[0] + "#stop-clock")

    begin(page, HOME)

    expect(page.locator("#way")).to_be_hidden()
    expect(page.get_by_role("heading", name="Stop 3: The Clock Tower")).to_be_visible()


def test_with_a_position_the_figures_are_the_walkers_and_the_next_street_is_named(page: Page) -> None:
    begin(page, WALK)
    page.get_by_role("button", name="Follow me").click()
    walk_east(page, 20)

    along, stop = page.evaluate("[Page.tour.legs[0].metres - 20, Page.tour.stops[1].along]")
    told = page.locator("#way-left").text_content() or ""
    assert abs(int(told.split()[0]) - along) <= 20, (told, along, stop)
    expect(page.locator("#way-from")).to_have_text("")
    expect(page.locator("#way-cross")).to_have_text("Next street to cross: Mill Lane")
    expect(page.locator("#leg .m-here")).to_be_visible()


def test_the_walker_s_dot_is_no_larger_for_a_look_at_the_whole_map(page: Page) -> None:
    page.get_by_label("Views").get_by_role("link", name="Map").click()
    becomes(page, "() => document.querySelector('#frame .m-fix').hasAttribute('transform')")
    begin(page, WALK)
    page.get_by_label("Views").get_by_role("link", name="Now").click()
    page.get_by_role("button", name="Follow me").click()
    walk_east(page, 20)

    dot = page.locator("#leg .m-fix").bounding_box()

    assert dot
    assert 14 < dot["width"] < 24


def test_while_it_is_not_sure_where_one_is_no_street_is_said_to_be_behind(page: Page) -> None:
    begin(page, WALK)

    said = page.evaluate("Way.crossing(Way.now(), { along: 20, sure: false, street: null })")

    assert said == "You cross Mill Lane."


@pytest.mark.parametrize(
    ("heading", "turn", "said"),
    [(90.0, 0, "Straight ahead"), (0.0, 90, "To your right"), (180.0, -90, "To your left"), (270.0, 180, "Behind you")],
)
def test_the_arrow_turns_by_the_course(page: Page, heading: float, turn: int, said: str) -> None:
    begin(page, WALK)
    page.get_by_role("button", name="Follow me").click()

    walk_east(page, 15, heading=heading)

    expect(page.get_by_role("img", name=said)).to_be_visible()
    turned = float(page.locator("#arrow").evaluate("one => parseFloat(one.style.transform.slice(7))"))
    assert abs((turned - turn + 180) % 360 - 180) < 8


def test_the_compass_goes_before_the_course(page: Page) -> None:
    begin(page, WALK)
    page.get_by_role("button", name="Follow me").click()
    walk_east(page, 15)

    page.evaluate(
        "dispatchEvent(Object.assign(new Event('deviceorientationabsolute'), { absolute: true, alpha: 180 }))"
    )

    expect(page.get_by_role("img", name="To your left")).to_be_visible()


def test_a_position_that_is_old_is_shown_no_more(page: Page) -> None:
    page.clock.install()
    begin(page, WALK)
    page.get_by_role("button", name="Follow me").click()
    walk_east(page, 15)
    expect(page.locator("#way-from")).to_have_text("")

    page.clock.run_for(21_000)

    expect(page.locator("#way-from")).to_have_text("from stop 1")
    expect(page.locator("#arrow")).to_be_hidden()
    expect(page.locator("#leg .m-here")).to_be_hidden()


def test_a_screen_reader_hears_how_far_it_is_at_three_places_at_most(page: Page) -> None:
    page.evaluate(
        """() => { globalThis.heard = [];
            new MutationObserver(() => heard.push(say.textContent)).observe(say, {childList: true}); }"""
    )
    begin(page, WALK)
    page.get_by_role("button", name="Follow me").click()

    walk_east(page, 90)

    calls = [words for words in page.evaluate("heard") if "m to stop 2" in words]
    assert 1 <= len(calls) <= 3


def test_nothing_is_drawn_while_nobody_looks(page: Page) -> None:
    begin(page, WALK)
    page.get_by_role("button", name="Follow me").click()
    walk_east(page, 5)
    page.evaluate(
        """() => { Object.defineProperty(document, "hidden", { value: true, configurable: true });
            globalThis.drawn = 0;
            new MutationObserver((all) => { drawn += all.length; })
                .observe(document.getElementById("leg"), { subtree: true, childList: true, attributes: true });
            new MutationObserver((all) => { drawn += all.length; }).observe(arrow, { attributes: true }); }"""
    )

    walk_east(page, 60, heading=0)

    assert page.evaluate("drawn") == 0


def test_the_map_of_the_way_has_ahead_at_the_top(page: Page) -> None:
    """The quay runs east, and then the way turns north to the mill's door."""
    begin(page, WALK)

    ends = page.evaluate(
        """() => { const d = document.querySelector("#leg .m-route").getAttribute("d"), points = d.slice(1).split("L")
            .map((point) => point.split(",").map(Number)); return [points[0], points[points.length >> 1]]; }"""
    )

    (x, y), (u, v) = ends
    assert v < y - 20
    assert abs(u - x) < y - v
    expect(page.locator("#leg").get_by_text("Mill Ln")).to_be_visible()
    expect(page.get_by_role("img", name="Map of the way to stop 2")).to_be_visible()


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (844, 390)])
def test_a_street_s_long_name_is_read_whole_on_the_map_of_the_way(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("Page.tour.kerbs[0].sign = 'Rue des Grandes-Arcades'")

    begin(page, WALK)

    name = page.locator("#leg text", has_text="Arcades").bounding_box()
    box = page.locator("#leg").bounding_box()
    assert name
    assert box
    assert box["x"] <= name["x"]
    assert name["x"] + name["width"] <= box["x"] + box["width"]


def test_no_position_leaves_the_page(page: Page, context: BrowserContext, url: str) -> None:
    """Every request of a walk with Follow me, by whoever on the page, is one for a file of the pack, without a word."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data or ''}"))
    begin(page, WALK)
    page.get_by_role("button", name="Follow me").click()

    walk_east(page, 140)
    for step in range(30):
        page.evaluate("lat => gps.at(lat, -0.098, 0)", 51.5 + step * 9e-6)
    playing(page, MILL)

    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    sources = [part.split()[1:] for part in policy.split(";")]
    assert {source for part in sources for source in part} == {"'none'", "'self'", "data:", "blob:"}
    assert asked
    for line in asked:
        method, address, *sent = line.strip().split(" ")
        assert (method, sent) == ("GET", [])
        assert address.startswith((url, "blob:", "data:"))
        assert "?" not in address
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])")
    assert "51.5" not in kept
    assert "0.09" not in kept


def test_all_of_it_is_done_by_keyboard(page: Page) -> None:
    begin(page, SILENCE)
    names = {"Words", "Follow me", "The pavement is closed here", "Back 15 seconds", "Pause", "I’m across Mill Ln"}

    for _ in range(40):
        page.keyboard.press("Tab")
        names.discard(page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText").strip())
    assert names == set()
    page.get_by_role("button", name="I’m across Mill Ln").focus()
    page.keyboard.press("Enter")

    playing(page, BEYOND)


OFFER = "#offer button"
ASKED: dict[str, tuple[int, str]] = {
    "a closed pavement": (TO_CLOCK, "#closed-go"),
    "a street that is behind": (SILENCE, "#arrived"),
    "an offer": (MILL, OFFER),
    "to keep the ending": (CLOCK, "#yes"),
    "to hear the ending": (CLOCK, "#no"),
}
"""What is asked on the way: the track in which it is, and the answer."""


def ask(page: Page, what: str) -> str:
    """Come to a question, and return its answer's selector."""
    track, answer = ASKED[what]
    if what.startswith("to "):
        near_the_end(page, track)
    else:
        begin(page, track)
    if answer == "#closed-go":
        page.get_by_role("button", name="The pavement is closed here").click()
    if answer == OFFER:
        page.get_by_label("Views").get_by_role("link", name="Map").click()
        page.get_by_role("button", name="Follow me").click()
        walk_east(page, 20)
    expect(page.locator(answer)).to_be_visible()
    return answer


@pytest.mark.parametrize("what", ASKED)
def test_who_answers_by_keyboard_keeps_the_focus(page: Page, what: str) -> None:
    """An answer goes away with its question."""
    answer = page.locator(ask(page, what))

    answer.press("Enter")

    if what != "a street that is behind":
        expect(answer).to_be_hidden()
    page.wait_for_timeout(100)
    expect(page.locator(":focus")).to_be_in_viewport()


def test_who_is_on_a_screen_by_keyboard_keeps_the_focus_when_the_next_one_comes(page: Page) -> None:
    begin(page, WALK)
    page.get_by_role("button", name="The pavement is closed here").focus()

    begin(page, MILL)

    expect(page.locator(":focus")).to_have_text("Stop 2: The Mill")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", ["an offer", "to keep the ending"])
def test_axe_finds_no_fault_in_what_is_asked(chromium: Browser, url: str, what: str, scheme: str) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.add_init_script(GPS)
    page.goto(f"{url}#stop-clock")
    ask(page, what)
    page.wait_for_timeout(300)

    found = Axe().run(page, options={"runOnly": TAGS, "rules": {"color-contrast-enhanced": {"enabled": True}}})

    context.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_and_words_are_read_in_the_sun(chromium: Browser, url: str, scheme: str) -> None:
    """Contrast of 7:1 (WCAG 2.2, 1.4.6) on this screen, whoever looks at it in the sun."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(f"{url}#stop-quay")
    begin(page, TO_CLOCK)
    page.get_by_role("button", name="The pavement is closed here").click()
    page.wait_for_timeout(300)

    found = Axe().run(page, options={"runOnly": TAGS, "rules": {"color-contrast-enhanced": {"enabled": True}}})

    context.close()
    assert found.violations_count == 0, found.generate_report()
    assert "color-contrast-enhanced" in [one["id"] for one in found.response["passes"]]


SMALL = """(least) => [...document.querySelectorAll("#way :is(a, button), .dock :is(a, button)")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least).map(([name]) => name)"""


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (844, 390), (1280, 800)])
def test_all_that_is_pressed_is_large_enough_and_nothing_is_cut_off(
    chromium: Browser, url: str, size: tuple[int, int]
) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block")
    page = context.new_page()
    page.goto(f"{url}#stop-quay")

    for percent in (112.5, 225):
        page.evaluate("percent => { document.documentElement.style.fontSize = `${percent}%`; }", percent)
        begin(page, WALK)
        expect(page.locator("#way")).to_be_visible()
        box = page.get_by_role("button", name="I’m here: play stop 2").bounding_box()

        assert page.evaluate(SMALL, FINGER) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], percent
        assert box
        assert box["height"] >= THUMB, percent
        assert box["y"] + box["height"] <= size[1], percent
    context.close()


def test_an_arrival_while_the_way_is_paused_by_hand_plays_nothing_and_offers_the_stop(page: Page) -> None:
    begin(page, BEYOND)
    page.get_by_role("button", name="Follow me").click()
    page.get_by_role("button", name="Pause").click()

    for step in range(40):
        page.evaluate("lat => gps.at(lat, -0.098, 0)", 51.5003 - max(0, 20 - step) * 9e-6)

    expect(page.locator("#way-says")).to_contain_text("You have arrived at stop 2. The way is paused")
    assert page.evaluate("Player.audio.paused")
    page.get_by_role("button", name="Play stop 2, The Mill").click()
    playing(page, MILL)
    expect(page.locator("#offer")).to_be_hidden()


def test_what_is_marked_as_heard_is_not_the_next_stop_of_follow_me(page: Page) -> None:
    views = page.get_by_label("Views")
    views.get_by_role("link", name="Map").click()
    page.get_by_role("button", name="Follow me").click()
    walk_east(page, 3)

    views.get_by_role("link", name="Stops").click()
    page.locator("#list").get_by_role("link", name="Stop 1: The Quay").click()
    page.get_by_role("button", name="Mark as heard").click()
    walk_east(page, 3)

    expect(page.locator("#follow-far")).to_contain_text("to stop 2")
