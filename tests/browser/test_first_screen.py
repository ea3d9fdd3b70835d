"""The first screen, the holds beside it, and the progress that one can see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pages import becomes, served

LOOK, LAST_SILENCE, MILL, CLOCK = 1, 5, 6, 9
"""Some of the rich tour's tracks."""


@pytest.fixture(scope="module")
def url(rich_pack: Path) -> Iterator[str]:
    with served(rich_pack) as address:
        yield address


@pytest.fixture
def page(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    return page


def near_the_end(page: Page, track: int) -> None:
    page.evaluate("track => Player.go(track, Page.tour.tracks[track].seconds - 0.8)", track)


TYPE = """(percent) => {
    document.documentElement.style.fontSize = `${percent}%`;
    dispatchEvent(new Event("resize"));
}"""
TYPES = (112.5, 225)
"""The page's own size of type and twice that, in percent of the browser's."""


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (844, 390), (568, 320), (1280, 800)])
def test_the_start_button_is_in_sight_and_a_picture_of_the_walk_above_it(
    chromium: Browser, url: str, size: tuple[int, int]
) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block")
    page = context.new_page()
    page.goto(url)

    for percent in TYPES:
        page.evaluate(TYPE, percent)
        go = page.get_by_role("button", name="Start the tour").bounding_box()
        picture, dock = page.locator(".poster").bounding_box(), page.locator(".dock").bounding_box()

        assert go
        assert picture
        assert dock
        assert go["y"] >= 0
        assert go["y"] + go["height"] <= dock["y"], percent
        assert picture["y"] + picture["height"] <= go["y"], percent
        assert picture["height"] >= 40, percent
    context.close()


LONG_TITLE = """(title) => {
    const head = document.querySelector("h1");
    head.textContent = title;
    head.className = "long";
}"""
LINES = """() => {
    const { firstChild: text } = document.querySelector("h1"), at = text.data.indexOf("fortifications");
    const word = new Range();
    word.setStart(text, at);
    word.setEnd(text, at + "fortifications".length);
    return word.getClientRects().length;
}"""


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (844, 390)])
def test_under_a_long_title_too_whose_words_stay_whole(chromium: Browser, url: str, size: tuple[int, int]) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block")
    page = context.new_page()
    page.goto(url)
    page.evaluate(LONG_TITLE, "Les fortifications oubliées de Strasbourg")

    for percent in TYPES:
        page.evaluate(TYPE, percent)
        boxes = [page.locator(css).bounding_box() for css in (".poster", "#go", ".dock")]

        assert page.evaluate(LINES) == 1, percent
        picture, go, dock = (box or pytest.fail("not in sight") for box in boxes)
        assert picture["height"] >= 40, percent
        assert picture["width"] >= 80, percent
        assert picture["y"] + picture["height"] <= go["y"] + 1, percent
        assert go["y"] + go["height"] <= dock["y"], percent
    context.close()


BESIDE = """() => {
    const head = document.querySelector("h1"), banner = head.parentElement, sign = getComputedStyle(banner, "::after");
    const words = new Range();
    words.selectNodeContents(head);
    const right = Math.max(...[...words.getClientRects()].map((line) => line.right));
    return [right, banner.getBoundingClientRect().right - parseFloat(sign.right) - parseFloat(sign.width)];
}"""
"""Where a title ends, and where the sign beside it begins."""


@pytest.mark.parametrize("size", [(390, 844), (700, 900), (1280, 800)])
def test_a_title_never_runs_under_the_sign_beside_it(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})

    for title in ("El Madrid de las letras", "A long walk by the sea"):
        page.evaluate("title => { document.querySelector('h1').textContent = title; }", title)
        end, sign = page.evaluate(BESIDE)
        assert end <= sign + 9, title  # the sign's own edge is blank


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("size", [(844, 390), (568, 320)])
def test_in_a_low_window_the_views_stand_at_the_side_and_leave_the_track_s_name_room(
    page: Page, size: tuple[int, int], text: int
) -> None:
    wide, high = size
    page.set_viewport_size({"width": wide, "height": high})
    page.evaluate("text => { document.documentElement.style.fontSize = 1.125 * text + '%'; }", text)

    page.evaluate("Player.go(1)")
    page.get_by_label("Views").get_by_role("link", name="Map").click()

    views, bar, name = (page.locator(css).bounding_box() for css in (".tabs", "#bar", "#now"))
    letters = page.locator("[data-tab=map]").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert views
    assert bar
    assert name
    assert (views["x"] + views["width"], views["y"], views["height"]) == (wide, 0, high)
    assert bar["x"] + bar["width"] <= views["x"]
    assert page.evaluate("document.getElementById('frame').getBoundingClientRect().right") <= views["x"]
    assert letters >= 14
    if wide > 800:
        assert name["width"] >= 200
        assert letters >= text / 10


def test_the_picture_has_every_stop_and_the_line_between_them(page: Page) -> None:
    assert page.locator(".poster [data-dot]").evaluate_all("all => all.map(one => one.dataset.dot)") == [
        *("quay", "mill", "clock")
    ]
    assert page.locator(".poster path").count() >= 3


def test_before_anything_is_heard_no_transport_row_is_in_the_way(page: Page) -> None:
    expect(page.locator("#bar")).to_be_hidden()

    page.get_by_role("button", name="Start the tour").click()
    becomes(page, "Player.audio.currentTime > 0.3")
    page.get_by_label("Views").get_by_role("link", name="Stops").click()

    expect(page.locator("#bar")).to_be_visible()


def test_safety_stands_behind_the_button_and_before_the_first_step(page: Page) -> None:
    assert page.locator("#list").get_by_text("Mind the edge.").count() == 0

    page.get_by_role("button", name="Start the tour").click()

    expect(page.locator("#stop-welcome").get_by_text("Mind the edge.")).to_be_visible()


def test_the_facts_are_one_short_row_at_any_text_size_of_a_phone(page: Page) -> None:
    tops = page.locator("ul.facts li").evaluate_all("all => all.map(one => one.getBoundingClientRect().y)")

    assert len(tops) == 4
    assert len(set(tops)) == 1


def test_stops_heard_and_the_way_behind_are_told_on_list_and_map(page: Page) -> None:
    page.evaluate("Player.go(1)")
    becomes(page, "Player.audio.currentTime > 0.2")
    near_the_end(page, LOOK)
    becomes(page, "Place.at === 2")
    page.evaluate("Player.go(8, 1); Player.audio.pause()")

    told = page.evaluate(
        "(Page.tour.stops[1].along / 1000).toFixed(1) + ' of ' + (Page.tour.stops[2].along / 1000).toFixed(1)"
    )
    expect(page.locator("#sum-words")).to_have_text(f"1 of 3 stops heard · {told} km")
    expect(page.locator(".poster .done")).to_have_count(1)
    page.get_by_label("Views").get_by_role("link", name="Map").click()
    expect(page.locator("#map-sum")).to_have_text(f"1 of 3 stops heard · {told} km")
    heard = page.locator("#frame .m-heard").evaluate_all("all => all.map(one => one.dataset.stop)")
    assert set(heard) == {"quay"}
    legs = page.locator("#frame .m-walked").evaluate_all(
        "all => all.map(one => one.getAttribute('d').split('M').length - 1)"
    )
    assert set(legs) == {1}


def test_a_stop_can_be_marked_as_heard_and_taken_back(page: Page) -> None:
    page.get_by_role("link", name="Stop 2: The Mill").click()

    page.get_by_role("button", name="Mark as heard").click()
    page.reload()

    expect(page.locator("[data-row=mill] .state")).to_have_text("✓ Heard")
    page.get_by_role("button", name="Mark as not heard").click()
    expect(page.locator("[data-row=mill] .state")).to_have_text("")


def test_the_walk_can_be_begun_anew_and_asks_before(page: Page) -> None:
    page.evaluate("Player.go(6, 1); Player.audio.pause()")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Begin anew").click()
    assert page.evaluate("Place.at") == MILL

    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Begin anew").click()

    assert asked == ["Forget what was heard, and begin with the first track?"]
    expect(page.get_by_role("button", name="Start the tour")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Start the tour")).to_be_visible()
    expect(page.locator("#sum")).to_be_hidden()


def test_a_hold_leaves_most_of_a_low_window_to_the_map(chromium: Browser, url: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 640}, service_workers="block")
    page = context.new_page()
    page.goto(f"{url}#map")
    near_the_end(page, LAST_SILENCE)
    expect(page.locator("#wait")).to_contain_text("Stand at the mill door.")

    dock = page.locator(".dock").bounding_box()

    context.close()
    assert dock
    assert dock["y"] >= 400


@pytest.mark.parametrize("size", [(844, 390), (667, 375), (320, 568)])
def test_the_question_before_the_ending_can_be_read(chromium: Browser, url: str, size: tuple[int, int]) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block")
    page = context.new_page()
    page.goto(f"{url}#stop-clock")
    near_the_end(page, CLOCK)
    expect(page.locator("#wait-head")).to_be_visible()

    question = page.locator("#wait-head").bounding_box()
    answers = [button.bounding_box() for button in page.locator("#wait button:visible").all()]

    context.close()
    assert question
    assert question["width"] >= 200
    assert len(answers) == 2
    for answer in answers:
        assert answer
        assert answer["height"] >= 44
        assert answer["y"] + answer["height"] <= size[1]
